import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loader } from '#app/api/pages/healthcheck.ts';
import { recordBackup, recordFailedBackup } from '#app/domain/jobs/backups.server.ts';
import { addJobs } from '#app/domain/jobs/jobs.server.ts';
import { recordServer } from '#app/domain/jobs/running-servers.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { openDb } from '#db/client.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { type HealthSources, watchHealth } from './health.server.ts';
import { freeSpace, otherParts, vitalParts } from './health-parts.ts';

const noe = 'noe@cooperative-112.example';
const refuse = async () => Promise.reject(new Error('storage: 404 for GET probe/absent: NoSuchBucket'));

function watch(town: TestTown, changes: Partial<HealthSources> = {}) {
  return watchHealth({
    ...{ db: town.db, dataDir: town.env.dataDir, search: embeddedEngine(town.db), isDemonstration: true },
    storage: { check: async () => {} },
    mailer: { verify: async () => {} },
    clock: { state: () => 'right' },
    failures: new Map(),
    freeBytes: async () => 2 * freeSpace.warn,
    ...changes,
  });
}
async function read(town: TestTown, changes: Partial<HealthSources> = {}) {
  const health = watch(town, changes);
  await health.askOutside();
  const { ok, state, parts } = await health.read();
  const unwell = [...vitalParts, ...otherParts].filter((part) => parts[part].state !== 'ok');
  return { ok, state, unwell, reasons: unwell.map((part) => parts[part].reason) };
}

test('a sound instance is green in every part', async () => {
  const town = await openTown();
  expect(await read(town)).toEqual({ ok: true, state: 'green', unwell: [], reasons: [] });
});

test.each<[string, Partial<HealthSources>, string, string]>([
  ['little space', { freeBytes: async () => freeSpace.warn - 1 }, 'space', 'little is left'],
  ['hardly any space', { freeBytes: async () => freeSpace.noUploads - 1 }, 'space', 'files are refused'],
  ['a bucket that is not there', { storage: { check: refuse } }, 'storage', 'NoSuchBucket'],
  ['a mail server that does not answer', { mailer: { verify: refuse } }, 'mail', 'storage: 404'],
  ['a step that failed three times', { failures: new Map([['checkpoint', 3]]) }, 'jobs', 'three times'],
  ['a clock that was set', { clock: { state: () => 'wrong' } }, 'clock', 'wrong'],
  ['no copy', { isDemonstration: false }, 'backup', 'backup: none yet, drill: none yet'],
])('%s is yellow, and the pages are served', async (_, changes, part, reason) => {
  const found = await read(await openTown(), changes);
  expect(found).toMatchObject({ ok: true, state: 'yellow', unwell: [part] });
  expect(found.reasons[0]).toContain(reason);
});

test('a failing step of another process, and settings that two do not share, are yellow and named', async () => {
  const town = await openTown();
  const now = new Date();
  const settings = { S3_URL: '1', MAIL: '2' };
  recordServer({ db: town.db, now }, { address: '127.0.0.1:3000', settings, failing: ['checkpoint'] });
  expect((await watch(town).read()).parts.jobs).toMatchObject({ state: 'yellow', failing: ['checkpoint'] });
  recordServer({ db: town.db, now }, { address: '127.0.0.1:3000', settings, failing: [] });
  recordServer({ db: town.db, now }, { address: '127.0.0.1:3001', settings, failing: [] });
  expect((await watch(town).read()).state).toBe('green');
  recordServer(
    { db: town.db, now },
    { address: '127.0.0.1:3001', settings: { ...settings, S3_URL: '3' }, failing: [] },
  );
  const { state, parts } = await watch(town).read();
  expect([state, parts.settings]).toMatchObject([
    'yellow',
    { reason: 'S3_URL: not the same in each process', differing: ['S3_URL'] },
  ]);
});

test('a step that failed twice is no alarm yet', async () => {
  expect((await read(await openTown(), { failures: new Map([['checkpoint', 2]]) })).state).toBe('green');
});

test('letters that do not leave, and a job that fails three times running, are yellow', async () => {
  const town = await openTown();
  const earlier = new Date(Date.now() - 11 * 60_000);
  enqueue({ ...town.ctx(), now: earlier }, 'mail', 'mail:late', { template: 'x' });
  addJobs(town.ctx(), ['books', 'payment-events']);
  const set = town.db.$client.prepare('update jobs set failures = ?, outcome = ?, error = ? where name = ?');
  set.run(3, 'failed', 'no answer', 'books');
  set.run(1, 'failed', 'no provider', 'payment-events');
  const found = await read(town);
  expect(found.unwell).toEqual(['mail', 'provider', 'jobs']);
  expect(found.reasons).toEqual(['letters do not leave', 'no provider', 'failed three times running']);
});

test('a copy is well while it is young and the last one succeeded', async () => {
  const town = await openTown();
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
  recordBackup(town.db, 'backup', { at: hours(30), tookMs: 1, entries: 1 });
  recordBackup(town.db, 'drill', { at: hours(300), tookMs: 1, entries: 1 });
  expect((await read(town, { isDemonstration: false })).state).toBe('green');
  recordFailedBackup(town.db, 'backup', hours(1));
  expect((await read(town, { isDemonstration: false })).reasons).toEqual(['backup failed']);
  recordBackup(town.db, 'backup', { at: hours(40), tookMs: 1, entries: 1 });
  town.db.$client.exec('update backups set failed_at = null');
  expect((await read(town, { isDemonstration: false })).reasons).toEqual(['backup is old']);
});

test('a database that takes no row is red, and so is a search that is away', async () => {
  const town = await openTown();
  const away = { status: () => Promise.reject(new Error('gone')) };
  expect(await read(town, { search: away })).toMatchObject({ ok: false, state: 'red', unwell: ['search'] });
  town.db.$client.pragma('query_only = ON');
  expect(await read(town)).toMatchObject({ ok: false, state: 'red', unwell: ['database'] });
  town.db.$client.pragma('query_only = OFF');
});

test('a search answered by the spare engine is yellow, with the reason and since when', async () => {
  const town = await openTown();
  const fault = { since: '2026-05-01T08:00:00.000Z', reason: 'Meilisearch is away' };
  const search = { status: async () => ({ ok: true, engine: 'embedded' as const, documents: 1, fault }) };
  expect(await read(town, { search })).toMatchObject({
    ...{ ok: true, state: 'yellow', unwell: ['search'] },
    reasons: ['since 2026-05-01T08:00:00.000Z: Meilisearch is away'],
  });
});

test('a log that a reader holds open is yellow above 64 MB, and shrinks when the reader has gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-wal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [db, reader] = [openDb(join(folder, 'a.sqlite')), openDb(join(folder, 'a.sqlite'))];
  const bytes = async () => (await watch(await openTown(), { db }).read()).parts.log;
  db.$client.exec('create table blobs (bytes blob)');
  reader.$client.exec('begin; select * from blobs');
  for (let i = 0; i < 7; i++) db.$client.prepare('insert into blobs values (randomblob(10000000))').run();
  expect(await bytes()).toMatchObject({ state: 'yellow', reason: 'something holds a read open' });
  reader.$client.close();
  db.$client.pragma('wal_checkpoint(RESTART)');
  db.$client.prepare('insert into blobs values (1)').run();
  expect(await bytes()).toMatchObject({ state: 'ok' });
  expect((await bytes()).bytes).toBeLessThan(20_000_000);
  db.$client.close();
});

test('a stranger reads the state of the whole, a steward every part; only what serves pages is 503', async () => {
  const town = await openTown({ realOrigin: 'https://halle.example' });
  const ask = async (cookie: string) => {
    const request = new Request('https://halle.example/healthcheck', { headers: { cookie } });
    const answer = (await loader({ request, params: {}, context: { address: '127.0.0.1' } })) as Response;
    return { status: answer.status, body: await answer.json() };
  };
  expect(await ask('')).toEqual({ status: 200, body: { ok: true, state: 'green', witness: expect.anything() } });
  const steward = await ask(await town.cookie(noe));
  expect(Object.keys(steward.body.parts)).toEqual([...vitalParts, ...otherParts]);
  town.search = { ...town.search, status: () => Promise.reject(new Error('gone')) };
  town.health = watch(town, { search: town.search });
  expect(await ask('')).toEqual({ status: 503, body: { ok: false, state: 'red', witness: expect.anything() } });
});
