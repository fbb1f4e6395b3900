// Verifies a receipt with WebCrypto alone: in the buyer's browser, on the command line, without asking our server.
import { canonicalJson, type Json } from './canonical.ts';
import {
  cosignatureMessage,
  type Head,
  type Note,
  openCosignature,
  parseHead,
  parseNote,
  parseVerifier,
  type Verifier,
} from './note.ts';
import { parseReceipt } from './receipt.ts';

export type Verdict =
  | {
      ok: true;
      index: number;
      size: number;
      root: string;
      entry: Record<string, unknown>;
      /** Witnesses whose key was given and whose cosignature is valid, with its time in seconds. */
      witnesses: { name: string; seconds: number }[];
    }
  | { ok: false; reason: 'form' | 'key' | 'proof' | 'signature' };

/**
 * Recomputes leaf, path and root, then verifies the signature with a verifier key line. Further lines are
 * witnesses, whose valid cosignatures are reported. Makes no network request.
 */
export async function verifyReceipt(text: string, verifierKeys: string): Promise<Verdict> {
  const receipt = parseReceipt(text);
  const note = receipt && parseNote(receipt.checkpoint);
  const head = note && parseHead(note.body);
  if (!receipt || !note || !head) return { ok: false, reason: 'form' };
  const keys = verifierKeys.split('\n').flatMap((line) => parseVerifier(line) ?? []);
  const log = keys.filter(({ type, name }) => type === 'log' && name === head.origin);
  if (log.length === 0) return { ok: false, reason: 'key' };
  const leaf = await sha256(Uint8Array.of(0), receipt.extra);
  const root = await rootFromProof(receipt.index, head.size, leaf, receipt.proof);
  if (!root || !same(root, head.root)) return { ok: false, reason: 'proof' };
  const signed = await Promise.all(log.map((key) => signedBy(note, key)));
  if (!signed.some(Boolean)) return { ok: false, reason: 'signature' };
  const witnesses = keys.filter(({ type }) => type === 'witness');
  return readVerdict(
    receipt.index,
    head,
    receipt.extra,
    (await Promise.all(witnesses.map((key) => signedBy(note, key)))).flat(),
  );
}

function readVerdict(index: number, head: Head, extra: Uint8Array, signed: (Signed | null)[]): Verdict {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(extra);
    const entry = JSON.parse(text) as Record<string, Json>;
    // Only the canonical text: an object with a duplicate key, for example, could be read in two ways.
    if (canonicalJson(entry) !== text) return { ok: false, reason: 'form' };
    const witnesses = signed.filter((one) => one !== null);
    return { ok: true, index, size: head.size, root: head.rootBase64, entry, witnesses };
  } catch {
    return { ok: false, reason: 'form' }; // signed, but no entry
  }
}

type Signed = { name: string; seconds: number };

/** The valid signature of a key on a note, with its time for a witness and 0 for a log; null without one. */
async function signedBy({ body, signatures }: Note, key: Verifier): Promise<Signed | null> {
  const publicKey = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']);
  const holds = (signature: Uint8Array<ArrayBuffer>, text: string) =>
    crypto.subtle.verify('Ed25519', publicKey, signature, new TextEncoder().encode(text));
  for (const { name, id, bytes } of signatures) {
    if (name !== key.name || id !== key.id) continue;
    if (key.type === 'log') {
      if (await holds(bytes, body)) return { name, seconds: 0 };
      continue;
    }
    const cosignature = openCosignature(bytes);
    if (cosignature && (await holds(cosignature.signature, cosignatureMessage(body, cosignature.seconds))))
      return { name, seconds: cosignature.seconds };
  }
  return null;
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
