import { expect, test } from 'vitest';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { carrots, openPaidTown, paid } from '#tests/setup/sales.ts';
import { periodsOf } from './periods.ts';
import { placeTotals } from './place-totals.server.ts';
import { latestPublication, listLines, publishTown } from './publication.server.ts';
import { monthTotals, townTotals } from './town-totals.server.ts';

test('publishes at most once a day, and only from five new orders on', async () => {
  const town = await openPaidTown();
  const night = (days: number) => ({ ...town.ctx(), now: new Date(Date.now() + days * 864e5) });
  for (let i = 0; i < 5; i++) await paid(town, { [carrots]: 1 }); // this month then has five, on any day
  expect(publishTown(night(1))).toBe(true);
  const before = latestPublication(town);
  const totals = townTotals(town);
  expect(before.size).toBe(ledgerSize(town));
  for (let i = 0; i < 4; i++) await paid(town, { [carrots]: 1 });
  expect(ledgerSize(town)).toBeGreaterThan(before.size);
  expect(publishTown(night(2))).toBe(false);
  expect(townTotals(town)).toEqual(totals); // figures of four orders cannot be derived as a difference
  await paid(town, { [carrots]: 1 });
  expect(publishTown(night(1))).toBe(false); // once a day
  expect(publishTown(night(2))).toBe(true);
  expect(publishTown(night(2))).toBe(false);
  expect(latestPublication(town).size).toBe(ledgerSize(town));
  expect(townTotals(town).orders).toBe(totals.orders + 5);
  expect(monthTotals(town).reduce((sum, { orders }) => sum + orders, 0)).toBe(totals.orders + 5);
  expect(monthTotals(town).every(({ orders }) => orders >= 5)).toBe(true);
  for (const change of ['update town_publications set size = 1', 'delete from town_publications'])
    expect(() => town.db.$client.exec(change)).toThrow('stays');
});

test('merges a month of fewer than five orders with those after it', async () => {
  const lines = (counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([month, count]) =>
      Array.from({ length: count }, (_, i) => ({ month, order: `${month}:${i}` })),
    );
  const keys = (counts: Record<string, number>) => {
    const { periods, tail } = periodsOf(lines(counts));
    return [...periods.map(({ key }) => key), tail.length];
  };
  expect(keys({ '2026-03': 7, '2026-01': 5, '2026-02': 6 })).toEqual(['2026-01', '2026-02', '2026-03', 0]);
  expect(keys({ '2026-01': 1, '2026-02': 6, '2026-03': 5 })).toEqual(['2026-01/2026-02', '2026-03', 0]);
  expect(keys({ '2026-01': 1, '2026-02': 6, '2026-03': 9 })).toEqual(['2026-01/2026-02', '2026-03', 0]); // more orders in the last month change no earlier period
  expect(keys({ '2026-01': 6, '2026-02': 2, '2026-03': 2 })).toEqual(['2026-01', 4]);
  expect(keys({ '2026-01': 6, '2026-02': 2, '2026-03': 2, '2026-04': 1 })).toEqual(['2026-01', '2026-02/2026-04', 0]);
  expect(keys({})).toEqual([0]);
});

test('keeps the month of payment and the commune of sale of each line', async () => {
  const town = await openPaidTown();
  const months = listLines(town, ledgerSize(town)).map(({ month, order }) => `${order} ${month}`);
  const of = town.db.$client.prepare('select id, paid_at from orders where paid_at is not null').raw();
  const paidIn = new Map(
    (of.all() as [string, string][]).map(([id, at]) => [id, localDay(new Date(at), demoTown).slice(0, 7)]),
  );
  expect(months.every((line) => line.split(' ')[1] === paidIn.get(line.split(' ')[0]!))).toBe(true);
  const before = placeTotals(town);
  town.db.$client.exec("update suppliers set insee = '51454'");
  for (let i = 0; i < 5; i++) await paid(town, { [carrots]: 1 });
  publishTown({ ...town.ctx(), now: new Date(Date.now() + 864e5) });
  const sold = ({ insee, soldCents }: { insee: string; soldCents: number | null }) => [insee, soldCents];
  const after = new Map(placeTotals(town).map((one) => [one.insee, one]));
  const grown = before
    .filter(({ soldCents }) => soldCents !== null)
    .map((one) => [sold(one), sold(after.get(one.insee)!)]);
  expect(grown.length).toBeGreaterThan(1);
  for (const [[insee, was], [, is]] of grown as [[string, number], [string, number]][])
    if (insee !== '51454') expect(is).toBe(was);
});

test('hides communes of fewer than five orders or three parties', async () => {
  const town = await openPaidTown();
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
