import { expect, test } from 'vitest';
import { askProviderOnce } from './ask-provider-once.server.ts';

const now = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600e3).toISOString();
const failure = (statusCode: number, more: object = {}) => Object.assign(new Error('no'), { statusCode, ...more });
const replayed = failure(500, { headers: { 'idempotent-replayed': 'true' } });

/** A provider that has `done` the effect or not, and answers each attempt as listed: an id, or an error. */
function provider(done: string | undefined, answers: (string | Error)[], createdAt = hoursAgo(1)) {
  const calls: string[] = [];
  const request = {
    createdAt,
    find: async () => {
      calls.push('find');
      return done;
    },
    create: async () => {
      calls.push('create');
      const answer = answers.shift();
      if (typeof answer === 'string') return answer;
      throw answer ?? new Error('asked too often');
    },
    renewKey: () => {
      calls.push('renew key');
    },
  };
  return { calls, ask: () => askProviderOnce({ now }, request) };
}

test('asks under a young key without looking first', async () => {
  const { ask, calls } = provider(undefined, ['re_1']);
  expect(await ask()).toEqual({ id: 're_1' });
  expect(calls).toEqual(['create']);
});

test('looks for the effect before it asks under a key that may have expired', async () => {
  const done = provider('re_1', [], hoursAgo(21));
  expect(await done.ask()).toEqual({ id: 're_1' });
  expect(done.calls).toEqual(['find']);
  const open = provider(undefined, ['re_2'], hoursAgo(21));
  expect(await open.ask()).toEqual({ id: 're_2' });
  expect(open.calls).toEqual(['find', 'create']);
});

test('returns a definite refusal as a result', async () => {
  const { ask, calls } = provider(undefined, [failure(400, { code: 'charge_disputed', message: 'no' })]);
  expect(await ask()).toEqual({ refusal: 'charge_disputed: no' });
  expect(calls).toEqual(['create']);
});

test.each([
  ['a lost answer', new Error('socket hang up')],
  ['a server error that was not replayed', failure(500)],
  ['too many requests', failure(429)],
  ['a key in use', failure(409)],
])('throws after %s and keeps the key', async (_, error) => {
  const { ask, calls } = provider(undefined, [error]);
  await expect(ask()).rejects.toBe(error);
  expect(calls).toEqual(['create']);
});

test('after a replayed failure takes the effect that happened', async () => {
  const { ask, calls } = provider('re_1', [replayed]);
  expect(await ask()).toEqual({ id: 're_1' });
  expect(calls).toEqual(['create', 'find']);
});

test('after a replayed failure without effect renews the key and throws', async () => {
  const { ask, calls } = provider(undefined, [replayed, 're_1']);
  await expect(ask()).rejects.toBe(replayed);
  expect(calls).toEqual(['create', 'find', 'renew key']);
  expect(await ask()).toEqual({ id: 're_1' });
});
