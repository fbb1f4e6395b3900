// Ed25519 keys of the log, and the notes that they sign.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  checkpointBody,
  cosignatureMessage,
  type Head,
  type Note,
  openCosignature,
  parseHead,
  parseNote,
  parseVerifier,
  signatureTypes,
  toHex,
} from './note.ts';

/**
 * A name and its key. The name of a log is the origin line of every checkpoint and the name on its signatures.
 */
export type LedgerKey = { origin: string; privateKey: KeyObject };

/**
 * Reads the signing key; creates it at set-up. The file never leaves the data folder, and only its owner can
 * read it.
 */
export function loadLedgerKey(file: string, origin: string): LedgerKey {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  }
  return { origin, privateKey: createPrivateKey(readFileSync(file)) };
}

type As = keyof typeof signatureTypes;

function publicKeyBytes(key: LedgerKey): Buffer {
  return Buffer.from(createPublicKey(key.privateKey).export({ format: 'jwk' }).x!, 'base64url');
}

/** SHA-256(name || 0x0A || type || public key), first four bytes. */
function keyId(name: string, publicKey: Uint8Array, as: As): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(Buffer.of(signatureTypes[as])).update(publicKey);
  return hash.digest().subarray(0, 4);
}

/** `name+hex key id+base64(type || public key)`: the line that anyone needs to verify the log, or a witness. */
export function verifierKey(key: LedgerKey, as: As = 'log'): string {
  const publicKey = publicKeyBytes(key);
  const typed = Buffer.concat([Buffer.of(signatureTypes[as]), publicKey]).toString('base64');
  return `${key.origin}+${keyId(key.origin, publicKey, as).toString('hex')}+${typed}`;
}

const signatureLine = (name: string, ...blob: Uint8Array[]) => `— ${name} ${Buffer.concat(blob).toString('base64')}\n`;

function logSignature(key: LedgerKey, body: string): string {
  const id = keyId(key.origin, publicKeyBytes(key), 'log');
  return signatureLine(key.origin, id, sign(null, Buffer.from(body), key.privateKey));
}

/** Signed note: the body, a blank line, a signature line for each key (two in a rotation). */
export function signCheckpoint(keys: LedgerKey | readonly LedgerKey[], size: number, root: Uint8Array): string {
  const all = 'origin' in keys ? [keys] : keys;
  const body = checkpointBody(all[0]!.origin, size, root);
  return `${body}\n${all.map((key) => logSignature(key, body)).join('')}`;
}

/** A witness's cosignature line under a checkpoint: it saw this checkpoint at this time, in seconds. */
export function cosignCheckpoint(key: LedgerKey, body: string, seconds: number): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(cosignatureMessage(body, seconds)), key.privateKey);
  return signatureLine(key.origin, keyId(key.origin, publicKeyBytes(key), 'witness'), time, signature);
}

/**
 * A public key ready to verify with. `openVerifier` returns null for a line that is no verifier key, or whose id
 * does not match its key.
 */
export type Checker = { name: string; id: string; type: As; line: string; key: KeyObject };
export function openVerifier(line: string): Checker | null {
  const parsed = parseVerifier(line);
  if (!parsed || keyId(parsed.name, parsed.publicKey, parsed.type).toString('hex') !== parsed.id) return null;
  const x = Buffer.from(parsed.publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { name: parsed.name, id: parsed.id, type: parsed.type, line: line.trim(), key };
}

/**
 * The time in seconds at which a key signed a note; 0 for a log, whose signatures have no time; null when it did
 * not sign.
 */
export function signedAt({ body, signatures }: Note, { name, id, type, key }: Checker): number | null {
  for (const one of signatures) {
    if (one.name !== name || one.id !== id) continue;
    if (type === 'log' && verify(null, Buffer.from(body), key, one.bytes)) return 0;
    const witness = type === 'witness' ? openCosignature(one.bytes) : null;
    if (witness && verify(null, Buffer.from(cosignatureMessage(body, witness.seconds)), key, witness.signature))
      return witness.seconds;
  }
  return null;
}

/**
 * The head of a checkpoint that one of the keys signed; null when none did, or when the text is no checkpoint.
 */
export function openCheckpoint(keys: readonly Checker[], text: string): Head | null {
  const note = parseNote(text);
  const head = note && parseHead(note.body);
  if (!note || !head) return null;
  return keys.some((key) => key.name === head.origin && signedAt(note, key) !== null) ? head : null;
}

/** The id of a key in its signatures, in hex. */
export function keyIdOf(key: LedgerKey): string {
  return toHex(keyId(key.origin, publicKeyBytes(key), 'log'));
}
