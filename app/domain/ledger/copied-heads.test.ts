import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { askWitnesses, startWitness, useWitnesses } from '#tests/setup/witnesses.ts';
import {
  findServedCheckpoint,
  latestCheckpoint,
  latestSignedCheckpoint,
  listCheckpoints,
  pendingCheckpoint,
  receiptOf,
} from './checkpoints.server.ts';
import { activateCopies, copiedUntil } from './copied-heads.server.ts';
import { openLedgerKey } from './keys.server.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import { enterRestored, listKnownHeads } from './restored.server.ts';
import { checkSavedCheckpoint, saveCheckpoint } from './saved-checkpoint.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-copied-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (log: LedgerCtx, seconds: number): LedgerCtx => ({
  ...log,
  now: new Date(log.now.getTime() + seconds * 1000),
});

/** A log whose first ten entries are old, and whose last two were signed at this moment. */
function growingLog(name: string) {
  const log = openLog(name, join(folder, name));
  appendEntries(at(log, -600), lineDrafts(0, 10));
  appendEntries(log, lineDrafts(10, 2));
  return log;
}

test('without copies every head is shown at once', () => {
  const log = growingLog('alone');
  activateCopies(log, { delaySeconds: 0, mark: null });
  expect([copiedUntil(log), findServedCheckpoint(log)?.size]).toEqual(['9999', 12]);
});

test('a head is shown and saved once the copy has it, and its receipts with it', () => {
  const log = growingLog('delayed');
  activateCopies(log, { delaySeconds: 10, mark: null });
  const kept = join(folder, 'delayed.checkpoint');
  saveCheckpoint(log, kept);
  const shown = (ctx: LedgerCtx) => [
    findServedCheckpoint(ctx)?.size,
    pendingCheckpoint(ctx).size,
    latestCheckpoint(ctx, 12).size,
    listCheckpoints(ctx, 10).length,
  ];
  expect([latestSignedCheckpoint(log)?.size, ...shown(log)]).toEqual([12, 10, 10, 10, 1]);
  expect(() => receiptOf(log, 11)).toThrow();
  expect(receiptOf(log, 9)).toContain('\n10\n');
  expect(shown(at(log, 9))).toEqual([10, 10, 10, 1]);
  expect(shown(at(log, 10))).toEqual([12, 12, 12, 2]);
  expect(receiptOf(at(log, 10), 11)).toContain('\n12\n');
});

test('a mark says up to when the copy is complete, and shows nothing before there is one', () => {
  const log = growingLog('marked');
  const mark = join(folder, 'mark');
  activateCopies(log, { delaySeconds: 0, mark });
  expect([existsSync(mark), findServedCheckpoint(log)?.size]).toEqual([false, 0]);
  writeFileSync(mark, '');
  utimesSync(mark, at(log, -1).now, at(log, -1).now);
  expect(findServedCheckpoint(at(log, 3600))?.size).toBe(10); // the copying program hangs since then
  utimesSync(mark, log.now, log.now);
  expect(findServedCheckpoint(at(log, 3600))?.size).toBe(12);
});

test('witnesses are asked for a head that the copy has', async () => {
  const now = new Date();
  const log: LedgerCtx = { ...openLog('asked', join(folder, 'asked')), now };
  const { line, witness } = await startWitness(log);
  expect(witness.keys).not.toEqual([]);
  appendEntries(at(log, -60), lineDrafts(0, 5));
  appendEntries(log, lineDrafts(5, 1));
  activateCopies(log, { delaySeconds: 10, mark: null });
  useWitnesses(log, line);
  expect(await askWitnesses(log, log.now)).toEqual([]);
  expect(findServedCheckpoint(log)).toMatchObject({ size: 5 });
  expect(await askWitnesses(log, at(log, 10).now)).toEqual([]);
  expect(findServedCheckpoint(at(log, 10))).toMatchObject({ size: 6 });
});

test('a restore from the copy contradicts nothing that was shown, and keeps its origin', async () => {
  const keys = join(folder, 'restored');
  const log = openLog('restored', keys);
  activateCopies(log, { delaySeconds: 10, mark: null });
  appendEntries(at(log, -600), lineDrafts(0, 10));
  const copy = openDb(log.db.$client.serialize());
  appendEntries(log, lineDrafts(10, 2)); // the second that is lost
  const kept = join(keys, 'ledger.checkpoint');
  saveCheckpoint(at(log, 5), kept);
  const restored: LedgerCtx = { ...at(log, 60), db: copy, ledgerKey: openLedgerKey(copy, keys, 'halle.test/ledger') };
  checkSavedCheckpoint(restored, kept);
  const entered = enterRestored(restored, await listKnownHeads(restored, kept, []), kept);
  expect(entered).toMatchObject({ size: 10, lost: 0, formerKey: null });
});
