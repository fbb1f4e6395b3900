import { createHash, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { openWitness, serveWitness } from '../../../bin/witness.ts';
import { toBase64 } from './base64.ts';
import { latestSignedCheckpoint, proveConsistency } from './checkpoints.server.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import {
  cosignCheckpoint,
  loadMlDsaKey,
  openCheckpoint,
  openVerifier,
  signCheckpoint,
  signedAt,
  verifierKey,
} from './note.server.ts';
import { checkpointBody, parseNote } from './note.ts';
import { emptyRoot } from './tree.server.ts';
import { addCheckpoint } from './witness.server.ts';

const origin = 'halle.test/ledger';

const root = mkdtempSync(join(tmpdir(), 'halle-witness-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folderOf = () => mkdtempSync(join(root, 'w-'));

/** A log that has grown from 3 to 8 entries, the checkpoints of both sizes, and a witness of it. */
function openPair() {
  const ctx = openLog('witnessed');
  appendEntries(ctx, lineDrafts(0, 3));
  const three = latestSignedCheckpoint(ctx)!;
  appendEntries(ctx, lineDrafts(3, 5));
  const eight = latestSignedCheckpoint(ctx)!;
  const folder = folderOf();
  const key = verifierKey(ctx.ledgerKey);
  const witness = openWitness(folder, 'university.example', [key]);
  const proof = proveConsistency(ctx, 3, 8).map((hash) => `${toBase64(hash)}\n`);
  return { ctx, three, eight, folder, witness, proof: proof.join('') };
}

const zeros = toBase64(new Uint8Array(32));
const otherRoot = Buffer.alloc(32, 7);

describe('the witness of C2SP tlog-witness, point by point', () => {
  const { ctx, three, eight, folder, witness, proof } = openPair();
  const ask = (text: string) => addCheckpoint(witness, text, new Date()).status;
  const ownLine = three.note.split('\n').find((line) => line.startsWith('— '))!;
  const badLine = `${ownLine.slice(0, -6)}AAAA${ownLine.slice(-2)}`;
  const otherKey = openLog('unknown').ledgerKey;
  const foreign = signCheckpoint({ ...otherKey, origin }, 3, three.root);
  const points: [point: string, text: string, status: number][] = [
    ['no request', 'hello', 400],
    ['nothing', '', 400],
    ['old size without a number', `old \n\n${three.note}`, 400],
    ['old size with a leading zero', `old 03\n\n${three.note}`, 400],
    ['old size below zero', `old -1\n\n${three.note}`, 400],
    ['no blank line before the checkpoint', `old 0\n${three.note}`, 400],
    ['a proof line that is no hash', `old 0\nAAAA\n\n${three.note}`, 400],
    ['more than 63 proof lines', `old 0\n${`${zeros}\n`.repeat(64)}\n${three.note}`, 400],
    ['a checkpoint without a signature', `old 0\n\n${three.note.split('\n\n')[0]}\n`, 400],
    ['an unknown log', `old 0\n\n${three.note.replaceAll(origin, 'other.test/ledger')}`, 404],
    ['no signature of a known key', `old 0\n\n${foreign}`, 403],
    ['a signature over other bytes', `old 0\n\n${three.note.replace('\n3\n', '\n4\n')}`, 403],
    ['a known name and id whose signature fails, beside a good one', `old 0\n\n${three.note}${badLine}\n`, 403],
    ['an old size past the new one', `old 4\n\n${three.note}`, 400],
    ['an old size that was never cosigned', `old 2\n\n${three.note}`, 409],
    ['size zero with another root', `old 0\n\n${signCheckpoint(ctx.ledgerKey, 0, otherRoot)}`, 422],
    ['size zero with the empty root', `old 0\n\n${signCheckpoint(ctx.ledgerKey, 0, emptyRoot)}`, 200],
    ['a proof from size zero', `old 0\n${zeros}\n\n${three.note}`, 422],
    ['the first checkpoint', `old 0\n\n${three.note}`, 200],
    ['the same again from size zero', `old 0\n\n${three.note}`, 409],
    ['the same size and root', `old 3\n\n${three.note}`, 200],
    ['the same size and another root', `old 3\n\n${signCheckpoint(ctx.ledgerKey, 3, otherRoot)}`, 422],
    ['an extension line under the head', `old 3\n\n${extended(ctx, three.root)}`, 200],
    ['a later checkpoint without its proof', `old 3\n\n${eight.note}`, 422],
    ['a later checkpoint with a wrong proof', `old 3\n${proof.replace(/^./, 'x')}\n${eight.note}`, 422],
    ['a later checkpoint with lines of others', `old 3\n${proof}\n${eight.note}— j AQIDBAUA\n`, 200],
    ['an earlier checkpoint', `old 3\n\n${three.note}`, 409],
  ];
  test.each(points)('%s', (_point, text, status) => {
    expect(ask(text)).toBe(status);
  });

  test('keeps what it refused, and only the log’s own lines of what it cosigned', () => {
    const files = readdirSync(folder);
    expect(files.filter((file) => file.includes('.refused-3-'))).toHaveLength(2); // another root; a proof from size zero
    expect(files.filter((file) => file.includes('.refused-8-'))).toHaveLength(1);
  });
});

/** A checkpoint of three entries with a line of the log's own under the head. */
function extended({ ledgerKey }: LedgerCtx, root: Uint8Array): string {
  const body = `${checkpointBody(origin, 3, root)}a line of the log\n`;
  const id = Buffer.from(verifierKey(ledgerKey).split('+')[1]!, 'hex');
  const signature = Buffer.concat([id, sign(null, Buffer.from(body), ledgerKey.privateKey)]);
  return `${body}\n— ${origin} ${signature.toString('base64')}\n`;
}

test('answers 409 with its size as text/x.tlog.size, and cosigns with both algorithms', () => {
  const { three, witness } = openPair();
  const { status, body } = addCheckpoint(witness, `old 0\n\n${three.note}`, new Date());
  expect([status, body.trim().split('\n').length]).toEqual([200, 2]);
  const note = parseNote(`${three.note}${body}`)!;
  for (const key of witness.keys) {
    const at = signedAt(note, openVerifier(verifierKey(key, 'witness'))!);
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60);
  }
  expect(addCheckpoint(witness, `old 0\n\n${three.note}`, new Date())).toMatchObject({
    status: 409,
    body: '3\n',
    type: 'text/x.tlog.size',
  });
});

test('serves the checkpoint it last cosigned at the monitoring path', async () => {
  const { ctx, three, eight, proof, witness } = openPair();
  const { url, close } = await serveWitness(witness, 0);
  onTestFinished(() => void close());
  const path = `${url}/${createHash('sha256').update(origin).digest('hex')}/checkpoint`;
  expect((await fetch(path)).status).toBe(404);
  addCheckpoint(witness, `old 0\n\n${three.note}`, new Date());
  addCheckpoint(witness, `old 3\n${proof}\n${eight.note}— j AQIDBAUA\n`, new Date());
  const served = await (await fetch(path)).text();
  const note = parseNote(served)!;
  expect(note.signatures.map(({ name }) => name)).toEqual([origin, 'university.example', 'university.example']);
  expect(openCheckpoint([openVerifier(verifierKey(ctx.ledgerKey))!], served)).toMatchObject({ size: 8 });
  for (const key of witness.keys) expect(signedAt(note, openVerifier(verifierKey(key, 'witness'))!)).toBeGreaterThan(0);
  expect((await fetch(`${url}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
  const posted = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: `old 0\n\n${three.note}` });
  expect([posted.status, posted.headers.get('content-type'), await posted.text()]).toEqual([
    409,
    'text/x.tlog.size',
    '8\n',
  ]);
});

test('reads keys and cosignatures of ML-DSA-44, bound to the name of the witness', () => {
  const key = loadMlDsaKey(join(folderOf(), 'key.pem'), 'witness.example/w1');
  const line = verifierKey(key, 'witness');
  const checker = openVerifier(line)!;
  expect(checker).toMatchObject({ name: 'witness.example/w1', type: 'witness', algorithm: 'ML-DSA-44' });
  const body = checkpointBody(origin, 3, otherRoot);
  const cosigned = cosignCheckpoint(key, body, 1_700_000_000);
  expect(signedAt(parseNote(`${body}\n${cosigned}`)!, checker)).toBe(1_700_000_000);
  const renamed = { ...checker, name: 'witness.example/w2' };
  expect(signedAt(parseNote(`${body}\n${cosigned.replace('w1', 'w2')}`)!, renamed)).toBe('invalid');
});

test.each([0, 253_402_300_800, 9_000_000_000_000_000])('no key cosigned at the time %d', (seconds) => {
  const { ctx, three, witness } = openPair();
  const [key] = witness.keys;
  const body = parseNote(three.note)!.body;
  const note = `${three.note}${cosignCheckpoint(key!, body, seconds)}`;
  expect(signedAt(parseNote(note)!, openVerifier(verifierKey(key!, 'witness'))!)).toBeNull();
  expect(openCheckpoint([openVerifier(verifierKey(ctx.ledgerKey))!], note)).toMatchObject({ size: 3 });
});

test('rejects a checkpoint with a line of a known key that does not hold', () => {
  const { ctx, three, eight } = openPair();
  const key = openVerifier(verifierKey(ctx.ledgerKey))!;
  const line = eight.note.split('\n').find((one) => one.startsWith('— '))!;
  expect(openCheckpoint([key], three.note)).not.toBeNull();
  expect(openCheckpoint([key], `${three.note}${line}\n`)).toBeNull();
});
