// Verifies a receipt with WebCrypto alone: in the buyer's browser, on the command line, without asking our server.
import { canonicalJson, type Json } from './canonical.ts';
import {
  cosignedMessage,
  derOf,
  type Head,
  type Note,
  openCosignature,
  parseHead,
  parseNote,
  parseVerifier,
  readableTime,
  toHex,
  type Verifier,
} from './note.ts';
import { meetsPolicy, type Policy, parsePolicy, policyOfWitnesses } from './policy.ts';
import { type LedgerPromise, parsePromise } from './promise.ts';
import { parseReceipt, type ReceiptOpening, splitOpened } from './receipt.ts';

export type Verdict =
  | {
      ok: true;
      index: number;
      size: number;
      root: string;
      entry: Record<string, unknown>;
      /** Of the entry's commitments, those that the text opened. */
      opened: { [name: string]: unknown };
      /** Witnesses whose key was given and whose cosignature is valid, with its time in seconds. */
      witnesses: { name: string; seconds: number }[];
      /** Whether those are a quorum of the policy that was given; of keys alone, whether there is one, if any are witnesses. */
      hasQuorum: boolean;
    }
  | { ok: false; reason: 'form' | 'key' | 'proof' | 'signature' | 'opening' };

/**
 * Recomputes leaf, path and root, then verifies the signatures. `trusted` is a C2SP tlog-policy, or lines of verifier
 * keys: of logs, and of witnesses, whose valid cosignatures are reported. Makes no network request.
 */
export async function verifyReceipt(text: string, trusted: string): Promise<Verdict> {
  const split = splitOpened(text);
  const receipt = split && parseReceipt(split.receipt);
  const note = receipt && parseNote(receipt.checkpoint);
  const head = note && parseHead(note.body);
  if (!receipt || !note || !head) return { ok: false, reason: 'form' };
  const policy = readTrusted(trusted);
  const log = policy.logs.map(({ verifier }) => verifier).filter(({ name }) => name === head.origin);
  if (log.length === 0) return { ok: false, reason: 'key' };
  const leaf = await sha256(Uint8Array.of(0), receipt.extra);
  const root = await rootFromProof(receipt.index, head.size, leaf, receipt.proof);
  if (!root || !same(root, head.root)) return { ok: false, reason: 'proof' };
  const signed = await Promise.all(log.map((key) => signedBy(note, key)));
  if (signed.includes('invalid') || signed.every((one) => one === null)) return { ok: false, reason: 'signature' };
  const cosigned = await Promise.all(
    policy.witnesses.map(async ({ name, verifier }) => ({ name, by: verifier && (await signedBy(note, verifier)) })),
  );
  if (cosigned.some(({ by }) => by === 'invalid')) return { ok: false, reason: 'signature' };
  const valid = cosigned.flatMap(({ name, by }) => (by && by !== 'invalid' ? { name, by } : []));
  const hasQuorum = meetsPolicy(policy, new Set(valid.map(({ name }) => name)));
  const verdict = readVerdict(
    { index: receipt.index, head, extra: receipt.extra },
    { witnesses: valid.map(({ by }) => by), hasQuorum },
  );
  return verdict.ok ? withOpenings(verdict, split.openings) : verdict;
}

/** Only openings that hash to a commitment of the entry are shown. */
async function withOpenings(
  verdict: Extract<Verdict, { ok: true }>,
  openings: readonly ReceiptOpening[],
): Promise<Verdict> {
  const opened: { [name: string]: unknown } = {};
  for (const { name, salt, text } of openings) {
    const digest = toHex(await sha256(salt, new TextEncoder().encode(text)));
    if (verdict.entry[`${name}_commit`] !== `sha256:${digest}`) return { ok: false, reason: 'opening' };
    opened[name] = JSON.parse(text) as unknown;
  }
  return { ...verdict, opened };
}

/** The head of a checkpoint that a trusted key of its log signed; null for any other text. Makes no network request. */
export async function verifyCheckpoint(text: string, trusted: string): Promise<Head | null> {
  const note = parseNote(text);
  const head = note && parseHead(note.body);
  if (!note || !head) return null;
  const keys = readTrusted(trusted).logs.filter(({ verifier }) => verifier.name === head.origin);
  const signed = await Promise.all(keys.map(({ verifier }) => signedBy(note, verifier)));
  return !signed.includes('invalid') && signed.some((one) => one !== null) ? head : null;
}

export type PromiseSigned = { ok: true; promise: LedgerPromise } | { ok: false; reason: 'form' | 'key' | 'signature' };

/** Whether a key of its log signed a promise. Says nothing of whether it was kept. Makes no network request. */
export async function verifyPromise(text: string, trusted: string): Promise<PromiseSigned> {
  const promise = parsePromise(text);
  const note = promise && parseNote(text);
  if (!promise || !note) return { ok: false, reason: 'form' };
  const keys = readTrusted(trusted).logs.filter(({ verifier }) => verifier.name === promise.origin);
  if (keys.length === 0) return { ok: false, reason: 'key' };
  const signed = await Promise.all(keys.map(({ verifier }) => signedBy(note, verifier)));
  const holds = !signed.includes('invalid') && signed.some((one) => one !== null);
  return holds ? { ok: true, promise } : { ok: false, reason: 'signature' };
}

/** A policy as it is; of lines of keys, the policy in which any one of the witnesses suffices. */
function readTrusted(text: string): Policy {
  if (/^[ \t]*quorum[ \t]/m.test(text)) return parsePolicy(text);
  const keys = text.split('\n').map((line) => line.trim());
  const ofType = (type: Verifier['type']) => keys.filter((line) => parseVerifier(line)?.type === type);
  const logs = ofType('log').map((line) => `log ${line}`);
  return parsePolicy(`${logs.join('\n')}\n${policyOfWitnesses(ofType('witness').join('\n'))}`);
}

type Proven = { index: number; head: Head; extra: Uint8Array };
type Cosigned = { witnesses: Signed[]; hasQuorum: boolean };

function readVerdict({ index, head, extra }: Proven, cosigned: Cosigned): Verdict {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(extra);
    const entry = JSON.parse(text) as Record<string, Json>;
    // Only the canonical text: an object with a duplicate key, for example, could be read in two ways.
    if (canonicalJson(entry) !== text) return { ok: false, reason: 'form' };
    return { ok: true, index, size: head.size, root: head.rootBase64, entry, opened: {}, ...cosigned };
  } catch {
    return { ok: false, reason: 'form' }; // signed, but no entry
  }
}

type Signed = { name: string; seconds: number };

/**
 * The valid signature of a key on a note, with its time for a witness and 0 for a log; null without one, and where the
 * browser does not know the key's algorithm. 'invalid' when a line has the key's name and id and does not hold.
 */
async function signedBy({ body, signatures }: Note, verifier: Verifier): Promise<Signed | 'invalid' | null> {
  const lines = signatures.filter(({ name, id }) => name === verifier.name && id === verifier.id);
  if (lines.length === 0) return null;
  const { type, algorithm, name } = verifier;
  const key = await crypto.subtle.importKey('spki', derOf(verifier), algorithm, false, ['verify']).catch(() => null);
  if (!key && algorithm === 'ML-DSA-44') return null; // browsers learn it one after the other
  if (!key) throw new Error('this browser does not check Ed25519');
  let found: Signed | null = null;
  for (const { bytes } of lines) {
    const cosigned = type === 'witness' ? openCosignature(bytes, algorithm) : null;
    const message = cosigned ? cosignedMessage(verifier, body, cosigned.seconds) : new TextEncoder().encode(body);
    if (!message || (type === 'witness' && !cosigned)) return 'invalid';
    if (!(await crypto.subtle.verify(algorithm, key, cosigned?.signature ?? bytes, message))) return 'invalid';
    const seconds = cosigned ? readableTime(cosigned.seconds) : 0;
    if (seconds !== null) found = { name, seconds };
  }
  return found;
}

/** RFC 9162 2.1.3.2. Null when the proof has the wrong length or the index is outside the tree. */
export async function rootFromProof(
  index: number,
  size: number,
  leaf: Uint8Array<ArrayBuffer>,
  proof: readonly Uint8Array[],
) {
  if (index >= size) return null;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
