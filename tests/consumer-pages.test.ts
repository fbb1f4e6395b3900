// Whole pages as consumers and public buyers read them, rendered from their own loaders in both languages: no amount
// excl. VAT for a consumer, no place and no distance for a public buyer, and no composite score for either.
import { type ComponentType, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import * as basketPage from '#app/buyer/pages/basket.tsx';
import * as checkoutPage from '#app/buyer/pages/checkout.tsx';
import * as orderPage from '#app/buyer/pages/orders.$orderId._index.tsx';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import type { Audience } from '#app/domain/scoring/audience.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { openRequestContext } from '#app/http/request-context.server.ts';
import { LanguageProvider } from '#app/i18n/language.tsx';
import { catalogues } from '#app/i18n/messages.ts';
import * as homePage from '#app/market/pages/_index.tsx';
import * as filtersPage from '#app/market/pages/filters.tsx';
import * as listingPage from '#app/market/pages/offers._index.tsx';
import * as offerPage from '#app/market/pages/offers.$slug.tsx';
import * as suppliersPage from '#app/market/pages/suppliers._index.tsx';
import * as supplierPage from '#app/market/pages/suppliers.$slug.tsx';
import { long } from '#tests/setup/repetitions.ts';
import { camille, checkoutOf, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';

const shown = vi.hoisted(() => ({ page: undefined as unknown, root: undefined as unknown }));
vi.mock('@remix-run/react', () => ({
  Form: ({ discover: _, preventScrollReset: _reset, reloadDocument: _reload, ...form }: Record<string, unknown>) =>
    createElement('form', form),
  useActionData: () => undefined,
  useFormAction: () => '/page',
  useLoaderData: () => shown.page,
  useLocation: () => ({ pathname: '/' }),
  useNavigation: () => ({ state: 'idle' }),
  useRouteLoaderData: () => shown.root,
  useSubmit: () => () => undefined,
}));

const languages = ['fr', 'en'] as const;
const paul = 'paul@ecole-loivre.example';
const jeanne = 'jeanne@courrier.example';
const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
const beer = 'biere-blonde-caisse-de-12-75-cl-consignees';
type Route = { loader: (args: never) => unknown; default: ComponentType };

/** The HTML of a page for an audience, with no-break spaces as spaces. */
async function render(
  route: Route,
  path: string,
  audience: Audience,
  cookie = '',
  params = {},
  locale: Locale = 'fr',
): Promise<string> {
  const headers = { cookie: `${cookie}; halle-preferences=${locale}.${audience === 'undecided' ? '' : audience}.hub` };
  const request = new Request(`http://halle.test${path}`, { headers });
  const loaded = (await route.loader({ request, params, context: {} } as never)) as { data?: unknown; init?: unknown };
  shown.page = loaded.init !== undefined || 'data' in loaded ? loaded.data : loaded;
  shown.root = { audience, path };
  const language = { locale, messages: catalogues[locale] };
  const page = createElement(LanguageProvider, { value: language }, createElement(route.default));
  return renderToStaticMarkup(page).replace(/[\u00a0\u202f]|<!-- -->/g, ' ');
}

function expectConsumer(path: string, html: string): void {
  const text = html.replace(/<[^>]*>/g, ' ');
  expect([path, text.match(/.{0,40}(?:€ HT|Prix HT|\bHT[,:]|[\d)] ?ex(?:cl)?\.? VAT|Price ex).{0,20}/)?.[0]]).toEqual([
    path,
    undefined,
  ]);
  expect([path, /sur 100|out of 100|class="score/.test(html)]).toEqual([path, false]);
}

async function fillBasket(town: TestTown, email: string): Promise<string> {
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  const ctx = town.ctx(email);
  const first = addToBasket(ctx, null, offerId(town, carrots), 3);
  if (!first.ok) throw new Error(first.reason);
  return first.basketId;
}

test.each(languages)('lists, offers and suppliers show a consumer prices incl. VAT alone (%s)', async (locale) => {
  const town = await openTown();
  const read = (route: unknown, path: string, params = {}) =>
    render(route as Route, path, 'consumer', '', params, locale);
  for (const path of ['/offers', '/offers?price_max_eur=20', '/offers?category=food']) {
    const plain = path.replace('price_max_eur=20', 'price_max=2000');
    expectConsumer(plain, await read(listingPage, plain));
  }
  expectConsumer('/filters', await read(filtersPage, '/filters?price_max=2000'));
  const offers = town.db.$client
    .prepare(`select o.slug from shown_offers o join suppliers s on s.id = o.supplier_id and s.status = 'live'
       where (@all or o.id % 12 = 0 or o.slug in (@carrots, @beer))`)
    .pluck()
    .all({ all: long ? 1 : 0, carrots, beer }) as string[];
  expect(offers.length).toBeGreaterThan(20);
  for (const slug of offers) expectConsumer(slug, await read(offerPage, `/offers/${slug}`, { slug }));
  for (const slug of ['atelier-rebond', 'chevres-de-cormicy'])
    expectConsumer(slug, await read(supplierPage, `/suppliers/${slug}`, { slug }));
});

test('an undecided visitor reads both prices, the one incl. VAT first', async () => {
  await openTown();
  const html = await render(offerPage as never, `/offers/${carrots}`, 'undecided', '', { slug: carrots });
  expect(html).toMatch(/<b>16,88 €<\/b>(?:<!-- -->)?\sTTC(?:<!-- -->)? · <b>16,00 €<\/b>(?:<!-- -->)?\sHT/);
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

/** No place, no distance, no preference for what is near, and no composite. */
function expectPublicBuyer(path: string, html: string): void {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  const near =
    /redépensé près|spent again|près d’ici|près de vous|near (?:here|you)|nearby|nearest|quart d’heure|quarter of an hour/i;
  const distance =
    /(?:· |à )\d[\d.,]* ?k?m\b|Calculé pour une livraison|Computed for a delivery|vol d’oiseau|par la route|by road/;
  for (const found of [near, distance])
    expect([path, text.match(new RegExp(`.{0,60}(?:${found.source}).{0,30}`, found.flags))?.[0]]).toEqual([
      path,
      undefined,
    ]);
  expect([path, /sur 100|out of 100|class="score|class="rings/.test(html)]).toEqual([path, false]);
  expect([path, /Vous achetez pour vous|You are buying for yourself/.test(html)]).toEqual([path, false]);
}

test.each(languages)('a public buyer sees no place, no distance and no composite on any page (%s)', async (locale) => {
  const town = await openTown();
  const session = await town.cookie(paul);
  const basketId = await fillBasket(town, paul);
  const cookie = `${session}; halle-basket=${basketId}`;
  const read = async (route: unknown, path: string, params = {}) => {
    const html = await render(route as Route, path, 'public-buyer', cookie, params, locale);
    expectPublicBuyer(path, html);
    return html;
  };
  // The words under test are ours: a seller may write of kilometres and of the nearest shade.
  const own = "json_object('fr', 'Paroles du vendeur', 'en', 'Words of the seller')";
  town.db.$client.exec(`update offers set name = ${own}, description = ${own}, attributes = '{}'`);
  await read(homePage, '/');
  for (const path of ['/offers', '/offers?q=chaise', '/offers?category=food']) await read(listingPage, path);
  await read(filtersPage, '/filters');
  await read(suppliersPage, '/suppliers');
  const offers = town.db.$client
    .prepare(`select o.slug from shown_offers o join suppliers s on s.id = o.supplier_id and s.status = 'live'
       where (@all or o.id % 12 = 0 or o.slug = @carrots)`)
    .pluck()
    .all({ all: long ? 1 : 0, carrots }) as string[];
  for (const slug of offers) await read(offerPage, `/offers/${slug}`, { slug });
  for (const slug of ['atelier-rebond', 'chevres-de-cormicy']) await read(supplierPage, `/suppliers/${slug}`, { slug });
  expect(await read(basketPage, '/basket')).toContain(locale === 'fr' ? '48,00 € HT' : '€48.00');
  await read(checkoutPage, '/checkout');
  const { organisation } = await openRequestContext(new Request('http://halle.test/', { headers: { cookie } }), {});
  const placed = placeOrder(town.ctx(paul), checkoutOf(town.ctx(paul), basketId, { organisationId: organisation!.id }));
  if (!placed.ok) throw new Error(placed.reason);
  await read(orderPage, `/orders/${placed.orderId}`, { orderId: placed.orderId });
  const paid = town.db.$client
    .prepare(`select id from orders where organisation_id = ? and state <> 'placed' limit 1`)
    .pluck()
    .get(organisation!.id) as string | undefined;
  if (paid) await read(orderPage, `/orders/${paid}`, { orderId: paid });
});

test('beer by the case has a price per litre, incl. VAT for a consumer', async () => {
  await openTown();
  const html = await render(offerPage as never, `/offers/${beer}`, 'consumer', '', { slug: beer });
  expect(html).toContain('soit 5,28 € TTC le litre');
  expect(html).toContain('Contenu : 12 × 0,75 l');
  const list = await render(listingPage as never, '/offers?q=biere', 'consumer');
  expect(list).toContain('soit 5,28 € TTC le litre');
});
