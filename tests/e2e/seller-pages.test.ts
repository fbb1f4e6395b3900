import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringDayForward } from './hand-over-steps.ts';
import { inspectPages } from './inspect-pages.ts';
import { addToBasket, newVisitor, openTestApp, signIn, type TestApp, toPayment } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const home = '/supplier/jardins-de-la-vesle';
const kept = [
  '/supplier/jardins-de-la-vesle/sales/impact',
  '/supplier',
  '/supplier/new',
  home,
  ...[
    'identity',
    'place',
    'delivery',
    'team',
    'vat',
    'agreements',
    'offers',
    'offers/new',
    'offers/new?kind=rental&category=rentals',
    'import',
  ].map((page) => `${home}/${page}`),
  ...[
    'proofs',
    'proofs/env.packaging_reuse',
    'visits',
    'orders',
    'orders/picking',
    'orders/slips',
    'sales',
    'payouts',
    'payouts/2026-07',
    'payouts/2026-10/invoices',
  ].map((page) => `${home}/${page}`),
];
const stewardPages = [
  '',
  '/suppliers',
  '/suppliers/atelier-rebond',
  '/draws',
  '/method',
  '/factors',
  '/roles',
  '/books',
  '/receivables',
  '/rounds',
  '/jobs',
  '/letters',
].map((page) => `/steward${page}`);

test('seller and steward pages pass axe and fit 1280, 390 and 320 px', async () => {
  const found: string[] = [];
  for (const [email, paths] of [
    ['lucie@jardins-de-la-vesle.example', kept],
    ['noe@cooperative-112.example', stewardPages],
  ] as const) {
    const { page, complaints } = await newVisitor(app);
    await page.goto('/sign-in');
    await signIn(page, email);
    await page.waitForLoadState();
    await inspectPages(page, paths, found);
    expect(complaints).toEqual([]);
  }
  expect(found).toEqual([]);
}, 600_000);

test('an order to hand over passes axe and fits 1280, 390 and 320 px', async () => {
  const { page: buyer } = await newVisitor(app);
  await addToBasket(buyer, 'carottes-de-plein-champ-cagette-de-10-kg', 3);
  await toPayment(buyer);
  await buyer.getByRole('button', { name: /^Payer \d/ }).click();
  await buyer.waitForURL(/\/orders\/ord_\w+$/);
  const orderId = buyer.url().split('/').at(-1)!;
  bringDayForward(app, orderId);
  const { page } = await newVisitor(app);
  await page.goto(`/sign-in?to=${home}/orders/${orderId}`);
  await signIn(page, 'lucie@jardins-de-la-vesle.example');
  await page.getByRole('button', { name: 'Remettre…' }).click();
  await page.locator('canvas').waitFor();
  const found: string[] = [];
  await inspectPages(page, [`${home}/orders/${orderId}`, page.url()], found);
  expect(found).toEqual([]);
});
