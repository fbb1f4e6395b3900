// A token of a letter is used once, for its own purpose, in its time.
import { expect, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import {
  endLetterTokens,
  eraseExpiredLetterTokens,
  eraseLetterTokens,
  findLetterToken,
  hasExpiredLetterToken,
  issueLetterToken,
  redeemLetterToken,
} from './letter-tokens.server.ts';
import { letterPurposes, letterTokenMinutes } from './letter-tokens.ts';

const email = 'ada@atelier.example';

function openCtx(): Ctx {
  const db = testDb();
  db.$client
    .prepare(
      `insert into users (id, email, name, password_hash, locale, created_at)
       values ('usr_1', ?, 'Ada', 'x', 'fr', '2026-11-30T09:00:00Z')`,
    )
    .run(email);
  return { db, actor: { kind: 'anonymous' }, now: new Date('2026-11-30T10:00:00Z'), locale: 'fr', town: demoTown };
}
const count = ({ db }: Ctx) => db.$client.prepare('select count(*) from letter_tokens').pluck().get();

test('a token is used once and says whose it is', () => {
  const ctx = openCtx();
  const token = issueLetterToken(ctx, { purpose: 'change-email', userId: 'usr_1', email, payload: { from: 'x' } });
  expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  const said = { userId: 'usr_1', email, payload: { from: 'x' } };
  expect(findLetterToken(ctx, token, 'change-email')).toEqual(said);
  expect(findLetterToken(ctx, token, 'change-email'), 'reading does not use it').toEqual(said);
  expect(redeemLetterToken(ctx, token, 'change-email')).toEqual(said);
  expect([redeemLetterToken(ctx, token, 'change-email'), findLetterToken(ctx, token, 'change-email')]).toEqual([
    null,
    null,
  ]);
});

test('a token serves no other purpose, and an unknown one nothing', () => {
  const ctx = openCtx();
  for (const purpose of letterPurposes) {
    const token = issueLetterToken(ctx, { purpose, userId: 'usr_1', email });
    for (const other of letterPurposes) {
      if (other !== purpose) expect(redeemLetterToken(ctx, token, other), `${purpose} as ${other}`).toBeNull();
    }
    expect(redeemLetterToken(ctx, token, purpose), purpose).not.toBeNull();
  }
  expect(redeemLetterToken(ctx, '', 'sign-in')).toBeNull();
  expect(redeemLetterToken(ctx, `${'a'.repeat(32)}`, 'sign-in')).toBeNull();
});

test('a token ends to the minute, and is deleted after', () => {
  for (const purpose of letterPurposes) {
    const ctx = openCtx();
    const token = issueLetterToken(ctx, { purpose, userId: null, email });
    const at = (minutes: number) => ({ ...ctx, now: addMinutes(ctx.now, minutes) });
    const end = letterTokenMinutes[purpose];
    expect(findLetterToken(at(end - 1), token, purpose), purpose).not.toBeNull();
    expect([redeemLetterToken(at(end), token, purpose), hasExpiredLetterToken(at(end - 1))]).toEqual([null, false]);
    eraseExpiredLetterTokens(at(end - 1));
    expect([count(ctx), hasExpiredLetterToken(at(end))]).toEqual([1, true]);
    eraseExpiredLetterTokens(at(end));
    expect(count(ctx)).toBe(0);
  }
});

test('a second letter ends the first one of its kind', () => {
  const ctx = openCtx();
  const reset = { purpose: 'reset-password', userId: 'usr_1', email } as const;
  const [first, other] = [issueLetterToken(ctx, reset), issueLetterToken(ctx, { ...reset, purpose: 'sign-in' })];
  const second = issueLetterToken(ctx, reset);
  expect(redeemLetterToken(ctx, first, 'reset-password')).toBeNull();
  expect(redeemLetterToken(ctx, second, 'reset-password')).not.toBeNull();
  expect(redeemLetterToken(ctx, other, 'sign-in')).not.toBeNull();
});

test('the table holds no token, and what was sent to a person can be ended and erased', () => {
  const ctx = openCtx();
  const token = issueLetterToken(ctx, { purpose: 'reset-password', userId: 'usr_1', email });
  issueLetterToken(ctx, { purpose: 'supplier-invitation', userId: null, email });
  issueLetterToken(ctx, { purpose: 'sign-in', userId: null, email: 'bo@atelier.example' });
  expect(JSON.stringify(ctx.db.$client.prepare('select * from letter_tokens').all())).not.toContain(token);
  endLetterTokens(ctx, 'usr_1', ['reset-password']);
  expect([redeemLetterToken(ctx, token, 'reset-password'), count(ctx)]).toEqual([null, 2]);
  eraseLetterTokens(ctx, 'usr_1');
  expect(count(ctx), 'V14.2.1').toBe(1);
});
