import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderStorage, type Storage } from '#app/domain/shared/storage.server.ts';
import { SetupError } from '#db/setup-error.ts';
import { fetchSealed, sendSealed } from './backup-bucket.server.ts';
import { findNewestSet } from './find-set.server.ts';
import { withOpenSet } from './open-set.server.ts';
import { openSealed, readRecipients, sealSet } from './sealed-set.server.ts';

const home = mkdtempSync(join(tmpdir(), 'halle-sealed-'));
const name = 'halle-20261130T020000000Z';
const set = join(home, name);
/** Too random to be compressed, so that the sealed file has three pieces. */
const content = randomBytes(17 * 1024 * 1024);
let identity: string;
let sealed: string;

beforeAll(async () => {
  mkdirSync(join(set, 'keys'), { recursive: true });
  writeFileSync(join(set, 'halle.sqlite'), content);
  writeFileSync(join(set, 'keys', 'ledger.pem'), 'a key', { mode: 0o600 });
  identity = await generateX25519Identity();
  ({ path: sealed } = await sealSet(set, join(home, 'sealed'), [await identityToRecipient(identity)]));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('a sealed set opens with its identity, byte for byte, and only so', async () => {
  expect(readdirSync(join(home, 'sealed'))).toEqual([`${name}.tar.gz.age`]);
  expect(findNewestSet(join(home, 'sealed'))).toBe(sealed);
  expect(readFileSync(sealed).includes('a key')).toBe(false);
  const opened = await openSealed(sealed, [identity], join(home, 'opened'));
  expect(readFileSync(join(opened, 'halle.sqlite')).equals(content)).toBe(true);
  expect(readFileSync(join(opened, 'keys', 'ledger.pem'), 'utf8')).toBe('a key');
  const stranger = await generateX25519Identity();
  await expect(openSealed(sealed, [stranger], join(home, 'stranger'))).rejects.toThrow(/does not open: no identity/);
});

test('a cut or changed sealed set does not open', async () => {
  const bytes = readFileSync(sealed);
  const changed = Buffer.from(bytes);
  changed[bytes.length >> 1]! ^= 1;
  for (const [part, wrong] of [bytes.subarray(0, -70_000), changed, bytes.subarray(0, 100)].entries()) {
    const file = join(home, `wrong-${part}.tar.gz.age`);
    writeFileSync(file, wrong);
    await expect(openSealed(file, [identity], join(home, `wrong-${part}`))).rejects.toThrow(SetupError);
  }
});

test('an opened set is removed after its work, also when the work fails', async () => {
  const file = join(home, 'identity.txt');
  writeFileSync(file, `# created: 2026-11-30\n${identity}\n`);
  const scratch = join(home, 'scratch');
  mkdirSync(scratch);
  const keys = await withOpenSet(sealed, { identity: file, scratch }, async (opened) =>
    readdirSync(join(opened, 'keys')),
  );
  expect([keys, readdirSync(scratch)]).toEqual([['ledger.pem'], []]);
  const failing = withOpenSet(sealed, { identity: file, scratch }, () => Promise.reject(new Error('work')));
  await expect(failing).rejects.toThrow('work');
  expect(readdirSync(scratch)).toEqual([]);
  await expect(withOpenSet(sealed, { identity: undefined, scratch }, async () => 1)).rejects.toThrow(/--identity/);
  writeFileSync(file, 'no key');
  await expect(withOpenSet(sealed, { identity: file, scratch }, async () => 1)).rejects.toThrow(/no identity of age/);
});

test('takes recipients of age, with what separates them, and refuses others by name', async () => {
  const own = await identityToRecipient(identity);
  expect(readRecipients(`${own}, ${own}\n`)).toEqual([own, own]);
  expect(readRecipients('')).toEqual([]);
  expect(() => readRecipients(identity)).toThrow(/AGE-SECRET-KEY.*no recipient/);
});

test('a bucket gives the newest set of a day back, and two of one day are apart', async () => {
  const bucket = folderStorage(join(home, 'bucket'));
  expect(await sendSealed(bucket, sealed)).toBe('20261130');
  const folder = join(home, 'fetched');
  const fetched = await fetchSealed(bucket, '20261130', folder);
  expect(readFileSync(fetched).equals(readFileSync(sealed))).toBe(true);
  const later = join(home, 'halle-20261130T030000000Z.tar.gz.age');
  writeFileSync(later, 'later');
  await sendSealed(bucket, later);
  expect(readFileSync(await fetchSealed(bucket, '20261130', folder), 'utf8')).toBe('later');
  await expect(fetchSealed(bucket, '20261201', folder)).rejects.toThrow(/no backup of 20261201/);
});

test('names the piece that a bucket lost or changed, and leaves no half file', async () => {
  const stored = join(home, 'faulty');
  const bucket = folderStorage(stored);
  await sendSealed(bucket, sealed);
  const folder = join(home, 'faulty-fetch');
  const piece = join(stored, 'backups', `${name}-00001`);
  const bytes = readFileSync(piece);
  writeFileSync(piece, Buffer.concat([bytes.subarray(1), Buffer.of(0)]));
  await expect(fetchSealed(bucket, '20261130', folder)).rejects.toThrow(`other bytes under backups/${name}-00001`);
  rmSync(piece);
  await expect(fetchSealed(bucket, '20261130', folder)).rejects.toThrow(`lacks backups/${name}-00001`);
  expect(readdirSync(folder)).toEqual([]);
});

test('a lost bucket fails the sending, and keeps the file that was made', async () => {
  const lost: Storage = {
    create: () => Promise.reject(new Error('storage: 404 NoSuchBucket')),
    get: () => Promise.resolve(null),
    remove: () => Promise.resolve(),
    refusesTakenKeys: () => Promise.resolve(true),
    check: () => Promise.reject(new Error('storage: 404 NoSuchBucket')),
  };
  await expect(sendSealed(lost, sealed)).rejects.toThrow('NoSuchBucket');
  expect(existsSync(sealed)).toBe(true);
});
