// Independent checks of the log: a verifier in another language, a witness, a saved checkpoint, another history.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { auditLedger, openStored, storedEntries, wrongEntry } from '#app/domain/ledger/audit.server.ts';
import { latestCheckpoint, latestSignedCheckpoint, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { keysOf, openLedgerKey, retireKey, rotateKey } from '#app/domain/ledger/keys.server.ts';
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { openVerifier, signCheckpoint, verifierKey } from '#app/domain/ledger/note.server.ts';
import { formatReceipt } from '#app/domain/ledger/receipt.ts';
import { checkSavedCheckpoint, saveCheckpoint } from '#app/domain/ledger/saved-checkpoint.server.ts';
import { verifyReceipt } from '#app/domain/ledger/verify.ts';
import { addCheckpoint } from '#app/domain/ledger/witness.server.ts';
import { listWitnesses } from '#app/domain/ledger/witness-rows.server.ts';
import { openDb } from '#db/client.ts';
import { openWitness } from '../bin/witness.ts';
import { lineDrafts, openLog } from './setup/ledger.ts';
import { python } from './setup/python.ts';
import { long, seed } from './setup/repetitions.ts';
import { askWitnesses, startWitness, useWitnesses } from './setup/witnesses.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-ledger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);

test('the Python verifier agrees on valid and on broken receipts', async () => {
  const ctx = openLog();
  appendEntries(ctx, lineDrafts(0, 37));
  const key = verifierKey(ctx.ledgerKey);
  const verify = (text: string, line = key) => {
    const file = inFolder('receipt.tlog-proof');
    writeFileSync(file, text);
    return python('tests/verify_receipt.py', file, line);
  };
  for (const index of [0, 1, 31, 32, 35, 36]) {
    const verdict = verify(receiptOf(ctx, index));
    expect(verdict.stderr).toBe('');
    expect(JSON.parse(verdict.stdout)).toMatchObject({ index, size: 37, entry: { event: `ord_${index}:line:1:paid` } });
  }
  const receipt = receiptOf(ctx, 20);
  const lines = receipt.split('\n');
  const broken = [
    receipt.replace('index 20', 'index 21'),
    receipt.replace('\n37\n', '\n38\n'),
    receipt.replace('index 20', 'index -17'),
    receipt.replace('index 20', 'index 020'),
    lines.with(3, lines[4]!).join('\n'),
    receipt.replace(/— .* (\S{10})/, (line) => `${line.slice(0, -1)}${line.endsWith('A') ? 'B' : 'A'}`),
  ];
  for (const text of broken) {
    expect(verify(text).status).toBe(1);
    expect((await verifyReceipt(text, key)).ok).toBe(false);
  }
  expect(verify(receipt, verifierKey(openLog('other').ledgerKey)).status, 'V11.4.3 V11.6.1').toBe(1);
});

describe('a witness', () => {
  test('cosigns over HTTP what continues the log, and refuses the rest', async () => {
    const ctx = openLog();
    appendEntries(ctx, lineDrafts(0, 5));
    const { witness, line } = await startWitness(ctx, 'town-hall.example');
    useWitnesses(ctx, line);
    expect(await askWitnesses(ctx)).toEqual([]);
    appendEntries(ctx, lineDrafts(5, 8));
    expect(await askWitnesses(ctx)).toEqual([]);
    expect(listWitnesses(ctx)).toMatchObject([{ name: 'town-hall.example', cosigned: { size: 13 } }]);
    const keys = `${verifierKey(ctx.ledgerKey)}\n${verifierKey(witness.keys[0]!, 'witness')}`;
    const verdict = await verifyReceipt(receiptOf(ctx, 3), keys);
    expect(verdict).toMatchObject({ ok: true, size: 13, witnesses: [{ name: 'town-hall.example' }] });
    // The same key signs a forked history, then a shorter one.
    const fork = openLog();
    appendEntries(
      fork,
      lineDrafts(0, 20).map((one) => ({ ...one, body: { ...one.body, n: -1 } })),
    );
    useWitnesses(fork, line);
    expect(await askWitnesses(fork)).toEqual([expect.stringContaining('forked')]);
    const short = openLog();
    appendEntries(short, lineDrafts(0, 2));
    useWitnesses(short, line);
    expect(await askWitnesses(short)).toEqual([expect.stringContaining('ahead')]);
  });

  test('answers with the status codes of the tlog-witness protocol', () => {
    const ctx = openLog();
    appendEntries(ctx, lineDrafts(0, 3));
    const witness = openWitness(inFolder('w2'), 'university.example', [verifierKey(ctx.ledgerKey)]);
    const { note } = latestSignedCheckpoint(ctx)!;
    const ask = (text: string) => addCheckpoint(witness, text, new Date());
    expect(ask('hello').status).toBe(400);
    expect(ask(`old 4\n\n${note}`).status).toBe(400);
    expect(ask(`old 0\n\n${note.replace('halle.test', 'other.test')}`).status).toBe(404);
    expect(ask(`old 0\n\n${note.replace('\n3\n', '\n4\n')}`).status).toBe(403);
    expect(ask(`old 0\n\n${note}`)).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^(— university\.example \S+\n)+$/),
    });
    expect(ask(`old 0\n\n${note}`)).toMatchObject({ status: 409, body: '3\n', type: 'text/x.tlog.size' });
    expect(ask(`old 3\n\n${note}`).status).toBe(200);
    const again = openWitness(inFolder('w2'), 'university.example', [verifierKey(ctx.ledgerKey)]); // its size survives a restart
    expect(addCheckpoint(again, `old 0\n\n${note}`, new Date()).status).toBe(409);
    // The witness does not save signature lines that others add, so the next request still finds its saved checkpoint.
    const crowd = Array.from({ length: 63 }, (_, i) => `— j${i} AQIDBAUA\n`).join('');
    expect(ask(`old 3\n\n${note}${crowd}`).status).toBe(200);
    expect(ask(`old 3\n\n${note}`).status).toBe(200);
  });
});

test('rotates the key by an entry that both sign; older receipts verify', async () => {
  const keys = inFolder('keys');
  const ctx = openLog('rotating', keys);
  const oldKey = verifierKey(ctx.ledgerKey);
  const oldId = oldKey.split('+')[1]!;
  appendEntries(ctx, lineDrafts(0, 4));
  const before = receiptOf(ctx, 1);
  const newKey = rotateKey(ctx, keys);
  // A process that cannot open its keys again is refused.
  expect(() => appendEntries(ctx, lineDrafts(4, 1))).toThrow(/another key/);
  expect((await verifyReceipt(receiptOf(ctx, 4), oldKey)).ok).toBe(true);
  const after = { ...ctx, ledgerKey: openLedgerKey(ctx.db, keys, ctx.ledgerKey.origin) };
  expect(verifierKey(after.ledgerKey)).toBe(newKey);
  appendEntries(after, lineDrafts(4, 3));
  // Both sign until the former one is retired.
  for (const key of [newKey, oldKey]) expect((await verifyReceipt(receiptOf(after, 6), key)).ok).toBe(true);
  expect(retireKey(after, keys, 'ffffffff')).toBeNull();
  expect(retireKey(after, keys, oldId)).toBe(oldKey);
  const last = { ...after, ledgerKey: openLedgerKey(ctx.db, keys, ctx.ledgerKey.origin) };
  appendEntries(last, lineDrafts(7, 1));
  expect((await verifyReceipt(receiptOf(last, 6), newKey)).ok).toBe(true);
  expect((await verifyReceipt(receiptOf(last, 6), oldKey)).ok).toBe(false);
  // The documented command: the lines of /ledger/keys, whichever key signed the receipt.
  const lines = keysOf(ctx.db, last.ledgerKey).map(({ line }) => line);
  expect(lines).toEqual([newKey, oldKey]);
  for (const receipt of [before, receiptOf(last, 6)]) {
    expect((await verifyReceipt(receipt, lines.join('\n'))).ok).toBe(true);
    writeFileSync(inFolder('rotated.tlog-proof'), receipt);
    writeFileSync(inFolder('rotated.keys'), `${lines.join('\n')}\n`);
    for (const given of [lines.join('\n'), inFolder('rotated.keys')])
      expect(python('tests/verify_receipt.py', inFolder('rotated.tlog-proof'), given).stderr).toBe('');
  }
  expect(auditLedger(ctx.db, last.ledgerKey)).toMatchObject({ ok: true, entries: 10 });
  expect(openVerifier(newKey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeNull();
});

test('refuses an entry that could be read in two ways, even if signed', async () => {
  const ctx = openLog('twice');
  const raw = ctx.db.$client;
  appendEntries(ctx, lineDrafts(0, 1));
  for (const name of raw.prepare("select name from sqlite_master where type = 'trigger'").pluck().all())
    raw.exec(`drop trigger ${name}`);
  const original = raw.prepare('select unpacked(bytes, event, at) from ledger_entries').pluck().get() as string;
  for (const text of [
    original.replace('{', '{"\\u0065vent":"other:line:9:paid",'),
    original.replace('"line":0', '"line":0,"line":1'),
    original.replace('"line":0', '"line":0.0'),
    original.replace('"line":0', '"line": 0'),
  ]) {
    // The holder of the key signs it in this form.
    const leaf = createHash('sha256').update('\0').update(text).digest();
    const note = signCheckpoint(ctx.ledgerKey, 1, leaf);
    raw.prepare('update ledger_entries set bytes = ?, leaf = ?').run(Buffer.from(text), leaf);
    raw.prepare('update ledger_nodes set hash = ?').run(leaf);
    raw.prepare('update ledger_checkpoints set root = ?, note = ?').run(leaf, note);
    expect(auditLedger(ctx.db, ctx.ledgerKey)).toMatchObject({ ok: false, index: 0 });
    const receipt = formatReceipt({ index: 0, extra: Buffer.from(text), proof: [], checkpoint: note });
    expect(await verifyReceipt(receipt, verifierKey(ctx.ledgerKey))).toEqual({ ok: false, reason: 'form' });
  }
});

test('detects an older database, or another history, by the checkpoint', () => {
  const file = inFolder('kept.checkpoint');
  const ctx = openLog('kept');
  appendEntries(ctx, lineDrafts(0, 5));
  saveCheckpoint(ctx, file);
  const older = inFolder('older.sqlite');
  ctx.db.$client.exec(`vacuum into '${older}'`);
  appendEntries(ctx, lineDrafts(5, 2));
  saveCheckpoint(ctx, file);
  checkSavedCheckpoint(ctx, file);
  const restored: LedgerCtx = { ...ctx, db: openDb(older) };
  expect(() => checkSavedCheckpoint(restored, file)).toThrow(/once held 7 entries and this database holds 5/);
  appendEntries(restored, lineDrafts(50, 4)); // without the check, appending would have gone on
  expect(() => checkSavedCheckpoint(restored, file)).toThrow(/are not those/);
  restored.db.$client.close();
  const copy = inFolder('copy.checkpoint');
  copyFileSync(file, copy);
  writeFileSync(copy, latestCheckpoint(ctx).note.replace('\n7\n', '\n9\n'));
  expect(() => checkSavedCheckpoint(ctx, copy)).toThrow(/not a checkpoint/);
});

// A byte at a time takes 30 s over a thousand entries: the check takes each fiftieth entry, from a random one on.
const stride = long ? 1 : 50;

test(`finds each changed byte of a thousand entries and names the entry (seed ${seed})`, () => {
  const ctx = openLog('flips');
  const raw = ctx.db.$client;
  appendEntries(ctx, lineDrafts(0, 1000, ctx));
  for (const name of raw.prepare("select name from sqlite_master where type = 'trigger'").pluck().all())
    raw.exec(`drop trigger ${name}`);
  const read = raw.prepare(`${storedEntries} where l.idx = ?`).raw();
  const columns = ['event', 'kind', 'reference', 'at', 'bytes', 'leaf'] as const;
  const plain = raw.prepare(`select ${columns.join(', ')} from ledger_entries where idx = ?`).raw();
  const write = Object.fromEntries(
    columns.map((column) => [
      column,
      raw.prepare(
        `update ledger_entries set ${column} = ${column === 'bytes' || column === 'leaf' ? '?' : 'cast(? as text)'} where idx = ?`,
      ),
    ]),
  );
  let [flips, found] = [0, 0];
  raw.exec('begin');
  for (let idx = seed % stride; idx < 1000; idx += stride) {
    const whole = openStored(read.get(idx) as Parameters<typeof openStored>[0]);
    expect(wrongEntry(whole)).toBeNull();
    const values = plain.get(idx) as (string | Buffer)[];
    for (const [n, column] of columns.entries()) {
      const stored = Buffer.from(values[n] as string);
      for (let at = 0; at < stored.length; at++) {
        stored[at]! ^= 0x40;
        write[column]!.run(stored, idx);
        flips++;
        const entry = openStored(read.get(idx) as Parameters<typeof openStored>[0]);
        if (wrongEntry(entry)) found++;
        stored[at]! ^= 0x40;
      }
      write[column]!.run(stored, idx);
    }
  }
  raw.exec('commit');
  expect(auditLedger(ctx.db, ctx.ledgerKey).ok).toBe(true);
  expect([found, flips > 150_000 / stride]).toEqual([flips, true]);
  // The whole audit names the entry too, also for a changed index, private part or tree node.
  for (const [sql, index] of [
    ['update ledger_entries set idx = 1000 where idx = 17', 17],
    ["update ledger_entries set reference = 'ord_1' where idx = 700", 700],
    ["update ledger_entries set at = '2020-01-01T00:00:00Z' where idx = 401", 401],
    ["update ledger_private set salt = zeroblob(32) where event = 'ord_33:line:1:paid'", 33],
    ["update ledger_figures set canonical = replace(unpacked(canonical), '32000', '32001') where idx = 34", 34],
    [
      "update ledger_private set canonical = replace(unpacked(canonical), 'sup', 'bup') where event = 'ord_999:line:1:paid'",
      999,
    ],
    ['update ledger_nodes set hash = zeroblob(32) where level = 3 and idx = 5', 47],
    ['insert into ledger_nodes values (12, 0, zeroblob(32))', 1000],
  ] as const) {
    raw.exec('begin');
    raw.exec(sql);
    const audit = auditLedgerIn(ctx);
    raw.exec('rollback');
    expect([sql, audit]).toMatchObject([sql, { ok: false, index }]);
  }
}, 300_000);

function auditLedgerIn(ctx: LedgerCtx) {
  return auditLedger(ctx.db, ctx.ledgerKey);
}
