// File storage: a folder of this instance, or an S3-compatible bucket. Our code makes the keys, never from user
// input. Nothing that is stored is ever replaced: a key is free, or it keeps its first bytes.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { invariant } from './errors.ts';

export type Storage = {
  /**
   * Stores bytes under a free key; the bytes of a taken key stay. Some buckets cannot refuse a taken key, so every key
   * is random or names its bytes by their hash.
   */
  create: (key: string, bytes: Buffer, type: string) => Promise<'created' | 'exists'>;
  /** Null if there is no such file. */
  get: (key: string) => Promise<Buffer | null>;
  remove: (key: string) => Promise<void>;
  /** Tries, once, whether a taken key is refused. Throws when the storage does not answer. */
  refusesTakenKeys: () => Promise<boolean>;
  /** Asks whether files can be kept and read now. Throws a sentence that has the storage's own word for the fault. */
  check: () => Promise<void>;
};

export type Bucket = { url: string; region: string; accessKeyId: string; secretAccessKey: string };

/** Stores bytes once and returns what is stored. Throws if other bytes are stored under the key, or none. */
export async function storeOnce(storage: Storage, key: string, bytes: Buffer, type: string): Promise<Buffer> {
  await storage.create(key, bytes, type);
  const stored = await storage.get(key);
  invariant(stored?.equals(bytes) === true, `storage keeps other bytes under ${key}`);
  return stored;
}

/**
 * Keys are `folder/name.ext`, one folder level, letters, digits, `_` and `-`: no path traversal. Throws
 * otherwise.
 */
function requireKey(key: string): string {
  invariant(/^[a-z]+\/[A-Za-z0-9_-]+(\.[a-z0-9]+)?$/.test(key), `storage key ${key}`);
  return key;
}

/**
 * Writes a file whole, or not at all, under a name that must be free. Each call has a temporary name of its own, so two
 * writers never share bytes; `link` is atomic and refuses a taken name. Throws where the file system has no links.
 */
export async function createFile(path: string, bytes: Uint8Array): Promise<'created' | 'exists'> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(temporary, bytes, { flag: 'wx', flush: true });
    await link(temporary, path);
    return 'created';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'exists';
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

export function folderStorage(folder: string): Storage {
  const pathOf = (key: string) => join(folder, requireKey(key));
  const storage: Storage = {
    create: (key, bytes) => createFile(pathOf(key), bytes),
    async get(key) {
      return readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    refusesTakenKeys: () => tryProbe(storage),
    async check() {
      await tryProbe(storage);
    },
  };
  return storage;
}

/**
 * A redirect is an error: the address of the settings is the only one that gets a key or a file.
 * `url` is the bucket's own address (path or host style); the key of an object follows it. Throws if the bucket
 * refuses. Objects are never created by a copy inside the bucket: most servers ignore the condition there.
 */
export function bucketStorage({ url, region, accessKeyId, secretAccessKey }: Bucket): Storage {
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const address = (key: string) => `${url.replace(/\/$/, '')}/${requireKey(key)}`;
  const call = (key: string, init: RequestInit) =>
    aws.fetch(address(key), { ...init, redirect: 'error', signal: AbortSignal.timeout(15_000) });
  const put = (key: string, bytes: Buffer, type: string, condition: Record<string, string>) =>
    call(key, { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': type, ...condition } });
  const ifAbsent = { 'if-none-match': '*' };
  const write = async (key: string, bytes: Buffer, type: string, condition: Record<string, string>) => {
    const response = await put(key, bytes, type, condition);
    if (response.status === 412) return 'exists';
    if (!response.ok) throw await refusalOf(response, `PUT ${key}`);
    return 'created';
  };
  const known: { refuses: Promise<boolean> | null } = { refuses: null };
  const refusesTakenKeys = () => {
    known.refuses ??= tryProbe({ ...storage, create: (key, bytes, type) => write(key, bytes, type, ifAbsent) });
    // A bucket that is away now is asked again at the next write.
    known.refuses.catch(() => {
      known.refuses = null;
    });
    return known.refuses;
  };
  const storage: Storage = {
    async create(key, bytes, type) {
      return write(key, bytes, type, (await refusesTakenKeys()) ? ifAbsent : {});
    },
    async get(key) {
      const response = await call(key, { method: 'GET' });
      if (response.ok) return Buffer.from(await response.arrayBuffer());
      const refusal = await refusalOf(response, `GET ${key}`);
      if (refusal.isMissingFile) return null;
      throw refusal;
    },
    async remove(key) {
      const response = await call(key, { method: 'DELETE' });
      if (response.ok) return;
      const refusal = await refusalOf(response, `DELETE ${key}`);
      if (!refusal.isMissingFile) throw refusal;
    },
    refusesTakenKeys,
    async check() {
      await storage.get('probe/absent');
    },
  };
  return storage;
}

class StorageRefusal extends Error {
  readonly status: number;
  /** The bucket is there, and has no such file. A bucket that is not there answers 404 too, with another code. */
  readonly isMissingFile: boolean;
  constructor(status: number, code: string, text: string) {
    super(text);
    this.status = status;
    this.isMissingFile = status === 404 && code !== 'NoSuchBucket';
  }
}

/** The setting that a code of the storage concerns. */
const settingOf = new Map([
  ['NoSuchBucket', 'S3_URL names no bucket that is there'],
  ['InvalidAccessKeyId', 'S3_ACCESS_KEY_ID is not known there'],
  ['SignatureDoesNotMatch', 'S3_SECRET_ACCESS_KEY is wrong'],
  ['AuthorizationHeaderMalformed', 'S3_REGION is probably wrong'],
  ['AccessDenied', 'the key has no right there'],
  ['RequestTimeTooSkewed', 'the clock of this machine is wrong'],
]);

/** The answer of a server that speaks S3 has its reason as XML: `<Code>` and `<Message>`. */
async function refusalOf(response: Response, request: string): Promise<StorageRefusal> {
  const body = (await response.text().catch(() => '')).slice(0, 10_000);
  const field = (name: string) => new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(body)?.[1] ?? '';
  const [code, reason] = [field('Code'), field('Message')];
  const setting = settingOf.get(code);
  const parts = [`storage: ${response.status} for ${request}`, code, reason, setting ?? ''];
  return new StorageRefusal(response.status, code, parts.filter((part) => part !== '').join(': '));
}

/**
 * Writes one probe key twice. False when the second write is taken too, or when the server does not know the condition
 * (501).
 */
async function tryProbe(storage: Pick<Storage, 'create' | 'remove'>): Promise<boolean> {
  const key = `probe/${randomUUID()}`;
  try {
    await storage.create(key, Buffer.from('1'), 'text/plain');
    const second = await storage.create(key, Buffer.from('2'), 'text/plain');
    await storage.remove(key);
    return second === 'exists';
  } catch (error) {
    if (error instanceof StorageRefusal && error.status === 501) return false;
    throw error;
  }
}

/** The configured storage: a bucket, or the folder `files` in the data directory. */
export function openStorage(
  kept: { kind: 'folder' } | ({ kind: 's3' } & Parameters<typeof bucketStorage>[0]),
  dataDir: string,
): Storage {
  return kept.kind === 's3' ? bucketStorage(kept) : folderStorage(join(dataDir, 'files'));
}
