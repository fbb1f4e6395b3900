// Owns letter_tokens: what a letter lets its reader do once. The letter has the token, the table only its SHA-256. A
// token travels in the query string of a link or in a hidden field, never in a path, and in the outbox as the `secret`
// of a payload, which is removed when the letter has ended.
import { createHash, randomBytes } from 'node:crypto';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, hasRow, jsonOf, nullable, type Row, text } from '#db/rows.ts';
import { type LetterPurpose, letterTokenMinutes } from './letter-tokens.ts';

type Clock = Pick<Ctx, 'db' | 'now'>;

const record = jsonOf('an object', (value): value is Record<string, unknown> => {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
});
const letterToken = { userId: nullable(text), email: text, payload: record };
/** The user (null if the reader may have no account yet), the address of the letter, and the values of its purpose. */
export type LetterToken = Row<typeof letterToken>;

/**
 * A new token of 192 bits, in the caller's transaction. A letter of the same purpose to the same person and address is
 * good no longer.
 */
export function issueLetterToken(
  ctx: Clock,
  issued: { purpose: LetterPurpose; userId: string | null; email: string; payload?: Record<string, unknown> },
): string {
  const { purpose, userId, email, payload = {} } = issued;
  const token = randomBytes(24).toString('base64url');
  preparedSql(
    ctx.db,
    `delete from letter_tokens
     where purpose = ? and email = ? and user_id is ? and payload = ?`,
  ).run(purpose, email, userId, JSON.stringify(payload));
  preparedSql(
    ctx.db,
    `insert into letter_tokens (id, purpose, user_id, email, payload, created_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    hashOf(token),
    purpose,
    userId,
    email,
    JSON.stringify(payload),
    isoUtc(ctx.now),
    isoUtc(addMinutes(ctx.now, letterTokenMinutes[purpose])),
  );
  return token;
}

/** Reads an unused token without using it, for the page that asks its reader. Null if it is unknown, used or expired. */
export function findLetterToken(ctx: Clock, token: string, purpose: LetterPurpose): LetterToken | null {
  const found = findRow(
    ctx.db,
    letterToken,
    `select user_id as userId, email, payload
     from letter_tokens
     where id = ? and purpose = ? and used_at is null and expires_at > ?`,
    hashOf(token),
    purpose,
    isoUtc(ctx.now),
  );
  return found ?? null;
}

/** Uses a token, in the caller's transaction: of two requests one gets it. Null, for any reason, if it is good no longer. */
export function redeemLetterToken(ctx: Clock, token: string, purpose: LetterPurpose): LetterToken | null {
  const used = findRow(
    ctx.db,
    letterToken,
    `update letter_tokens
     set used_at = @now
     where id = @id and purpose = @purpose and used_at is null and expires_at > @now
     returning user_id as userId, email, payload`,
    { id: hashOf(token), purpose, now: isoUtc(ctx.now) },
  );
  return used ?? null;
}

/** Ends the unused tokens of a person and purpose, in the caller's transaction. */
export function endLetterTokens({ db }: Pick<Ctx, 'db'>, userId: string, purposes: readonly LetterPurpose[]): void {
  preparedSql(
    db,
    `delete from letter_tokens
     where user_id = ? and purpose in (select value from json_each(?))`,
  ).run(userId, JSON.stringify(purposes));
}

export function hasExpiredLetterToken({ db, now }: Clock): boolean {
  return hasRow(db, 'select 1 from letter_tokens where expires_at <= ?', isoUtc(now));
}

export function eraseExpiredLetterTokens({ db, now }: Clock): void {
  preparedSql(db, 'delete from letter_tokens where expires_at <= ?').run(isoUtc(now));
}

/** Deletes all that was sent to a person or to their address, in the caller's transaction. */
export function eraseLetterTokens({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(
    db,
    `delete from letter_tokens
     where user_id = @userId or email = (select email from users where id = @userId)`,
  ).run({ userId });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
