// A hub has the cleaner come on three chosen dates and takes eight seats of a training, in the same basket as its carrots,
// without scripts on a phone; then it writes who comes.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToBasket, newVisitor, openTestApp, type TestApp, toPayment } from './test-app.ts';

const cleaning = 'entretien-de-bureaux-a-l-heure';
const training = 'formation-bureautique-libre-demi-journee';
const phone = { width: 390, height: 844 };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Free days of the next month, for the cleaners. */
async function listFreeDays(page: Page): Promise<string[]> {
  await page.goto(`/offers/${cleaning}`);
  await page.goto(`/offers/${cleaning}${await page.locator('.month-days caption a').last().getAttribute('href')}`);
  const links = await page
    .locator('.month-days td.free a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  return links.flatMap((link) => /=(\d{4}-\d\d-\d\d)/.exec(link)?.[1] ?? []);
}

test('without scripts, three visits, eight seats and carrots are one basket and one payment, at 390 px', async () => {
  const { page } = await newVisitor(app, { javaScriptEnabled: false, viewport: phone });
  const [first, second, third] = (await listFreeDays(page)).filter((day) => isWorkday(day));
  await page.goto(`/offers/${cleaning}?day=${first}`);
  await page.locator('select[name=start]').selectOption('09:00');
  await page.locator('select[name=end]').selectOption('12:00');
  await page.locator('input[name=day2]').fill(second!);
  await page.locator('input[name=day3]').fill(third!);
  expect(await fits(page)).toBe(true);
  await page.locator('button[value=book]').click();
  await page.waitForURL('**/basket');
  expect(plain(await page.locator('main').innerText())).toMatch(/9 h – 12 h, chez vous/);

  await page.goto(`/offers/${training}`);
  await page.locator('input[name=session]').last().check();
  await page.locator('input[name=units]').fill('9');
  await page.locator('button[value=book]').click();
  await page.getByText('Il ne reste que 8 places').first().waitFor();
  expect(await page.locator('input[name=session]').last().isChecked()).toBe(true); // what was chosen is kept
  await page.locator('input[name=units]').fill('8');
  expect(await fits(page)).toBe(true);
  await page.locator('button[value=book]').click();
  await page.waitForURL('**/basket');
  await addToBasket(page, 'carottes-de-plein-champ-cagette-de-10-kg', 2);

  const clean = page.locator('.stall', { hasText: 'Entretien de bureaux' });
  expect(await clean.getByRole('button', { name: /Retrait|Tournée/ }).count()).toBe(0); // nothing is brought
  expect(
    await page
      .locator('.stall', { hasText: 'bureautique' })
      .getByRole('button', { name: /Retrait/ })
      .count(),
  ).toBe(0);
  expect(await fits(page)).toBe(true);

  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+/);
  const order = plain(await page.locator('main').innerText());
  expect(order).toMatch(/Formation bureautique libre, demi-journée · .*, 09:00–12:30/);
  expect(order).toMatch(/Entretien de bureaux, à l’heure · .* · .* · .*, 09:00–12:00/);
  await page.locator('[name="seat.1"]').fill('Ada Lovelace');
  await page.locator('button[value=name-seats]').click();
  await page.waitForLoadState();
  expect(await page.locator('[name="seat.1"]').inputValue()).toBe('Ada Lovelace');
  expect(await fits(page)).toBe(true);

  await page.goto(`/offers/${training}`);
  expect(plain(await page.locator('#when .taken').first().innerText())).toMatch(/complet$/);
  await page.goto(`/offers/${cleaning}?day=${second}`);
  expect(plain(await page.locator('.day-hours').innerText())).toMatch(/8 h 30 – 12 h 30 : 1 sur 2 libres/); // and the way
});

/** The order's form allows no horizontal scrolling of the page. */
async function fits(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth');
}

function isWorkday(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday > 0 && weekday < 6;
}

function plain(text: string): string {
  return text.replace(/[\s\u202f]+/g, ' ');
}
