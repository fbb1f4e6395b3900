// File storage: a folder of this instance, or an S3-compatible bucket. Our code makes the keys, never from user
// input.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { invariant } from './errors.ts';

export type Storage = {
  put: (key: string, bytes: Buffer, type: string) => Promise<void>;
  /** Null if there is no such file. */
  get: (key: string) => Promise<Buffer | null>;
  remove: (key: string) => Promise<void>;
};

export type Bucket = { url: string; region: string; accessKeyId: string; secretAccessKey: string };

/**
 * Keys are `folder/name.ext`, one folder level, letters, digits, `_` and `-`: no path traversal. Throws
 * otherwise.
 */
function requireKey(key: string): string {
  invariant(/^[a-z]+\/[A-Za-z0-9_-]+(\.[a-z0-9]+)?$/.test(key), `storage key ${key}`);
  return key;
}

export function folderStorage(folder: string): Storage {
  const pathOf = (key: string) => join(folder, requireKey(key));
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path); // atomic: readers never see half a file
    },
    async get(key) {
      return readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

/**
 * `url` is the bucket's own address (path or host style); the key of an object follows it. Throws if the bucket
 * refuses.
 */
export function bucketStorage({ url, region, accessKeyId, secretAccessKey }: Bucket): Storage {
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const address = (key: string) => `${url.replace(/\/$/, '')}/${requireKey(key)}`;
  const call = (key: string, init: RequestInit) =>
    aws.fetch(address(key), { ...init, signal: AbortSignal.timeout(15_000) });
  return {
    async put(key, bytes, type) {
      const response = await call(key, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: { 'content-type': type },
      });
      if (!response.ok) throw new Error(`storage: ${response.status} for PUT ${key}`);
    },
    async get(key) {
      const response = await call(key, { method: 'GET' });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`storage: ${response.status} for GET ${key}`);
      return Buffer.from(await response.arrayBuffer());
    },
    async remove(key) {
      const response = await call(key, { method: 'DELETE' });
      if (!response.ok && response.status !== 404) throw new Error(`storage: ${response.status} for DELETE ${key}`);
    },
  };
}

/** The configured storage: a bucket, or the folder `files` in the data directory. */
export function openStorage(
  kept: { kind: 'folder' } | ({ kind: 's3' } & Parameters<typeof bucketStorage>[0]),
  dataDir: string,
): Storage {
  return kept.kind === 's3' ? bucketStorage(kept) : folderStorage(join(dataDir, 'files'));
}
