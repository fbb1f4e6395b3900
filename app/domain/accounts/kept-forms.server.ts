// Forms of sessions that had ended, kept for an hour so that the person finds them after signing in. Never sent again by themselves.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, hasRow, nullable, text } from '#db/rows.ts';
import { requireUserId } from './accounts.server.ts';

export const keptMinutes = 60;
/** Of a form as JSON. */
const maxBytes = 100_000;
/** Of the forms whose user is known, and of the others: who is not signed in cannot push out the forms of people. */
const maxRows = 500;

const keptForm = z.object({
  intent: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
export type KeptForm = z.infer<typeof keptForm>;

/**
 * Keeps a form for who signs in at this browser: for `userId` alone if the session that ended tells it. Returns the
 * browser's token; null, without keeping it, if the form is too large. `previous` is the token of a form before.
 */
export function keepForm(
  ctx: Ctx,
  { path, form, userId, previous }: { path: string; form: KeptForm; userId: string | null; previous: string | null },
): string | null {
  const json = JSON.stringify(form);
  if (Buffer.byteLength(json) > maxBytes || path.length > 2000) return null;
  const token = randomBytes(24).toString('base64url');
  inTransaction(ctx, ({ db }) => {
    if (previous) preparedSql(db, 'delete from kept_forms where id = ?').run(hashOf(previous));
    eraseExpiredForms(ctx);
    preparedSql(db, 'insert into kept_forms (id, user_id, path, form, expires_at) values (?, ?, ?, ?, ?)').run(
      hashOf(token),
      userId,
      path,
      json,
      isoUtc(addMinutes(ctx.now, keptMinutes)),
    );
    preparedSql(
      db,
      `delete from kept_forms
       where id in (
         select id from kept_forms where (user_id is null) = ? order by expires_at desc limit -1 offset ?
       )`,
    ).run(userId === null ? 1 : 0, maxRows);
  });
  return token;
}

/** Whether this browser has a form of this path. */
export function hasKeptForm(ctx: Ctx, token: string, path: string): boolean {
  return hasRow(
    ctx.db,
    'select 1 from kept_forms where id = ? and path = ? and expires_at > ?',
    hashOf(token),
    path,
    isoUtc(ctx.now),
  );
}

/**
 * The kept form of this browser and path; null if there is none, or if it is another person's. The first person who
 * reads a form without a user is its user from then on.
 */
export function readKeptForm(ctx: Ctx, token: string, path: string): KeptForm | null {
  const userId = requireUserId(ctx);
  const row = findRow(
    ctx.db,
    { userId: nullable(text), form: text },
    `select user_id as userId, form
     from kept_forms
     where id = ? and path = ? and expires_at > ? and (user_id is null or user_id = ?)`,
    hashOf(token),
    path,
    isoUtc(ctx.now),
    userId,
  );
  if (!row) return null;
  if (row.userId === null)
    preparedSql(ctx.db, 'update kept_forms set user_id = ? where id = ? and user_id is null').run(
      userId,
      hashOf(token),
    );
  return keptForm.parse(JSON.parse(row.form));
}

/** The actor has sent the form, or does not want it any more. */
export function dropKeptForm(ctx: Ctx, token: string, path: string): void {
  preparedSql(ctx.db, 'delete from kept_forms where id = ? and path = ? and user_id = ?').run(
    hashOf(token),
    path,
    requireUserId(ctx),
  );
}

export function hasExpiredForm({ db, now }: Pick<Ctx, 'db' | 'now'>): boolean {
  return hasRow(db, 'select 1 from kept_forms where expires_at <= ?', isoUtc(now));
}

export function eraseExpiredForms({ db, now }: Pick<Ctx, 'db' | 'now'>): void {
  preparedSql(db, 'delete from kept_forms where expires_at <= ?').run(isoUtc(now));
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
