// C2SP tlog-witness: remembers the largest head seen of each log and cosigns only checkpoints that are consistent
// with it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64 } from './base64.ts';
import { type Checker, cosignCheckpoint, type LedgerKey, signedAt } from './note.server.ts';
import { type Head, parseHead, parseNote, toHex } from './note.ts';
import { emptyRoot, isConsistent } from './tree.server.ts';
import { writeSafely } from './write-safely.server.ts';

/** `keys`: Ed25519, and ML-DSA-44 where Node has it; both sign. */
export type Witness = { keys: readonly LedgerKey[]; logs: readonly Checker[]; folder: string };
export type WitnessResponse = { status: 200 | 400 | 403 | 404 | 409 | 422; body: string; type?: string };

/**
 * `POST /add-checkpoint`: `old N`, consistency hashes, a blank line, a checkpoint. 200 with our cosignature
 * lines; 404 for an unknown log, 403 when the log did not sign or a line of a known key does not hold, 409 with our
 * known size when `old` differs, 422 when the proof fails or the size is known with another root: such a checkpoint is
 * kept, because its log signed two histories. The cosigned checkpoint is on disk before the response is sent.
 */
export function addCheckpoint(witness: Witness, request: string, now: Date): WitnessResponse {
  const asked = parseRequest(request);
  const note = asked && parseNote(asked.checkpoint);
  const head = note && parseHead(note.body);
  if (!asked || !note || !head) return { status: 400, body: 'not a request to add a checkpoint\n' };
  const keys = witness.logs.filter(({ name, type }) => name === head.origin && type === 'log');
  if (keys.length === 0) return { status: 404, body: 'this log is not followed here\n' };
  const signed = keys.map((key) => signedAt(note, key));
  if (signed.includes('invalid')) return { status: 403, body: 'a signature of this log does not hold\n' };
  if (signed.every((at) => at === null)) return { status: 403, body: 'the log did not sign this with a known key\n' };
  if (asked.old > head.size) return { status: 400, body: 'the old size is past the new one\n' };
  const known = seenOf(witness, head.origin);
  if (asked.old !== known.size) return conflict(known.size);
  // Of the signatures only those of the log's known keys are kept: anyone can add others.
  const own = note.signatures.filter(({ name, id }) => keys.some((key) => key.name === name && key.id === id));
  const kept = `${note.body}\n${own.map(({ line }) => `${line}\n`).join('')}`;
  if (!continues(known, head, asked.proof)) {
    writeSafely(refusedFile(witness, head), kept);
    return { status: 422, body: 'the proof does not show that this head continues the one seen\n' };
  }
  const seconds = Math.floor(now.getTime() / 1000);
  const lines = witness.keys.map((key) => cosignCheckpoint(key, note.body, seconds)).join('');
  writeSafely(fileOf(witness, head.origin), `${kept}${lines}`);
  return { status: 200, body: lines };
}

function continues(known: Seen, head: Head, proof: readonly Uint8Array[]): boolean {
  if (head.size === 0 && !same(head.root, emptyRoot)) return false;
  return isConsistent(known, head, proof);
}

/**
 * The checkpoint that this witness last cosigned of a log, with the log's signatures and its own, by the origin's
 * SHA-256 in hex (the monitoring path); null when it never cosigned one.
 */
export function readSeenCheckpoint(witness: Witness, originHash: string): string | null {
  const log = witness.logs.find(({ name }) => hashOf(name) === originHash);
  const file = log && fileOf(witness, log.name);
  return file && existsSync(file) ? readFileSync(file, 'utf8') : null;
}

type Seen = { size: number; root: Uint8Array };

/** The largest head seen of a log; size 0 before the first. Throws when its file is damaged. */
export function seenOf(witness: Pick<Witness, 'folder'>, origin: string): Seen {
  const file = fileOf(witness, origin);
  if (!existsSync(file)) return { size: 0, root: emptyRoot };
  const note = parseNote(readFileSync(file, 'utf8'));
  const head = note && parseHead(note.body);
  if (head?.origin !== origin) throw new Error(`${file} is damaged; a witness that forgot must not go on`);
  return head;
}

const hashOf = (origin: string) => createHash('sha256').update(origin).digest('hex');

function fileOf({ folder }: Pick<Witness, 'folder'>, origin: string): string {
  return join(folder, `${hashOf(origin).slice(0, 16)}.checkpoint`);
}

/** One file for each different head that was refused. */
function refusedFile({ folder }: Pick<Witness, 'folder'>, { origin, size, root }: Head): string {
  const head = `${size}-${toHex(root).slice(0, 16)}`;
  return join(folder, `${hashOf(origin).slice(0, 16)}.refused-${head}.checkpoint`);
}

function parseRequest(text: string): { old: number; proof: Uint8Array[]; checkpoint: string } | null {
  const cut = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(0, cut)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first ?? '')?.[1];
  const proof = lines.map(fromBase64);
  if (cut === -1 || old === undefined || proof.length > 63 || proof.some((hash) => hash?.length !== 32)) return null;
  return { old: Number(old), proof: proof as Uint8Array[], checkpoint: text.slice(cut + 2) };
}

const conflict = (size: number): WitnessResponse => ({ status: 409, body: `${size}\n`, type: 'text/x.tlog.size' });

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
