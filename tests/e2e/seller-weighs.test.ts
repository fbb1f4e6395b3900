import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringDayForward, endUndoTime } from './hand-over-steps.ts';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

const squash = 'potimarron-a-la-piece';

async function visitor(email: string, options = {}): Promise<Page> {
  const { page } = await newVisitor(app, { viewport: { width: 390, height: 900 }, ...options });
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

test('a buyer pays for the heaviest squashes, the seller weighs them, and the rest comes back', async () => {
  const buyer = await visitor('camille@le-hangar.example');
  await buyer.goto(`/offers/${squash}`);
  expect(await buyer.textContent('.buy')).toMatch(/De 0,9\skg à 1,6\skg la pièce, de .* à /);
  await addToBasket(buyer, squash, 10);
  await buyer.goto('/basket');
  expect(await buyer.textContent('main')).toMatch(/De 9\skg à 16\skg, de .*\s: pesé à la préparation/);
  await toPayment(buyer);
  await buyer.getByRole('button', { name: /^Payer \d/ }).click();
  await buyer.waitForURL(/\/orders\/ord_\w+$/);
  const order = buyer.url();
  const orderId = order.split('/').at(-1)!;

  // The seller packs on a phone without scripts: a weight outside the band is refused beside its field, and kept.
  const seller = await visitor('lucie@jardins-de-la-vesle.example', { javaScriptEnabled: false });
  const page = `/supplier/jardins-de-la-vesle/orders/${orderId}`;
  bringDayForward(app, orderId);
  await seller.goto(`${page}/hand-over`);
  expect(await seller.textContent('main')).toContain('Pesez d’abord ce qui part');
  await seller.goto('/supplier/jardins-de-la-vesle/orders/picking');
  await seller.locator(`a[href="${page}#weigh"]`).click();
  await seller.waitForURL('**#weigh');
  await seller.getByLabel('10 × Potimarron, à la pièce, en kg').fill('20,5');
  await seller.getByRole('button', { name: 'Enregistrer les poids' }).click();
  await seller.waitForLoadState();
  const field = seller.getByLabel('10 × Potimarron, à la pièce, en kg');
  expect(await field.inputValue()).toBe('20,5');
  expect(await seller.textContent('[id^="kg-"][id$="-error"]')).toMatch(/de 9\skg à 16\skg/);
  await field.fill('12,345');
  await seller.getByRole('button', { name: 'Enregistrer les poids' }).click();
  await seller.locator('[role=status]', { hasText: 'Poids enregistrés' }).waitFor();
  await seller.getByRole('button', { name: 'Remettre…' }).click();
  await seller.waitForURL('**/hand-over?**');
  expect(await seller.textContent('main')).toMatch(/12,345\skg de Potimarron, à la pièce\s: .* rendus/);
  await seller.getByLabel('Ou : nom de la personne qui reçoit').fill('Camille Aubert');
  await seller.getByRole('button', { name: 'Confirmer la remise' }).click();
  await seller.locator('[role=status]', { hasText: 'Remise enregistrée : rien ne manque' }).waitFor();
  await buyer.goto(order);
  expect(await buyer.textContent('main')).not.toContain('Annulée');
  endUndoTime(app, orderId);
  await expect
    .poll(
      async () => {
        await buyer.goto(order);
        return buyer.textContent('main');
      },
      { timeout: 15_000 },
    )
    .toMatch(/Pesé\s: 12,345\skg/);
  // 12,345 kg at 2.70 € excl. VAT; the cooperative's order reads prices excl. VAT.
  expect(await buyer.textContent('main')).toMatch(/33,33\s€|35,18\s€/);
  await buyer.goto(`${order}?lang=en`);
  expect(await buyer.textContent('main')).toContain('Weighed: 12.345');
  await buyer.goto(`/offers/${squash}?lang=en`);
  expect(await buyer.textContent('.buy')).toMatch(/0\.9\skg to 1\.6\skg each/);
});
