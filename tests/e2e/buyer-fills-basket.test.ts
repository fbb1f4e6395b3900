import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToBasket, newVisitor, openTestApp, type TestApp } from './test-app.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app?.close());

async function openBasket() {
  const { page, complaints } = await newVisitor(app);
  await page.clock.install();
  await addToBasket(page, chair, 2);
  const field = page.locator('.stall-line input[name=quantity]');
  const status = page.locator('main p[role=status].sr-only');
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || '');
  const amount = page.locator('.stall-line b');
  const fieldId = (await field.getAttribute('id'))!;
  return { page, complaints, field, status, focused, amount, fieldId };
}

test('a quantity of two digits can be typed, is sent once and said, and the focus stays', async () => {
  const { page, complaints, field, status, focused, amount, fieldId } = await openBasket();
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.postData() ?? '');
  });
  const before = await amount.textContent();
  expect(await status.textContent()).toBe('');
  await field.focus();
  await page.keyboard.press('Control+A');
  // The page's clock goes on only where the test moves it: on a busy machine two keys are seconds apart.
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.type('1');
  await page.clock.runFor(250);
  await page.keyboard.type('2');
  await page.clock.runFor(250);
  expect(posts).toEqual([]);
  await page.clock.resume();
  await page.waitForFunction((was) => document.querySelector('.stall-line b')?.textContent !== was, before);
  await page.waitForFunction(() => document.querySelector('main p[role=status].sr-only')?.textContent !== '');
  expect([await field.inputValue(), await focused(), posts.length]).toEqual(['12', fieldId, 1]);
  expect(await status.textContent()).toMatch(/^Total TTC/);
  await page.reload();
  expect(await field.inputValue()).toBe('12');
  expect(complaints).toEqual([]);
});

test('Enter in a quantity updates it, and a pause on an empty field or a zero changes nothing', async () => {
  const { page, field, focused, amount, fieldId } = await openBasket();
  const before = await amount.textContent();
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.waitForTimeout(900);
  await page.keyboard.type('0');
  await page.waitForTimeout(900);
  expect([await field.count(), await amount.textContent()]).toEqual([1, before]);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.waitForFunction((was) => document.querySelector('.stall-line b')?.textContent !== was, before);
  expect([await field.inputValue(), await focused()]).toEqual(['3', fieldId]);
});

test('a removed line is said, its undo has the focus, and gives it back to the line', async () => {
  const { page, field, status, focused, fieldId } = await openBasket();
  await page.getByRole('button', { name: /^Retirer/ }).click();
  await page.getByRole('button', { name: 'Annuler' }).waitFor();
  expect([await field.count(), await focused()]).toEqual([0, 'Annuler']);
  expect(await status.textContent()).toMatch(/^Ligne retirée\. Total TTC/);
  await page.keyboard.press('Enter');
  await field.waitFor();
  await page.waitForFunction((id) => document.activeElement?.id === id, fieldId);
  expect(await field.inputValue()).toBe('2');
});

test('a refused quantity is said beside its field, which keeps what was typed and the focus', async () => {
  const { page, complaints, field, focused, fieldId } = await openBasket();
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('123456');
  await page.locator(`#${fieldId}-error`).waitFor();
  expect([await field.inputValue(), await field.getAttribute('aria-invalid'), await focused()]).toEqual([
    '123456',
    'true',
    fieldId,
  ]);
  expect(await page.title()).toMatch(/^Erreur/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4');
  await page.locator(`#${fieldId}-error`).waitFor({ state: 'detached' });
  expect(await page.title()).not.toMatch(/^Erreur/);
  expect(complaints).toEqual([]);
});

test('without scripts Enter updates the quantity too', async () => {
  const { page } = await newVisitor(app, { javaScriptEnabled: false });
  await addToBasket(page, chair, 2);
  await page.locator('.stall-line input[name=quantity]').fill('5');
  await page.locator('.stall-line input[name=quantity]').press('Enter');
  await page.waitForURL('**/basket');
  expect(await page.locator('.stall-line input[name=quantity]').inputValue()).toBe('5');
});
