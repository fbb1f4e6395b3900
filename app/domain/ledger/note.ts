// C2SP signed-note, tlog-checkpoint and tlog-cosignature as text. Only parses and formats: safe in a browser, no
// crypto.
import { fromBase64, toBase64 } from './base64.ts';

/** `id`: four bytes in hex. `bytes`: what follows them in the signature line. */
export type NoteSignature = { name: string; id: string; bytes: Uint8Array<ArrayBuffer>; line: string };
/** `body` includes its final line break; it is the text that is signed. */
export type Note = { body: string; signatures: NoteSignature[] };

/** Null when the text is not a signed note. */
export function parseNote(text: string): Note | null {
  const cut = text.lastIndexOf('\n\n');
  if (cut === -1 || !text.endsWith('\n')) return null;
  const lines = text.slice(cut + 2, -1).split('\n');
  const signatures = lines.map(parseSignature);
  if (lines.length > 64 || signatures.some((one) => one === null)) return null;
  return { body: text.slice(0, cut + 1), signatures: signatures as NoteSignature[] };
}

/** `— name base64(id || signature)`; null for anything else. */
export function parseSignature(line: string): NoteSignature | null {
  const parts = /^— ([^\s+]+) (\S+)$/.exec(line);
  const blob = parts && fromBase64(parts[2]!);
  if (!parts || !blob || blob.length < 5) return null;
  return { name: parts[1]!, id: toHex(blob.slice(0, 4)), bytes: blob.slice(4), line };
}

/** A size and a root hash under the name of a log. */
export type Head = { origin: string; size: number; root: Uint8Array<ArrayBuffer>; rootBase64: string };

/**
 * The head in a checkpoint's body; lines after the third are extensions and are ignored. Null when there is no
 * head.
 */
export function parseHead(body: string): Head | null {
  const [origin, size, rootBase64] = body.split('\n');
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '')) return null;
  const root = fromBase64(rootBase64 ?? '');
  return root?.length === 32 ? { origin, size: Number(size), root, rootBase64: rootBase64! } : null;
}

/** Type byte and length of the public key of each kind of key: a log's, and a cosigner's of either algorithm. */
const keyKinds = [
  { type: 'log', algorithm: 'Ed25519', byte: 0x01, length: 32 },
  { type: 'witness', algorithm: 'Ed25519', byte: 0x04, length: 32 },
  { type: 'witness', algorithm: 'ML-DSA-44', byte: 0x06, length: 1312 },
] as const;
export type KeyKind = (typeof keyKinds)[number];

export const logKind = keyKinds[0];
/** The kind of a witness's key, by its algorithm. */
export const witnessKinds = { Ed25519: keyKinds[1], 'ML-DSA-44': keyKinds[2] } as const;

/** A parsed verifier key. Its `id` need not match its key yet. */
export type Verifier = Pick<KeyKind, 'type' | 'algorithm'> & {
  name: string;
  id: string;
  publicKey: Uint8Array<ArrayBuffer>;
};
export type VerifierRefusal = 'key-form' | 'key-kind' | 'key-length';

/** `name+hex key id+base64(type || public key)`, or the reason why it is none. */
export function readVerifier(line: string): Verifier | VerifierRefusal {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim());
  const typed = parts && fromBase64(parts[3]!);
  if (!parts || !typed) return 'key-form';
  const kind = keyKinds.find(({ byte }) => byte === typed[0]);
  if (!kind) return 'key-kind';
  if (typed.length !== 1 + kind.length) return 'key-length';
  return {
    name: parts[1]!,
    id: parts[2]!,
    type: kind.type,
    algorithm: kind.algorithm,
    publicKey: typed.slice(1),
  };
}

/** The same, and null for anything else. Does not check that the id matches the key. */
export function parseVerifier(line: string): Verifier | null {
  const read = readVerifier(line);
  return typeof read === 'string' ? null : read;
}

/** A public key in DER, which Node and WebCrypto read: RFC 8410 for Ed25519, RFC 9881 for ML-DSA-44. */
export function derOf({ algorithm, publicKey }: Pick<Verifier, 'algorithm' | 'publicKey'>): Uint8Array<ArrayBuffer> {
  const prefix = algorithm === 'Ed25519' ? '302a300506032b6570032100' : '30820532300b06096086480165030403110382052100';
  return Uint8Array.from([...fromHex(prefix), ...publicKey]);
}

/**
 * The text under a cosignature: the checkpoint, and the time in seconds at which the witness saw it. An ML-DSA-44 key
 * signs the head alone, with its own name. Null when the body is no checkpoint.
 */
export function cosignedMessage(
  { name, algorithm }: Pick<Verifier, 'name' | 'algorithm'>,
  body: string,
  seconds: bigint,
): Uint8Array<ArrayBuffer> | null {
  const utf8 = new TextEncoder();
  if (algorithm === 'Ed25519') return utf8.encode(`cosignature/v1\ntime ${seconds}\n${body}`);
  const head = parseHead(body);
  if (!head) return null;
  const [own, origin] = [utf8.encode(name), utf8.encode(head.origin)];
  if (own.length > 255 || origin.length > 255) return null;
  return Uint8Array.from([
    ...utf8.encode('subtree/v1\n\0'),
    own.length,
    ...own,
    ...uint64(seconds),
    origin.length,
    ...origin,
    ...uint64(0n),
    ...uint64(BigInt(head.size)),
    ...head.root,
  ]);
}

/** Eight bytes, the highest first. */
export function uint64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/** The time of a cosignature in seconds, and its signature: 64 bytes, or 2420 with ML-DSA-44. Null for another length. */
export function openCosignature(bytes: Uint8Array<ArrayBuffer>, algorithm: Verifier['algorithm']) {
  if (bytes.length !== 8 + (algorithm === 'Ed25519' ? 64 : 2420)) return null;
  return { seconds: new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0), signature: bytes.slice(8) };
}

/** 1 January 10000: later times have no date that a page could show. */
const endOfTime = 253_402_300_800n;

/** The time of a cosignature in seconds; null for one that no page could show, or for none. */
export function readableTime(seconds: bigint): number | null {
  return seconds > 0n && seconds < endOfTime ? Number(seconds) : null;
}

function fromHex(hex: string): number[] {
  return hex.match(/../g)!.map((byte) => Number.parseInt(byte, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function checkpointBody(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}
