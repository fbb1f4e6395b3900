import { expect, onTestFinished, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { startMailServer } from '#tests/setup/mail-server.ts';
import { testDb } from '#tests/setup/test-db.ts';
import {
  dismissLetter,
  hasDueLetter,
  letterHealth,
  listRefusedLetters,
  listUndeliveredLetters,
  resendLetter,
  sendLetters,
} from './letters.server.ts';
import { MailFailure, smtpMailer } from './mailer.server.ts';
import { drainOutbox, enqueue } from './outbox.server.ts';

const open = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'fr',
  town: demoTown,
});
const after = (ctx: Ctx, minutes: number): Ctx => ({ ...ctx, now: addMinutes(ctx.now, minutes) });
const states = ({ db }: Ctx) =>
  db.$client.prepare('select key, state, attempts from outbox order by id').raw().all() as [string, string, number][];

/** Sends through a mail server that answers as `answer` says; returns what was reported. */
async function sendTo(ctx: Ctx, answer: Parameters<typeof startMailServer>[0], answerMs = 5000) {
  const server = await startMailServer(answer);
  onTestFinished(server.close);
  const mailer = smtpMailer(`smtp://127.0.0.1:${server.port}`, 'halle@halle.test', answerMs);
  const reported: string[] = [];
  const sending = sendLetters(
    () => ctx,
    (key) => mailer.send(key, { to: `${key}@buyers.test`, subject: key, text: key }, ctx.now),
    { isStopping: () => false, report: (error) => reported.push(String(error)) },
  );
  const failure = await sending.then(
    () => null,
    (error: unknown) => error as MailFailure,
  );
  return { taken: server.taken, reported, failure };
}

test('a letter that its recipient refuses ends at once and is listed for stewards', async () => {
  const ctx = open();
  enqueue(ctx, 'mail', 'gone', { template: 'order-paid', orderId: 'ord_1' });
  enqueue(ctx, 'mail', 'here', { template: 'order-paid', orderId: 'ord_2' });
  const { taken, reported, failure } = await sendTo(ctx, (command) =>
    command.includes('gone') ? '550 5.1.1 no such user' : undefined,
  );
  expect([taken.length, failure]).toEqual([1, null]);
  expect(reported).toEqual([expect.stringContaining('550 5.1.1 no such user')]);
  expect(states(ctx)).toEqual([
    ['gone', 'refused', 1],
    ['here', 'done', 1],
  ]);
  expect(listRefusedLetters(ctx, 'ord_1')).toMatchObject([{ template: 'order-paid', attempts: 1 }]);
  expect(listRefusedLetters(ctx, 'ord_2')).toEqual([]);
  expect(listUndeliveredLetters(ctx)).toHaveLength(1);
  expect(letterHealth(ctx)).toEqual({ ok: true, waiting: 0, oldest: null, refused: 1 });
});

test('a content that is refused after DATA ends at once too', async () => {
  const ctx = open();
  enqueue(ctx, 'mail', 'one', {});
  await sendTo(ctx, (command) => (command === '.' ? '554 5.6.0 not like this' : undefined));
  expect(states(ctx)).toEqual([['one', 'refused', 1]]);
});

test('450 postpones a letter and holds up no other', async () => {
  const ctx = open();
  for (const key of ['grey', 'white']) enqueue(ctx, 'mail', key, {});
  const { failure } = await sendTo(ctx, (command) => (command.includes('grey') ? '450 later' : undefined));
  expect(failure).toBe(null);
  expect(states(ctx)).toEqual([
    ['grey', 'unknown', 1],
    ['white', 'done', 1],
  ]);
  expect([hasDueLetter(after(ctx, 0.1)), hasDueLetter(after(ctx, 0.3))]).toEqual([false, true]);
});

test.each([
  ['does not answer', (command: string) => (command === '.' ? null : undefined)],
  ['closes with 421', (command: string) => (command.startsWith('EHLO') ? '421 closing' : undefined)],
  ['does not know us', (command: string) => (command.startsWith('MAIL') ? '530 authenticate first' : undefined)],
])('a mail server that %s pauses all letters and ends none', async (_, answer) => {
  const ctx = open();
  for (const key of ['first', 'second']) enqueue(ctx, 'mail', key, {});
  const { taken, failure } = await sendTo(ctx, answer, 200);
  expect([taken, failure]).toEqual([[], expect.any(MailFailure)]);
  expect(failure?.concerns).toBe('server');
  expect(states(ctx)).toEqual([
    ['first', 'unknown', 1],
    ['second', 'pending', 0],
  ]);
  ctx.db.$client.exec("update outbox set attempts = 40 where key = 'first'");
  const later = after(ctx, 20);
  expect(letterHealth(later)).toMatchObject({ ok: false, waiting: 2, oldest: ctx.now.toISOString() });
  await sendTo(later, (command) => (command.startsWith('EHLO') ? '421 closing' : undefined));
  await sendTo(after(ctx, 40), answer, 200);
  expect(states(ctx).map(([, state]) => state)).toEqual(['unknown', 'unknown']);
});

test('a hanging mail server holds up no refund', async () => {
  const ctx = open();
  enqueue(ctx, 'mail', 'letter', {});
  enqueue(ctx, 'refund', 'refund', {});
  const sent: string[] = [];
  const hanging = Promise.withResolvers<void>();
  const letters = sendLetters(
    () => ctx,
    () => hanging.promise,
    { isStopping: () => false, report: () => {} },
  );
  expect(await drainOutbox(ctx, ({ kind }) => void sent.push(kind))).toBe(1);
  expect(sent).toEqual(['refund']);
  hanging.resolve();
  expect(await letters, 'V16.5.2').toBe(1);
});

test('a claim that ended writes nothing over the one that followed', async () => {
  const ctx = open();
  enqueue(ctx, 'mail', 'slow', {});
  const slow = Promise.withResolvers<void>();
  const options = { isStopping: () => false, report: () => {} };
  let now = ctx.now;
  const first = sendLetters(
    () => ({ ...ctx, now }),
    () => slow.promise,
    options,
  );
  now = addMinutes(ctx.now, 6);
  const interrupted: string[] = [];
  const report = (error: unknown) => interrupted.push(String(error));
  expect(
    await sendLetters(
      () => ({ ...ctx, now }),
      async () => {},
      { ...options, report },
    ),
  ).toBe(1);
  expect(interrupted).toEqual(['Error: a letter was interrupted and is sent again']);
  slow.reject(new Error('too late'));
  expect(await first).toBe(0);
  expect(states(ctx)).toEqual([['slow', 'done', 2]]);
});

test('a letter whose composition fails is given up after twelve tries', async () => {
  let ctx = open();
  enqueue(ctx, 'mail', 'broken', { template: 'none' });
  const fail = () => Promise.reject(new Error('no mail template none'));
  for (let attempt = 1; attempt <= 13; attempt++) {
    await sendLetters(() => ctx, fail, { isStopping: () => false, report: () => {} });
    ctx = after(ctx, 181);
  }
  expect(states(ctx)).toEqual([['broken', 'refused', 12]]);
});

test('a steward sends a refused letter again, or dismisses it, once', () => {
  const ctx = open();
  for (const key of ['again', 'enough']) enqueue(ctx, 'mail', key, {});
  ctx.db.$client.exec("update outbox set state = 'refused', attempts = 1");
  const [again, enough] = listUndeliveredLetters(ctx).map(({ id }) => id);
  expect([resendLetter(ctx, again!), resendLetter(ctx, again!)]).toEqual([true, false]);
  expect([dismissLetter(ctx, enough!), dismissLetter(ctx, enough!)]).toEqual([true, false]);
  expect(states(ctx)).toEqual([
    ['again', 'unknown', 0],
    ['enough', 'done', 1],
  ]);
  expect(ctx.db.$client.prepare('select verb from audit').pluck().all()).toEqual(['resendLetter', 'dismissLetter']);
});

test('finds due and refused letters by an index', () => {
  const { db } = open();
  const plan = (sql: string) =>
    (db.$client.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join();
  expect(
    plan(
      "select id from outbox where kind = 'mail' and state in ('pending', 'unknown', 'sending') and run_at <= '2' order by run_at, id limit 1",
    ),
  ).toMatch(/USING (COVERING )?INDEX outbox_letters/);
  expect(
    plan("select id from outbox where kind = 'mail' and state = 'refused' and payload ->> '$.orderId' = 'ord'"),
  ).toMatch(/USING (COVERING )?INDEX outbox_refused_letters/);
});

const payloads = ({ db }: Ctx) => db.$client.prepare('select payload from outbox order by id').pluck().all().join('\n');

test('a letter that has ended keeps no secret, and one that waits still has it', async () => {
  const ctx = open();
  const secret = 'a-token-that-opens-an-account';
  for (const key of ['gone', 'grey', 'sent']) enqueue(ctx, 'mail', key, { template: 'order-paid', secret });
  enqueue(ctx, 'mail', 'plain', { template: 'order-paid' });
  await sendTo(ctx, (command) => {
    if (command.includes('gone')) return '550 no such user';
    return command.includes('grey') ? '450 later' : undefined;
  });
  const [gone, grey, ...sent] = payloads(ctx).split('\n');
  expect([gone, grey, ...sent]).toEqual([
    '{"template":"order-paid","secret":null}',
    JSON.stringify({ template: 'order-paid', secret }),
    '{"template":"order-paid","secret":null}',
    '{"template":"order-paid"}',
  ]);
  const [{ id, hadSecret } = { id: 0, hadSecret: 0 }] = listUndeliveredLetters(ctx);
  expect([hadSecret, resendLetter(ctx, id), dismissLetter(ctx, id)], 'V16.2.5').toEqual([1, false, true]);
});

test('a letter that a person waits for leaves before all that wait, by an index', async () => {
  const ctx = open();
  const past = after(ctx, -60);
  for (let i = 0; i < 200; i++) enqueue(past, 'mail', `paid-${i}`, { template: 'order-paid', orderId: `ord_${i}` });
  enqueue(ctx, 'mail', 'sign-up', { template: 'sign-up', secret: 'one' });
  const left: string[] = [];
  const send = async (key: string) => {
    left.push(key);
    // Asked for while the others leave: it is the next.
    if (left.length === 3) enqueue(ctx, 'mail', 'reset', { template: 'password-reset', secret: 'two' });
  };
  const sent = await sendLetters(() => ctx, send, { isStopping: () => left.length >= 5, report: () => {} });
  expect([sent, left]).toEqual([5, ['sign-up', 'paid-0', 'paid-1', 'reset', 'paid-2']]);
  const plan = ctx.db.$client
    .prepare(
      `explain query plan select id from outbox
       where kind = 'mail' and state in ('pending', 'unknown', 'sending') and awaited = 1 and run_at <= '2026'
       order by run_at, id limit 1`,
    )
    .all();
  expect(JSON.stringify(plan)).toMatch(/outbox_letters \(awaited=\? AND run_at<\?\)/);
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
});
