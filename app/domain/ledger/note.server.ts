// C2SP signed-note and tlog-checkpoint with Ed25519.
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

/** The log's name and key. The name is the origin line of every checkpoint and the name of its signature. */
export type LedgerKey = { origin: string; privateKey: KeyObject };

const ed25519Type = 0x01;

/** Reads the signing key, or makes it at set-up. The file never leaves the data folder; only its owner reads it. */
export function loadLedgerKey(file: string, origin: string): LedgerKey {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  }
  return { origin, privateKey: createPrivateKey(readFileSync(file)) };
}

function publicKeyBytes(key: LedgerKey): Buffer {
  return Buffer.from(createPublicKey(key.privateKey).export({ format: 'jwk' }).x!, 'base64url');
}

/** SHA-256(name || 0x0A || type || public key), first four bytes. */
function keyId(name: string, publicKey: Uint8Array): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ed25519Type))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** `name+hex key id+base64(0x01 || public key)`: the line a stranger needs to check us. */
export function verifierKey(key: LedgerKey): string {
  const publicKey = publicKeyBytes(key);
  const typed = Buffer.concat([Buffer.of(ed25519Type), publicKey]).toString('base64');
  return `${key.origin}+${keyId(key.origin, publicKey).toString('hex')}+${typed}`;
}

function checkpointBody(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Signed note: the body, a blank line, one signature line. */
export function signCheckpoint(key: LedgerKey, size: number, root: Uint8Array): string {
  const body = checkpointBody(key.origin, size, root);
  const signature = sign(null, Buffer.from(body), key.privateKey);
  const id = keyId(key.origin, publicKeyBytes(key));
  return `${body}\n— ${key.origin} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/** Size and root of a note that our key signed, or null when the signature or the form is wrong. */
export function openCheckpoint(key: LedgerKey, note: string): { size: number; root: Buffer } | null {
  const parts = /^([^\n]+)\n(\d+)\n([A-Za-z0-9+/=]+)\n\n((?:— [^\n]+\n)+)$/.exec(note);
  if (!parts || parts[1] !== key.origin) return null;
  const body = note.slice(0, note.indexOf('\n\n') + 1);
  const publicKey = createPublicKey(key.privateKey);
  const id = keyId(key.origin, publicKeyBytes(key));
  const signed = parts[4]!
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
    .some(([, name, blob]) => {
      const bytes = Buffer.from(blob ?? '', 'base64');
      return (
        name === key.origin &&
        bytes.subarray(0, 4).equals(id) &&
        verify(null, Buffer.from(body), publicKey, bytes.subarray(4))
      );
    });
  return signed ? { size: Number(parts[2]), root: Buffer.from(parts[3]!, 'base64') } : null;
}
