// A steward adds a passkey, signs in by it, ends the other session and decides, in a browser with a virtual authenticator.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyDecision } from '#app/domain/ledger/signed-decision.ts';
import { openDb } from '#db/client.ts';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** A device with a fingerprint reader that always knows its person. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Pictures of the page at both widths, for a person to look at. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.HALLE_LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
}

test('a steward signs in by a passkey, ends another session and decides by it', async () => {
  const { page, complaints } = await newVisitor(app);
  const { page: elsewhere } = await newVisitor(app);
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, 'noe@cooperative-112.example');
  await page.goto('/sign-in?to=/account/security');
  await addAuthenticator(page);
  await look(page, 'sign-in');
  await signIn(page, 'noe@cooperative-112.example');
  await page.waitForURL((url) => url.pathname === '/account/security');
  await page.locator('form[data-passkey] input[name=name]').fill('Ordinateur du bureau');
  await page.locator('form[data-passkey] button').click();
  await page.getByText('Clé d’accès ajoutée.').waitFor();
  await page.locator('header form[action="/sign-out"] button').click();
  await page.goto('/sign-in?to=/account/security');
  await page.locator('form[data-passkey] button').click();
  await page.waitForURL((url) => url.pathname === '/account/security');
  expect(await page.locator('#sessions ~ ul li').count()).toBe(2);
  await look(page, 'security');
  await page.locator('button[value=end]').click();
  await page.getByText('Cette connexion est fermée.').waitFor();
  await elsewhere.goto('/account');
  expect(elsewhere.url()).toContain('/sign-in');
  await page.goto('/steward/suppliers/brasserie-du-hangar');
  await page.locator('#reason').fill('Contrôle de l’étal demandé par la coopérative.');
  await page.locator('button[value=suspend]').click();
  await page.waitForURL('**/steward/sign/*');
  await look(page, 'sign');
  await page.locator('form[data-passkey] button').click();
  await page.waitForURL('**/steward/suppliers/brasserie-du-hangar');
  expect(await page.locator('main').innerText()).toMatch(
    /Suspendre un étal, .*, par Noé Petit\. Signée par clé d’accès\./,
  );
  await look(page, 'decided');
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  const entry = db.$client.prepare(`select bytes from ledger_entries where kind = 'decision.signed'`).pluck().get();
  db.$client.close();
  expect(await verifyDecision(JSON.parse(String(entry)))).toEqual({
    ok: true,
    method: 'passkey',
    origin: app.origin,
    together: 1,
  });
  expect(complaints).toEqual([]);
});
