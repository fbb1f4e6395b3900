// A whole account in the browser: signed up, confirmed here and elsewhere, its password lost and found, its e-mail moved.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, readLetterLink, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const first = 'quatre poules picorent mardi';
const second = 'trois brouettes sous la pluie';

/** No page is wider than its window; with LOOK set to a folder a picture of each is kept there. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState();
  const [scroll, client] = await page.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
  expect([page.url(), scroll]).toEqual([page.url(), client]);
  if (!process.env.LOOK) return;
  mkdirSync(process.env.LOOK, { recursive: true });
  await page.screenshot({ path: join(process.env.LOOK, `${name}-${client}.png`), fullPage: true });
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up?for=person&to=/basket');
  await look(page, 'sign-up');
  await page.locator('#name').fill('Ada Brimont');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill('motdepasse2026');
  await page.locator('main form button.main').click();
  expect(await page.locator('#password-error').textContent()).toContain('premier');
  await look(page, 'sign-up-refused');
  await page.locator('#password').fill(first);
  await page.locator('main form button.main').click();
  await page.waitForURL('**/sign-up/sent');
  await look(page, 'sign-up-sent');
}

test('without scripts: sign up, open the letter, move to another e-mail and take it back', async () => {
  const phone = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false };
  const { page, complaints } = await newVisitor(app, phone);
  await signUp(page, 'ada@courrier.example');
  expect(await page.locator('[data-shows]:visible').count()).toBe(0);
  await readLetterLink(app, 'ada@courrier.example', '/sign-up/confirm');
  await page.locator('main form button').click();
  await page.locator('[role=status]', { hasText: 'part de nouveau' }).waitFor();
  await page.goto(await readLetterLink(app, 'ada@courrier.example', '/sign-up/confirm', 2));
  await look(page, 'confirm');
  const link = page.url();
  await page.locator('main form button.main').click();
  await page.waitForURL('**/basket');
  await page.goto(link);
  await look(page, 'link-ended');

  await page.goto('/account');
  await look(page, 'account');
  await page.goto('/account/email');
  await look(page, 'change-email');
  await page.locator('#email').fill('ada@nouvelle.example');
  await page.locator('main form button.main').click();
  await page.waitForURL('**/account');
  await look(page, 'email-asked');
  await page.goto(await readLetterLink(app, 'ada@nouvelle.example', '/account/email/confirm'));
  await look(page, 'confirm-email');
  await page.locator('main form button.main').click();
  await page.waitForURL('**/account');
  expect(await page.locator('main').textContent()).toContain('ada@nouvelle.example');

  const { page: elsewhere } = await newVisitor(app, phone);
  await elsewhere.goto(await readLetterLink(app, 'ada@courrier.example', '/account/email/undo'));
  await look(elsewhere, 'undo-email');
  await elsewhere.locator('main form button.main').click();
  await elsewhere.waitForURL('**/password/new?token=*');
  await look(elsewhere, 'new-password');
  await elsewhere.locator('#password').fill(second);
  await elsewhere.locator('main form button.main').click();
  await elsewhere.waitForURL('**/sign-in');
  await look(elsewhere, 'sign-in');
  await signIn(elsewhere, 'ada@courrier.example', second);
  await elsewhere.waitForURL(`${app.origin}/`);
  await page.goto('/account');
  expect(page.url(), 'the other browser is signed out').toContain('/sign-in');
  expect(complaints).toEqual([]);
});

test('with scripts, in English: another device confirms, and a lost password comes back by letter', async () => {
  const { page: desk } = await newVisitor(app);
  await desk.goto('/?lang=fr');
  await signUp(desk, 'bo@courrier.example');
  const { page, complaints } = await newVisitor(app, { locale: 'en-GB' });
  await page.goto(`${await readLetterLink(app, 'bo@courrier.example', '/sign-up/confirm')}&lang=en`);
  await page.locator('#password').fill(first);
  await page.locator('[data-shows]').click();
  expect(await page.locator('#password').getAttribute('type')).toBe('text');
  await look(page, 'confirm-elsewhere');
  await page.locator('main form button.main').click();
  await page.waitForURL('**/basket');

  const { page: lost } = await newVisitor(app, { locale: 'en-GB' });
  await lost.goto('/password/forgotten?lang=en');
  await look(lost, 'forgotten');
  await lost.locator('#email').fill('bo@courrier.example');
  await lost.locator('main form button.main').click();
  await lost.waitForURL('**/password/forgotten?sent*');
  await look(lost, 'forgotten-sent');
  await lost.goto(`${await readLetterLink(app, 'bo@courrier.example', '/password/new')}&lang=en`);
  await lost.locator('#password').fill('bo@courrier.example');
  await lost.locator('main form button.main').click();
  await lost.locator('#password-error').waitFor();
  await look(lost, 'new-password-refused');
  await lost.locator('#password').fill(second);
  await lost.locator('main form button.main').click();
  await lost.waitForURL('**/sign-in*');
  await page.goto('/account');
  expect(page.url(), 'all sessions ended').toContain('/sign-in');
  await signIn(page, 'bo@courrier.example', second);
  await page.waitForURL('**/account');
  await page.goto('/account/password?lang=en');
  await look(page, 'change-password');
  expect(complaints).toEqual([]);
});
