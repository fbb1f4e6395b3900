// Search features beyond text queries (filters, days, audiences, saved searches), through routes and verbs, on
// the seeded town.
import { expect, test } from 'vitest';
import { setOfferStatus } from '#app/domain/catalogue/listing.server.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import type { Audience } from '#app/domain/scoring/audience.ts';
import { findBetterNearby } from '#app/domain/search/better-nearby.server.ts';
import {
  changeSaved,
  getOwnSaved,
  listSaved,
  saveSearch,
  sendSearchAlerts,
} from '#app/domain/search/saved-searches.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { choicesOf, leadDaysUntil } from '#app/domain/suppliers/supplier.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { canonicalParams } from '#app/market/catalogue-request.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { camille, karim, openTown } from './setup/test-town.ts';

type Loader = { loader: (args: never) => Promise<Response> };
const routes = import.meta.glob<Loader>('../app/{api,market}/pages/{api.v1.offers._index,suggest}.ts');

async function get(route: string, search: string) {
  const module = await routes[`../app/${route}.ts`]!();
  const request = new Request(`http://halle.test/${route}${search}`);
  const response = await module.loader({ request, params: {}, context: {} } as never);
  return (await response.json()) as Record<string, never>;
}
const offers = (search: string) =>
  get('api/pages/api.v1.offers._index', `?per_page=100&${search}`) as Promise<unknown> as Promise<Page>;
type Page = {
  total: number;
  corrected: string | null;
  facets: Record<string, Record<string, number>>;
  stats: { price_cents: { min: number; max: number } };
  items: {
    slug: string;
    price_cents: number;
    score: { proven: number } | null;
    supplier: { slug: string; distance_m: number | null };
  }[];
};

test('label and supplier type filter the offers, with right facet counts', async () => {
  const { db } = await openTown();
  const page = await offers('label=organic&supplier_type=farm');
  const organic = db.$client
    .prepare("select s.slug from suppliers s join supplier_labels l on l.supplier_id = s.id where l.label = 'organic'")
    .pluck()
    .all() as string[];
  expect(page.total).toBeGreaterThan(0);
  for (const { supplier } of page.items) expect(organic).toContain(supplier.slug);
  const all = await offers('label=organic');
  expect((await offers('label=ess')).total).toBe(all.facets.label!.ess);
  expect(page.total).toBe(all.facets.supplier_type!.farm);
  const prices = page.items.map((item) => item.price_cents);
  expect(page.stats.price_cents).toEqual({ min: Math.min(...prices), max: Math.max(...prices) });
});

test('a day filter finds only suppliers that can deliver on that day', async () => {
  const town = await openTown();
  const now = new Date();
  const totals = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 14].map(async (days) => {
      const day = addDays(localDay(now, demoTown), days);
      const page = await offers(`day=${day}&by=delivery`);
      const bringing = listSuppliers(town)
        .filter((supplier) =>
          choicesOf(supplier).some(
            (choice) => !choice.startsWith('pickup') && leadDaysUntil(supplier, choice, day, now, demoTown) !== null,
          ),
        )
        .map(({ slug }) => slug);
      for (const { supplier } of page.items) expect(bringing).toContain(supplier.slug);
      return page.total;
    }),
  );
  expect(Math.max(...totals)).toBeGreaterThan(0);
  expect((await offers(`day=${addDays(localDay(now, demoTown), -1)}`)).total).toBe(0);
});

test('a filter on declared scores finds more than one on proven scores', async () => {
  await openTown();
  expect((await offers('audience=professional&env_min=60&declared=1')).total).toBeGreaterThan(
    (await offers('audience=professional&env_min=60')).total,
  );
});

test('a public buyer gets no distance and no composite score', async () => {
  await openTown();
  const page = await offers('audience=professional&public=1&q=papier');
  expect(page.items.length).toBeGreaterThan(0);
  for (const item of page.items) expect([item.supplier.distance_m, item.score]).toEqual([null, null]);
  expect(Object.keys(page.facets).filter((name) => name.startsWith('proven'))).toEqual([]);
  const far = await offers('public=1&q=papier&near=43.3,5.4');
  expect(far.items.map(({ slug }) => slug)).toEqual((await offers('public=1&q=papier')).items.map(({ slug }) => slug));
});

test('returns the corrected text for a query with a typo', async () => {
  await openTown();
  expect(await offers('q=ordinatuer')).toMatchObject({ corrected: 'ordinateur', matched: 'typo' });
});

test("canonicalParams drops defaults, and a public buyer's local preference", () => {
  const plain = (search: string, audience: Audience = 'professional') =>
    canonicalParams(new URLSearchParams(search), audience).toString();
  expect(plain('q=&kind=&env_min=0&soc_min=20&page=1&by=delivery&in_stock=1')).toBe('soc_min=20&in_stock=1');
  expect(plain('price_max_eur=12,50')).toBe('price_max=1250');
  expect(plain('price_max_eur=1%E2%80%AF250,5')).toBe('price_max=125050');
  expect(plain('price_max_eur=1,250.50')).toBe('price_max=125050');
  expect(plain('price_max_eur=beaucoup')).toBe('price_max=beaucoup');
  expect(plain('public=1&q=a')).toBe('q=a');
  expect(plain('within_km=3&in_stock=1&sort=distance', 'public-buyer')).toBe('in_stock=1');
});

test('suggests offers, categories and suppliers, but no archived offer', async () => {
  const town = await openTown();
  const labels = async (typed: string) =>
    JSON.stringify(await get('market/pages/suggest', `?q=${encodeURIComponent(typed)}`));
  expect(await labels('carot')).toContain('Carottes de plein champ');
  expect(await labels('mobil')).toContain('/offers?category=furniture');
  expect(await labels('rebond')).toContain('/suppliers/atelier-rebond');
  expect(await labels('nourrir')).toContain('category=meals');
  const offer = getOffer(town, 'carottes-de-plein-champ-cagette-de-10-kg');
  setOfferStatus(town.ctx(), offer, 'archived'); // the index is not updated yet
  expect(await labels('carot')).not.toContain('Carottes de plein champ');
  expect(await labels('<b>')).not.toContain('<b>');
});

test('suggests in the form of OpenSearch: texts, what each is, and whole addresses', async () => {
  await openTown();
  const answer = (await get('market/pages/suggest', '?q=carot&form=opensearch')) as unknown as string[][];
  const [typed, texts, kinds, addresses] = answer;
  expect(typed).toBe('carot');
  expect(texts![0]).toMatch(/^Carottes/);
  expect(kinds![0]).toBe('Offres');
  expect(addresses![0]).toMatch(/^https?:\/\/[^/]+\/offers\/carottes/);
  expect([kinds!.length, addresses!.length]).toEqual([texts!.length, texts!.length]);
});

test('names a better offer of the same thing, and none beside a new supplier or to a consumer', async () => {
  const town = await openTown();
  const offer = getOffer(town, 'ecran-24-pouces-neuf');
  const ask = (audience: 'professional' | 'consumer') => {
    return findBetterNearby({ ...town.ctx(), audience, place: demoTown.hub }, town.search, offer.id);
  };
  const found = await ask('professional');
  expect(found.length).toBeGreaterThan(0);
  for (const { card, proven, declared, unitPrices } of found) {
    expect(card.thing).toBe('monitor');
    expect(card.supplier.slug).not.toBe('distri-reims');
    expect(proven[0]).toBeGreaterThan(proven[1]);
    expect(declared[0]).toBeGreaterThan(declared[1]);
    expect(unitPrices.unit).toBe('piece');
  }
  expect(await ask('consumer')).toEqual([]);
  const yesterday = new Date(Date.now() - 864e5).toISOString();
  town.db.$client.prepare(`update suppliers set created_at = ? where slug = 'distri-reims'`).run(yesterday);
  expect(await ask('professional')).toEqual([]);
});

test('saves a search once, fifty at most, valid only, for its owner only', async () => {
  const town = await openTown();
  const [own, other] = [town.ctx(camille), town.ctx(karim)];
  const save = (search: string) => saveSearch(own, town.search, { search, audience: 'professional', insee: 'hub' });
  const first = await save('q=chaise');
  expect(await save('q=chaise')).toEqual(first);
  expect(await save('category=nonsense')).toEqual({ ok: false, reason: 'bad' });
  expect(await save(`q=${'x'.repeat(2000)}`)).toEqual({ ok: false, reason: 'bad' });
  const { id } = listSaved(own)[0]!;
  expect(listSaved(other)).toEqual([]);
  expect(() => getOwnSaved(other, id)).toThrow(NotFound);
  expect(() => changeSaved(other, id, { removed: true })).toThrow(NotFound);
  for (let i = 1; i < 50; i++) await save(`q=mot${i}`);
  expect(await save('q=un-de-trop')).toEqual({ ok: false, reason: 'full' });
});

test('a saved search alerts only about exact matches', async () => {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const save = (search: string) => saveSearch(ctx, town.search, { search, audience: 'professional', insee: 'hub' });
  await save('q=trottinette électrique');
  await save('q=ordinatuer'); // saved in its corrected form
  expect(listSaved(ctx).map(({ search }) => new URLSearchParams(search).get('q'))).toContain('ordinateur');
  town.db.$client.prepare('delete from search_known where offer_id % 2 = 0').run();
  const dayAfter = { ...ctx, now: new Date(ctx.now.getTime() + 864e5) };
  await sendSearchAlerts(dayAfter, town.search);
  const letters = town.db.$client.prepare("select payload from outbox where key like 'mail:search:%'").pluck().all();
  expect(letters.every((letter) => JSON.parse(String(letter)).total > 0)).toBe(true);
  const written = new Set(letters.map((letter) => JSON.parse(String(letter)).savedId));
  const [scooter] = listSaved(ctx).filter(({ search }) => search.includes('trottinette'));
  expect(written.has(scooter!.id)).toBe(false);
});

test.each([
  'audience=professional&audience=consumer',
  'sort=price&sort=distance',
  'env_min=1&env_min=2',
  `label=${'x'.repeat(101)}`,
  Array.from({ length: 21 }, (_, i) => `supplier=s-${i}`).join('&'),
  'label=__proto__',
])('refuses an ambiguous or excessive query: %s', async (search) => {
  await openTown();
  expect(await offers(search)).toMatchObject({ status: 400 });
});

test('alerts once about a new offer, and erases a removed search later', async () => {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const offer = getOffer(town, 'chaise-de-bureau-remise-en-etat');
  setOfferStatus(ctx, offer, 'archived');
  await town.search.apply([{ remove: offer.id }]);
  const saved = await saveSearch(ctx, town.search, { search: 'q=chaise', audience: 'professional', insee: 'hub' });
  if (!saved.ok) throw new Error(saved.reason);
  const mails = () =>
    town.db.$client.prepare("select payload from outbox where key like 'mail:search:%'").pluck().all() as string[];
  const inDays = (days: number) => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 864e5) });
  await sendSearchAlerts(inDays(1), town.search);
  expect(mails()).toEqual([]);
  town.db.$client.prepare("update offers set status = 'live' where id = ?").run(offer.id);
  const { indexOffers } = await import('#app/domain/search/index-offers.server.ts');
  await indexOffers(ctx, town.search, [offer.id]);
  await sendSearchAlerts(inDays(1), town.search); // already checked on that day
  expect(mails()).toEqual([]);
  await sendSearchAlerts(inDays(2), town.search);
  await sendSearchAlerts(inDays(2), town.search);
  await sendSearchAlerts(inDays(3), town.search);
  expect(mails().map((mail) => JSON.parse(mail))).toEqual([
    { template: 'search-news', savedId: saved.id, total: 1, offerIds: [offer.id] },
  ]);
  changeSaved(ctx, saved.id, { removed: true });
  await sendSearchAlerts(inDays(1), town.search);
  expect(getOwnSaved(ctx, saved.id)).toBeDefined();
  await sendSearchAlerts(inDays(5), town.search);
  expect(() => getOwnSaved(ctx, saved.id)).toThrow(NotFound);
});
