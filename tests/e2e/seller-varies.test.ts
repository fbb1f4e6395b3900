import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

const shelf = 'etagere-de-bureau-cinq-niveaux';
const base = '/supplier/atelier-rebond';

/** On a phone, without scripts. */
async function visitor(email: string): Promise<Page> {
  const { page } = await newVisitor(app, { viewport: { width: 390, height: 900 }, javaScriptEnabled: false });
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

test('a seller makes three sizes of a shelf, and a buyer orders the largest', async () => {
  const seller = await visitor('nadia@atelier-rebond.example');
  await seller.goto(`${base}/offers?q=${encodeURIComponent('Étagère de bureau')}`);
  await seller.getByRole('link', { name: 'Étagère de bureau cinq niveaux', exact: true }).click();
  await seller.waitForURL(/\/offers\/\d+$/);
  await seller.getByRole('link', { name: 'Tailles, couleurs : déclinaisons' }).click();
  await seller.waitForURL('**/variants');
  await seller.locator('input[name^=first_]').first().fill('80 cm');
  await seller.locator('[name=first_new1]').fill('100 cm');
  await seller.locator('[name=price_new1]').fill('gratuit');
  await seller.locator('[name=stock_new1]').fill('0');
  await seller.locator('[name=first_new2]').fill('120 cm');
  await seller.locator('[name=price_new2]').fill('69,50');
  await seller.locator('[name=stock_new2]').fill('6');
  await seller.getByRole('button', { name: 'Enregistrer les déclinaisons' }).click();
  // The error stands beside its field, and all that was typed is kept.
  await seller.locator('#price_new1-error').waitFor();
  expect(await seller.locator('[name=first_new2]').inputValue()).toBe('120 cm');
  await seller.locator('[name=price_new1]').fill('62');
  await seller.getByRole('button', { name: 'Enregistrer les déclinaisons' }).click();
  await seller.locator('[role=status]').waitFor();
  expect(await seller.locator('tbody tr').count()).toBe(7);

  const buyer = await visitor('camille@le-hangar.example');
  await buyer.goto('/offers?q=%C3%A9tag%C3%A8re%20de%20bureau');
  await expect
    .poll(() => buyer.reload().then(() => buyer.textContent('main')), { timeout: 15_000 })
    .toMatch(/dès.*3\stailles/);
  expect(await buyer.locator(`a[href^="/offers/${shelf}"]`).count()).toBe(1);
  await buyer.goto(`/offers/${shelf}-120-cm`);
  expect(new URL(buyer.url()).pathname).toBe(`/offers/${shelf}`);
  expect(await buyer.textContent('h1')).toBe('Étagère de bureau cinq niveaux, 120 cm');
  await buyer.goto(`/offers/${shelf}`);
  expect(await buyer.textContent('h1')).toBe('Étagère de bureau cinq niveaux');
  expect(await buyer.getByLabel(/^100 cm .* épuisé$/).isDisabled()).toBe(true);
  await buyer.getByLabel(/^120 cm .* 6\sen\sstock$/).check();
  await buyer.locator('#quantity').fill('2');
  await buyer.getByRole('button', { name: 'Mettre au panier' }).click();
  await buyer.waitForURL('**/basket');
  expect(await buyer.textContent('main')).toContain('Étagère de bureau cinq niveaux, 120 cm');
  await toPayment(buyer);
  await buyer.getByRole('button', { name: /^Payer \d/ }).click();
  await buyer.waitForURL(/\/orders\/ord_\w+$/);
  expect(await buyer.textContent('main')).toContain('Étagère de bureau cinq niveaux, 120 cm');
  const order = buyer.url();
  await buyer.goto(`${order}/receipt`);
  expect(await buyer.textContent('main')).toContain('Étagère de bureau cinq niveaux, 120 cm');
  const answer = await buyer.request.get(`/api/v1/offers/${shelf}-120-cm`);
  expect(await answer.json()).toMatchObject({
    name: 'Étagère de bureau cinq niveaux, 120 cm',
    variant: { size: '120 cm' },
  });
});

test('rows of a file with one group are one page', async () => {
  const seller = await visitor('nadia@atelier-rebond.example');
  await seller.goto(`${base}/import`);
  const file = `sku;variant_group;variant;name_fr;category;price;vat;unit;stock;thing
BAN-1;BAN;size=120 cm;Banc d'établi;furniture;70;20;piece;3;bench
BAN-2;BAN;size=160 cm;Banc d'établi;furniture;84;20;piece;2;bench
BAN-3;BAN;size=200 cm;Banc d'établi;furniture;99;20;piece;1;bench
`;
  await seller
    .locator('input[type=file]')
    .setInputFiles({ name: 'bancs.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await seller.getByRole('button', { name: 'Lire le fichier' }).click();
  await seller.waitForURL(/\/import\/imp_/);
  const address = seller.url();
  const text = () => seller.goto(address).then(() => seller.textContent('main'));
  await expect.poll(text, { timeout: 30_000, interval: 500 }).toMatch(/À créer\s: 3/);
  expect(await seller.textContent('main')).toContain("Banc d'établi, 160 cm");
  await seller.locator('button[value=confirm]').click();
  await expect
    .poll(async () => (await seller.request.get('/offers/banc-d-etabli-120-cm')).text(), {
      timeout: 30_000,
      interval: 500,
    })
    .toContain('200 cm');
});
