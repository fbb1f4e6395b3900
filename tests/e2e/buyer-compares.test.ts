// Comparison, note of choice and lists, all without scripts.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const three = ['chaise-de-reunion-empilable', chair, 'chaises-en-bois-lot-de-4'];
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app?.close());

test('three offers are compared, the choice is kept with its order, and a list is bought whole', async () => {
  const { page, complaints } = await newVisitor(app, { javaScriptEnabled: false });
  await page.goto('/sign-in');
  await signIn(page);
  /** Without a script each press is another page, which is waited for. */
  const follow = (pressed: Locator) => Promise.all([page.waitForEvent('load'), pressed.click()]);
  const press = (offer: string, action = ':not([formaction])') =>
    follow(page.locator(`button[form=pick][value="${offer}"]${action}`).first());

  for (const offer of three) {
    await page.goto('/offers?q=chaise');
    await press(offer);
  }
  await follow(page.getByRole('link', { name: 'Comparer 3 offres' }));
  expect(await page.locator('main .list-line').count()).toBe(3);
  await follow(page.getByRole('link', { name: 'Comparer 3 offres' }));
  const rows = page.locator('.compare-offers tbody > tr');
  const all = await rows.count();
  await follow(page.getByRole('link', { name: 'Les différences seulement' }));
  expect(await rows.count()).toBeLessThan(all);

  await page.getByLabel('Votre choix').selectOption({ label: 'Chaise de bureau remise en état' });
  await page.getByLabel('Pourquoi').fill('La garantie la plus longue.');
  await follow(page.getByRole('button', { name: 'Garder la note de choix' }));
  await page.waitForURL('**/compare/notes/not_*');
  const note = new URL(page.url()).pathname;
  expect(await page.locator('main').textContent()).toContain('La garantie la plus longue.');

  await addToBasket(page, chair, 1);
  await toPayment(page);
  await follow(page.getByRole('button', { name: /^Payer \d/ }));
  await page.waitForURL(/\/orders\/ord_\w+$/);
  await follow(page.getByRole('button', { name: 'Joindre à la commande' }));
  await page.goto(note);
  expect(await page.getByText('Cette note fait partie d’une commande').count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Supprimer cette note' }).count()).toBe(0);

  for (const offer of three.slice(0, 2)) {
    await page.goto('/offers?q=chaise');
    await press(offer, '[formaction="/lists"]');
  }
  await page.goto('/lists');
  await follow(page.getByRole('link', { name: 'Favoris' }));
  const list = new URL(page.url()).pathname;
  const names = () => page.locator('main li.panel a').allTextContents();
  const before = await names();
  await follow(page.getByRole('button', { name: /^Descendre/ }).first());
  expect(await names()).toEqual([...before].reverse());
  await page.locator('summary', { hasText: 'Quantité et note' }).first().click();
  await page.locator('details input[name=quantity]').first().fill('2');
  await follow(page.getByRole('button', { name: /^Enregistrer :/ }).first());
  expect(await page.locator('main li.panel').first().textContent()).toContain('2 ×');
  await follow(page.getByRole('button', { name: 'Tout mettre au panier' }));
  await page.waitForURL('**/basket');
  expect(await page.locator('.stall-line').count()).toBe(2);
  expect(complaints).toEqual([]);

  const { page: other } = await newVisitor(app, { javaScriptEnabled: false });
  await other.goto('/sign-in');
  await signIn(other, 'karim@incubateur-112.example');
  for (const path of [list, `${list}/lines.csv`, note])
    expect([path, (await other.request.get(path)).status()]).toEqual([path, 404]);
}, 120_000);
