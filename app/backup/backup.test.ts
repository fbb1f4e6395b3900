import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { nextComparison } from '#app/domain/jobs/job.ts';
import { listJobs } from '#app/domain/jobs/jobs.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { openLedgerKey } from '#app/domain/ledger/keys.server.ts';
import { parseEnv } from '#app/env.server.ts';
import { openDb, openExistingDb } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';
import { parseManifest } from './backup-manifest.ts';
import { checkBackup } from './check-backup.server.ts';
import { drillMark, refuseUnfinishedCopy, restoreDraft } from './copy-marks.server.ts';
import { findNewestSet } from './find-set.server.ts';
import { type CopiedBucket, makeBackup, requireOutside } from './make-backup.server.ts';
import { requireSound, restoreTown } from './restore-town.server.ts';

const home = mkdtempSync(join(tmpdir(), 'halle-backup-'));
const dataDir = join(home, 'data');
const ledgerOrigin = 'halle.test/ledger';
const order = { dataDir, ledgerOrigin, bucket: null, version: '0.0.0', now: new Date('2026-11-30T02:00:00.000Z') };
const envOf = (folder: string, more: Record<string, string> = {}) =>
  parseEnv({ HALLE_DATA: folder, LEDGER_ORIGIN: ledgerOrigin, PAYMENTS: 'stand-in', NODE_ENV: 'production', ...more });
let set: string;

beforeAll(async () => {
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  mkdirSync(join(dataDir, 'files', 'invoices'), { recursive: true });
  copyFileSync(inject('seededImage'), join(dataDir, 'halle.sqlite'));
  copyFileSync(inject('ledgerKeyFile'), join(dataDir, 'keys', 'ledger.pem'));
  for (const name of ['a', 'b']) writeFileSync(join(dataDir, 'files', 'invoices', `${name}.pdf`), `file ${name}`);
  writeFileSync(join(dataDir, 'files', 'invoices', 'c.pdf.0.part'), 'half');
  ({ path: set } = await makeBackup(order, join(home, 'sets')));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A copy of the set to change; `parts` are those of its manifest. */
function copyOfSet(name: string) {
  const copy = join(home, 'copies', name);
  cpSync(set, copy, { recursive: true });
  return copy;
}

test('a set holds database, key, the head of the copy and whole files, and nothing else', async () => {
  expect(readdirSync(set, { recursive: true }).sort()).toEqual([
    'SHA256SUMS',
    'files',
    'files/invoices',
    'files/invoices/a.pdf',
    'files/invoices/b.pdf',
    'halle.sqlite',
    'keys',
    'keys/ledger.checkpoint',
    'keys/ledger.pem',
    'manifest.json',
  ]);
  const manifest = parseManifest(readFileSync(join(set, 'manifest.json'), 'utf8'))!;
  expect(manifest.counts).toMatchObject({ orders: 54, users: 20 });
  expect(manifest.ledger.size).toBeGreaterThan(200);
  expect(manifest.lacks).toEqual([]);
  expect(readFileSync(join(set, 'keys', 'ledger.checkpoint'), 'utf8')).toContain(
    `\n${manifest.ledger.size}\n${manifest.ledger.root}\n`,
  );
  expect(await checkBackup(set)).toEqual({ manifest, faults: [] });
});

test('of files in a bucket a set has the list, or with the option the files; without the list it says so', async () => {
  const files = [
    { key: 'invoices/a.pdf', bytes: 3, etag: 'aa' },
    { key: 'invoices/gone.pdf', bytes: 4, etag: 'bb' },
  ];
  const bucket = {
    url: 'https://s3.test/halle',
    list: async () => files,
    get: async (key: string) => (key === 'invoices/a.pdf' ? Buffer.from('one') : null),
  };
  const make = (copied: CopiedBucket, name: string) => makeBackup({ ...order, bucket: copied }, join(home, name));
  const listed = await make({ ...bucket, copiesFiles: false }, 'listed');
  expect(listed.manifest).toMatchObject({ bucket: files, lacks: ['the files in the bucket https://s3.test/halle'] });
  const held = await make({ ...bucket, copiesFiles: true }, 'held');
  expect([held.manifest.lacks, held.manifest.bucket]).toEqual([[], files]);
  expect(held.manifest.parts.filter(({ path }) => path.startsWith('files/')).map(({ path }) => path)).toEqual([
    'files/invoices/a.pdf',
  ]);
  const refused = { ...bucket, list: () => Promise.reject(new Error('403')), copiesFiles: true };
  const without = await make(refused, 'without');
  expect(without.manifest.lacks).toEqual([
    'the files in the bucket https://s3.test/halle',
    'a list of them, because the bucket refused it (Error: 403)',
  ]);
  for (const { path, manifest } of [listed, held, without])
    expect(await checkBackup(path)).toEqual({ manifest, faults: [] });
});

test('names each part of which one byte changed', async () => {
  const { parts } = parseManifest(readFileSync(join(set, 'manifest.json'), 'utf8'))!;
  for (const [n, { path }] of parts.entries()) {
    const copy = copyOfSet(`byte-${n}`);
    const bytes = readFileSync(join(copy, path));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = bytes[at]! ^ 1;
    writeFileSync(join(copy, path), bytes);
    expect((await checkBackup(copy)).faults).toEqual([`${path} is changed.`]);
    await expect(requireSound(copy)).rejects.toThrow(path);
  }
});

test('names a changed manifest, changed sums, a missing part and one that does not belong', async () => {
  const faultsOf = async (name: string, change: (copy: string) => void) => {
    const copy = copyOfSet(name);
    change(copy);
    return (await checkBackup(copy)).faults;
  };
  const edit = (file: string, from: string, to: string) => (copy: string) =>
    writeFileSync(join(copy, file), readFileSync(join(copy, file), 'utf8').replace(from, to));
  expect([
    await faultsOf('counts', edit('manifest.json', '"orders": 54', '"orders": 55')),
    await faultsOf('no-json', edit('manifest.json', '{', '[')),
    await faultsOf('sums', edit('SHA256SUMS', 'keys/ledger.pem', 'keys/ledger.pam')),
    await faultsOf('no-sums', (copy) => rmSync(join(copy, 'SHA256SUMS'))),
    await faultsOf('missing', (copy) => rmSync(join(copy, 'files', 'invoices', 'a.pdf'))),
    await faultsOf('more', (copy) => writeFileSync(join(copy, 'keys', 'other.pem'), 'x')),
    await faultsOf('none', (copy) => rmSync(join(copy, 'manifest.json'))),
  ]).toEqual([
    ['SHA256SUMS and manifest.json differ on manifest.json.'],
    ['manifest.json is changed: it is no manifest of a backup.'],
    ['SHA256SUMS and manifest.json differ on keys/ledger.pem.'],
    ['SHA256SUMS is missing.'],
    ['files/invoices/a.pdf is missing.'],
    ['keys/other.pem is no part of the set.'],
    ['manifest.json is missing.'],
  ]);
});

test('the newest set of a folder is found, and no draft of one', async () => {
  const { path } = await makeBackup({ ...order, now: new Date('2026-11-30T03:00:00.000Z') }, join(home, 'sets'));
  mkdirSync(join(home, 'sets', 'halle-20261130T040000000Z.part'));
  expect([findNewestSet(join(home, 'sets')), findNewestSet(set)]).toEqual([path, set]);
  expect(() => findNewestSet(dataDir)).toThrow(SetupError);
  expect(() => findNewestSet(join(home, 'nowhere'))).toThrow(SetupError);
  expect(() => requireOutside(join(dataDir, 'sets'), dataDir)).toThrow(SetupError);
  // A killed backup's draft is removed when it is a day old.
  await makeBackup({ ...order, now: new Date('2126-01-01T00:00:00.000Z') }, join(home, 'sets'));
  expect(readdirSync(join(home, 'sets')).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a restore enters itself, makes the comparisons due, and is remembered', async () => {
  const folder = join(home, 'restored');
  const now = new Date();
  const { restored } = await restoreTown(set, { env: envOf(folder), now, brought: [] });
  expect(restored).toMatchObject({ lost: 0, origin: ledgerOrigin, formerKey: null });
  expect(readdirSync(folder).sort()).toEqual(['files', 'halle.sqlite', 'keys']);
  const db = openExistingDb(join(folder, 'halle.sqlite'));
  expect(auditLedger(db, openLedgerKey(db, join(folder, 'keys'), ledgerOrigin))).toMatchObject({
    ok: true,
    entries: restored!.size + 1,
  });
  const due = listJobs({ db }).filter(({ name }) => ['books', 'payment-events'].includes(name));
  expect(due.map(({ dueAt }) => dueAt)).toEqual([now.toISOString(), now.toISOString()]);
  expect(lastBackups(db).restore?.doneAt).toBe(now.toISOString());
  db.$client.close();
  await expect(restoreTown(set, { env: envOf(folder), now, brought: [] })).rejects.toThrow(/holds a database already/);
});

test('what survived beside the lost database says how much is lost', async () => {
  const folder = join(home, 'survived');
  const live = openDb(join(dataDir, 'halle.sqlite'));
  live.$client.close();
  mkdirSync(folder);
  cpSync(join(dataDir, 'keys'), join(folder, 'keys'), { recursive: true });
  const later = join(home, 'later');
  await restoreTown(set, { env: envOf(later), now: new Date(), brought: [] }); // one entry more than the set
  copyFileSync(join(later, 'keys', 'ledger.checkpoint'), join(folder, 'keys', 'ledger.checkpoint'));
  const { restored } = await restoreTown(set, { env: envOf(folder), now: new Date(), brought: [] });
  expect(restored).toMatchObject({ lost: 1, origin: expect.stringContaining('/restored-') });
});

test('refuses a set whose key is not that of the data folder, and leaves a folder that does not start', async () => {
  const folder = join(home, 'other-key');
  mkdirSync(join(folder, 'keys'), { recursive: true });
  writeFileSync(join(folder, 'keys', 'ledger.pem'), 'another key');
  await expect(restoreTown(set, { env: envOf(folder), now: new Date(), brought: [] })).rejects.toThrow(/not the key/);
  expect(existsSync(join(folder, 'halle.sqlite'))).toBe(false);
  expect(() => refuseUnfinishedCopy(envOf(folder))).toThrow(/was not finished/);
});

test('an interrupted restore is run again from its beginning', async () => {
  const folder = join(home, 'interrupted');
  mkdirSync(join(folder, restoreDraft, 'keys'), { recursive: true });
  writeFileSync(join(folder, 'halle.sqlite'), 'moved by the restore that was interrupted');
  await restoreTown(set, { env: envOf(folder), now: new Date(), brought: [] });
  expect(existsSync(join(folder, restoreDraft))).toBe(false);
  refuseUnfinishedCopy(envOf(folder));
});

test.each([
  ['MAIL', { MAIL: 'smtp', SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'a@halle.example' }],
  [
    'PAYMENTS',
    {
      PAYMENTS: 'stripe',
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_a',
      STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_b',
    },
  ],
  ['LEDGER_WITNESSES', { LEDGER_WITNESSES: 'w.example+00000000+AAAA https://w.example' }],
  ['HALLE_ORIGIN', { HALLE_ORIGIN: 'https://halle.example' }],
  ['COMPANY_DIRECTORY_URL', { COMPANY_DIRECTORY_URL: 'https://directory.example' }],
])('the copy of a drill does not start with the %s of the town', (_, settings) => {
  const folder = join(home, 'drilled');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, drillMark), '');
  refuseUnfinishedCopy(envOf(folder));
  expect(() => refuseUnfinishedCopy(envOf(folder, settings))).toThrow(/copy of a drill/);
});

test.each([
  [null, '2026-12-01T10:00:00.000Z'],
  ['2026-11-30T09:50:00.000Z', '2026-11-30T11:00:00.000Z'],
  ['2026-11-30T08:50:00.000Z', '2026-12-01T10:00:00.000Z'],
])('books compared at ten, restored at %s, are compared again at %s', (restoredAt, expected) => {
  expect(nextComparison(new Date('2026-11-30T10:00:00.000Z'), restoredAt)).toEqual(new Date(expected));
});
