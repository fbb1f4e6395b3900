import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { expect, test } from 'vitest';
import { listBucket } from './bucket-list.server.ts';
import { bucketStorage, createFile, folderStorage, storeOnce } from './storage.server.ts';

const bucket = { url: 'https://s3.test/halle', region: 'auto', accessKeyId: 'AKID', secretAccessKey: 'secret' };
const refused = new HttpResponse(null, { status: 403 });

/** A bucket in memory: `honours` the condition, ignores it, or does not know it (501). */
async function inBucket(kind: 'honours' | 'ignores' | 'unknown', work: (files: Map<string, ArrayBuffer>) => unknown) {
  const files = new Map<string, ArrayBuffer>();
  const vendor = setupServer(
    http.all('https://s3.test/halle/*', async ({ request }) => {
      const auth = request.headers.get('authorization') ?? '';
      if (!auth.startsWith('AWS4-HMAC-SHA256 Credential=AKID/')) return refused.clone();
      const key = new URL(request.url).pathname;
      const conditional = request.headers.get('if-none-match') === '*';
      if (request.method === 'PUT') {
        if (conditional && kind === 'unknown') return new HttpResponse(null, { status: 501 });
        if (conditional && kind === 'honours' && files.has(key)) return new HttpResponse(null, { status: 412 });
        files.set(key, await request.arrayBuffer());
      }
      if (request.method === 'DELETE') files.delete(key);
      if (request.method === 'GET')
        return files.has(key) ? HttpResponse.arrayBuffer(files.get(key)!) : new HttpResponse(null, { status: 404 });
      return new HttpResponse(null, { status: 200 });
    }),
  );
  vendor.listen({ onUnhandledRequest: 'error' });
  try {
    await work(files);
  } finally {
    vendor.close();
  }
}

test('a folder keeps the first bytes of a key, whoever comes at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-storage-'));
  const storage = folderStorage(folder);
  const writers = Array.from({ length: 20 }, (_, i) => Buffer.from(`writer ${i} `.repeat(5000)));
  const outcomes = await Promise.all(writers.map((bytes) => storage.create('invoices/a.pdf', bytes, 'x')));
  expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
  const stored = await storage.get('invoices/a.pdf');
  expect(stored!.equals(writers[outcomes.indexOf('created')]!)).toBe(true);
  expect(readdirSync(join(folder, 'invoices'))).toEqual(['a.pdf']); // no draft is left behind
  expect(await storage.refusesTakenKeys()).toBe(true);
  expect(await folderStorage('/nowhere').get('images/a-480.jpg')).toBeNull();
});

test('a file is created whole under a free name only', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'halle-file-')), 'mail', 'letter.eml');
  expect([await createFile(path, Buffer.from('1')), await createFile(path, Buffer.from('2'))]).toEqual([
    'created',
    'exists',
  ]);
  await expect(createFile(join(path, 'below.eml'), Buffer.from('1')), 'V5.3.1').rejects.toThrow();
});

test('storeOnce refuses other bytes under a taken key', async () => {
  const storage = folderStorage(mkdtempSync(join(tmpdir(), 'halle-storage-')));
  const one = Buffer.from('one');
  for (const _ of [1, 2]) expect((await storeOnce(storage, 'proofs/a.pdf', one, 'x')).equals(one)).toBe(true);
  await expect(storeOnce(storage, 'proofs/a.pdf', Buffer.from('two'), 'x')).rejects.toThrow('other bytes');
});

test('a bucket signs, creates, gets and removes, and throws on a refusal', () =>
  inBucket('honours', async (files) => {
    const storage = bucketStorage(bucket);
    expect(await storage.create('images/a-480.jpg', Buffer.from('pixels'), 'image/jpeg')).toBe('created');
    expect(await storage.create('images/a-480.jpg', Buffer.from('others'), 'image/jpeg')).toBe('exists');
    expect((await storage.get('images/a-480.jpg'))?.toString()).toBe('pixels');
    await storage.remove('images/a-480.jpg');
    expect([await storage.get('images/a-480.jpg'), files.size]).toEqual([null, 0]); // nor is the probe left
    const wrong = bucketStorage({ ...bucket, accessKeyId: 'WRONG' });
    for (const _ of [1, 2])
      await expect(wrong.create('images/b.jpg', Buffer.from('x'), 'image/jpeg')).rejects.toThrow('403');
  }));

test.each(['ignores', 'unknown'] as const)('a bucket that %s the condition is found out by a probe', (kind) =>
  inBucket(kind, async () => {
    const storage = bucketStorage(bucket);
    expect(await storage.refusesTakenKeys()).toBe(false);
    expect(await storage.create('images/a-480.jpg', Buffer.from('pixels'), 'image/jpeg')).toBe('created');
    await expect(storeOnce(storage, 'images/a-480.jpg', Buffer.from('pixels'), 'image/jpeg')).resolves.toBeDefined();
  }),
);

test.each([
  [404, 'NoSuchBucket', 'S3_URL names no bucket'],
  [403, 'SignatureDoesNotMatch', 'S3_SECRET_ACCESS_KEY is wrong'],
  [400, 'AuthorizationHeaderMalformed', 'S3_REGION is probably wrong'],
  [403, 'RequestTimeTooSkewed', 'the clock of this machine is wrong'],
])('a refusal %i has the word of the storage, %s, and the setting', async (status, code, setting) => {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>its own words</Message></Error>`;
  const vendor = setupServer(http.all('https://s3.test/halle/*', () => new HttpResponse(body, { status })));
  vendor.listen({ onUnhandledRequest: 'error' });
  const storage = bucketStorage(bucket);
  const sentence = new RegExp(`${status} for GET .*: ${code}: its own words: ${setting}`);
  try {
    await expect(storage.check()).rejects.toThrow(sentence);
    await expect(storage.get('images/a.jpg')).rejects.toThrow(sentence);
    await expect(storage.remove('images/a.jpg')).rejects.toThrow(code);
  } finally {
    vendor.close();
  }
});

test('a bucket without the file is well', async () => {
  const body = '<Error><Code>NoSuchKey</Code></Error>';
  const vendor = setupServer(http.all('https://s3.test/halle/*', () => new HttpResponse(body, { status: 404 })));
  vendor.listen({ onUnhandledRequest: 'error' });
  const storage = bucketStorage(bucket);
  try {
    await expect(storage.check()).resolves.toBeUndefined();
    expect(await storage.get('images/a.jpg')).toBeNull();
  } finally {
    vendor.close();
  }
});

test('a bucket lists our files by page, without its probes and what others keep there', async () => {
  const page = (files: string[], next: string) =>
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${files
      .map((key) => `<Contents><Key>${key}</Key><ETag>&quot;${key.length}&quot;</ETag><Size>7</Size></Contents>`)
      .join('')}${next && `<NextContinuationToken>${next}</NextContinuationToken>`}</ListBucketResult>`;
  const vendor = setupServer(
    http.get('https://s3.test/halle', ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (query.get('list-type') !== '2') return refused.clone();
      if (query.get('continuation-token') === 'a+b/=') return HttpResponse.text(page(['images/b-480.jpg'], ''));
      return HttpResponse.text(page(['invoices/a.pdf', 'probe/x', 'backups/i-1', 'Other file'], 'a+b/='));
    }),
  );
  vendor.listen({ onUnhandledRequest: 'error' });
  try {
    expect(await listBucket(bucket)).toEqual([
      { key: 'invoices/a.pdf', bytes: 7, etag: '14' },
      { key: 'images/b-480.jpg', bytes: 7, etag: '16' },
    ]);
    vendor.use(http.get('https://s3.test/halle', () => refused.clone()));
    await expect(listBucket({ ...bucket, url: 'https://s3.test/halle/' })).rejects.toThrow('storage: 403 for the list');
  } finally {
    vendor.close();
  }
});
