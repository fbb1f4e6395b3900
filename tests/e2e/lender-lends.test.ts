// A lender hands a bicycle out, takes it back and looks at it, on a phone and without scripts; a borrower is late, and the one
// who booked next is told.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from './hand-over-steps.ts';
import { newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

const bicycle = 'velo-cargo-electrique-a-la-journee';
const units = 4;
const phone = { width: 390, height: 844 };
const desk = '/supplier/becane-commune/lending';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

async function visitor(email: string, options = {}): Promise<{ page: Page; complaints: string[] }> {
  const opened = await newVisitor(app, { viewport: phone, ...options });
  await opened.page.goto('/sign-in');
  await signIn(opened.page, email);
  await opened.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return opened;
}

/** Books cargo bicycles for a day of next month, and pays; the address of the order. */
async function bookBicycles(page: Page, dayIndex: number, wanted: number): Promise<string> {
  await page.goto(`/offers/${bicycle}`);
  await page.goto(`/offers/${bicycle}${await page.locator('.month-days caption a').last().getAttribute('href')}`);
  const links = await page
    .locator('.month-days td.free a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  const day = links.flatMap((link) => /=(\d{4}-\d\d-\d\d)/.exec(link)?.[1] ?? [])[dayIndex]!;
  await page.goto(`/offers/${bicycle}?from=${day}&to=${day}&units=${wanted}`);
  await page.locator('button[value=book]').click();
  await page.waitForURL('**/basket');
  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+/);
  return page.url();
}

function write<T>(work: (db: Database.Database) => T): T {
  const db = new Database(join(app.dataDir, 'halle.sqlite'), { timeout: 5000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** The span of an order begins so many days from today in the town, for one day, and its part is due then. Returns its id. */
function moveSpan(orderId: string, days: number): string {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
  const from = Date.parse(today) / 864e5 + days;
  return write((db) => {
    const day = new Date(from * 864e5).toISOString().slice(0, 10);
    db.prepare('update order_parts set deliver_on = ? where order_id = ?').run(day, orderId);
    db.prepare(
      'update spans set from_t = @from, to_t = @from + 1, busy_from = @from, busy_to = @from + 1 where booking like @booking',
    ).run({ from, booking: `${orderId}/%` });
    return db.prepare('select id from spans where booking like ?').pluck().get(`${orderId}/%`) as string;
  });
}

/** The lender's own loans are over: all of its things are here. */
function endOwnLoans(): void {
  write((db) => db.exec("update spans set state = 'inspected', late_to = null where booking like 'own/%/desk-%'"));
}

/** How many letters of a kind have left. */
function countLetters(template: string): number {
  const sent = "select count(*) from outbox where payload ->> 'template' = ? and state = 'done'";
  return write((db) => db.prepare(sent).pluck().get(template) as number);
}

test('a lender hands out, takes back and checks a bicycle at 390 px without scripts, and both say how it was', async () => {
  endOwnLoans();
  const { page: buyer, complaints } = await visitor('camille@le-hangar.example');
  const order = await bookBicycles(buyer, 1, 1);
  const orderId = new URL(order).pathname.split('/').at(-1)!;
  const spanId = moveSpan(orderId, 0);
  const { page: lender } = await visitor('hugo@becane-commune.example', { javaScriptEnabled: false });
  await lender.goto(desk);
  expect(await lender.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await lender.locator(`section:has(h2:text-is("À remettre")) a[href$="${spanId}"]`).click();
  await lender.waitForURL(`**/lending/${spanId}`);
  expect(await lender.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

  await lender.getByLabel('Code de l’emprunteur').fill('9999');
  await lender.getByLabel('Ce qu’on voit').fill('rayure au carter');
  await lender.getByRole('button', { name: 'Remettre maintenant' }).click();
  await lender.locator('#code-error').waitFor();
  expect(await lender.getByLabel('Ce qu’on voit').inputValue()).toBe('rayure au carter');
  await lender.getByLabel('Code de l’emprunteur').fill(codeOf(app, orderId));
  await lender.getByLabel('Numéro de l’objet').fill('P-07');
  await lender.getByLabel('avec des marques d’usage').check();
  await lender.getByRole('button', { name: 'Remettre maintenant' }).click();
  await lender.locator('[role=status]', { hasText: 'Remis' }).waitFor();
  expect(await lender.innerText('main')).toContain('montré par le code');

  await buyer.goto(order);
  const block = buyer.locator('section', { has: buyer.getByRole('heading', { name: 'Ce que vous empruntez' }) });
  expect(await block.innerText()).toMatch(/Remis le .*rayure au carter/s);
  await block.locator('summary').click();
  await block.locator('textarea').fill('le mandrin est voilé');
  await block.getByRole('button', { name: 'Garder ma parole' }).click();
  await buyer.locator('[role=status]', { hasText: 'Votre parole est gardée' }).waitFor();

  await lender.goto(`${desk}/${spanId}`);
  expect(await lender.innerText('main')).toContain('le mandrin est voilé');
  await lender.getByRole('button', { name: 'Rendu : noter le retour' }).click();
  await lender.locator('[role=status]', { hasText: 'Retour noté' }).waitFor();
  await lender.getByLabel('abîmé').check();
  await lender.getByRole('button', { name: 'Vérifié : peut repartir' }).click();
  await lender.locator('[role=status]', { hasText: 'Vérifié' }).waitFor();
  await lender.getByLabel('Dommage, euros').fill('99999');
  await lender.getByLabel('Ce qui manque ou ce qui est abîmé').fill('garde-boue tordu');
  await lender.getByRole('button', { name: 'Demander cette somme' }).click();
  await lender.locator('#damage-error').waitFor(); // more than the deposit
  expect(await lender.getByLabel('Ce qui manque ou ce qui est abîmé').inputValue()).toBe('garde-boue tordu');
  await lender.getByLabel('Dommage, euros').fill('20');
  await lender.getByRole('button', { name: 'Demander cette somme' }).click();
  await lender.locator('[role=status]', { hasText: 'Somme demandée' }).waitFor();
  expect(await lender.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await buyer.goto(order);
  expect(await buyer.innerText('main')).toMatch(/20,00\s€ demandés.*garde-boue tordu/s);
  await buyer.getByRole('button', { name: /^Payer 20/ }).click();
  await buyer.waitForURL((url) => !url.pathname.startsWith('/orders/'));
  await buyer.getByRole('button', { name: /^Payer \d/ }).click();
  await buyer.waitForURL(/\/orders\/ord_\w+/);
  expect(await buyer.innerText('main')).toMatch(/20,00\s€ payés/);
  await lender.goto(`${desk}/${spanId}`);
  expect(await lender.innerText('main')).toMatch(/20,00\s€ payés/);
  await buyer.goto(`${order}?lang=en`);
  expect(await buyer.innerText('main')).toMatch(/Checked on .*by the code of the order/s);
  expect(complaints).toEqual([]);
});

test('a late borrower gets a letter, and the next booking is at risk with what is free elsewhere', async () => {
  const { page: late } = await visitor('camille@le-hangar.example');
  const first = new URL(await bookBicycles(late, 2, units)).pathname.split('/').at(-1)!;
  const { page: next } = await visitor('karim@incubateur-112.example');
  const second = new URL(await bookBicycles(next, 3, units)).pathname.split('/').at(-1)!;
  const lateSpan = moveSpan(first, 0);
  moveSpan(second, 1);
  const { page: lender } = await visitor('hugo@becane-commune.example');
  await lender.goto(`${desk}/${lateSpan}`);
  await lender.getByLabel('Code de l’emprunteur').fill(codeOf(app, first));
  await lender.getByRole('button', { name: 'Remettre maintenant' }).click();
  await lender.locator('[role=status]', { hasText: 'Remis' }).waitFor();
  moveSpan(first, -2);
  await expect.poll(() => countLetters('thing-late'), { timeout: 150_000 }).toBe(1); // the upkeep runs each minute
  await expect.poll(() => countLetters('booking-at-risk'), { timeout: 30_000 }).toBe(1);
  await next.goto(`/orders/${second}`);
  expect(await next.innerText('main')).toContain('n’est pas revenu à temps');
  await lender.goto(desk);
  expect(await lender.innerText('section:has(h2:text-is("En retard"))')).toMatch(/Vélo.cargo/);
  expect(await lender.innerText('main')).toContain('menacé par un retard');
});
