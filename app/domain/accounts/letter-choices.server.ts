// Owns letter_choices and letter_keys: the subjects of which a person wants no letters, and the key that signs the links
// that say so without signing in.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, hasRow, listValues, oneOf, text } from '#db/rows.ts';
import { requireUserId } from './accounts.server.ts';
import { type LetterSubject, letterSubjects } from './letter-subjects.ts';

type Clock = Pick<Ctx, 'db' | 'now'>;

/** The subjects of which a person wants no letters. */
export function listStoppedSubjects({ db }: Pick<Ctx, 'db'>, userId: string): LetterSubject[] {
  return listValues(db, oneOf(letterSubjects), 'select subject from letter_choices where user_id = ?', userId);
}

/** Whether a person wants letters of a subject. */
export function wantsLetters({ db }: Pick<Ctx, 'db'>, userId: string, subject: LetterSubject): boolean {
  return !hasRow(db, 'select 1 from letter_choices where user_id = ? and subject = ?', userId, subject);
}

/** The actor wants letters of these subjects alone, of those named in `shown`. */
export function chooseLetters(ctx: Ctx, shown: readonly LetterSubject[], wanted: readonly LetterSubject[]): void {
  const userId = requireUserId(ctx);
  inTransaction(ctx, () => {
    preparedSql(
      ctx.db,
      'delete from letter_choices where user_id = ? and subject in (select value from json_each(?))',
    ).run(userId, JSON.stringify(wanted));
    const stopped = shown.filter((subject) => !wanted.includes(subject));
    insertStopped(ctx, userId, stopped);
    recordAudit(ctx, `chooseLetters:${wanted.join(',')}`, userId);
  });
}

/** Stops the letters of a subject for the person whose link it is. False for a token of another person or subject. */
export function stopLetters(ctx: Ctx, userId: string, subject: LetterSubject, token: string): boolean {
  if (!isStopToken(ctx, userId, subject, token)) return false;
  inTransaction(ctx, () => {
    insertStopped(ctx, userId, [subject]);
    recordAudit(ctx, `stopLetters:${subject}`, userId);
  });
  return true;
}

function insertStopped(ctx: Clock, userId: string, subjects: readonly LetterSubject[]): void {
  preparedSql(
    ctx.db,
    `insert into letter_choices (user_id, subject, stopped_at)
     select ?, value, ? from json_each(?) where true
     on conflict (user_id, subject) do nothing`,
  ).run(userId, isoUtc(ctx.now), JSON.stringify(subjects));
}

/** The query of the page that stops the letters of a subject; its token is the person's and the subject's alone. */
export function stopLettersQuery(ctx: Pick<Ctx, 'db'>, userId: string, subject: LetterSubject): string {
  preparedSql(ctx.db, 'insert into letter_keys (user_id, secret) values (?, ?) on conflict (user_id) do nothing').run(
    userId,
    randomBytes(32).toString('base64url'),
  );
  return new URLSearchParams({ person: userId, subject, token: tokenOf(ctx, userId, subject) ?? '' }).toString();
}

/** Whether a token is that of the person and the subject, compared in constant time. */
export function isStopToken(ctx: Pick<Ctx, 'db'>, userId: string, subject: LetterSubject, token: string): boolean {
  const expected = Buffer.from(tokenOf(ctx, userId, subject) ?? '');
  const given = Buffer.from(token);
  return expected.length > 0 && expected.length === given.length && timingSafeEqual(expected, given);
}

function tokenOf({ db }: Pick<Ctx, 'db'>, userId: string, subject: LetterSubject): string | null {
  const secret = findValue(db, text, 'select secret from letter_keys where user_id = ?', userId);
  return secret ? createHmac('sha256', secret).update(`stop:${subject}`).digest('base64url') : null;
}

/** Deletes a person's choices and key, in the caller's transaction: their links are good no longer. */
export function eraseLetterChoices({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from letter_choices where user_id = ?').run(userId);
  preparedSql(db, 'delete from letter_keys where user_id = ?').run(userId);
}
