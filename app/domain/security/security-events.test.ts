import { expect, test } from 'vitest';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { hashAddress } from './address-hash.server.ts';
import { recordSecurityEvent } from './security-events.server.ts';
import { pruneSecurity } from './security-upkeep.server.ts';

const opened = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'user', userId: 'usr_1' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'fr',
  town: demoTown,
  address: '192.0.2.7',
});
const rows = ({ db }: Ctx, columns = 'kind, user_id as userId, actor, detail') =>
  db.$client.prepare(`select ${columns} from security_events order by id`).all() as Record<string, string>[];

test('writes who did what to whom, and never an address', () => {
  const ctx = opened();
  recordSecurityEvent(ctx, { kind: 'signed-in' });
  recordSecurityEvent(ctx, { kind: 'role-granted', userId: 'usr_2', detail: 'steward' });
  recordSecurityEvent({ ...ctx, actor: { kind: 'anonymous' } }, { kind: 'sign-in-failed', userId: null });
  expect(rows(ctx)).toEqual([
    { kind: 'signed-in', userId: 'usr_1', actor: 'usr_1', detail: '' },
    { kind: 'role-granted', userId: 'usr_2', actor: 'usr_1', detail: 'steward' },
    { kind: 'sign-in-failed', userId: null, actor: 'anonymous', detail: '' },
  ]);
  expect(rows(ctx, 'address_hash as hash').map(({ hash }) => hash)).toEqual(new Array(3).fill(hashAddress(ctx)));
  expect(JSON.stringify(rows(ctx, '*')), 'V16.2.1 V16.3.2').not.toContain('192.0.2');
});

test('hashes an address alike on one day, otherwise on the next', () => {
  const ctx = opened();
  const first = hashAddress(ctx);
  expect(hashAddress({ ...ctx, now: addMinutes(ctx.now, 60) })).toBe(first);
  expect(hashAddress({ ...ctx, now: addMinutes(ctx.now, 24 * 60) })).not.toBe(first);
  expect(hashAddress({ ...ctx, address: '192.0.2.8' })).not.toBe(first);
  expect(hashAddress({ db: ctx.db, now: ctx.now })).toBeNull();
});

test('keeps sixty events of a kind an hour by one actor from one address', () => {
  const ctx = opened();
  for (let i = 0; i < 100; i++) recordSecurityEvent(ctx, { kind: 'access-refused' });
  recordSecurityEvent({ ...ctx, address: '192.0.2.8' }, { kind: 'access-refused' });
  recordSecurityEvent({ ...ctx, now: addMinutes(ctx.now, 60) }, { kind: 'access-refused' });
  expect(rows(ctx)).toHaveLength(62);
});

test('refuses to change an event or an audit row, and to delete a young one', () => {
  const ctx = opened();
  const now = new Date();
  const old = (years: number) => new Date(now.getTime() - years * 365.5 * 864e5);
  for (const at of [now, old(1)]) recordSecurityEvent({ ...ctx, now: at }, { kind: 'signed-in' });
  for (const at of [now, old(3)]) recordAudit({ ...ctx, now: at }, 'look', 'thing');
  const run = (sql: string) => ctx.db.$client.prepare(sql).run(isoUtc(old(0.5))).changes;
  expect(() => run(`update security_events set actor = 'nobody' where at < ?`)).toThrow('append-only');
  expect(() => run(`update audit set actor = 'nobody' where at < ?`)).toThrow('append-only');
  expect(() => run('delete from security_events where at > ?')).toThrow('kept for a year');
  expect(() => run('delete from audit where at > ?')).toThrow('kept for three years');
  expect([run('delete from security_events where at < ?'), run('delete from audit where at < ?')], 'V16.4.2').toEqual([
    1, 1,
  ]);
});

test('the upkeep ends counts, salts and events when their term is over, and nothing before', () => {
  const ctx = { ...opened(), now: new Date() };
  for (const days of [0, 2, 364, 367])
    recordSecurityEvent({ ...ctx, now: addMinutes(ctx.now, -days * 24 * 60) }, { kind: 'signed-in' });
  pruneSecurity(ctx);
  const count = (table: string) => ctx.db.$client.prepare(`select count(*) from ${table}`).pluck().get();
  expect(['security_events', 'address_salts', 'limit_counts'].map(count)).toEqual([3, 1, 1]);
});
