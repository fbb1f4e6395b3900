// A set as one encrypted file: tar, then age (X25519, or age1pq1 keys), so that it opens without Halle too:
// `age -d -i KEY FILE | tar xz`. Both streams are read in pieces; a set is never whole in memory.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { create, extract } from 'tar';
import { SetupError } from '#db/setup-error.ts';
import { syncPath } from './hashed-files.server.ts';

export const sealedSuffix = '.tar.gz.age';

/** The recipients of a setting, separated by commas or blanks. Throws SetupError for one that is no age recipient. */
export function readRecipients(setting: string): string[] {
  const recipients = setting.split(/[\s,]+/).filter((word) => word !== '');
  const encrypter = new Encrypter();
  for (const recipient of recipients)
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new SetupError(`BACKUP_RECIPIENTS is not valid: ${recipient.slice(0, 20)} is no recipient of age.`);
    }
  return recipients;
}

/** Writes the set as `<folder>/<its name>.tar.gz.age`, whole or not at all. Returns its path and bytes. */
export async function sealSet(
  set: string,
  folder: string,
  recipients: readonly string[],
): Promise<{ path: string; bytes: number }> {
  const path = join(folder, basename(set) + sealedSuffix);
  const draft = `${path}.part`;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const packed = Readable.from(create({ cwd: dirname(set), portable: true, gzip: { level: 1 } }, [basename(set)]));
    const sealed = await encrypter.encrypt(toWeb(packed));
    await pipeline(fromWeb(sealed), createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(draft, path);
    await syncPath(folder);
  } finally {
    await rm(draft, { force: true });
  }
  return { path, bytes: (await stat(path)).size };
}

/** The identities of a file as age-keygen writes it. Throws SetupError if it has none. */
export async function readIdentities(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  const identities = lines.filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0) throw new SetupError(`${file} holds no identity of age (AGE-SECRET-KEY-…).`);
  return identities;
}

/**
 * Decrypts a sealed set into `folder`, which is made, and returns the folder of the set. It is not checked yet. Throws
 * SetupError when no identity opens it, or it was cut or changed.
 */
export async function openSealed(file: string, identities: readonly string[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    const opened = await decrypter.decrypt(toWeb(createReadStream(file)));
    await pipeline(fromWeb(opened), extract({ cwd: folder, strict: true }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error; // of the disk
    throw new SetupError(`${file} does not open: ${(error as Error).message}.`);
  }
  const [set, ...more] = await readdir(folder);
  if (set === undefined || more.length > 0) throw new SetupError(`${file} holds no backup.`);
  return join(folder, set);
}

// The types of web streams of Node and of the DOM differ in name only.
type Bytes = globalThis.ReadableStream<Uint8Array>;
const toWeb = (stream: Readable) => Readable.toWeb(stream) as Bytes;
const fromWeb = (stream: Bytes) => Readable.fromWeb(stream as ReadableStream<Uint8Array>);
