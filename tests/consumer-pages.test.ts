// Whole pages as a consumer reads them, rendered from their own loaders: no amount excl. VAT and no composite score.
import { type ComponentType, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import * as basketPage from '#app/buyer/pages/basket.tsx';
import * as checkoutPage from '#app/buyer/pages/checkout.tsx';
import * as orderPage from '#app/buyer/pages/orders.$orderId._index.tsx';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import type { Audience } from '#app/domain/scoring/audience.ts';
import { LanguageProvider } from '#app/i18n/language.tsx';
import { catalogues } from '#app/i18n/messages.ts';
import * as filtersPage from '#app/market/pages/filters.tsx';
import * as listingPage from '#app/market/pages/offers._index.tsx';
import * as offerPage from '#app/market/pages/offers.$slug.tsx';
import * as supplierPage from '#app/market/pages/suppliers.$slug.tsx';
import { long } from '#tests/setup/repetitions.ts';
import { camille, checkoutOf, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';

const shown = vi.hoisted(() => ({ page: undefined as unknown, root: undefined as unknown }));
vi.mock('@remix-run/react', () => ({
  Form: ({ discover: _, preventScrollReset: _reset, reloadDocument: _reload, ...form }: Record<string, unknown>) =>
    createElement('form', form),
  useActionData: () => undefined,
  useLoaderData: () => shown.page,
  useLocation: () => ({ pathname: '/' }),
  useNavigation: () => ({ state: 'idle' }),
  useRouteLoaderData: () => shown.root,
  useSubmit: () => () => undefined,
}));

const jeanne = 'jeanne@courrier.example';
const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
const beer = 'biere-blonde-caisse-de-12-75-cl-consignees';
type Route = { loader: (args: never) => unknown; default: ComponentType };

/** The HTML of a page for an audience, with no-break spaces as spaces. */
async function render(route: Route, path: string, audience: Audience, cookie = '', params = {}): Promise<string> {
  const headers = { cookie: `${cookie}; halle-preferences=fr.${audience === 'undecided' ? '' : audience}.hub` };
  const request = new Request(`http://halle.test${path}`, { headers });
  const loaded = (await route.loader({ request, params, context: {} } as never)) as { data?: unknown; init?: unknown };
  shown.page = loaded.init !== undefined || 'data' in loaded ? loaded.data : loaded;
  shown.root = { audience, path };
  const language = { locale: 'fr' as const, messages: catalogues.fr };
  const page = createElement(LanguageProvider, { value: language }, createElement(route.default));
  return renderToStaticMarkup(page).replace(/[\u00a0\u202f]|<!-- -->/g, ' ');
}

function expectConsumer(path: string, html: string): void {
  const text = html.replace(/<[^>]*>/g, ' ');
  expect([path, text.match(/.{0,40}(?:€ HT|Prix HT|\bHT[,:]).{0,20}/)?.[0]]).toEqual([path, undefined]);
  expect([path, /sur 100|class="score/.test(html)]).toEqual([path, false]);
}

async function fillBasket(town: TestTown, email: string): Promise<string> {
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  const ctx = town.ctx(email);
  const first = addToBasket(ctx, null, offerId(town, carrots), 3);
  if (!first.ok) throw new Error(first.reason);
  return first.basketId;
}

test('lists, offers and suppliers show a consumer prices incl. VAT alone', async () => {
  const town = await openTown();
  for (const path of ['/offers', '/offers?price_max_eur=20', '/offers?category=food']) {
    const plain = path.replace('price_max_eur=20', 'price_max=2000');
    expectConsumer(plain, await render(listingPage as never, plain, 'consumer'));
  }
  expectConsumer('/filters', await render(filtersPage as never, '/filters?price_max=2000', 'consumer'));
  const offers = town.db.$client
    .prepare(`select slug from offers where status = 'live' and (@all or id % 12 = 0 or slug in (@carrots, @beer))`)
    .pluck()
    .all({ all: long ? 1 : 0, carrots, beer }) as string[];
  expect(offers.length).toBeGreaterThan(20);
  for (const slug of offers)
    expectConsumer(slug, await render(offerPage as never, `/offers/${slug}`, 'consumer', '', { slug }));
  for (const slug of ['atelier-rebond', 'chevres-de-cormicy'])
    expectConsumer(slug, await render(supplierPage as never, `/suppliers/${slug}`, 'consumer', '', { slug }));
});

test('an undecided visitor reads both prices, the one incl. VAT first', async () => {
  await openTown();
  const html = await render(offerPage as never, `/offers/${carrots}`, 'undecided', '', { slug: carrots });
  expect(html).toMatch(/<b>16,88 €<\/b> TTC · <b>16,00 €<\/b> HT/);
});

test('basket, checkout and order of a person are incl. VAT, and the total is the sum of what they show', async () => {
  const town = await openTown();
  const basketId = await fillBasket(town, jeanne);
  const cookie = `${await town.cookie(jeanne)}; halle-basket=${basketId}`;
  const basket = await render(basketPage as never, '/basket', 'consumer', cookie);
  expectConsumer('/basket', basket);
  expect(basket).toContain('16,88 € TTC');
  expect(basket).toContain('50,64 € TTC');
  const checkout = await render(checkoutPage as never, '/checkout', 'consumer', cookie);
  expectConsumer('/checkout', checkout);
  const placed = placeOrder(town.ctx(jeanne), checkoutOf(town.ctx(jeanne), basketId));
  if (!placed.ok) throw new Error(placed.reason);
  const { orderId } = placed;
  const order = await render(orderPage as never, `/orders/${orderId}`, 'consumer', cookie, { orderId });
  expectConsumer('/orders', order);
  expect(order).toContain('50,64 € TTC');
});

test('the checkout says before the button what the choice of the payer changes', async () => {
  const town = await openTown();
  const basketId = await fillBasket(town, camille);
  const cookie = `${await town.cookie(camille)}; halle-basket=${basketId}`;
  const organisation = await render(checkoutPage as never, '/checkout', 'professional', cookie);
  expect(organisation).toContain('48,00 € HT');
  expect(organisation).toContain('href="/checkout?payer=me"');
  expect(organisation).toContain('garantie légale et rétractation des consommateurs');
  const herself = await render(checkoutPage as never, '/checkout?payer=me', 'professional', cookie);
  expect(herself).toContain('50,64 € TTC');
  expect(herself).toContain('name="organisation" value=""');
});
