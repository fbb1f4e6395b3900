import { expect, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { recordAudit } from './audit-trail.server.ts';
import { drainOutbox, enqueue, eraseDeliveries, isEnqueued, listStuckDeliveries } from './outbox.server.ts';

const outbox = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'fr',
  town: demoTown,
});
const after = (ctx: Ctx, minutes: number): Ctx => ({ ...ctx, now: addMinutes(ctx.now, minutes) });
const rows = ({ db }: Ctx) =>
  db.$client.prepare('select key, state, attempts, run_at as runAt, last_error as error from outbox order by id').all();
const fail = () => {
  throw new Error('no connection');
};

test('delivers due rows in turn and each key once', async () => {
  const ctx = outbox();
  enqueue(after(ctx, 1), 'search', 'later', {});
  for (const [key, n] of [
    ['first', 1],
    ['second', 2],
    ['first', 3],
  ] as const)
    enqueue(ctx, 'search', key, { n });
  const sent: unknown[] = [];
  expect(await drainOutbox(ctx, (row) => void sent.push(row))).toBe(2);
  expect(sent).toEqual([
    { kind: 'search', key: 'first', payload: { n: 1 } },
    { kind: 'search', key: 'second', payload: { n: 2 } },
  ]);
  expect(await drainOutbox(ctx, fail)).toBe(0);
  expect(isEnqueued(ctx, 'first')).toBe(true);
  expect(isEnqueued(ctx, 'third')).toBe(false);
});

test('an effect whose transaction is rolled back is never delivered', async () => {
  const ctx = outbox();
  const broken = () =>
    inTransaction(ctx, () => {
      enqueue(ctx, 'search', 'lost', {});
      fail();
    });
  expect(broken).toThrow('no connection');
  expect(await drainOutbox(ctx, fail), 'V2.3.3').toBe(0);
});

test('a failure is tried again later under its key and holds up no other row', async () => {
  const ctx = outbox();
  enqueue(ctx, 'refund', 'bad', {});
  enqueue(ctx, 'search', 'good', {});
  expect(await drainOutbox(ctx, ({ key }) => (key === 'bad' ? fail() : undefined))).toBe(1);
  expect(rows(ctx)).toMatchObject([
    { key: 'bad', state: 'unknown', attempts: 1, runAt: '2026-11-30T10:00:12.000Z', error: 'Error: no connection' },
    { key: 'good', state: 'done', attempts: 1, error: null },
  ]);
  expect(await drainOutbox(after(ctx, 0.1), fail)).toBe(0);
  expect(rows(ctx)[0]).toMatchObject({ attempts: 1 });
  expect(await drainOutbox(after(ctx, 0.2), () => {})).toBe(1);
  expect(rows(ctx)[0], 'V16.5.3').toMatchObject({ state: 'done', attempts: 2, error: null });
});

test('an index update is given up after twelve attempts, refunds never; both are shown to stewards', async () => {
  let ctx = outbox();
  enqueue(ctx, 'search', 'search', {});
  enqueue(ctx, 'refund', 'refund', {});
  for (let attempt = 1; attempt <= 12; attempt++) {
    expect(listStuckDeliveries(ctx)).toHaveLength(attempt > 10 ? 2 : 0);
    await drainOutbox(ctx, fail);
    ctx = after(ctx, 180);
  }
  expect(rows(ctx)).toMatchObject([
    { key: 'search', state: 'refused', attempts: 12 },
    { key: 'refund', state: 'unknown', attempts: 12 },
  ]);
  expect(listStuckDeliveries(ctx)[0]).toEqual({
    kind: 'search',
    key: 'search',
    attempts: 12,
    lastError: 'Error: no connection',
  });
  expect(await drainOutbox(ctx, () => {})).toBe(1);
  expect(listStuckDeliveries(ctx).map(({ key }) => key)).toEqual(['search']);
});

test('a row of an unknown kind fails alone', async () => {
  const ctx = outbox();
  enqueue(ctx, 'search', 'odd', {});
  ctx.db.$client.pragma('ignore_check_constraints = on');
  ctx.db.$client.exec(`update outbox set kind = 'fax'`);
  enqueue(ctx, 'search', 'good', {});
  expect(await drainOutbox(ctx, () => {})).toBe(1);
  expect(rows(ctx)).toMatchObject([
    { state: 'unknown', error: 'Error: no delivery of the kind fax' },
    { state: 'done' },
  ]);
});

test('eraseDeliveries deletes delivered rows of a subject, not others and none that waits', async () => {
  const ctx = outbox();
  enqueue(ctx, 'search', 'welcome', { to: 'usr_1' });
  enqueue(ctx, 'search', 'mail:usr_2', { to: 'usr_2' });
  await drainOutbox(ctx, () => {});
  enqueue(ctx, 'refund', 'refund:rfd_1', { by: 'usr_1' });
  eraseDeliveries(ctx, ['usr_1']);
  expect(rows(ctx)).toMatchObject([{ key: 'mail:usr_2' }, { key: 'refund:rfd_1' }]);
});

// json_each has a column `key` of its own, so the subquery has to name the outbox's.
test('eraseDeliveries deletes a delivered row that names the subject only in its key', async () => {
  const ctx = outbox();
  enqueue(ctx, 'search', 'mail:usr_1', {});
  await drainOutbox(ctx, () => {});
  eraseDeliveries(ctx, ['usr_1']);
  expect(rows(ctx)).toEqual([]);
});

test('recordAudit names the actor of each kind and the time', () => {
  const ctx = outbox();
  for (const actor of [ctx.actor, { kind: 'user', userId: 'usr_1' }, { kind: 'anonymous' }] as const)
    recordAudit({ ...ctx, actor }, 'look', 'thing');
  expect(ctx.db.$client.prepare('select actor, verb, subject, at from audit order by rowid').all()).toEqual(
    ['test', 'usr_1', 'anonymous'].map((actor) => ({
      actor,
      verb: 'look',
      subject: 'thing',
      at: ctx.now.toISOString(),
    })),
  );
});
