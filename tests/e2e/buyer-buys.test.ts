import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToBasket, newVisitor, openTestApp, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('a buyer filters, buys from three suppliers and verifies the ticket', async () => {
  const { page, complaints } = await newVisitor(app);
  await page.goto('/');
  await page.locator('main input[type=search]').fill('repas');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await page.waitForURL('**/offers?q=repas');
  await page.locator('input[name=env_min]').fill('50');
  await page.locator('input[name=env_min]').press('Enter');
  await page.waitForURL(/env_min=50/);
  await page.locator('select[name=within_km]').selectOption('15'); // the form submits itself
  await page.waitForURL(/within_km=15/);
  const cards = page.locator('.cards .card');
  expect(await cards.count()).toBeGreaterThan(0);
  for (const number of await page.locator('.cards .env b').allTextContents())
    expect(Number(number)).toBeGreaterThanOrEqual(50);
  await cards.first().locator('h3 a').click();
  await page.locator('#quantity').fill('4');
  await page.getByRole('button', { name: 'Mettre au panier' }).click();
  await page.waitForURL('**/basket');
  await addToBasket(page, 'chaise-de-bureau-remise-en-etat', 10);
  await addToBasket(page, 'carottes-de-plein-champ-cagette-de-10-kg', 2);
  expect(await page.locator('.stall').count()).toBe(3);

  // Quantities update in place; choosing another delivery changes the impact interval.
  await page.getByLabel('Quantité de Chaise de bureau remise en état').fill('8');
  await page.getByLabel('Quantité de Chaise de bureau remise en état').blur();
  await page.locator('.stall-line b', { hasText: '240,00' }).waitFor();
  const veg = page.locator('.stall', { hasText: 'Vesle' });
  await veg.locator('details').evaluate((fold) => fold.setAttribute('open', ''));
  await veg.getByRole('button', { name: /Trajet dédié/ }).click();
  await veg.locator('button[aria-pressed=true]', { hasText: 'Trajet dédié' }).waitFor();
  expect(await veg.locator('button[aria-pressed=true]').textContent()).toContain('pas de différence démontrée');
  await veg.getByRole('button', { name: /Tournée partagée/ }).click();
  await veg.locator('button[aria-pressed=true]', { hasText: 'Tournée partagée' }).waitFor();

  await toPayment(page);
  expect(await page.textContent('.notice')).toContain('démonstration');
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main [role=status]')).toContain('Payée');
  expect(await page.locator('.ticket').textContent()).toContain('redépensé près d’ici');
  await page.getByRole('button', { name: 'Vérifier maintenant' }).click();
  await page.locator('.stamp', { hasText: 'Signé par la ville seule' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Reçu de la ligne 1' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.tlog-proof$/);

  // Ordering again fills the basket with the same three suppliers.
  await page.getByRole('button', { name: 'Commander de nouveau' }).click();
  await page.waitForURL('**/basket');
  expect(await page.locator('.stall').count()).toBe(3);
  expect(complaints).toEqual([]);
});

test('a tampered receipt does not verify', async () => {
  const { page } = await newVisitor(app);
  await addToBasket(page, 'table-de-reunion-180-cm', 1);
  await toPayment(page);
  await page.getByRole('button', { name: /^Payer \d/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  await page.waitForLoadState('networkidle');
  // Changes every hash in the browser, so that the recomputed root differs from the signed one.
  await page.evaluate(() => {
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    crypto.subtle.digest = async (name, data) => {
      const bytes = new Uint8Array(await digest(name, data));
      bytes[0]! ^= 1;
      return bytes.buffer;
    };
  });
  await page.getByRole('button', { name: 'Vérifier maintenant' }).click();
  await page.locator('.stamp.bad').waitFor();
});

test('a declined payment can be retried; a duplicate event makes one order', async () => {
  const { page, complaints } = await newVisitor(app);
  await addToBasket(page, 'caisson-a-roulettes-trois-tiroirs', 1);
  await toPayment(page);
  await page.getByRole('button', { name: 'Faire refuser le paiement' }).click();
  await page.locator('[role=alert]').waitFor();
  await page.getByRole('button', { name: /deux fois/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main [role=status]')).toContain('Payée');
  expect(await page.locator('.ticket hr').count()).toBe(2); // one per line, one above the foot
  expect(complaints).toEqual([]);
});

async function statusAfterReload(page: Page): Promise<string | null> {
  await page.reload();
  return page.textContent('main [role=status]');
}

test('a late payment pays the order; a late failure releases the stock', async () => {
  const { page } = await newVisitor(app);
  const stock = async () =>
    Number(
      /(\d+)\sen\sstock/.exec(await (await fetch(`${app.origin}/offers/etagere-de-bureau-cinq-niveaux`)).text())![1],
    );
  const before = await stock();
  await addToBasket(page, 'etagere-de-bureau-cinq-niveaux', 2);
  await toPayment(page);
  expect(await stock()).toBe(before - 2);
  await page.getByRole('button', { name: /différé \(refusé/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main [role=status]')).toContain('en route');
  await expect
    .poll(() => statusAfterReload(page), {
      timeout: 15_000,
      interval: 700,
    })
    .toContain('Paiement refusé');
  expect(await stock()).toBe(before);

  await addToBasket(page, 'etagere-de-bureau-cinq-niveaux', 2);
  await toPayment(page);
  await page.getByRole('button', { name: /différé \(accepté/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  await expect
    .poll(() => statusAfterReload(page), {
      timeout: 15_000,
      interval: 700,
    })
    .toContain('Payée');
  expect(await stock()).toBe(before - 2);
});

test('after a SIGKILL while paying, the order is paid once, with its entry', async () => {
  const { page } = await newVisitor(app);
  await addToBasket(page, 'vestiaire-metallique-deux-cases', 1);
  await toPayment(page);
  const pay = page.url();
  app.server.kill('SIGKILL');
  await new Promise((resolve) => app.server.once('exit', resolve));
  await app.restart();
  await page.goto(pay);
  await page.getByRole('button', { name: /deux fois/ }).click();
  await page.waitForURL(/\/orders\/ord_\w+$/);
  expect(await page.textContent('main [role=status]')).toContain('Payée');
  expect(await page.locator('.ticket hr').count()).toBe(2);
});
