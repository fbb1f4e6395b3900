// C2SP tlog-witness: remembers the largest head seen of each log and cosigns only checkpoints that are consistent
// with it.
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromBase64 } from './base64.ts';
import { type Checker, cosignCheckpoint, type LedgerKey, signedAt } from './note.server.ts';
import { parseHead, parseNote } from './note.ts';
import { emptyRoot, isConsistent } from './tree.server.ts';

export type Witness = { key: LedgerKey; logs: readonly Checker[]; folder: string };
export type WitnessResponse = { status: 200 | 400 | 403 | 404 | 409 | 422; body: string; type?: string };

/**
 * `POST /add-checkpoint`: `old N`, consistency hashes, a blank line, a checkpoint. 200 with our cosignature
 * line; 404 for an unknown log, 403 when the log did not sign, 409 with our known size when `old` differs, 422
 * when the proof fails. The cosigned checkpoint is on disk before the response is sent.
 */
export function addCheckpoint(witness: Witness, request: string, now: Date): WitnessResponse {
  const asked = parseRequest(request);
  const note = asked && parseNote(asked.checkpoint);
  const head = note && parseHead(note.body);
  if (!asked || !note || !head) return { status: 400, body: 'not a request to add a checkpoint\n' };
  const keys = witness.logs.filter(({ name, type }) => name === head.origin && type === 'log');
  if (keys.length === 0) return { status: 404, body: 'this log is not followed here\n' };
  // Of the signatures only the log's own line is kept: anyone can add others.
  const own = note.signatures.find((one) => keys.some((key) => signedAt({ ...note, signatures: [one] }, key) !== null));
  if (!own) return { status: 403, body: 'the log did not sign this\n' };
  if (asked.old > head.size) return { status: 400, body: 'the old size is past the new one\n' };
  const known = seenOf(witness, head.origin);
  if (asked.old !== known.size) return conflict(known.size);
  if (head.size === known.size && !same(head.root, known.root)) return conflict(known.size);
  if (!isConsistent(known, head, asked.proof))
    return { status: 422, body: 'the proof does not show that this head continues the one seen\n' };
  const line = cosignCheckpoint(witness.key, note.body, Math.floor(now.getTime() / 1000));
  remember(witness, head.origin, `${note.body}\n${own.line}\n${line}`);
  return { status: 200, body: line };
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

function fileOf({ folder }: Pick<Witness, 'folder'>, origin: string): string {
  return join(folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 16)}.checkpoint`);
}

function remember(witness: Witness, origin: string, note: string): void {
  mkdirSync(witness.folder, { recursive: true });
  writeSafely(fileOf(witness, origin), note);
}

/**
 * Writes the file atomically: after a crash it contains either the whole new text or the old one. Each call has a draft
 * of its own, so two writers never share one.
 */
export function writeSafely(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}.new`;
  const descriptor = openSync(draft, 'wx');
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder); // makes the rename durable
  closeSync(folder);
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
