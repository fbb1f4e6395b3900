// Checks a receipt with WebCrypto alone: in the buyer's browser, on the command line, without asking our server.
import { fromBase64, parseReceipt } from './receipt.ts';

export type Verdict =
  | { ok: true; index: number; size: number; root: string; entry: Record<string, unknown> }
  | { ok: false; reason: 'form' | 'key' | 'proof' | 'signature' };

/** Recomputes leaf, path and root, then checks the signature against the verifier key line. */
export async function verifyReceipt(text: string, verifierKey: string): Promise<Verdict> {
  try {
    return await verify(text, verifierKey);
  } catch {
    return { ok: false, reason: 'form' }; // base64 or JSON that is none
  }
}

async function verify(text: string, verifierKey: string): Promise<Verdict> {
  const receipt = parseReceipt(text);
  const checkpoint = receipt && parseCheckpoint(receipt.checkpoint);
  if (!receipt || !checkpoint) return { ok: false, reason: 'form' };
  const key = parseVerifierKey(verifierKey);
  if (!key || key.name !== checkpoint.origin) return { ok: false, reason: 'key' };
  const leaf = await sha256(Uint8Array.of(0), receipt.extra);
  const root = await rootFromProof(receipt.index, checkpoint.size, leaf, receipt.proof);
  if (!root || !same(root, checkpoint.root)) return { ok: false, reason: 'proof' };
  if (!(await signedBy(key, checkpoint))) return { ok: false, reason: 'signature' };
  const entry = JSON.parse(new TextDecoder().decode(receipt.extra)) as Record<string, unknown>;
  return { ok: true, index: receipt.index, size: checkpoint.size, root: checkpoint.rootBase64, entry };
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

type Checkpoint = {
  origin: string;
  size: number;
  root: Uint8Array;
  rootBase64: string;
  body: string;
  signatures: string[];
};

function parseCheckpoint(note: string): Checkpoint | null {
  const cut = note.indexOf('\n\n');
  const [origin, size, rootBase64] = note.slice(0, cut).split('\n');
  if (cut === -1 || !origin || !/^\d+$/.test(size ?? '') || !rootBase64) return null;
  const signatures = note
    .slice(cut + 2)
    .split('\n')
    .filter((line) => line.startsWith('— '));
  return {
    origin,
    size: Number(size),
    root: fromBase64(rootBase64),
    rootBase64,
    body: note.slice(0, cut + 1),
    signatures,
  };
}

function parseVerifierKey(line: string) {
  const parts = /^(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line.trim());
  if (!parts) return null;
  const typed = fromBase64(parts[3]!);
  if (typed[0] !== 1 || typed.length !== 33) return null;
  return { name: parts[1]!, id: parts[2]!, publicKey: typed.slice(1) };
}

async function signedBy(
  key: NonNullable<ReturnType<typeof parseVerifierKey>>,
  checkpoint: Checkpoint,
): Promise<boolean> {
  const publicKey = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']);
  for (const line of checkpoint.signatures) {
    const at = line.lastIndexOf(' ');
    if (line.slice(2, at) !== key.name) continue;
    const blob = fromBase64(line.slice(at + 1));
    const id = Array.from(blob.slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const body = new TextEncoder().encode(checkpoint.body);
    if (id === key.id && (await crypto.subtle.verify('Ed25519', publicKey, blob.slice(4), body))) return true;
  }
  return false;
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
