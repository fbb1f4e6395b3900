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
test('market and buyer pages pass axe and fit 1280, 390 and 320 px', async () => {
  const { page, complaints } = await newVisitor(app);
  await addToBasket(page, 'chaise-de-bureau-remise-en-etat', 1);
  await page.goto('/sign-in');
  await signIn(page);
  await page.goto('/orders');
  const order = await page.locator('table a').first().getAttribute('href');
  const found: string[] = [];
  await inspectPages(page, [...open, ...own, order!, `${order}/receipt`], found);
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 600_000);
