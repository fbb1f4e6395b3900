import { expect, test } from 'vitest';
import { addToBasket, chooseDelivery, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { compareOffers } from './comparison.server.ts';
import { type ComparedOffer, findBest, type OfferComparison } from './comparison.ts';

const chairs = ['chaise-de-bureau-remise-en-etat', 'chaise-de-reunion-empilable'];
const reader = (town: TestTown) => ({ ...town.ctx(), audience: 'professional' as const, place: demoTown.hub });
const change = (town: TestTown, slug: string, set: string) =>
  town.db.$client.prepare(`update offers set ${set} where slug = ?`).run(slug);

test('shows the total that a basket of the offer alone has, delivered', async () => {
  const town = await openTown();
  const ctx = reader(town);
  const { offers, unit, quantity } = compareOffers(ctx, chairs, 12);
  expect([unit, quantity, offers.map(({ slug }) => slug)]).toEqual(['piece', 12, chairs]);
  for (const { id, packs, total, delivery, arrivesOn } of offers) {
    const anonymous = { ...ctx, actor: { kind: 'anonymous' as const } };
    const added = addToBasket(anonymous, null, id, packs);
    if (!added.ok) throw new Error(added.reason);
    const [first] = viewBasket(ctx, added.basketId, ctx.place).suppliers;
    chooseDelivery(anonymous, added.basketId, first!.supplier.id, delivery!.choice);
    const { totals, suppliers } = viewBasket(ctx, added.basketId, ctx.place);
    expect(total?.grossCents).toBe(totals.totalCents);
    expect(arrivesOn).toBe(suppliers[0]!.options.find(({ choice }) => choice === delivery!.choice)!.arrivesOn);
  }
});

test('orders at least the quantity, in packs and steps that are sold', async () => {
  const town = await openTown();
  change(town, chairs[0]!, 'pack_milli = 5000, min_quantity = 3, order_step = 2, stock = 100');
  const [offer] = compareOffers(reader(town), [chairs[0]!], 31).offers;
  expect(offer?.packs).toBe(8);
  expect(compareOffers(reader(town), [chairs[0]!], 1).offers[0]?.packs).toBe(4);
});

test('says what is sold out, short or withdrawn, and leaves out what never was on sale', async () => {
  const town = await openTown();
  const states = () => compareOffers(reader(town), chairs, 5).offers.map(({ state, total }) => [state, total !== null]);
  change(town, chairs[0]!, 'stock = 0');
  change(town, chairs[1]!, 'stock = 4');
  expect(states()).toEqual([
    ['sold-out', false],
    ['short', true],
  ]);
  change(town, chairs[0]!, `status = 'archived'`);
  change(town, chairs[1]!, `status = 'draft'`);
  expect(states()).toEqual([['withdrawn', false]]);
});

test('compares four offers at most, each once', async () => {
  const town = await openTown();
  const slugs = town.db.$client.prepare(`select slug from offers where status = 'live' limit 6`).pluck().all();
  expect(compareOffers(reader(town), [...slugs, ...slugs] as string[], null).offers.length).toBe(4);
  expect(compareOffers(reader(town), ['none', 'constructor'], null).offers).toEqual([]);
});

test('a public buyer gets no place and no score', async () => {
  const town = await openTown();
  const { place, offers } = compareOffers({ ...reader(town), audience: 'public-buyer' }, chairs, null);
  expect([place, offers.map(({ score }) => score)]).toEqual([null, [null, null]]);
});

const span = (lo: number, hi: number) => ({ delta: { lo, mid: (lo + hi) / 2, hi } }) as ComparedOffer['impact'];
const offer = (given: Partial<ComparedOffer>) =>
  ({ state: 'open', thing: 'chair', warrantyMonths: null, impact: null, arrivesOn: null, ...given }) as ComparedOffer;
const best = (offers: Partial<ComparedOffer>[], unit: OfferComparison['unit'] = 'piece') =>
  findBest({ unit, offers: offers.map(offer) });
const price = (netCents: number) => ({ netCents, grossCents: netCents }) as ComparedOffer['price'];

test('marks what is lowest, earliest and longest, ties together', () => {
  const marked = best([
    { total: price(300), arrivesOn: '2026-12-03', warrantyMonths: 6 },
    { total: price(200), arrivesOn: '2026-12-01', warrantyMonths: 24 },
    { total: price(200), arrivesOn: '2026-12-02' },
  ]);
  expect(marked).toMatchObject({ total: [1, 2], arrivesOn: [1], warranty: [1] });
});

test('marks nothing that all say, that one says alone, or that cannot be had', () => {
  expect(best([{ total: price(2) }, { total: price(2) }]).total).toEqual([]);
  expect(best([{ warrantyMonths: 12 }, {}]).warranty).toEqual([]);
  expect(best([{ total: price(1), state: 'short' }, { total: price(2) }, { total: price(3) }]).total).toEqual([1]);
});

test('marks no price across units, and no impact across things or within intervals', () => {
  const per = (netCents: number, unit: 'kg' | 'litre') => ({ unitPrice: { price: price(netCents), per: unit } });
  expect(best([per(1, 'kg'), per(2, 'litre')]).unitPrice).toEqual([]);
  expect(best([{ total: price(1) }, { total: price(2) }], null).total).toEqual([]);
  expect(best([{ impact: span(-9, -5) }, { impact: span(-4, -1) }]).impact).toEqual([0]);
  expect(best([{ impact: span(-9, -3) }, { impact: span(-4, -1) }]).impact).toEqual([]);
  expect(best([{ impact: span(-9, -5) }, { impact: span(-4, -1), thing: 'table' }]).impact).toEqual([]);
});
