import { expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { runAtOnce } from '#app/domain/shared/slices.ts';
import { carrots, deliver, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { enterGift } from './declaration-facts.server.ts';
import { eachMovedYear, hasMovedYears } from './keep-moved-years.server.ts';
import { eraseKeptYears, findMove, keepYears, listMoves, moveYears } from './kept-years.server.ts';
import { eachSupplierYear, supplierYears } from './supplier-years.server.ts';
import { type Buyer, eachYearView, listYears, ownBuyer, yearBuyerOf } from './year-statement.server.ts';
import { viewYear } from './year-view.server.ts';

function keepMoved(town: TestTown): void {
  while (hasMovedYears(town.ctx())) runAtOnce(eachMovedYear(() => town.ctx()));
}

/** Of all parties that sold or bought in the seeded town, only these are computed: it takes seconds for all. */
function moveOnly(town: TestTown, buyer: Buyer, supplierIds: readonly string[]): void {
  town.db.$client.exec('delete from moved_years');
  moveYears(town, { side: 'buyer', id: yearBuyerOf(town.ctx(), buyer).id }, '');
  for (const id of supplierIds) moveYears(town, { side: 'supplier', id }, '');
}

/** Without the entries no year can be computed: what is shown then was kept. */
function withoutEntries<T>(town: TestTown, work: () => T): T {
  town.db.$client.exec('alter table ledger_entries rename to hidden_entries');
  try {
    return work();
  } finally {
    town.db.$client.exec('alter table hidden_entries rename to ledger_entries');
  }
}

/** As it is computed now, and read back from JSON. */
function computed(town: TestTown, buyer: Buyer, year: number) {
  return JSON.parse(JSON.stringify(runAtOnce(eachYearView(town.ctx(), yearBuyerOf(town.ctx(), buyer), year))));
}

test('a kept year is the computed one, and is read without an entry', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  const buyer = ownBuyer(ctx, null);
  const [year] = listYears(ctx, buyer);
  const most = 'select supplier_id from order_lines group by supplier_id order by count(*) desc limit 3';
  const suppliers = town.db.$client.prepare(most).pluck().all() as string[];
  expect(findMove(town, { side: 'supplier', id: suppliers[0]! })?.number).toBeGreaterThan(5); // by its seeded sales
  moveOnly(town, buyer, suppliers);
  keepMoved(town);
  const years = suppliers.map((id) => runAtOnce(eachSupplierYear(ctx, id, 0)));
  const view = computed(town, buyer, year!);
  withoutEntries(town, () => {
    expect(viewYear(town.ctx(), buyer, year!)).toEqual(view);
    expect(suppliers.map((id) => supplierYears(town.ctx(), id))).toEqual(years);
  });
});

test('an order, a correction and a hand-over move the years that show them', async () => {
  const town = await openPaidTown();
  town.db.$client.exec('delete from moved_years');
  const { orderId } = await paid(town, { [carrots]: 4 });
  const { order, parts } = findOrder(town, orderId)!;
  const buyer = ownBuyer(town.ctx(), order.organisationId ?? 'me');
  const party = { side: 'buyer', id: yearBuyerOf(town.ctx(), buyer).id } as const;
  const [year] = listYears(town.ctx(), buyer);
  const supplier = { side: 'supplier', id: parts[0]!.supplierId } as const;
  expect([findMove(town, party)?.since, findMove(town, supplier)?.since]).toEqual([order.paidAt, order.paidAt]);
  const show = () => JSON.parse(JSON.stringify(viewYear(town.ctx(), buyer, year!)));
  const steps: Record<string, () => unknown> = {
    order: () => paid(town, { [carrots]: 1 }),
    correction: () => shorten(town, orderId, 1, 3),
    'hand-over': () => deliver(town, orderId, supplier.id),
  };
  for (const [name, step] of Object.entries(steps)) {
    keepMoved(town);
    expect(findMove(town, party), name).toBeUndefined();
    await step();
    expect(findMove(town, party), name).toBeDefined();
    const now = computed(town, buyer, year!);
    expect(show(), name).toEqual(now); // before the job came
    keepMoved(town);
    expect(show(), name).toEqual(now);
  }
});

test('a year that moves while it is computed waits for the next run', async () => {
  const town = await openTown();
  const buyer = ownBuyer(town.ctx(), null);
  moveOnly(town, buyer, []);
  const work = eachMovedYear(() => town.ctx());
  work.next();
  moveYears(town, { side: 'buyer', id: buyer.organisation!.id }, '');
  runAtOnce(work);
  const [move] = listMoves(town, 9);
  expect(move).toMatchObject({ id: buyer.organisation!.id, number: 2 });
  expect(town.db.$client.prepare('select count(*) from kept_years').pluck().get()).toBe(0);
  expect(keepYears(town.ctx(), move!, 0, [])).toBe(true);
  expect(listMoves(town, 9)).toEqual([]);
});

test('years of another version are computed again, and those of an erased buyer go', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  const buyer = ownBuyer(ctx, null);
  const [year] = listYears(ctx, buyer);
  moveOnly(town, buyer, []);
  keepMoved(town);
  expect(hasMovedYears(ctx)).toBe(false);
  town.db.$client.exec("update kept_years set version = 'years/0'");
  expect(hasMovedYears(ctx)).toBe(true);
  expect(withoutEntries(town, () => expect(() => viewYear(town.ctx(), buyer, year!)).toThrow('ledger_entries')));
  keepMoved(town);
  expect(withoutEntries(town, () => viewYear(town.ctx(), buyer, year!).statement.year)).toBe(year);
  enterGift(ctx, buyer, year!, 'toys', 500);
  const given = () => viewYear(ctx, buyer, year!).declarations.agec.rows.map(({ giftCents }) => giftCents);
  expect(given()).toContain(500);
  keepMoved(town);
  expect(withoutEntries(town, given)).toContain(500);
  eraseKeptYears(town, buyer.organisation!.id);
  expect(town.db.$client.prepare('select count(*) from kept_years').pluck().get()).toBe(0);
});
