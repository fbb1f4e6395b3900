import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { askWitnesses, startWitness, useWitnesses } from '#tests/setup/witnesses.ts';
import { auditLedger } from './audit.server.ts';
import { findServedCheckpoint, latestSignedCheckpoint, receiptOf } from './checkpoints.server.ts';
import { isPublicEntry } from './entry-kinds.ts';
import { keysOf, openLedgerKey, rotateKey } from './keys.server.ts';
import { appendEntries, exportEntries, type LedgerCtx, ledgerSize } from './log.server.ts';
import { openCheckpoint, verifierKey } from './note.server.ts';
import { enterRestored, listKnownHeads } from './restored.server.ts';
import { checkSavedCheckpoint, saveCheckpoint } from './saved-checkpoint.server.ts';
import { verifyReceipt } from './verify.ts';

const origin = 'halle.test/ledger';
const folder = mkdtempSync(join(tmpdir(), 'halle-restored-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A log of `size` entries with its saved checkpoint, and a copy of its first `copied` entries. */
function restoredCopy(name: string, size: number, copied: number) {
  const keys = join(folder, name);
  const log = openLog(name, keys);
  appendEntries(log, lineDrafts(0, copied));
  const bytes = log.db.$client.serialize();
  if (size > copied) appendEntries(log, lineDrafts(copied, size - copied));
  const kept = join(keys, 'ledger.checkpoint');
  saveCheckpoint(log, kept);
  const db = openDb(bytes);
  const open = (): LedgerCtx => ({ ...log, db, now: new Date(), ledgerKey: openLedgerKey(db, keys, origin) });
  return { log, kept, open, keys };
}

test('a copy that lacks entries goes on under another origin, and says what is lost', async () => {
  const { log, kept, open } = restoredCopy('lacks', 12, 10);
  expect(() => checkSavedCheckpoint(open(), kept)).toThrow(SetupError);
  const former = verifierKey(open().ledgerKey);
  const restored = enterRestored(open(), await listKnownHeads(open(), kept, []), kept);
  expect(restored).toMatchObject({ size: 10, lost: 2, formerKey: former });
  expect(restored.origin).toMatch(/^halle\.test\/ledger\/restored-\d{8}T\d{6}Z$/);
  const after = open();
  expect(verifierKey(after.ledgerKey)).toBe(restored.newKey);
  expect(keysOf(after.db, after.ledgerKey).map(({ line }) => line)).toEqual([restored.newKey, former]);
  checkSavedCheckpoint(after, kept);
  appendEntries(after, lineDrafts(20, 3));
  expect(auditLedger(after.db, after.ledgerKey)).toMatchObject({ ok: true, entries: 14 });
  const entry = [...exportEntries(after)][10]!;
  const body = JSON.parse(entry.bytes.toString()) as Record<string, unknown>;
  expect(isPublicEntry(entry.bytes)).toBe(true);
  expect(body).toMatchObject({ size: 10, lost: 2, known: [{ from: 'kept', size: 12 }] });
  // The head that was signed and lost is kept as evidence, and is no head of this database.
  const aside = readdirSync(join(folder, 'lacks')).find((name) => name.startsWith('ledger.checkpoint.before-'));
  expect(readFileSync(join(folder, 'lacks', aside!), 'utf8')).toBe(latestSignedCheckpoint(log)!.note);
});

test('receipts of before verify with the former line, later ones with the new', async () => {
  const { log, kept, open } = restoredCopy('receipts', 6, 5);
  const early = receiptOf(log, 2);
  const former = verifierKey(open().ledgerKey);
  const { newKey } = enterRestored(open(), await listKnownHeads(open(), kept, []), kept);
  const late = receiptOf(open(), 2);
  const verdicts = [
    await verifyReceipt(early, former),
    await verifyReceipt(late, newKey),
    await verifyReceipt(early, newKey),
  ];
  expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, false]);
});

test('a copy that lacks nothing keeps its origin, and enters the restore all the same', async () => {
  const { kept, open } = restoredCopy('whole', 7, 7);
  const restored = enterRestored(open(), await listKnownHeads(open(), kept, []), kept);
  expect(restored).toMatchObject({ size: 7, lost: 0, origin, formerKey: null });
  expect(ledgerSize(open())).toBe(8);
  checkSavedCheckpoint(open(), kept);
  expect(auditLedger(open().db, open().ledgerKey)).toMatchObject({ ok: true });
});

test('a witness that is ahead of the copy cosigns the new origin once it has its line', async () => {
  const { log, kept, open } = restoredCopy('witnessed', 9, 6);
  rmSync(kept); // the machine is lost with it
  const { line } = await startWitness(log);
  useWitnesses({ ...log, now: new Date() }, line);
  useWitnesses(open(), line);
  expect(await askWitnesses({ ...log, now: new Date() })).toEqual([]);
  const known = await listKnownHeads(open(), kept, []);
  expect(known).toMatchObject([{ from: 'witness', size: 9 }]);
  expect(known[0]!.root).toEqual(latestSignedCheckpoint(log)!.root);
  const { lost } = enterRestored(open(), known, kept);
  expect(lost).toBe(3);
  const renewed = await startWitness(open()); // the same witness with the new line beside the former one
  useWitnesses(open(), renewed.line);
  expect(await askWitnesses(open())).toEqual([]);
  expect(findServedCheckpoint(open())).toMatchObject({ size: 7 });
});

test('a second restore of the same copy opens an origin of its own', async () => {
  const first = restoredCopy('twice', 5, 4);
  const bytes = first.open().db.$client.serialize();
  const once = enterRestored(first.open(), await listKnownHeads(first.open(), first.kept, []), first.kept);
  const brought = latestSignedCheckpoint(first.open())!.note;
  const db = openDb(bytes);
  const again: LedgerCtx = {
    ...first.log,
    db,
    now: new Date(Date.now() + 5000),
    ledgerKey: openLedgerKey(db, first.keys, origin),
  };
  expect(openCheckpoint(keysOf(db, again.ledgerKey), brought)).toBeNull(); // of an origin that this copy never had
  const lostNote = [...readdirSync(first.keys)].find((name) => name.includes('.before-'))!;
  const head = readFileSync(join(first.keys, lostNote), 'utf8');
  const kept = join(first.keys, 'again.checkpoint');
  const twice = enterRestored(again, await listKnownHeads(again, kept, [head]), kept);
  expect(twice.origin).not.toBe(once.origin);
  expect([twice.lost, existsSync(kept)]).toEqual([1, true]);
});

test('a rotation after a restore keeps the new origin, and former keys of the old one sign no more', async () => {
  const { kept, open, keys } = restoredCopy('rotated', 5, 4);
  const before = verifierKey(open().ledgerKey);
  const restored = enterRestored(open(), await listKnownHeads(open(), kept, []), kept);
  const rotated = rotateKey(open(), keys);
  expect(rotated.startsWith(`${restored.origin}+`)).toBe(true);
  expect(keysOf(open().db, open().ledgerKey).map(({ line }) => line)).toEqual([rotated, restored.newKey, before]);
  appendEntries(open(), lineDrafts(30, 1));
  expect(auditLedger(open().db, open().ledgerKey)).toMatchObject({ ok: true });
});

test('refuses a signed ledger without its key, with another key, or under another origin', () => {
  const { kept, open, keys } = restoredCopy('keyless', 3, 3);
  const key = readFileSync(join(keys, 'ledger.pem'), 'utf8');
  rmSync(join(keys, 'ledger.pem'));
  expect(open).toThrow(/its key .* is missing/);
  expect(existsSync(join(keys, 'ledger.pem'))).toBe(false);
  rmSync(kept);
  const other = openLog('other-key', join(folder, 'other'));
  writeFileSync(join(keys, 'ledger.pem'), readFileSync(join(folder, 'other', 'ledger.pem')));
  expect(() => checkSavedCheckpoint(open(), kept)).toThrow(/did not sign/);
  expect(other.ledgerKey.origin).toBe(origin);
  writeFileSync(join(keys, 'ledger.pem'), key);
  checkSavedCheckpoint(open(), kept);
  const renamed = { ...open(), ledgerKey: openLedgerKey(open().db, keys, 'other.example/ledger') };
  expect(() => checkSavedCheckpoint(renamed, kept)).toThrow(/look at LEDGER_ORIGIN/);
});
