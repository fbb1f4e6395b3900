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

/** The type byte of a log's or a witness's key. */
export const signatureTypes = { log: 0x01, witness: 0x04 } as const;
export type Verifier = { name: string; id: string; type: 'log' | 'witness'; publicKey: Uint8Array<ArrayBuffer> };

/**
 * `name+hex key id+base64(type || public key)`; null for anything else. Does not check that the id matches the
 * key.
 */
export function parseVerifier(line: string): Verifier | null {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim());
  const typed = parts && fromBase64(parts[3]!);
  if (!parts || typed?.length !== 33) return null;
  const type = typed[0] === signatureTypes.log ? 'log' : typed[0] === signatureTypes.witness ? 'witness' : null;
  return type && { name: parts[1]!, id: parts[2]!, type, publicKey: typed.slice(1) };
}

/** The text that a witness signs: it saw this checkpoint at this time, in seconds. */
export function cosignatureMessage(body: string, seconds: number): string {
  return `cosignature/v1\ntime ${seconds}\n${body}`;
}

/** The time of a cosignature in seconds, and its signature. Null when the length is not 72 bytes. */
export function openCosignature(bytes: Uint8Array<ArrayBuffer>) {
  if (bytes.length !== 72) return null;
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
  return { seconds, signature: bytes.slice(8) };
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function checkpointBody(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}
