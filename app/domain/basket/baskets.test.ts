import { expect, test } from 'vitest';
import { multiplyPrice } from '#app/domain/shared/price.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import {
  addToBasket,
  chooseDelivery,
  countBasketLines,
  emptyBasket,
  setQuantity,
  totalsOn,
  viewBasket,
} from './baskets.server.ts';
import { maxLines, maxQuantity } from './pricing.ts';

const leeks = 'poireaux-cagette-de-5-kg';

/** A town whose leeks can be ordered one by one, and a basket with two of them. */
async function openBasket() {
  const town = await openTown();
  const id = offerId(town, leeks);
  town.db.$client.prepare('update offers set min_quantity = 1, order_step = 1, stock = 10 where id = ?').run(id);
  const ctx = { ...town.ctx(), actor: { kind: 'anonymous' as const } };
  const added = addToBasket(ctx, null, id, 2);
  if (!added.ok) throw new Error(added.reason);
  return { town, ctx, id, basketId: added.basketId };
}
const quantities = ({ db }: TestTown, basketId: string) =>
  db.$client.prepare('select quantity from basket_lines where basket_id = ?').pluck().all(basketId);

test('addToBasket adds to what is there, setQuantity replaces it, zero removes the line', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  expect(addToBasket(ctx, basketId, id, 3)).toEqual({ ok: true, basketId, before: 2 });
  expect(quantities(town, basketId)).toEqual([5]);
  expect(setQuantity(ctx, basketId, id, 4)).toEqual({ ok: true, basketId, before: 5 });
  expect(quantities(town, basketId)).toEqual([4]);
  expect(setQuantity(ctx, basketId, id, 0)).toEqual({ ok: true, basketId, before: 4 });
  expect(quantities(town, basketId)).toEqual([]);
});

test('without a basket each browser gets a new one, and a person keeps theirs', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  const other = addToBasket(ctx, null, id, 1);
  expect(other.ok && other.basketId).toMatch(/^bsk_\w{10,}/);
  expect(other.ok && other.basketId).not.toBe(basketId);
  expect(quantities(town, basketId)).toEqual([2]);
  const [first, second] = [addToBasket(town.ctx(), null, id, 1), addToBasket(town.ctx(), null, id, 1)];
  expect(first.ok && second.ok && second.basketId === first.basketId && second.before).toBe(1);
});

test('refuses quantities that are no whole number of packs from 0 to the limit', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  for (const wrong of [-1, 1.5, Number.NaN, maxQuantity + 1])
    expect([wrong, setQuantity(ctx, basketId, id, wrong)]).toEqual([wrong, { ok: false, reason: 'quantity' }]);
  expect(setQuantity(ctx, basketId, id, maxQuantity).ok).toBe(true);
  expect(addToBasket(ctx, basketId, id, 1)).toEqual({ ok: false, reason: 'quantity' });
  expect(quantities(town, basketId)).toEqual([maxQuantity]);
});

test('refuses an offer that is unknown, archived, on quote or not in this step', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  const change = (sql: string) => town.db.$client.prepare(`update offers set ${sql} where id = ?`).run(id);
  expect(setQuantity(ctx, basketId, 999_999, 1)).toEqual({ ok: false, reason: 'gone' });
  change('min_quantity = 2, order_step = 2');
  expect(setQuantity(ctx, basketId, id, 3)).toEqual({ ok: false, reason: 'step' });
  change('on_quote = 1');
  expect(setQuantity(ctx, basketId, id, 4)).toEqual({ ok: false, reason: 'quote' });
  change(`on_quote = 0, status = 'archived'`);
  expect(setQuantity(ctx, basketId, id, 4)).toEqual({ ok: false, reason: 'gone' });
  expect(quantities(town, basketId)).toEqual([2]);
  expect(setQuantity(ctx, basketId, id, 0).ok).toBe(true); // what is archived can still be removed
});

test('a full basket takes no further line, and still changes those it has', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  town.db.$client
    .prepare(
      `insert into basket_lines (basket_id, offer_id, quantity, added_at)
       select ?, id, 1, '2026-01-01' from offers where id <> ? order by id limit ?`,
    )
    .run(basketId, id, maxLines - 1);
  const other = town.db.$client
    .prepare(
      `select id from offers where status = 'live' and not on_quote and booking_terms is null and min_quantity = 1 and order_step = 1
         and id not in (select offer_id from basket_lines where basket_id = ?) limit 1`,
    )
    .pluck()
    .get(basketId) as number;
  expect(setQuantity(ctx, basketId, other, 1)).toEqual({ ok: false, reason: 'full' });
  expect(setQuantity(ctx, basketId, id, 7).ok).toBe(true);
  expect(countBasketLines(ctx, basketId)).toBe(maxLines);
});

test('chooseDelivery keeps only a choice that the supplier offers, in a basket that exists', async () => {
  const { town, ctx, basketId } = await openBasket();
  const [own] = viewBasket(ctx, basketId, demoTown.hub).suppliers;
  const { id } = own!.supplier;
  const chosen = () =>
    town.db.$client.prepare('select choice from basket_deliveries where basket_id = ?').pluck().all(basketId);
  for (const { choice } of own!.options) {
    chooseDelivery(ctx, basketId, id, choice);
    expect(chosen()).toEqual([choice]);
    expect(viewBasket(ctx, basketId, demoTown.hub).suppliers[0]!.choice).toBe(choice);
  }
  const before = chosen();
  chooseDelivery(ctx, basketId, id, 'pickup:nowhere' as never);
  chooseDelivery(ctx, basketId, 'sup_unknown', own!.options[0]!.choice);
  expect(chosen()).toEqual(before);
  chooseDelivery(ctx, 'bsk_unknown', id, own!.options[0]!.choice);
  expect(
    town.db.$client.prepare(`select count(*) from basket_deliveries where basket_id = 'bsk_unknown'`).pluck().get(),
  ).toBe(0);
});

test('viewBasket adds up the parts to the cent and says which line has too little stock', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  const { totals, suppliers, lineCount } = viewBasket(ctx, basketId, demoTown.hub);
  const [{ priced, lines }] = suppliers as [(typeof suppliers)[number]];
  expect([lineCount, lines[0]!.quantity, lines[0]!.block]).toEqual([1, 2, null]);
  expect(multiplyPrice(lines[0]!.unit, 2).netCents).toBe(priced.goodsCents);
  expect(totals.totalCents).toBe(priced.goodsCents + priced.deliveryCents + priced.vatCents);
  expect(countBasketLines(ctx, basketId)).toBe(1);
  setQuantity(ctx, basketId, id, 10);
  expect(viewBasket(ctx, basketId, demoTown.hub).suppliers[0]!.lines[0]!.block).toBeNull();
  setQuantity(ctx, basketId, id, 11);
  expect(viewBasket(ctx, basketId, demoTown.hub).suppliers[0]!.lines[0]!.block).not.toBeNull();
  town.db.$client.exec(`update suppliers set minimum_order_cents = 100000000`);
  const poor = viewBasket(ctx, basketId, demoTown.hub).suppliers[0]!;
  expect(poor.minimum.missing.netCents).toBe(100_000_000 - poor.priced.goodsCents);
});

test('totals on the other basis are those of a view made on it', async () => {
  const { ctx, basketId } = await openBasket();
  for (const [own, other] of [
    ['net', 'gross'],
    ['gross', 'net'],
  ] as const)
    expect(totalsOn(viewBasket(ctx, basketId, demoTown.hub, false, own), other)).toEqual(
      viewBasket(ctx, basketId, demoTown.hub, false, other).totals,
    );
});

test('emptyBasket removes lines and choices of this basket alone', async () => {
  const { town, ctx, id, basketId } = await openBasket();
  const other = addToBasket(ctx, null, id, 1);
  if (!other.ok) throw new Error(other.reason);
  const [own] = viewBasket(ctx, basketId, demoTown.hub).suppliers;
  chooseDelivery(ctx, basketId, own!.supplier.id, own!.choice);
  emptyBasket(ctx, basketId);
  expect(viewBasket(ctx, basketId, demoTown.hub)).toMatchObject({
    suppliers: [],
    lineCount: 0,
    totals: { totalCents: 0 },
  });
  expect(
    town.db.$client.prepare('select count(*) from basket_deliveries where basket_id = ?').pluck().get(basketId),
  ).toBe(0);
  expect(quantities(town, other.basketId)).toEqual([1]);
  expect([countBasketLines(ctx, null), viewBasket(ctx, null, demoTown.hub).lineCount]).toEqual([0, 0]);
});
