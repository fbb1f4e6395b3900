import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { askWitnesses, startWitness, useWitnesses } from '#tests/setup/witnesses.ts';
import { auditLedger } from './audit.server.ts';
import { findServedCheckpoint, latestSignedCheckpoint } from './checkpoints.server.ts';
import { Keyring, openLedgerKey, retireKey, rotateKey } from './keys.server.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import { verifierKey } from './note.server.ts';
import { parseNote } from './note.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a running server signs with both keys after a rotation, and with one after a retirement', () => {
  const keys = join(folder, 'running');
  const log = openLog('running', keys);
  const keyring = new Keyring(log.db, keys, 'halle.test/ledger');
  const running: LedgerCtx = { ...log, ledgerKey: keyring.current };
  appendEntries(running, lineDrafts(0, 2));
  const former = verifierKey(keyring.current);
  const signers = () => parseNote(latestSignedCheckpoint(log)!.note)!.signatures.map(({ id }) => id);
  const idOf = (line: string) => line.split('+')[1]!;
  const byHand = { ...log, ledgerKey: openLedgerKey(log.db, keys, 'halle.test/ledger') };
  const next = rotateKey(byHand, keys);
  appendEntries(running, lineDrafts(2, 1)); // the context of a request that began before
  expect(signers()).toEqual([idOf(next), idOf(former)]);
  keyring.refresh();
  expect(verifierKey(keyring.current)).toBe(next);
  const again = { ...log, ledgerKey: openLedgerKey(log.db, keys, 'halle.test/ledger') };
  const third = rotateKey(again, keys);
  appendEntries(running, lineDrafts(3, 1));
  expect(signers()).toEqual([idOf(third), idOf(next), idOf(former)]);
  retireKey({ ...log, ledgerKey: openLedgerKey(log.db, keys, 'halle.test/ledger') }, keys, idOf(former));
  expect(signers()).toContain(idOf(former)); // the entry that says so is the last that it signs
  appendEntries({ ...log, ledgerKey: keyring.current }, lineDrafts(4, 1));
  expect(signers()).toEqual([idOf(third), idOf(next)]);
  expect(auditLedger(log.db, openLedgerKey(log.db, keys, 'halle.test/ledger'))).toMatchObject({ ok: true });
});

test('witnesses that have the former key go on after a rotation, until it is retired', async () => {
  const keys = join(folder, 'witnessed');
  const log = openLog('witnessed-rotation', keys);
  const opened = () => ({ ...log, ledgerKey: openLedgerKey(log.db, keys, 'halle.test/ledger'), now: new Date() });
  appendEntries(opened(), lineDrafts(0, 3));
  const { line } = await startWitness(opened());
  useWitnesses(opened(), line);
  const former = verifierKey(opened().ledgerKey);
  rotateKey(opened(), keys);
  appendEntries(opened(), lineDrafts(3, 1));
  expect(await askWitnesses(opened())).toEqual([]);
  expect(findServedCheckpoint(opened())).toMatchObject({ size: 5 });
  retireKey(opened(), keys, former.split('+')[1]!);
  expect(await askWitnesses(opened())).toEqual([]); // both signed the entry of the retirement
  appendEntries(opened(), lineDrafts(4, 1));
  expect(await askWitnesses(opened())).toEqual([expect.stringContaining('unknown-key')]);
  expect(findServedCheckpoint(opened())).toMatchObject({ size: 6 });
});
