import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { auditLedger } from './audit.server.ts';
import { checkCosignatures } from './cosignature-check.server.ts';
import { isPublicEntry } from './entry-kinds.ts';
import { appendEntries, entriesOfKind, type LedgerCtx, ledgerSize } from './log.server.ts';
import { cosignCheckpoint, loadLedgerKey } from './note.server.ts';
import { parseNote } from './note.ts';
import { enterOutsideTime, findOutsideTimes } from './outside-times.server.ts';

const witness = loadLedgerKey(join(mkdtempSync(join(tmpdir(), 'halle-witness-')), 'w.pem'), 'university.example');
const start = new Date('2026-11-23T10:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

/** Keeps a cosignature of the newest checkpoint, with this time. */
function cosign(ctx: LedgerCtx, at: Date): void {
  const size = ledgerSize(ctx);
  const raw = ctx.db.$client;
  const note = raw.prepare('select note from ledger_checkpoints where size = ?').pluck().get(size) as string;
  const seconds = Math.floor(at.getTime() / 1000);
  const line = cosignCheckpoint(witness, parseNote(note)!.body, seconds);
  const columns = raw.prepare(`select name from pragma_table_info('ledger_cosignatures')`).pluck().all() as string[];
  const values: Record<string, unknown> = { size, name: witness.origin, seconds, line, key_id: 'w', id: 'w' };
  raw
    .prepare(`insert into ledger_cosignatures (${columns}) values (${columns.map((name) => `@${name}`)})`)
    .run(Object.fromEntries(columns.map((name) => [name, values[name] ?? ''])));
}

test('enters the newest cosignature once an hour, and bounds the times of entries by it', () => {
  const ctx = openLog('outside-times');
  const at = (minutes: number): LedgerCtx => ({ ...ctx, now: later(minutes) });
  appendEntries(at(0), lineDrafts(0, 2));
  expect(findOutsideTimes(ctx, [1])(1)).toEqual({ notBefore: null, notAfter: null });
  expect(enterOutsideTime(at(0))).toBe(false);
  cosign(ctx, later(1));
  expect(enterOutsideTime(at(5))).toBe(true);
  const [first] = entriesOfKind(ctx, 'checkpoint.witnessed');
  expect([first!.index, isPublicEntry(first!.bytes)]).toEqual([2, true]);
  cosign(ctx, later(6));
  expect(enterOutsideTime(at(70))).toBe(false); // nothing was entered since
  appendEntries(at(5), lineDrafts(2, 2));
  cosign(ctx, later(7));
  expect(enterOutsideTime(at(30))).toBe(false); // within the hour
  expect(enterOutsideTime(at(66))).toBe(true);
  expect(appendEntries(at(66), lineDrafts(4, 1))).toEqual([6]);
  cosign(ctx, later(67));
  const name = witness.origin;
  const seen = (minutes: number, entry: number | null) => ({ at: later(minutes).toISOString(), name, entry });
  expect(findOutsideTimes(ctx, [1])(1)).toEqual({ notBefore: null, notAfter: seen(1, null) });
  expect(findOutsideTimes(ctx, [4])(4)).toEqual({ notBefore: seen(1, 2), notAfter: seen(7, null) });
  expect(findOutsideTimes(ctx, [6])(6)).toEqual({ notBefore: seen(7, 5), notAfter: seen(67, null) });
  expect(auditLedger(ctx.db, ctx.ledgerKey)).toMatchObject({ ok: true, entries: 7 });
});

test('takes no time from a witness whose clock is far off', () => {
  const ctx = { ...openLog('odd-times'), now: start };
  appendEntries(ctx, lineDrafts(0, 1));
  cosign(ctx, new Date('2031-01-01T00:00:00Z'));
  appendEntries(ctx, lineDrafts(1, 1));
  cosign(ctx, new Date('1999-01-01T00:00:00Z'));
  expect(enterOutsideTime(ctx)).toBe(false);
  expect(entriesOfKind(ctx, 'checkpoint.witnessed')).toEqual([]);
  expect(findOutsideTimes(ctx, [1])(1).notAfter).toBeNull();
});

test('names deleted cosignatures', () => {
  const ctx = { ...openLog('deleted'), now: start };
  appendEntries(ctx, lineDrafts(0, 1));
  cosign(ctx, later(1));
  enterOutsideTime({ ...ctx, now: later(2) });
  expect(checkCosignatures(ctx)).toEqual([]);
  ctx.db.$client.exec('delete from ledger_cosignatures');
  expect(checkCosignatures(ctx)).toMatchObject([{ index: 1, reason: expect.stringMatching(/some were deleted/) }]);
});
