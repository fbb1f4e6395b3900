import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { entriesOf, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { carrots, deliver, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { listPendingChanges } from './pending-lines.server.ts';
import { findLatestPublication, latestPublication, listPublishedFiles, readPublished } from './publication.server.ts';
import { computeMissingFigures, keepPublishedFigures, publishedSumTree, publishTown } from './publish-town.server.ts';
import { cellFault } from './small-cells.ts';
import { computeTownFigures, townFigures } from './town-figures.server.ts';

const night = (town: TestTown, days: number) => ({ ...town.ctx(), now: new Date(Date.now() + days * 864e5) });

test('the demonstration publishes every line, in rows that are no small cells', async () => {
  const town = await openTown();
  const { size } = latestPublication(town);
  expect(listPendingChanges(town, size, size)).toEqual([]);
  const { categories, months, town: whole } = townFigures(town);
  expect(categories.length).toBeGreaterThan(4);
  const parties = town.db.$client.prepare(
    `select o.id as "order", l.supplier_id as seller, coalesce(o.organisation_id, 'people') as buyer, l.ht_cents as value
     from published_entries e
     join ledger_entries g on g.idx = e.idx
     join order_lines l on l.order_id = g.reference and l.line = unpacked(g.bytes, g.event, g.at) ->> '$.line'
     join orders o on o.id = l.order_id
     where e.category = ?`,
  );
  for (const { key } of categories) expect([key, cellFault(parties.all(key) as never)]).toEqual([key, null]);
  // Sales by place may all be hidden: beside the other columns they would disclose a seller.
  expect(months.some(({ hidden }) => !hidden.includes('spent'))).toBe(true);
  // About -1.2 t; which food is in its months depends on the day.
  expect(whole.delta!.mid).toBeLessThan(-900_000);
  expect(whole.delta!.mid).toBeGreaterThan(-1_500_000);
});

test('a publication is an entry of the ledger, with its files and the sum of its lines', async () => {
  const town = await openTown();
  const { size, seed } = findLatestPublication(town)!;
  const [entry] = entriesOf(town, String(size)).map(({ bytes }) => JSON.parse(bytes.toString('utf8')));
  expect([entry.kind, entry.size]).toEqual(['town.published', size]);
  const files = listPublishedFiles(town, size);
  expect(files.map(({ name }) => name)).toEqual(['categories.csv', 'months.csv', 'places.csv', 'town.json']);
  const hashed = files.map(({ name, data }) => ({ name, sha256: createHash('sha256').update(data).digest('hex') }));
  expect(entry.files).toEqual(hashed);
  // No witness is set in this town: whoever reads the figures learns it from the file.
  expect(JSON.parse(files[3]!.data)).toMatchObject({ witness: { state: 'yellow', reason: 'none' } });
  const { root, lines } = publishedSumTree(town, size, seed);
  const { spentCents } = townFigures(town).town;
  expect([entry.sum_root, entry.lines, entry.spent_cents]).toEqual([root.hash, lines, spentCents]);
});

test('a few orders wait, and a later night does not take them apart', async () => {
  const town = await openPaidTown();
  const before = townFigures(town);
  for (let i = 0; i < 5; i++) await paid(town, { [carrots]: 1 }); // one seller, one buyer
  expect(publishTown(night(town, 1))).toBe(false);
  expect(townFigures(town)).toEqual(before);
  expect(listPendingChanges(town, ledgerSize(town), latestPublication(town).size)).toHaveLength(5);
});

test('publishes at most once a day', async () => {
  const town = await openTown();
  const table = ['published_entries', 'published_files', 'town_publications'];
  for (const name of table) town.db.$client.exec(`drop trigger ${name}_kept; delete from ${name}`);
  const [{ size }] = [{ size: ledgerSize(town) }];
  expect(publishTown(night(town, 0))).toBe(true);
  const kept = () => town.db.$client.prepare('select name from kept_figures order by name').pluck().all();
  expect(kept()).toEqual(['town-figures/1']);
  // A run that was stopped is made up for.
  for (let run = 0; run < 2; run++)
    await keepPublishedFigures(night(town, 0), async () => computeMissingFigures(night(town, 0)));
  expect(kept()).toHaveLength(6);
  expect(latestPublication(town).size).toBe(size);
  expect(publishTown(night(town, 0))).toBe(false);
  expect(publishTown(night(town, 1))).toBe(false); // nothing is new
  for (const change of ['update town_publications set size = 1', 'delete from published_entries where idx > 0'])
    if (change.startsWith('update')) expect(() => town.db.$client.exec(change)).toThrow('stays');
});

test('keeps the month of payment of each line', async () => {
  const town = await openTown();
  const { entries } = readPublished(town, latestPublication(town).size);
  const of = town.db.$client.prepare('select id, paid_at from orders where paid_at is not null').raw();
  const paidIn = new Map(
    (of.all() as [string, string][]).map(([id, at]) => [id, localDay(new Date(at), demoTown).slice(0, 7)]),
  );
  for (const { paidMonth, months, line } of entries)
    expect([paidMonth, months >= paidMonth || months === entries.at(-1)!.months]).toEqual([
      paidIn.get(line.order),
      true,
    ]);
});

test('a correction of a published line waits like an order, and is its difference', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  shorten(town, orderId, 1, 3);
  deliver(
    town,
    orderId,
    town.db.$client.prepare('select supplier_id from order_parts where order_id = ?').pluck().get(orderId) as string,
  );
  const pending = listPendingChanges(town, ledgerSize(town), latestPublication(town).size);
  expect(pending).toHaveLength(1); // the line as it is now: its first form was never published
  expect(pending[0]!.entries).toHaveLength(1);
  expect(computeTownFigures(town, 0).town.hidden).toBe(true);
});
