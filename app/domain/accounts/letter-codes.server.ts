// Codes that a letter carries: the second half of the way for people without a passkey. Bound to the session that asked
// and to one thing to confirm; ten minutes, five tries, one use. Owns letter_codes.
import { createHash, randomInt } from 'node:crypto';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { clearUse, countUse } from '#app/domain/security/limit-counts.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, hasRow, integer, text } from '#db/rows.ts';
import { requireUserId } from './accounts.server.ts';
import { hashOfSession } from './sessions.server.ts';

const codeMinutes = 10;
const codeTries = 5;
/** Letters with a code to one person in an hour; a new code also takes the tries of the one before. */
const codesPerHour = 6;

/** The session in which a code is asked and its subject, such as `again` or the hash of a decision. */
export type CodePlace = { sessionId: string; subject: string };

/** Sends a code to the actor. `about` is what the letter says that it confirms, in the language of the letter. */
export function sendLetterCode(
  ctx: Ctx,
  { sessionId, subject }: CodePlace,
  about: string,
): Result<object, { reason: 'too-many' }> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    const limit = { name: 'letter-code', subject: userId, max: codesPerHour, windowMs: 3_600_000 };
    if (countUse(ctx, limit) > limit.max) return refused('too-many');
    const code = String(randomInt(0, 100_000_000)).padStart(8, '0');
    preparedSql(
      db,
      `insert into letter_codes (session_id, subject, code_hash, tries, expires_at)
       values (?, ?, ?, 0, ?)
       on conflict (session_id, subject) do update
       set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at`,
    ).run(
      hashOfSession(sessionId),
      subject,
      hashOfCode(code, sessionId, subject),
      isoUtc(addMinutes(ctx.now, codeMinutes)),
    );
    enqueue(ctx, 'mail', `mail:code:${newId('cod')}`, {
      template: 'code',
      userId,
      secret: code,
      about,
      locale: ctx.locale,
    });
    return done();
  });
}

/** Whether a code was sent here that can still be typed. */
export function awaitsLetterCode({ db, now }: Pick<Ctx, 'db' | 'now'>, { sessionId, subject }: CodePlace): boolean {
  return hasRow(
    db,
    'select 1 from letter_codes where session_id = ? and subject = ? and expires_at > ? and tries < ?',
    hashOfSession(sessionId),
    subject,
    isoUtc(now),
    codeTries,
  );
}

/** Uses the code that was sent here. Each wrong one is counted; after five, or ten minutes, it is worth nothing. */
export function redeemLetterCode(
  ctx: Ctx,
  { sessionId, subject }: CodePlace,
  typed: string,
): Result<object, { reason: 'wrong' | 'ended' }> {
  const place = { session: hashOfSession(sessionId), subject };
  return inTransaction(ctx, ({ db }) => {
    const row = findRow(
      db,
      { codeHash: text, tries: integer },
      `update letter_codes
       set tries = tries + 1
       where session_id = @session and subject = @subject and expires_at > @now and tries < @codeTries
       returning code_hash as codeHash, tries`,
      { ...place, now: isoUtc(ctx.now), codeTries },
    );
    if (!row) return refused('ended');
    if (row.codeHash !== hashOfCode(typed.replace(/\D/g, ''), sessionId, subject)) {
      recordSecurityEvent(ctx, { kind: row.tries < codeTries ? 'code-failed' : 'code-locked', detail: 'letter-code' });
      return refused('wrong');
    }
    preparedSql(db, 'delete from letter_codes where session_id = @session and subject = @subject').run(place);
    clearUse(ctx, { name: 'letter-code', subject: requireUserId(ctx) });
    return done();
  });
}

function hashOfCode(code: string, sessionId: string, subject: string): string {
  return createHash('sha256').update(`${sessionId}\0${subject}\0${code}`).digest('hex');
}
