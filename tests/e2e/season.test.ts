// A seller enters a season and a forecast on a phone without scripts; a buyer orders of it in advance, and another asks to be
// told. Week numbers are those of the coming weeks, so that the errand is the same on every day of the year.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mondayOf, weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { addDays } from '#app/domain/shared/context.ts';
import { newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

const lettuces = 'salades-batavia-caisse-de-12';
const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
const fits = 'document.documentElement.scrollWidth <= innerWidth';

/** The Monday in so many weeks, by the town's clock. */
function monday(weeks: number): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  return addDays(mondayOf(today), 7 * weeks);
}

async function visitor(email: string) {
  const { page } = await newVisitor(app, phone);
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

test('a season and a forecast are entered with lists, ordered of in advance, and waited for', async () => {
  const seller = await visitor('lucie@jardins-de-la-vesle.example');
  await seller.goto('/supplier/jardins-de-la-vesle/offers');
  await seller.locator('a', { hasText: 'Salades batavia' }).first().click();
  await seller.getByRole('link', { name: 'Saison et prévisions' }).click();
  await seller.waitForURL('**/season');
  const [from, to] = [monday(3), monday(6)];
  await seller.locator('select[name=from_1]').selectOption(String(weekOfDay(from).week));
  await seller.locator('select[name=to_1]').selectOption('');
  await seller.locator('button[value=season]').click();
  await seller.getByText('Choisissez les deux semaines').first().waitFor();
  await seller.locator('select[name=to_1]').selectOption(String(weekOfDay(to).week));
  await seller.locator('button[value=season]').click();
  await seller.locator('[role=status]').waitFor();
  await seller.locator('select[name=first]').selectOption(from);
  await seller.locator('select[name=last]').selectOption(to);
  await seller.locator('input[name=packs]').fill('60');
  await seller.locator('button[value=forecast]').click();
  await seller.locator('#weeks td', { hasText: '60' }).first().waitFor();
  expect(await seller.evaluate(fits)).toBe(true);

  const buyer = await visitor('camille@le-hangar.example');
  await buyer.goto(`/offers/${lettuces}`);
  expect(await buyer.textContent('.buy')).toMatch(/revient semaine \d+, .*Hors saison\s: ni épuisé, ni disparu/s);
  expect(await buyer.locator('button[value=add]').count()).toBe(0);
  expect(await buyer.evaluate(fits)).toBe(true);
  await buyer.locator('select[name=week]').selectOption(from);
  expect(await buyer.locator('input[name=packs]').getAttribute('max')).toBe('60');
  await buyer.locator('input[name=packs]').fill('12');
  await buyer.locator('button[value=preorder]').click();
  await buyer.waitForURL('**/basket');
  expect(await buyer.textContent('main')).toMatch(/semaine \d+, du .* au /);
  await toPayment(buyer);
  await buyer.getByRole('button', { name: /^Payer \d/ }).click();
  await buyer.waitForURL(/\/orders\/ord_\w+/);
  await seller.reload();
  expect(await seller.locator('#weeks tr', { hasText: '48' }).count()).toBe(1);

  await buyer.goto(`/offers/${lettuces}`);
  await buyer.locator('button[value=notify]').click();
  await buyer.locator('[role=status]', { hasText: 'C’est noté' }).waitFor();
  await buyer.goto('/searches');
  await buyer.locator('#awaited', { hasText: 'Salades batavia' }).waitFor();

  await buyer.goto('/seasons');
  expect(await buyer.textContent('main')).toContain('Calendrier des récoltes');
  expect(await buyer.evaluate(fits)).toBe(true);
});
