import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { auditLedger } from './audit.server.ts';
import { canonicalJson } from './canonical.ts';
import { latestCheckpoint, readTile, receiptOf } from './checkpoints.server.ts';
import { appendEntries, type EntryDraft, LedgerConflict, type LedgerCtx, privateCommitment } from './log.server.ts';
import { loadLedgerKey, verifierKey } from './note.server.ts';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  isConsistent,
  leafHash,
  type NodeReader,
  nodeHash,
  nodesAfterAppend,
  rootHash,
} from './tree.server.ts';
import { rootFromProof, verifyReceipt } from './verify.ts';

const key = loadLedgerKey(join(tmpdir(), `halle-test-${process.pid}.pem`), 'halle.test/ledger');
const ctx = (): LedgerCtx => ({
  db: testDb(),
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-23T10:15:00Z'),
  locale: 'fr',
  town: demoTown,
  ledgerKey: key,
});
const draft = (n: number): EntryDraft => ({
  kind: 'impact.line',
  event: `ord_${n}:line:1:paid`,
  body: { v: 1, at: '2026-11-23T10:15:00Z', n },
});
const drafts = (count: number) => Array.from({ length: count }, (_, n) => draft(n));
const hex = (buffer: Uint8Array) => Buffer.from(buffer).toString('hex');

function treeOf(leaves: Buffer[]): NodeReader {
  const nodes = new Map<string, Buffer>();
  const node: NodeReader = (level, index) => nodes.get(`${level}/${index}`)!;
  leaves.forEach((leaf, i) => {
    for (const n of nodesAfterAppend(i, leaf, node)) nodes.set(`${n.level}/${n.index}`, n.hash);
  });
  return node;
}

test('computes the root of the RFC 6962 reference vectors', () => {
  expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hex(leafHash(Buffer.from('L123456')))).toBe(
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  );
  expect(hex(nodeHash(Buffer.from('N123'), Buffer.from('N456')))).toBe(
    'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  );
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((h) => leafHash(Buffer.from(h, 'hex')));
  expect(hex(rootHash(8, treeOf(leaves)))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('gives the canonical text and leaf hash of the specification’s entry', () => {
  const text =
    '{"at":"2026-11-23T10:15:00Z","baseline_ref":"furniture.chair_wood_textile_new","category":{"agec58":"Mobilier et aménagement d\'intérieur","egalim":null},"co2e_g":{"actual":24814,"baseline":248000,"delta":{"hi":-61600,"lo":-195300,"mid":-123986},"displacement_permille":600},"distance_m":6200,"event":"ord_01TEST:line:1:delivered","inclusion_min":{"hi":797,"lo":652,"mid":725},"kind":"impact.line","line":1,"mass_g":70000,"material_kept_g":{"recycled":0,"repair":0,"reuse":70000},"methodology":{"factors":"mv112-factors/2026.11-draft.1","method":"mv112-impact/1.0.0-draft.1"},"mode":"transport.van35_electric","money":{"eur_cents_ht":32000,"evidence":"L3","retained_eur_cents":{"hi":19840,"lo":17280,"mid":18560}},"order":"ord_01TEST","packaging":{"lent_units":0,"returned_units":0},"private_commit":"sha256:5946c32f9c6724fe340d03dc949ae3429e7ff97e075fee1bef7512aed60809aa","qty":10,"trip":"shared","v":1}';
  expect(canonicalJson(JSON.parse(text))).toBe(text);
  expect(hex(leafHash(Buffer.from(text)))).toBe('5714f497150e921f1b1c73a704c4a739b49c020eed6cedc5bf01a13fd03048f7');
});

test.each([0.5, Number.NaN, -0, 2 ** 53, '\ud800', { a: undefined }, { '\udc00': 1 }])(
  'throws TypeError for %s, which has no canonical form',
  (value) => {
    expect(() => canonicalJson(value as never)).toThrow(TypeError);
  },
);

const three = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));

test('proves the inclusion of a leaf only for its own leaf, index and size', async () => {
  const node = treeOf(three);
  for (let size = 1; size <= 300; size++) {
    const root = hex(rootHash(size, node));
    // Every leaf of trees up to 40 and of each seventh size; of the others the first, the middle and the last.
    const all = size <= 40 || size % 7 === 0;
    for (const i of all ? Array.from({ length: size }, (_, n) => n) : [0, size >> 1, size - 1]) {
      const proof = inclusionProof(i, size, node);
      const leaf = new Uint8Array(three[i]!);
      expect(hex((await rootFromProof(i, size, leaf, proof))!)).toBe(root);
      if (i % 5 !== 0) continue;
      const wrong = [
        await rootFromProof(i, size, new Uint8Array(three[(i + 1) % 300]!), proof),
        await rootFromProof(i + 1, size, leaf, proof),
        await rootFromProof(i, size, leaf, [...proof, three[0]!]),
        proof.length > 0 ? await rootFromProof(i, size, leaf, proof.slice(1)) : null,
      ];
      expect(wrong.map((one) => one && hex(one))).not.toContain(root);
    }
  }
  expect(() => inclusionProof(300, 300, node)).toThrow(RangeError);
});

test('proves that a tree begins with every smaller one and no other', () => {
  const node = treeOf(three);
  const roots = Array.from({ length: 301 }, (_, size) => ({ size, root: rootHash(size, node) }));
  const other = Buffer.alloc(32, 7);
  for (let size = 0; size <= 300; size++)
    for (let from = 0; from <= size; from++) {
      const proof = consistencyProof(from, size, node);
      expect(isConsistent(roots[from]!, roots[size]!, proof)).toBe(true);
      if ((from + size) % 11 !== 0) continue;
      const not = [
        isConsistent({ size: from, root: other }, roots[size]!, proof), // the empty tree also has one root only
        ...(from > 0 ? [isConsistent(roots[from]!, { size, root: other }, proof)] : []),
        isConsistent(roots[from]!, roots[size]!, [...proof, other]),
        ...(proof.length > 0 ? [isConsistent(roots[from]!, roots[size]!, proof.slice(1))] : []),
        ...(proof.length > 0 ? [isConsistent(roots[from]!, roots[size]!, proof.with(0, other))] : []),
        ...(from < size ? [isConsistent(roots[size]!, roots[from]!, proof)] : []),
      ];
      expect([from, size, ...not]).toEqual([from, size, ...not.map(() => false)]);
    }
  expect(() => consistencyProof(301, 300, node)).toThrow(RangeError);
});

describe('the log', () => {
  test('appends an event once and throws LedgerConflict for other bytes', () => {
    const c = ctx();
    expect(appendEntries(c, drafts(3))).toEqual([0, 1, 2]);
    const head = latestCheckpoint(c).note;
    expect(appendEntries(c, [draft(1)])).toEqual([1]);
    expect(latestCheckpoint(c).note).toBe(head);
    expect(() => appendEntries(c, [{ ...draft(1), body: { v: 2, at: '2026-11-23T10:15:00Z' } }])).toThrow(
      LedgerConflict,
    );
  });

  test('verifies a receipt with the key line alone and rejects any change', async () => {
    const c = ctx();
    appendEntries(c, drafts(23));
    const receipt = receiptOf(c, 11);
    expect(await verifyReceipt(receipt, verifierKey(key))).toMatchObject({
      ok: true,
      index: 11,
      size: 23,
      entry: { n: 11 },
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(receipt.length - 2), async (at) => {
        const flipped = receipt.slice(0, at) + (receipt[at] === 'A' ? 'B' : 'A') + receipt.slice(at + 1);
        const verdict = await verifyReceipt(flipped, verifierKey(key));
        expect(verdict.ok).toBe(false);
      }),
      { numRuns: 400 },
    );
    const stranger = loadLedgerKey(join(tmpdir(), `halle-other-${process.pid}.pem`), 'halle.test/ledger');
    expect(await verifyReceipt(receipt, verifierKey(stranger))).toEqual({ ok: false, reason: 'signature' });
  });

  test('reads full and partial tiles, and null beyond the last entry', () => {
    const c = ctx();
    appendEntries(c, drafts(300));
    const first = readTile(c, 0, 0, 256)!;
    expect(first.length).toBe(256 * 32);
    expect(readTile(c, 0, 1, 44)!.length).toBe(44 * 32);
    expect(readTile(c, 0, 1, 45)).toBeNull();
    expect(readTile(c, 1, 0, 1)!.length).toBe(32);
  });

  test('refuses UPDATE and DELETE on the tables of the ledger', () => {
    const c = ctx();
    appendEntries(c, drafts(2));
    for (const [table, column] of [
      ['ledger_entries', 'at'],
      ['ledger_nodes', 'level'],
      ['ledger_checkpoints', 'at'],
    ]) {
      expect(() => c.db.$client.exec(`delete from ${table}`)).toThrow(/append-only/);
      expect(() => c.db.$client.exec(`update ${table} set ${column} = ${column}`)).toThrow(/append-only/);
    }
    expect(() => c.db.$client.exec("update ledger_entries set event = 'x'")).toThrow(/append-only/);
  });

  test('commits to the private part with a salted hash', () => {
    const c = ctx();
    const commit = privateCommitment(c, 'e', { organisation: 'Le Hangar' });
    const row = c.db.$client.prepare('select salt, unpacked(canonical) as canonical from ledger_private').get() as {
      salt: Buffer;
      canonical: string;
    };
    expect(commit).toBe(`sha256:${createHash('sha256').update(row.salt).update(row.canonical).digest('hex')}`);
  });
});

describe('the audit', () => {
  const broken = (sql: string) => {
    const c = ctx();
    for (let i = 0; i < 5; i++) appendEntries(c, [draft(i)]);
    for (const name of c.db.$client.prepare("select name from sqlite_master where type = 'trigger'").pluck().all())
      c.db.$client.exec(`drop trigger ${name}`);
    c.db.$client.exec(sql);
    return auditLedger(c.db, key);
  };

  test('passes an unchanged ledger', () => {
    const c = ctx();
    appendEntries(c, drafts(100));
    expect(auditLedger(c.db, key)).toMatchObject({
      ok: true,
      entries: 100,
      root: latestCheckpoint(c).root.toString('base64'),
    });
  });

  test.each([
    ["update ledger_entries set bytes = cast(replace(unpacked(bytes, event, at), '2', '3') as blob) where idx = 3", 3],
    ['update ledger_entries set leaf = zeroblob(32) where idx = 2', 2],
    ["update ledger_entries set event = 'other' where idx = 4", 4],
    ['delete from ledger_entries where idx = 1', 1],
    ['delete from ledger_entries where idx = 4', 4],
    ['update ledger_nodes set hash = zeroblob(32) where level = 1 and idx = 0', 1],
    ['delete from ledger_nodes where level = 0 and idx = 2', 2],
    ['insert into ledger_nodes values (0, 9, zeroblob(32))', 5],
    ["update ledger_checkpoints set note = replace(note, 'halle.test', 'halle.tesT') where size = 3", 2],
    ['update ledger_checkpoints set root = zeroblob(32) where size = 3', 2],
    ['delete from ledger_checkpoints where size = 5', 4],
  ])('reports %s at entry %d', (sql, index) => expect(broken(sql)).toMatchObject({ ok: false, index }));

  test('reports the entry of any changed byte', () => {
    const c = ctx();
    appendEntries(c, drafts(6));
    for (const name of c.db.$client.prepare("select name from sqlite_master where type = 'trigger'").pluck().all())
      c.db.$client.exec(`drop trigger ${name}`);
    const write = c.db.$client.prepare('update ledger_entries set bytes = ? where idx = ?');
    for (let idx = 0; idx < 6; idx++) {
      const bytes = c.db.$client
        .prepare('select cast(unpacked(bytes, event, at) as blob) from ledger_entries where idx = ?')
        .pluck()
        .get(idx) as Buffer;
      for (let at = 0; at < bytes.length; at += 3) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1;
        write.run(flipped, idx);
        expect(auditLedger(c.db, key)).toMatchObject({ ok: false, index: idx });
      }
      write.run(bytes, idx);
    }
  });

  test('finds a full rewrite only by a checkpoint that was kept elsewhere', () => {
    const honest = ctx();
    appendEntries(honest, drafts(5));
    const kept = latestCheckpoint(honest).note;
    const rewritten = ctx();
    appendEntries(
      rewritten,
      drafts(5).map((d) => ({ ...d, body: { v: 1, at: '2026-11-23T10:15:00Z', n: 'rewritten' } })),
    );
    expect(auditLedger(rewritten.db, key).ok).toBe(true);
    expect(auditLedger(rewritten.db, key, kept)).toMatchObject({ ok: false });
    expect(auditLedger(honest.db, key, kept)).toMatchObject({ ok: true });
  });
});
