import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legalDocuments } from '#app/domain/shared/legal-text.ts';
import { inspectPages } from './inspect-pages.ts';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const open = [
  '/',
  '/offers',
  '/offers?q=chaise',
  '/offers?q=zzzzzz&in_stock=1',
  '/offers?env_min=900',
  '/offers?q=chasie&kind=reused&env_min=20&label=ess',
  '/offers?view=map&category=food',
  '/offers?audience=public-buyer&q=papier',
  '/filters',
  '/filters?audience=public-buyer&day=2099-01-05',
  '/offers/chaise-de-bureau-remise-en-etat',
  '/suppliers',
  '/suppliers/atelier-rebond',
  '/suppliers/chevres-de-cormicy',
  '/compare?s=atelier-rebond&s=distri-reims',
  '/basket',
  '/ledger',
  '/verify',
  '/observatory',
  '/factors/furniture.chair_wood_textile_new',
  '/factors',
  '/factors/param.substitution_rate',
  '/method',
  '/ranking',
  '/seasons',
  '/seasons?month=6',
  '/legal',
  ...legalDocuments.map((document) => `/legal/${document}`),
  '/accessibility',
  '/security',
  '/eco-design',
  '/sell',
  '/sign-in',
  '/sign-up',
  '/place',
  '/nowhere',
];
const own = [
  '/checkout',
  '/orders',
  '/statement',
  `/statement/${new Date().getFullYear()}/entries`,
  '/orders/calendar',
  '/account',
  '/account/forget',
  '/searches',
  '/offers?q=chaise&sort=price',
];
const compared = ['chaise-de-reunion-empilable', 'chaise-de-bureau-remise-en-etat'];

/** Ticks two offers, keeps them, and writes a note of choice; returns the pages that show all of it. */
async function keepAndCompare(page: Page): Promise<string[]> {
  for (const slug of compared) {
    for (const action of [':not([formaction])', '[formaction="/lists"]']) {
      await page.goto('/offers?q=chaise');
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator(`button[form=pick][value="${slug}"]${action}`).first().click();
      await answered;
    }
  }
  const comparison = `/compare/offers?${compared.map((slug) => `offer=${slug}`).join('&')}`;
  await page.goto(comparison);
  await page.locator('textarea[name=reason]').fill('La garantie la plus longue.');
  await page.locator('form:has(textarea[name=reason]) button').click();
  await page.waitForURL('**/compare/notes/not_*');
  const note = new URL(page.url()).pathname;
  await page.goto('/lists');
  const list = await page.locator('a[href^="/lists/lst_"]').first().getAttribute('href');
  return ['/compare/tray', comparison, `${comparison}&differences=1`, note, '/lists', list!];
}

test('market and buyer pages pass axe and fit 1280, 390 and 320 px', async () => {
  const { page, complaints } = await newVisitor(app);
  await addToBasket(page, 'chaise-de-bureau-remise-en-etat', 1);
  await page.goto('/sign-in');
  await signIn(page);
  await page.goto('/orders');
  const order = await page.locator('table a').first().getAttribute('href');
  const found: string[] = [];
  await inspectPages(page, [...open, ...own, order!, `${order}/receipt`], found);
  await inspectPages(page, await keepAndCompare(page), found);
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 600_000);
