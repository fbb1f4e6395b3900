import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openLog } from '#tests/setup/ledger.ts';
import { readTile } from './checkpoints.server.ts';
import { readEntryBundle } from './entry-bundles.server.ts';
import { checkFullTiles, findFullTile, hasNewTile, storeNewTiles } from './full-tiles.server.ts';
import { appendEntries, type EntryDraft, type LedgerCtx } from './log.server.ts';

const at = '2026-11-23T10:15:00Z';
const methodology = { factors: 'f/1', method: 'm/1' };
const commits = { private_commit: `sha256:${'0'.repeat(64)}`, figures_commit: `sha256:${'1'.repeat(64)}` };
const draft = (n: number): EntryDraft => {
  const body = { v: 1, at, order: `ord_${n}`, line: 1, methodology, ...commits };
  return { kind: 'impact.line', event: `ord_${n}:line:1:paid`, body };
};
const stored = (ctx: LedgerCtx) =>
  storeNewTiles(
    () => ctx,
    () => false,
  );
const full = (level: number | 'entries', index: number) => ({ level, index, width: 256 });

test('stores each tile and bundle once it is full, as it is read from the entries', async () => {
  const ctx = openLog();
  appendEntries(
    ctx,
    Array.from({ length: 255 }, (_, n) => draft(n)),
  );
  expect(hasNewTile(ctx)).toBe(false);
  appendEntries(
    ctx,
    Array.from({ length: 300 }, (_, n) => draft(255 + n)),
  );
  expect(hasNewTile(ctx)).toBe(true);
  await stored(ctx);
  expect(hasNewTile(ctx)).toBe(false);
  for (const index of [0, 1]) {
    expect(findFullTile(ctx, full(0, index))).toEqual(readTile(ctx, 0, index, 256));
    const bundle = readEntryBundle(ctx, index, 256);
    expect({ state: 'served', bytes: gunzipSync(findFullTile(ctx, full('entries', index))!) }).toEqual(bundle);
  }
  for (const absent of [full(0, 2), full('entries', 2), full(1, 0), { ...full(0, 0), width: 255 }])
    expect(findFullTile(ctx, absent)).toBeNull();
  expect(checkFullTiles(ctx)).toEqual([]);
});

test('stores a tile of the level above with the last tile below it', async () => {
  const ctx = openLog();
  // Only the rows of the last tile, and the hashes of those before it: 65,536 entries would take ten seconds.
  ctx.db.$client.exec(`
    insert into ledger_entries with recursive n(i) as (select 65280 union all select i + 1 from n where i < 65535)
      select i, 'event ' || i, 'impact.line', 'r', '${at}', x'7b7d', randomblob(32) from n;
    insert into ledger_nodes select 0, idx, leaf from ledger_entries;
    insert into ledger_nodes select 8, idx - 65280, randomblob(32) from ledger_entries;
    insert into ledger_tiles values (0, 254, randomblob(8192))`);
  await stored(ctx);
  expect(findFullTile(ctx, full(1, 0))).toEqual(readTile(ctx, 1, 0, 256));
  expect(findFullTile(ctx, full(0, 255))).toEqual(readTile(ctx, 0, 255, 256));
});

test('serves no bundle of entries that are not public', async () => {
  const ctx = openLog();
  const open = (n: number): EntryDraft => ({ ...draft(n), body: { ...draft(n).body, price: n } });
  appendEntries(
    ctx,
    Array.from({ length: 256 }, (_, n) => open(n)),
  );
  await stored(ctx);
  expect(findFullTile(ctx, full('entries', 0))).toBeNull();
  expect(findFullTile(ctx, full(0, 0))).toHaveLength(8192);
  expect(checkFullTiles(ctx)).toEqual([]);
});

test.each([
  ['update ledger_tiles set bytes = zeroblob(8192) where level = 0', 'the stored tile 0/0'],
  ['update ledger_tiles set bytes = zeroblob(30) where level = -1', 'the stored tile entries/0'],
  ['insert into ledger_tiles values (1, 0, zeroblob(8192))', 'the stored tile 1/0'],
])('names a tile that is not of its entries: %s', async (sql, named) => {
  const ctx = openLog();
  appendEntries(
    ctx,
    Array.from({ length: 256 }, (_, n) => draft(n)),
  );
  await stored(ctx);
  ctx.db.$client.exec(sql);
  expect(checkFullTiles(ctx)).toEqual([{ index: null, reason: `${named} is not the one of its entries` }]);
});
