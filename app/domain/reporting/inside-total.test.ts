import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { python } from '#tests/setup/python.ts';
import { carrots, openPaidTown, paid } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import {
  checkInside,
  checkSalesInside,
  findOrderInside,
  findSalesInside,
  type InsideTotalFile,
  keptSalesInside,
} from './inside-total.server.ts';
import { townFigures } from './town-figures.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-sums-'));
afterAll(() => rmSync(folder, { recursive: true }));

function byPython(town: TestTown, file: InsideTotalFile): [status: number | null, text: string] {
  const path = join(folder, 'total.json');
  writeFileSync(path, JSON.stringify(file));
  const { status, stdout, stderr } = python('tests/verify_sum_proof.py', path, verifierKey(town.ledgerKey));
  return [status, stdout + stderr];
}

const ids = (town: TestTown, sql: string) => town.db.$client.prepare(sql).pluck().all() as string[];

test('every order and every supplier finds its lines inside the total', async () => {
  const town = await openTown();
  const { spentCents, lines } = townFigures(town).town;
  for (const files of [
    ids(town, 'select distinct order_id from order_lines').map((id) => findOrderInside(town.ctx(), id)),
    ids(town, 'select id from suppliers').map((id) => findSalesInside(town.ctx(), id)),
  ]) {
    const inside = files.flatMap((file) => (file ? [checkInside(town.ctx(), file)] : []));
    expect(inside.every(({ checked, townCents }) => checked && townCents === spentCents)).toBe(true);
    expect(inside.reduce((sum, { cents }) => sum + cents, 0)).toBe(spentCents);
    expect(inside.reduce((sum, one) => sum + one.lines, 0)).toBe(lines);
  }
});

test('the night keeps what each supplier’s file says, and a page reads that alone', async () => {
  const town = await openTown();
  const suppliers = ids(town, 'select id from suppliers');
  const files = suppliers.map((id) => findSalesInside(town.ctx(), id));
  const checked = files.map((file) => file && checkInside(town.ctx(), file));
  town.db.$client.exec('delete from sum_tree_tiles');
  expect(suppliers.map((id) => checkSalesInside(town.ctx(), id))).toEqual(checked);
});

test('the night tells a supplier whose lines the tiles have no more', async () => {
  const town = await openTown();
  const all = keptSalesInside.findStored(town.ctx())!;
  expect(all.every((one) => one.checked)).toBe(true);
  town.db.$client.exec('delete from sum_tree_tiles where level = 0 and tile = 0; delete from kept_figures');
  const again = JSON.parse(keptSalesInside.computeMissing(town.ctx())!.value) as typeof all;
  expect(again.map(({ checked: _, ...sums }) => sums)).toEqual(all.map(({ checked: _, ...sums }) => sums));
  expect(again.some((one) => !one.checked)).toBe(true);
});

test('a receipt reads the tiles on its own way alone', async () => {
  const town = await openTown();
  const [order] = ids(town, 'select order_id from order_lines limit 1');
  const leaves = 'select count(*) from sum_tree_tiles where level = 0';
  expect(ids(town, leaves)).toEqual([Math.ceil((townFigures(town).town.lines * 4) / 16)]);
  const before = findOrderInside(town.ctx(), order!)!;
  town.db.$client.exec('delete from sum_tree_tiles where level = 0');
  expect(() => findOrderInside(town.ctx(), order!)).toThrow('no kept tile');
  expect(before.lines.flatMap(({ pieces }) => pieces)).toHaveLength(before.lines.length * 4);
});

test('Python verifies the file alone, and names a changed one', async () => {
  const town = await openTown();
  const [supplier] = ids(
    town,
    'select supplier_id from order_lines group by supplier_id order by count(*) desc limit 1',
  );
  const file = findSalesInside(town.ctx(), supplier!)!;
  expect(byPython(town, file)).toEqual([0, expect.stringMatching(/^inside: \d+ lines, \d+ of \d+ cents/)]);
  const [first, ...others] = file.lines;
  const changed = (line: object) => ({ ...file, lines: [{ ...first!, ...line }, ...others] });
  const faults: [InsideTotalFile, string][] = [
    [changed({ cents: first!.cents + 1 }), 'the pieces are not the line'],
    [changed({ leaf: others[0]!.leaf }), 'a path does not lead to the total'],
    [changed({ pieces: [...first!.pieces, first!.pieces[0]!] }), 'a piece is there twice'],
    [{ ...file, lines: [...file.lines, first!] }, 'a line is there twice'],
    [{ ...file, publication: file.publication + 1 }, 'another entry'],
  ];
  for (const [wrong, reason] of faults) expect(byPython(town, wrong)).toEqual([1, expect.stringContaining(reason)]);
  expect(checkInside(town.ctx(), changed({ cents: first!.cents + 1 })).checked).toBe(false);
});

test('an order that waits is not inside yet', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 1 });
  expect(findOrderInside(town.ctx(), orderId)).toBeNull();
});
