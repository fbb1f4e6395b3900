// Letters leave once: a process claims one, sends it and marks it before it claims the next. A claim is the state
// `sending` until `run_at`, and `attempts` is its number: who finds another number lost the claim and writes nothing.
// A process that is killed between the server's answer and the mark leaves the one doubtful letter: when its claim
// has ended it is sent again under the same Message-ID, because an order without its letter is worse than a copy that
// mail programs can recognise.
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, hasRow, integer, listRows, nullable, type Row, text } from '#db/rows.ts';
import { recordAudit } from './audit-trail.server.ts';
import { MailFailure } from './mailer.server.ts';
import { maxAttempts, retryAt } from './outbox.server.ts';

type Clock = Pick<Ctx, 'db' | 'now'>;

/** Longer than one sending can take: every answer of a mail server is waited for twenty seconds at most. */
const claimMinutes = 5;

const claimedLetter = { id: integer, key: text, payload: text, attempts: integer, interrupted: integer };
type ClaimedLetter = Row<typeof claimedLetter>;

/** Sends one letter. Throws MailFailure when the mail server refused it or did not answer. */
export type SendLetter = (key: string, payload: Record<string, unknown>) => Promise<void>;

/** Whether a letter is due, or was claimed by a process that never came back to it. */
export function hasDueLetter(ctx: Clock): boolean {
  return hasRow(
    ctx.db,
    `select 1
     from outbox
     where kind = 'mail' and state in ('pending', 'unknown', 'sending') and awaited in (0, 1) and run_at <= ?
     limit 1`,
    isoUtc(ctx.now),
  );
}

/**
 * Sends the due letters one by one, those that a person waits for first, until none is left or `isStopping`. A letter that fails is reported and does not
 * hold up the next; when the mail server itself fails, the letter waits and the failure is thrown, which pauses all
 * letters. Returns the number sent.
 */
export async function sendLetters(
  context: () => Clock,
  send: SendLetter,
  {
    isStopping,
    report,
  }: { isStopping: () => boolean; report: (error: unknown, details: Record<string, unknown>) => void },
): Promise<number> {
  let sent = 0;
  while (!isStopping()) {
    const letter = claimLetter(context());
    if (!letter) break;
    const { key, attempts } = letter;
    if (letter.interrupted) report(new Error('a letter was interrupted and is sent again'), { key, attempts });
    try {
      await send(key, JSON.parse(letter.payload));
    } catch (error) {
      const state = recordFailure(context(), letter, error);
      if (error instanceof MailFailure && error.concerns === 'server') throw error;
      report(error, { key, attempts, state });
      continue;
    }
    if (endClaim(context(), letter, { state: 'done', runAt: isoUtc(context().now), lastError: null })) sent += 1;
  }
  return sent;
}

/**
 * Takes the letter that is due longest, one that a person waits for before any other, in one statement: of two
 * processes only one gets it.
 */
function claimLetter(ctx: Clock): ClaimedLetter | undefined {
  const due = findDueLetter(ctx, 1) ?? findDueLetter(ctx, 0);
  if (!due) return undefined;
  const claimed = preparedSql(
    ctx.db,
    `update outbox
     set state = 'sending', attempts = attempts + 1, run_at = ?
     where id = ? and state = ? and attempts = ?`,
  ).run(isoUtc(addMinutes(ctx.now, claimMinutes)), due.id, due.state, due.attempts);
  // Another process was first: ask again for what is due.
  if (claimed.changes === 0) return claimLetter(ctx);
  return findRow(
    ctx.db,
    claimedLetter,
    'select id, key, payload, attempts, ? as interrupted from outbox where id = ?',
    due.state === 'sending' ? 1 : 0,
    due.id,
  );
}

/** The letter of one lane that is due longest; a seek in `outbox_letters`, however many wait. */
function findDueLetter(ctx: Clock, awaited: 0 | 1) {
  return findRow(
    ctx.db,
    { id: integer, state: text, attempts: integer },
    `select id, state, attempts
     from outbox
     where kind = 'mail' and state in ('pending', 'unknown', 'sending') and awaited = ? and run_at <= ?
     order by run_at, id
     limit 1`,
    awaited,
    isoUtc(ctx.now),
  );
}

/**
 * A letter that its recipient refuses ends at once, another after `maxAttempts`; a failure of the mail server never
 * ends a letter.
 */
function recordFailure(ctx: Clock, letter: ClaimedLetter, error: unknown): 'refused' | 'unknown' {
  const concerns = error instanceof MailFailure ? error.concerns : 'letter';
  const ends = concerns === 'recipient' || (concerns === 'letter' && letter.attempts >= maxAttempts);
  const state = ends ? 'refused' : 'unknown';
  const runAt = retryAt(ctx, letter.attempts, concerns === 'server' ? 15 : undefined);
  endClaim(ctx, letter, { state, runAt, lastError: String(error).slice(0, 500) });
  return state;
}

/**
 * False when the claim ended before and another process has the letter. A letter that has ended keeps no `secret` of
 * its payload: what it let its reader do stands nowhere any more.
 */
function endClaim(
  { db }: Clock,
  { id, attempts }: ClaimedLetter,
  end: { state: 'done' | 'refused' | 'unknown'; runAt: string; lastError: string | null },
): boolean {
  const marked = preparedSql(
    db,
    `update outbox
     set state = @state, run_at = @runAt, last_error = @lastError,
         payload = iif(@state in ('done', 'refused'), json_replace(payload, '$.secret', null), payload)
     where id = @id and state = 'sending' and attempts = @attempts`,
  ).run({ ...end, id, attempts });
  return marked.changes === 1;
}

/** A letter that waits for more than so long is late: health and the stewards' page say so. */
const lateMinutes = 10;

/** Letters on their way: how many wait, since when the oldest does, and how many were refused for good. */
export function letterHealth(ctx: Clock): { ok: boolean; waiting: number; oldest: string | null; refused: number } {
  const waiting = findRow(
    ctx.db,
    { waiting: integer, oldest: nullable(text) },
    `select count(*) as waiting, min(created_at) as oldest
     from outbox
     where kind = 'mail' and state in ('pending', 'unknown', 'sending')`,
  )!;
  const refused = findRow(
    ctx.db,
    { refused: integer },
    `select count(*) as refused from outbox where kind = 'mail' and state = 'refused'`,
  )!;
  const late = waiting.oldest !== null && waiting.oldest < isoUtc(addMinutes(ctx.now, -lateMinutes));
  return { ok: !late, ...waiting, ...refused };
}

const undelivered = {
  id: integer,
  template: text,
  orderId: nullable(text),
  supplierId: nullable(text),
  refused: integer,
  /** 1 if its secret is gone with it, so that it cannot be sent again. */
  hadSecret: integer,
  attempts: integer,
  createdAt: text,
  lastError: nullable(text),
};
export type UndeliveredLetter = Row<typeof undelivered>;

const undeliveredColumns = `id, coalesce(payload ->> '$.template', '') as template, payload ->> '$.orderId' as orderId,
       payload ->> '$.supplierId' as supplierId, state = 'refused' as refused,
       (payload -> '$.secret') is not null as hadSecret, attempts, created_at as createdAt, last_error as lastError`;

/** Letters that were refused, or that failed and wait for their next try; the oldest first, at most a hundred. */
export function listUndeliveredLetters({ db }: Pick<Ctx, 'db'>): UndeliveredLetter[] {
  return listRows(
    db,
    undelivered,
    `select ${undeliveredColumns}
     from outbox
     where id in (
       select id from outbox where kind = 'mail' and state = 'refused'
       union all
       select id
       from outbox
       where kind = 'mail' and state in ('pending', 'unknown', 'sending') and state <> 'pending' and last_error is not null
     )
     order by id
     limit 100`,
  );
}

/** Refused letters about an order. */
export function listRefusedLetters({ db }: Pick<Ctx, 'db'>, orderId: string): UndeliveredLetter[] {
  return listRows(
    db,
    undelivered,
    `select ${undeliveredColumns}
     from outbox
     where kind = 'mail' and state = 'refused' and payload ->> '$.orderId' = ?
     order by id`,
    orderId,
  );
}

/**
 * Sends a refused letter again, after the address was corrected. False when it is not refused any more, or when it had
 * a secret: its reader asks for a new one.
 */
export function resendLetter(ctx: Ctx, id: number): boolean {
  const again = preparedSql(
    ctx.db,
    `update outbox
     set state = 'unknown', attempts = 0, run_at = ?
     where id = ? and kind = 'mail' and state = 'refused' and json_type(payload, '$.secret') is null`,
  );
  return audited(ctx, 'resendLetter', id, again.run(isoUtc(ctx.now), id).changes === 1);
}

/** Ends a refused letter without sending it. False when it is not refused any more. */
export function dismissLetter(ctx: Ctx, id: number): boolean {
  const ended = preparedSql(
    ctx.db,
    `update outbox
     set state = 'done'
     where id = ? and kind = 'mail' and state = 'refused'`,
  );
  return audited(ctx, 'dismissLetter', id, ended.run(id).changes === 1);
}

function audited(ctx: Ctx, verb: string, id: number, changed: boolean): boolean {
  if (changed) recordAudit(ctx, verb, String(id));
  return changed;
}
