// A separate server for each test file: copy of the seeded data folder, port, built app; and a browser that collects page errors.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { launchBrowser } from '../../bin/chromium.ts';

export type TestApp = {
  origin: string;
  /** Origin of the stand-in for Stripe: its desk stands at `/desk`. */
  standIn: string;
  dataDir: string;
  server: ChildProcess;
  browser: Browser;
  close: () => Promise<void>;
  /** Starts the server again, with its clock moved ahead by that many days. */
  restart: (daysAhead?: number) => Promise<void>;
};

/** `settings` are added to those of the app. */
export async function openTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'halle-e2e-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const standInPort = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HALLE_DATA: dataDir,
    PORT: String(port),
    HALLE_ORIGIN: origin,
    NODE_ENV: 'production',
    PAYMENTS: 'stand-in',
    STAND_IN_PORT: String(standInPort),
    LOG_LEVEL: 'error',
    ...settings,
  };
  cpSync(inject('seededFolder'), dataDir, { recursive: true });
  const start = async (daysAhead = 0) => {
    const moved = daysAhead > 0 ? ['--import', './tests/setup/moved-clock.mjs'] : [];
    const server = spawn(process.execPath, [...moved, 'server.ts'], {
      env: { ...env, TEST_DAYS_AHEAD: String(daysAhead) },
      stdio: 'inherit',
    });
    await ready(origin);
    return server;
  };
  const browser = await launchBrowser();
  const app: TestApp = {
    origin,
    standIn: `http://127.0.0.1:${standInPort}`,
    dataDir,
    server: await start(),
    browser,
    async restart(daysAhead = 0) {
      app.server = await start(daysAhead);
    },
    async close() {
      await browser.close();
      app.server.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return app;
}

/**
 * A page of a new visitor. `complaints` collects page errors and console errors (so also CSP violations) except
 * those about a 4xx status; tests expect none.
 */
export async function newVisitor(
  app: TestApp,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await app.browser.newContext({
    baseURL: app.origin,
    viewport: { width: 1280, height: 900 },
    locale: 'fr-FR',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.setDefaultTimeout(15_000);
  return { page, complaints };
}

export async function signIn(
  page: Page,
  email = 'camille@le-hangar.example',
  password = 'la-halle-du-112',
): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form:has(input[name=password]) button[type=submit]').first().click();
}

export async function addToBasket(page: Page, slug: string, quantity: number): Promise<void> {
  await page.goto(`/offers/${slug}`);
  await page.locator('#quantity').fill(String(quantity));
  await page.locator('main form button.main').click();
  await page.waitForURL('**/basket');
}

/** From the basket to the payment page; signs in on the way if asked. */
export async function toPayment(page: Page): Promise<void> {
  await page.locator('a[href="/checkout"]').first().click();
  if (page.url().includes('/sign-in')) await signIn(page);
  await page.waitForURL('**/checkout');
  await page.locator('#phone').fill('03 26 00 11 22');
  await page.locator('input[name=terms]').check();
  await page.locator('main form button.main').click();
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/pay\//); // another origin than ours, as Stripe's is
}

/** The link with this path in the newest letter to an address; waits until there are as many letters with one. */
export async function readLetterLink(app: TestApp, to: string, path: string, letters = 1): Promise<string> {
  const folder = join(app.dataDir, 'mail');
  for (let tries = 0; tries < 150; tries++) {
    const links = (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith('.eml'))
      .map((name) => join(folder, name))
      .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
      .map((file) => readFileSync(file, 'utf8'))
      .filter((letter) => letter.includes(`To: ${to}\r\n`))
      .flatMap((letter) => plainText(letter).match(/https?:\/\/\S+/g) ?? []);
    const found = links.filter((link) => new URL(link).pathname === path);
    if (found.length >= letters) return found.at(-1)!;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${to} with ${path}`);
}

/** The text part of a letter, which is its first part and base64. */
function plainText(letter: string): string {
  const part = letter.slice(letter.indexOf('Content-Type: text/plain'));
  return Buffer.from(part.split('\r\n\r\n')[1]?.split('\r\n--')[0] ?? '', 'base64').toString();
}

/** Waits until the server answers. */
export async function ready(origin: string): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(`${origin}/healthcheck`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no answer from ${origin}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
