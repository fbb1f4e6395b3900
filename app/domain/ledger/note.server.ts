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
import { invariant } from '#app/domain/shared/errors.ts';
import {
  checkpointBody,
  cosignedMessage,
  derOf,
  type Head,
  type KeyKind,
  logKind,
  type Note,
  openCosignature,
  parseHead,
  parseNote,
  parseVerifier,
  readableTime,
  toHex,
  uint64,
  type Verifier,
  witnessKinds,
} from './note.ts';

/**
 * A name and its key. The name of a log is the origin line of every checkpoint and the name on its signatures.
 */
export type LedgerKey = {
  origin: string;
  privateKey: KeyObject;
  /** Keys of before that still sign beside this one, until they are retired. */
  former?: readonly LedgerKey[];
  /** The latest entry of the log about its keys when this one was opened; null for none. */
  event?: string | null;
  /** Opens the keys again, after such an entry by another process. */
  reopen?: () => LedgerKey;
};

/**
 * Reads the signing key; creates it at set-up. The file never leaves the data folder, and only its owner can
 * read it.
 */
export function loadLedgerKey(file: string, origin: string): LedgerKey {
  return { origin, privateKey: loadPrivateKey(file, () => generateKeyPairSync('ed25519').privateKey) };
}

/** The ML-DSA-44 key of a witness beside its other one, created at set-up. Needs Node 24.6 or newer. */
export function loadMlDsaKey(file: string, origin: string): LedgerKey {
  return { origin, privateKey: loadPrivateKey(file, () => generateKeyPairSync('ml-dsa-44').privateKey) };
}

function loadPrivateKey(file: string, generate: () => KeyObject): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, generate().export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return createPrivateKey(readFileSync(file));
}

const publicBytes = new WeakMap<KeyObject, Buffer>();

/** The raw bytes of a public key: what follows the prefix of its DER. Kept, because exporting costs half a signature. */
function publicKeyBytes({ privateKey }: LedgerKey): Buffer {
  const known = publicBytes.get(privateKey);
  if (known) return known;
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const bytes = der.subarray(der.length - kindOf(privateKey, 'witness').length);
  publicBytes.set(privateKey, bytes);
  return bytes;
}

function kindOf({ asymmetricKeyType }: KeyObject, type: Verifier['type']): KeyKind {
  if (type === 'log') return logKind;
  return witnessKinds[asymmetricKeyType === 'ml-dsa-44' ? 'ML-DSA-44' : 'Ed25519'];
}

/** SHA-256(name || 0x0A || type || public key), first four bytes. */
function keyId(name: string, publicKey: Uint8Array, { byte }: KeyKind): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Buffer.of(byte)).update(publicKey).digest().subarray(0, 4);
}

/** `name+hex key id+base64(type || public key)`: the line that anyone needs to verify the log, or a witness. */
export function verifierKey(key: LedgerKey, type: Verifier['type'] = 'log'): string {
  const publicKey = publicKeyBytes(key);
  const kind = kindOf(key.privateKey, type);
  const typed = Buffer.concat([Buffer.of(kind.byte), publicKey]).toString('base64');
  return `${key.origin}+${keyId(key.origin, publicKey, kind).toString('hex')}+${typed}`;
}

const signatureLine = (name: string, ...blob: Uint8Array[]) => `— ${name} ${Buffer.concat(blob).toString('base64')}\n`;

function logSignature(key: LedgerKey, body: string): string {
  const id = keyId(key.origin, publicKeyBytes(key), logKind);
  return signatureLine(key.origin, id, sign(null, Buffer.from(body), key.privateKey));
}

/** A signed note over any body that ends with a line break. */
export function signNote(key: LedgerKey, body: string): string {
  return `${body}\n${logSignature(key, body)}`;
}

/** Signed note: the body, a blank line, a signature line for each key (two in a rotation). */
export function signCheckpoint(keys: LedgerKey | readonly LedgerKey[], size: number, root: Uint8Array): string {
  const all = 'origin' in keys ? [keys] : keys;
  const body = checkpointBody(all[0]!.origin, size, root);
  return `${body}\n${all.map((key) => logSignature(key, body)).join('')}`;
}

/** A witness's cosignature line under a checkpoint: it saw this checkpoint at this time, in seconds. */
export function cosignCheckpoint(key: LedgerKey, body: string, seconds: number): string {
  const kind = kindOf(key.privateKey, 'witness');
  const message = cosignedMessage({ name: key.origin, algorithm: kind.algorithm }, body, BigInt(seconds));
  invariant(message, 'the body is no checkpoint');
  const id = keyId(key.origin, publicKeyBytes(key), kind);
  return signatureLine(key.origin, id, uint64(BigInt(seconds)), sign(null, message, key.privateKey));
}

/**
 * A public key ready to verify with. `openVerifier` returns null for a line that is no verifier key, or whose id
 * does not match its key.
 */
export type Checker = Pick<Verifier, 'name' | 'id' | 'type' | 'algorithm'> & { line: string; key: KeyObject };
export function openVerifier(line: string): Checker | null {
  const parsed = parseVerifier(line);
  if (!parsed) return null;
  const { name, id, type, algorithm, publicKey } = parsed;
  const kind = type === 'log' ? logKind : witnessKinds[algorithm];
  if (keyId(name, publicKey, kind).toString('hex') !== id) return null;
  const key = createPublicKey({ key: Buffer.from(derOf(parsed)), type: 'spki', format: 'der' });
  return { name, id, type, algorithm, line: line.trim(), key };
}

/**
 * The time in seconds at which a key signed a note; 0 for a log, whose signatures have no time; null when it did not
 * sign, or at a time that no page could show. 'invalid' when a line has the name and id of the key and its signature
 * does not hold: C2SP signed-note rejects the whole note then, whatever else it carries.
 */
export function signedAt({ body, signatures }: Note, checker: Checker): number | 'invalid' | null {
  let found: number | null = null;
  for (const { name, id, bytes } of signatures) {
    if (name !== checker.name || id !== checker.id) continue;
    const cosigned = checker.type === 'witness' ? openCosignature(bytes, checker.algorithm) : null;
    const message = cosigned ? cosignedMessage(checker, body, cosigned.seconds) : Buffer.from(body);
    if (checker.type === 'witness' && !cosigned) return 'invalid';
    if (!message || !verify(null, message, checker.key, cosigned?.signature ?? bytes)) return 'invalid';
    found = cosigned ? readableTime(cosigned.seconds) : 0;
  }
  return found;
}

/**
 * The head of a checkpoint that one of the keys signed; null when none did, when a signature by one of them does not
 * hold, or when the text is no checkpoint.
 */
export function openCheckpoint(keys: readonly Checker[], text: string): Head | null {
  const note = parseNote(text);
  const head = note && parseHead(note.body);
  if (!note || !head) return null;
  const own = keys.filter((key) => key.name === head.origin).map((key) => signedAt(note, key));
  return own.some((at) => typeof at === 'number') && !own.includes('invalid') ? head : null;
}

/** The id of a key in its signatures, in hex. */
export function keyIdOf(key: LedgerKey): string {
  return toHex(keyId(key.origin, publicKeyBytes(key), logKind));
}
