import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { leaseMs, retryMs } from './job.ts';
import { addJobs, finishJob, listDueJobs, listJobs, renewJob, takeDueJob } from './jobs.server.ts';
import { type Job, runJob } from './run-job.server.ts';

// Two processes: two connections to one file.
let folder: string;
let one: Db;
let two: Db;
let now: Date;
const at = (db: Db, ms = 0) => ({ db, now: new Date(now.getTime() + ms), town: demoTown });
const job = (changes: Partial<Job> = {}): Job => ({
  name: 'books',
  everyMs: 3_600_000,
  run: () => undefined,
  ...changes,
});
const errors: unknown[] = [];
const log = (error: unknown) => errors.push(error);
const lastRun = (db: Db) => listJobs({ db })[0]!;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halle-jobs-'));
  now = new Date('2026-11-30T09:00:00.000Z');
  one = openDb(join(folder, 'halle.sqlite'));
  migrateDb(one, 'db/migrations');
  two = openDb(join(folder, 'halle.sqlite'));
  addJobs(at(one), ['books']);
  errors.length = 0;
});
afterEach(() => {
  for (const db of [one, two]) if (db.$client.open) db.$client.close();
  rmSync(folder, { recursive: true });
});

test('one of two processes takes a due job', () => {
  expect([listDueJobs(at(one)), listDueJobs(at(two))]).toEqual([new Set(['books']), new Set(['books'])]);
  expect([takeDueJob(at(one), 'books', 'a'), takeDueJob(at(two), 'books', 'b')]).toEqual([true, false]);
  expect(listDueJobs(at(two))).toEqual(new Set());
});

test('two processes that run a job at the same time run it once', async () => {
  let runs = 0;
  const slow = job({ run: () => new Promise((resolve) => setTimeout(resolve, 20, ++runs)) });
  const outcomes = await Promise.all([runJob(() => at(one), slow, log), runJob(() => at(two), slow, log)]);
  expect([outcomes, runs]).toEqual([['done', null], 1]);
  expect(await runJob(() => at(two), slow, log)).toBeNull(); // due again in an hour
});

test('takes the job of a killed process after its lease, not before', () => {
  takeDueJob(at(one), 'books', 'killed');
  one.$client.close();
  expect(takeDueJob(at(two, leaseMs - 1), 'books', 'b')).toBe(false);
  expect(takeDueJob(at(two, leaseMs), 'books', 'b')).toBe(true);
});

test('renews the lease of a living run, and not one that was lost', () => {
  takeDueJob(at(one), 'books', 'a');
  expect(renewJob(at(one, leaseMs / 2), 'books', 'a')).toBe(true);
  expect(takeDueJob(at(two, leaseMs), 'books', 'b')).toBe(false);
  expect(takeDueJob(at(two, leaseMs * 1.5), 'books', 'b')).toBe(true);
  expect(renewJob(at(one, leaseMs * 1.5), 'books', 'a')).toBe(false);
});

test('the end of a run that lost its lease changes nothing', () => {
  takeDueJob(at(one), 'books', 'a');
  takeDueJob(at(two, leaseMs), 'books', 'b');
  finishJob(at(one, leaseMs + 1), 'books', 'a', {
    startedAt: now,
    outcome: 'done',
    error: null,
    dueAt: now,
    everyMs: 0,
  });
  expect(lastRun(two)).toMatchObject({ outcome: null, takenUntil: at(two, 2 * leaseMs).now.toISOString() });
});

test('keeps the last run and the next time over a restart', async () => {
  await runJob(() => at(one), job(), log);
  one.$client.close();
  const again = openDb(join(folder, 'halle.sqlite'));
  addJobs(at(again, 60_000), ['books', 'scores']);
  expect(listJobs({ db: again }).find(({ name }) => name === 'books')).toEqual({
    name: 'books',
    dueAt: '2026-11-30T10:00:00.000Z',
    takenUntil: null,
    lastRunAt: '2026-11-30T09:00:00.000Z',
    tookMs: 0,
    outcome: 'done',
    error: null,
    failures: 0,
  });
  expect(listDueJobs(at(again, 60_000))).toEqual(new Set(['scores']));
  again.$client.close();
});

test('records a failure with its message and tries again later each time', async () => {
  const broken = job({ run: () => Promise.reject(new Error('no answer')) });
  expect(await runJob(() => at(one), broken, log)).toBe('failed');
  expect(lastRun(one)).toMatchObject({ outcome: 'failed', error: 'no answer', failures: 1 });
  expect(lastRun(one).dueAt).toBe('2026-11-30T09:00:10.000Z');
  now = new Date('2026-11-30T09:00:10.000Z');
  await runJob(() => at(one), broken, log);
  expect(lastRun(one)).toMatchObject({ failures: 2, dueAt: '2026-11-30T09:00:30.000Z' });
  now = new Date('2026-11-30T09:00:30.000Z');
  await runJob(() => at(one), job(), log);
  expect(lastRun(one)).toMatchObject({ outcome: 'done', error: null, failures: 0 });
  expect(errors).toEqual([new Error('no answer'), new Error('no answer')]);
});

test.each([
  [1, 3_600_000, 10_000],
  [4, 3_600_000, 80_000],
  [30, 3_600_000, 3_600_000],
  [30, 0, 60_000],
  [30, 86_400_000, 3_600_000],
])('after %i failures of a job each %i ms waits %i ms', (failures, everyMs, expected) => {
  expect(retryMs(failures, everyMs)).toBe(expected);
});

test('a run that could not do everything says so and is due at its usual time', async () => {
  const report: Job['run'] = (tell) => {
    tell(new Error('one order'));
    tell(new Error('another'));
  };
  expect(await runJob(() => at(one), job({ run: report }), log)).toBe('partly');
  expect(lastRun(one)).toMatchObject({ error: 'one order', failures: 0, dueAt: '2026-11-30T10:00:00.000Z' });
});

test('writes nothing for a job without anything to do', async () => {
  const before = two.$client.pragma('data_version', { simple: true });
  expect(await runJob(() => at(one), job({ isPending: () => false }), log)).toBeNull();
  expect(two.$client.pragma('data_version', { simple: true })).toBe(before);
});

test('finds due jobs by an index alone', () => {
  const plan = one.$client
    .prepare('explain query plan select name from jobs where due_at <= ? and (taken_until is null or taken_until <= ?)')
    .all('', '') as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH jobs USING COVERING INDEX jobs_by_due (due_at<?)']);
});

test('lists failures first, then by the time at which jobs are due', () => {
  addJobs(at(one), ['scores', 'outbox', 'transfers']);
  const set = one.$client.prepare('update jobs set outcome = ?, due_at = ? where name = ?');
  set.run('failed', '2026-11-30T12:00:00.000Z', 'transfers');
  set.run('done', '2026-11-30T10:00:00.000Z', 'books');
  set.run('partly', '2026-11-30T13:00:00.000Z', 'scores');
  expect(listJobs({ db: one }).map(({ name }) => name)).toEqual(['transfers', 'scores', 'outbox', 'books']);
});
