// A hub buys from five suppliers and decides once how everything comes: without scripts, on a phone, in both languages.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToBasket, newVisitor, openTestApp, type TestApp, toPayment } from './test-app.ts';

const goods = [
  ['chaise-de-bureau-remise-en-etat', 2],
  ['carottes-de-plein-champ-cagette-de-10-kg', 3],
  ['biere-blonde-caisse-de-12-75-cl-consignees', 3],
  ['nettoyant-multi-usages-bidon-de-5-litres', 6],
  ['cahiers-recycles-lot-de-20', 4],
] as const;

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('without scripts at 390 px, one radio decides for five suppliers, and the order promises what it said', async () => {
  const { page, complaints } = await newVisitor(app, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  for (const [slug, quantity] of goods) await addToBasket(page, slug, quantity);
  expect(await page.locator('.stall').count()).toBe(5);
  const plans = page.locator('.plan:has(input:not([value=""]))');
  expect(await plans.count()).toBeGreaterThanOrEqual(2);
  expect(await plans.count()).toBeLessThanOrEqual(4);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

  const together = page.locator('.plan', { hasText: 'Tout le même jour' });
  const said = ` ${plain(await together.innerText())}`;
  const day = / le (\S+ \S+ \S+)(?: entre [^·]+)? · /.exec(said)?.[1] ?? 'no day';
  await together.locator('input').check();
  await page.getByRole('button', { name: 'Prendre cette livraison' }).click();
  await page.waitForLoadState();
  expect(await page.locator('.plan', { hasText: 'Tout le même jour' }).locator('input').isChecked()).toBe(true);
  const parts = await page.locator('.stall [data-key=delivery]').allInnerTexts();
  expect(parts).toHaveLength(5);
  for (const part of parts) expect(plain(part)).toContain(day);
  expect(await page.locator('.stall details[open]').count()).toBe(0); // the single choices are folded

  const stall = page.locator('.stall').first();
  await stall.locator('summary').click();
  await stall.locator('.choice[aria-pressed=false]').first().click();
  await page.waitForLoadState();
  expect(await page.locator('.stall details[open]').count()).toBeGreaterThan(0);
  await page.locator('.plan', { hasText: 'Tout le même jour' }).locator('input').check();
  await page.getByRole('button', { name: 'Prendre cette livraison' }).click();
  await page.waitForLoadState();

  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+/);
  const order = plain(await page.locator('main').innerText());
  expect(order.split(day).length - 1).toBeGreaterThanOrEqual(5);
  expect(complaints).toEqual([]);
});

test('in English the plans say the same, and to collect has its stops', async () => {
  const { page, complaints } = await newVisitor(app, { locale: 'en-GB' });
  await page.goto('/?lang=en');
  for (const [slug, quantity] of goods) await addToBasket(page, slug, quantity);
  await page.getByText('Delivery in one decision').waitFor();
  const collect = page.locator('.plan', { hasText: 'collect' });
  if ((await collect.count()) > 0) {
    expect(await collect.innerText()).toMatch(/Where to go: .+, then back\./);
    await collect.locator('input').check();
    await page.getByRole('button', { name: 'Take this delivery' }).click();
    await page
      .locator('.stall [data-key=delivery]', { hasText: /^Pick-up/ })
      .first()
      .waitFor();
    expect(await collect.locator('input').isChecked()).toBe(true);
  }
  expect(complaints).toEqual([]);
});

function plain(text: string): string {
  return text.replace(/[\s\u202f]+/g, ' ');
}
