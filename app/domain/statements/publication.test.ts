import { expect, test } from 'vitest';
import { totalsOf } from '#app/domain/impact/totals.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { carrots, openSettledTown, paid } from '#tests/setup/sales.ts';
import { placeTotals } from './places.server.ts';
import { latestPublication, publishTown } from './publication.server.ts';
import { hideMonths, townTotals } from './town.server.ts';

test('the town’s figures stand until the night, and a night of fewer than five orders publishes nothing', async () => {
  const town = await openSettledTown();
  const before = latestPublication(town);
  const totals = townTotals(town);
  const night = (days: number) => ({ ...town.ctx(), now: new Date(Date.parse(before.at!) + days * 864e5) });
  for (let i = 0; i < 4; i++) await paid(town, { [carrots]: 1 });
  expect(ledgerSize(town)).toBeGreaterThan(before.size);
  expect(publishTown(night(1))).toBe(false);
  expect(townTotals(town)).toEqual(totals); // what four orders did cannot be had as a difference
  await paid(town, { [carrots]: 1 });
  expect(publishTown(night(0))).toBe(false); // once a day
  expect(publishTown(night(1))).toBe(true);
  expect(publishTown(night(1))).toBe(false);
  expect(latestPublication(town).size).toBe(ledgerSize(town));
  expect(townTotals(town).orders).toBe(totals.orders + 5);
  for (const change of ['update town_publications set size = 1', 'delete from town_publications'])
    expect(() => town.db.$client.exec(change)).toThrow('stays');
});

test('communes of fewer than five orders or three parties are not said, nor to be had as what the others leave', async () => {
  const town = await openSettledTown();
  const places = placeTotals(town);
  const sold = places.filter(({ soldCents }) => soldCents !== null);
  const bought = places.filter(({ boughtCents }) => boughtCents !== null);
  expect(sold.length).toBeGreaterThan(0);
  expect(sold.reduce((sum, { soldCents }) => sum + soldCents!, 0)).toBeLessThanOrEqual(townTotals(town).spentCents);
  const counts = town.db.$client.prepare(
    `select count(distinct o.id) as orders, count(distinct s.id) as sellers, count(distinct o.organisation_id) as buyers
     from orders o join order_lines n on n.order_id = o.id join suppliers s on s.id = n.supplier_id
     where o.state = 'paid' and (s.insee = @seller or o.insee = @buyer)`,
  );
  const few = { orders: 5, sellers: 3, buyers: 3 } as const;
  for (const [seller, buyer] of [...sold.map(({ insee }) => [insee, '']), ...bought.map(({ insee }) => ['', insee])]) {
    const found = counts.get({ seller, buyer }) as Record<keyof typeof few, number>;
    for (const of of ['orders', 'sellers', 'buyers'] as const) expect(found[of]).toBeGreaterThanOrEqual(few[of]);
  }
});

test('months of fewer than five orders are hidden, with another one where their sum would still tell', () => {
  const [blank] = totalsOf([[]], 'seed');
  const hiddenOf = (orders: number[]) =>
    hideMonths(orders.map((count, i) => ({ ...blank!, month: `2026-${10 + i}`, orders: count, spentCents: 100 })))
      .map((month, i) => (month.hidden ? i : -1))
      .filter((i) => i >= 0);
  expect(hiddenOf([9, 8, 7])).toEqual([]);
  expect(hiddenOf([9, 4, 7])).toEqual([1, 2]);
  expect(hiddenOf([9, 1, 7, 2])).toEqual([1, 2, 3]);
  expect(hiddenOf([9, 4, 7, 2])).toEqual([1, 3]); // six together
  expect(hiddenOf([3])).toEqual([0]);
  const [shown, hidden] = hideMonths([
    { ...blank!, month: '2026-10', orders: 6, spentCents: 700 },
    { ...blank!, month: '2026-11', orders: 4, spentCents: 300 },
  ]);
  expect([shown!.spentCents, hidden!.spentCents, hidden!.orders]).toEqual([0, 0, 4]);
});
