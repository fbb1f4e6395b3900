// The first day of a town, from an empty folder: its record, the first administrator, a steward, a supplier.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { fictionalSiret } from '#seeds/factories.ts';
import { launchBrowser } from '../../bin/chromium.ts';
import { freePort, ready, signIn } from './test-app.ts';

const dataDir = join(mkdtempSync(join(tmpdir(), 'halle-first-')), 'data');
const password = 'trois brouettes et un cerf-volant';
let env: NodeJS.ProcessEnv;
let origin: string;
let server: ChildProcess;
let browser: Browser;

/** Runs a command and returns its standard output. */
const halle = (...args: string[]) =>
  execFileSync(process.execPath, ['bin/halle', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const own = {
    HALLE_DATA: dataDir,
    PORT: String(port),
    HALLE_ORIGIN: origin,
    STAND_IN_PORT: String(await freePort()),
  };
  env = { ...process.env, ...own, NODE_ENV: 'production', PAYMENTS: 'stand-in', LOG_LEVEL: 'info' };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.kill('SIGKILL');
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

async function openPage(width = 1280): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, locale: 'fr-FR', viewport: { width, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** Pictures of the pages in both languages and widths, for a person to look at. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.HALLE_LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const here = new URL(page.url());
  for (const language of ['en', 'fr'])
    for (const width of [390, 1280]) {
      here.searchParams.set('lang', language);
      await page.setViewportSize({ width, height: 844 });
      await page.goto(here.href);
      await page.screenshot({ path: join(folder, `${name}-${language}-${width}.png`), fullPage: true });
    }
}

/** The texts of all letters to an address. */
function lettersTo(address: string): string[] {
  const folder = join(dataDir, 'mail');
  if (!existsSync(folder)) return []; // made with the first letter
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes(`To: ${address}`))
    .map((text) => Buffer.from(/base64\r?\n\r?\n([\w+/=\s]+)/.exec(text)?.[1] ?? '', 'base64').toString());
}

/** The match of `pattern` in a letter to an address that is not in `known`; waits until there is one. */
async function findInLetters(address: string, pattern: RegExp, known: readonly string[] = []): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const found = lettersTo(address).flatMap((text) => pattern.exec(text)?.[0] ?? []);
    const fresh = found.find((text) => !known.includes(text));
    if (fresh) return fresh;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${address}`);
}

const linkTo = (address: string) => findInLetters(address, /https?:\/\/\S+token=\S+/);
const code = /\b\d{4} \d{4}\b/;

/** A code by letter, without a passkey: the second half of a steward's sign-in, and the signature of a decision. */
async function typeCode(page: Page, address: string, where = '**/sign-in/again?to=*'): Promise<void> {
  await page.waitForURL(where);
  const known = lettersTo(address).flatMap((text) => code.exec(text)?.[0] ?? []);
  await page.locator('button[value=letter]').click();
  await page.locator('#code').fill(await findInLetters(address, code, known));
  await page.locator('form:has(#code) button[type=submit]').click();
}

const isWithin = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('a town begins in an empty folder, without a demonstration account', async () => {
  expect(halle('town', 'seeds/data/town.json')).toContain('Microville 112');
  server = spawn(process.execPath, ['server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(origin);
  expect(statSync(join(dataDir, 'halle.sqlite')).mode & 0o777).toBe(0o600);
  const page = await openPage();
  await page.goto('/sign-in');
  expect(await page.content()).not.toContain('la-halle-du-112');
});

test('the operator’s link makes the first administrator, once', async () => {
  const link = halle('steward', 'invite', 'ada@ville.example').trim();
  const page = await openPage(390);
  await page.goto(link);
  expect(await isWithin(page)).toBe(true);
  await look(page, 'role-invitation-new');
  await page.goto(link);
  await page.locator('#name').fill('Ada Blanc');
  await page.locator('#password').fill(password);
  await page.locator('button[value=join]').click();
  await page.waitForURL('**/sign-in?to=/steward');
  await signIn(page, 'ada@ville.example', password);
  await typeCode(page, 'ada@ville.example');
  await page.waitForURL('**/steward');
  expect((await page.goto(link))?.status()).toBe(410);
  await look(page, 'role-invitation-ended');
  expect(() => halle('steward', 'invite', 'eve@ville.example')).toThrow();
});

test('the administrator invites a steward, who accepts from the letter', async () => {
  const admin = await openPage();
  await admin.goto('/sign-in?to=/steward/roles');
  await signIn(admin, 'ada@ville.example', password);
  await typeCode(admin, 'ada@ville.example');
  await admin.waitForURL('**/steward/roles');
  await admin.locator('#email').fill('noe@ville.example');
  await admin.locator('button[value=propose]').click();
  await typeCode(admin, 'ada@ville.example', '**/steward/sign/*');
  await admin.locator('[role=status]', { hasText: 'La lettre est partie' }).waitFor();
  expect(await admin.locator('main').innerText()).toContain('noe@ville.example');
  await look(admin, 'roles');
  const link = await linkTo('noe@ville.example');
  expect(link).toContain(`${origin}/role-invitation?token=`);
  const page = await openPage();
  await page.goto(link);
  await page.locator('#name').fill('Noé Vert');
  await page.locator('#password').fill(password);
  await page.locator('button[value=join]').click();
  await page.waitForURL('**/sign-in?to=/steward');
  await signIn(page, 'noe@ville.example', password);
  await typeCode(page, 'noe@ville.example');
  await page.waitForURL('**/steward');
});

/** A supplier as its owner fills it in: identity, story, place, delivery, one offer, the signed texts. */
async function openSupplier(page: Page): Promise<void> {
  await page.goto('/sign-up?to=/supplier/new');
  await page.getByLabel('Votre nom').fill('Léa Brimont');
  await page.getByLabel('Courriel').fill('lea@serres.example');
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Créer le compte' }).click();
  await page.waitForURL('**/sign-up/sent');
  await page.goto(await linkTo('lea@serres.example'));
  await page.getByRole('button', { name: 'Ouvrir mon compte' }).click();
  await page.waitForURL('**/supplier/new');
  for (const [label, text] of [
    ['SIRET', fictionalSiret(80_001)],
    ['Nom de l’étal', 'Serres de Brimont'],
    ['Raison sociale', 'Les serres de Brimont'],
    ['Adresse', '3 rue Haute'],
    ['Commune', '51220 Brimont'],
    ['Téléphone public', '03 26 00 00 01'],
  ] as const)
    await page.getByLabel(label).fill(text);
  await page.getByLabel('Rayon principal').selectOption('food');
  await page.getByLabel('Forme juridique').selectOption('EARL');
  await page.getByRole('button', { name: 'Créer mon étal' }).click();
  await page.waitForURL(`**${home}`);
  const saved = async () => {
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('[role=status]', { hasText: 'Enregistré.' }).waitFor();
  };
  await page.getByRole('link', { name: /Compléter\s: Votre histoire/ }).click();
  await page.locator('#headlineFr').fill('Tomates et concombres sous serre froide');
  await page
    .locator('#storyFr')
    .fill('Deux serres non chauffées derrière l’église, tenues par une mère et sa fille. '.repeat(2));
  await saved();
  await page.goto(`${home}/place`);
  await page.locator('input[type=image]').click({ position: { x: 120, y: 90 } });
  await page.locator('[role=status]', { hasText: 'Enregistré.' }).waitFor();
  await page.goto(`${home}/delivery`);
  await page.locator('input[name=day4]').check();
  await page.getByLabel('Frais par commande en tournée').fill('4,50');
  await saved();
  await page.goto(`${home}/offers/new`);
  await page.getByRole('button', { name: /^Neuf/ }).click();
  for (const [field, text] of Object.entries({
    name_fr: 'Tomates anciennes de serre froide',
    description_fr: 'Cueillies le matin, calibre mêlé.',
    price: '22,50',
    pack_size: '5',
    stock: '12',
    mass_kg: '5',
  }))
    await page.locator(`#${field}`).fill(text);
  for (const [field, option] of Object.entries({ vat: '5.5', order_unit: 'crate' }))
    await page.locator(`#${field}`).selectOption(option);
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await page.waitForURL(/\/offers\/\d+/);
  await page.getByRole('button', { name: 'Mettre en vente' }).click();
  await page.getByRole('link', { name: 'Voir comme un acheteur' }).waitFor();
}

const home = '/supplier/serres-de-brimont';

/** The texts signed, the attestations given, and the file sent to the stewards. */
async function sendFile(page: Page): Promise<void> {
  await page.goto(home);
  await page.getByRole('link', { name: /^Lire et signer\s: Conditions/ }).click();
  for (const title of ['Conditions pour les vendeurs', 'Mandat de facturation']) {
    await page.getByRole('checkbox', { name: new RegExp(title) }).check();
    await page.getByRole('button', { name: new RegExp(`^Signer\\s: ${title}`) }).click();
  }
  await page.goto(home);
  for (const item of ['Je ne vends que', 'À jour des cotisations'])
    await page.getByRole('button', { name: new RegExp(`^J’atteste\\s: ${item}`) }).click();
  await page.getByRole('button', { name: 'Envoyer en relecture' }).click();
  await page.getByText('En relecture').first().waitFor();
}

test('the first supplier joins, and the steward approves it with a signed decision for each step', async () => {
  const owner = await openPage(390);
  await openSupplier(owner);
  await sendFile(owner);
  const page = await openPage();
  await page.goto('/sign-in?to=/steward');
  await signIn(page, 'noe@ville.example', password);
  await typeCode(page, 'noe@ville.example');
  await page.waitForURL('**/steward');
  await page.goto('/steward?kind=supplier');
  await page.locator('main tr', { hasText: 'Serres de Brimont' }).getByRole('link').first().click();
  const file = page.url();
  const decide = async (press: () => Promise<void>) => {
    await page.goto(file);
    await press();
    await page.waitForURL('**/steward/sign/*');
    expect(await page.locator('main').innerText()).toContain('Serres de Brimont');
    await look(page, 'sign');
    await typeCode(page, 'noe@ville.example', '**/steward/sign/*');
    await page.waitForURL(file);
  };
  await decide(() => page.getByRole('button', { name: /^J’ai vérifié\s: Entreprise connue/ }).click());
  await decide(async () => {
    await page.getByLabel('Motif de la dispense').fill('première année d’activité');
    await page.getByRole('button', { name: 'Dispenser' }).click();
  });
  await decide(() => page.getByRole('button', { name: 'Accepter le dossier' }).click());
  const db = openDb(join(dataDir, 'halle.sqlite'));
  const state = db.$client.prepare(`select status from suppliers where slug = 'serres-de-brimont'`).pluck().get();
  const methods = db.$client
    .prepare(
      `select bytes ->> '$.method' from ledger_entries where kind = 'decision.signed' and bytes ->> '$.decision.verb' glob 'supplier.*'`,
    )
    .pluck()
    .all();
  db.$client.close();
  expect([state, methods]).toEqual(['approved', ['letter', 'letter', 'letter']]);
});
