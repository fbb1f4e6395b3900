import { expect, test } from 'vitest';
import { openTown } from '#tests/setup/test-town.ts';
import { countSoldOut } from './listing.server.ts';
import { minimumQuantity } from './offer.ts';
import { enterMovement, moveStock, releaseStock, reserveStock, typeStock } from './stock.server.ts';
import { listMovements } from './stock-history.server.ts';

/** A live offer with a stock of `stock` packs. */
async function open(stock: number | null) {
  const town = await openTown();
  const ctx = town.ctx('lucie@jardins-de-la-vesle.example');
  const find = town.db.$client.prepare(`select id, supplier_id as supplierId from offers where slug like 'carottes%'`);
  const { id, supplierId } = find.get() as { id: number; supplierId: string };
  moveStock(ctx, id, { kind: 'count', to: stock });
  const now = () => town.db.$client.prepare('select stock from offers where id = ?').pluck().get(id) as number | null;
  const sum = () =>
    town.db.$client.prepare('select sum(quantity) from stock_movements where offer_id = ?').pluck().get(id) as number;
  return { town, ctx, id, supplierId, now, sum };
}

test('records each movement with its balance, and refuses one that would leave less than nothing', async () => {
  const { ctx, id, now, sum } = await open(5);
  expect(reserveStock(ctx, id, 5, 'ord_a')).toBe(true);
  expect(reserveStock(ctx, id, 1, 'ord_b')).toBe(false);
  expect(moveStock(ctx, id, { kind: 'loss', change: -1, reason: 'gel' })).toEqual({
    ok: false,
    reason: 'too-low',
    stock: 0,
  });
  releaseStock(ctx, id, 2, 'ord_a');
  expect([now(), sum()]).toEqual([2, 2]);
  expect(listMovements(ctx, id, { limit: 2 })).toMatchObject([
    { kind: 'release', quantity: 2, balance: 2, reference: 'ord_a' },
    { kind: 'sale', quantity: -5, balance: 0, reference: 'ord_a' },
  ]);
});

test('puts back at most what an order took', async () => {
  const { ctx, id, now, sum } = await open(null);
  expect(reserveStock(ctx, id, 3, 'ord_a')).toBe(true);
  moveStock(ctx, id, { kind: 'count', to: 10 });
  releaseStock(ctx, id, 3, 'ord_a');
  expect(now()).toBe(10);
  reserveStock(ctx, id, 4, 'ord_b');
  releaseStock(ctx, id, 3, 'ord_b');
  releaseStock(ctx, id, 3, 'ord_b', 'return');
  expect([now(), sum()]).toEqual([10, 10]);
});

test('writes a typed stock as a difference; to or from made to order only if nothing has moved', async () => {
  const { ctx, id, now, sum } = await open(55);
  reserveStock(ctx, id, 3, 'ord_a');
  const typed = (shown: number | null | undefined, value: number | null, editId: string | null = null) =>
    typeStock(ctx, id, { kind: 'correction', shown, typed: value, editId });
  expect(typed(55, 57, 'page')).toMatchObject({ ok: true, stock: 54 });
  expect(typed(55, 57, 'page')).toMatchObject({ ok: true, stock: 54, changed: false });
  expect(typed(55, null)).toEqual({ ok: false, reason: 'moved', stock: 54 });
  expect(typed(54, null)).toMatchObject({ ok: true, stock: null });
  expect(typed(54, 60)).toEqual({ ok: false, reason: 'moved', stock: null });
  expect(typed(undefined, 8)).toMatchObject({ ok: true, stock: 8 });
  expect([now(), sum()]).toEqual([8, 8]);
});

test('enters the same loss of one page once', async () => {
  const { ctx, id, now } = await open(9);
  const loss = (editId: string) => enterMovement(ctx, id, { kind: 'loss', change: -2, reason: 'gel', editId });
  expect([loss('a'), loss('a')]).toMatchObject([{ changed: true }, { changed: false }]);
  expect(now()).toBe(7);
  loss('b');
  expect(now()).toBe(5);
});

test('counts as sold out what is below the minimum, rounded up to a whole step', async () => {
  const { town, ctx, id, supplierId } = await open(7);
  const before = countSoldOut(ctx, supplierId);
  const set = town.db.$client.prepare('update offers set min_quantity = ?, order_step = ? where id = ?');
  for (const [minimum, step] of [
    [5, 4],
    [7, 1],
    [1, 8],
    [1, 7],
    [3, 2],
  ] as const) {
    set.run(minimum, step, id);
    const soldOut = 7 < minimumQuantity({ minQuantity: minimum, orderStep: step }) ? 1 : 0;
    expect([minimum, step, countSoldOut(ctx, supplierId) - before]).toEqual([minimum, step, soldOut]);
  }
});
