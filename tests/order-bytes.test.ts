// Counts the bytes of the database that an order costs, so that a column that each line of each order repeats is seen when it is added.
import { expect, test } from 'vitest';
import { integer, listRows, text } from '#db/rows.ts';
import { multiplyOrders } from '#seeds/multiply-orders.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';

/** Bytes of cells in use an order; pages half full are left out, because in a small town they are most of it. */
const most = 14_600;

test('an order costs no more of the database than it did', async () => {
  const town = await openTown();
  const orders = () => town.db.$client.prepare('select count(*) from orders').pluck().get() as number;
  const [before, count] = [usedBytes(town), orders()];
  multiplyOrders(town.ctx(), count + 100);
  const more = orders() - count;
  const rows = [...usedBytes(town)].map(([table, bytes]) => ({
    table,
    bytes: Math.round((bytes - (before.get(table) ?? 0)) / more),
  }));
  const fat = rows.filter(({ bytes }) => bytes >= 100).sort((a, b) => b.bytes - a.bytes);
  const sum = rows.reduce((bytes, row) => bytes + row.bytes, 0);
  expect(more).toBe(100);
  expect(sum, JSON.stringify(fat)).toBeLessThan(most);
  expect(sum, 'the bound follows what is reached').toBeGreaterThan(0.95 * most);
});

/** By table, its indexes included; of the outbox only what its retention leaves. */
function usedBytes({ db }: TestTown): Map<string, number> {
  const rows = listRows(
    db,
    { table: text, bytes: integer },
    `select coalesce(m.tbl_name, s.name) as "table", sum(s.pgsize - s.unused) as bytes
     from dbstat s
     left join sqlite_schema m on m.name = s.name
     where coalesce(m.tbl_name, s.name) <> 'outbox'
     group by 1`,
  );
  return new Map(rows.map(({ table, bytes }) => [table, bytes]));
}
