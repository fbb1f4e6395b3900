import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, getValue, hasRow, integer, listRows, nullable, text } from '#db/rows.ts';

/** Records the actor, the verb and the subject, in the same transaction as the change. */
export function recordAudit(ctx: Ctx, verb: string, subject: string): void {
  const insert = preparedSql(ctx.db, 'insert into audit (at, actor, verb, subject) values (?, ?, ?, ?)');
  insert.run(isoUtc(ctx.now), recordedActor(ctx), verb, subject);
}

/** The same for several subjects. */
export function recordAudits(ctx: Ctx, verb: string, subjects: readonly string[]): void {
  const insert = preparedSql(
    ctx.db,
    'insert into audit (at, actor, verb, subject) select ?, ?, ?, value from json_each(?)',
  );
  insert.run(isoUtc(ctx.now), recordedActor(ctx), verb, JSON.stringify(subjects));
}

/** The number of the newest entry; 0 if there is none. */
export function lastAuditNumber({ db }: Pick<Ctx, 'db'>): number {
  return getValue(db, nullable(integer), 'select max(id) from audit') ?? 0;
}

/** Whether the actor has done something since that entry: a verb that was refused has left none. */
export function hasActedSince(ctx: Ctx, last: number): boolean {
  return hasRow(ctx.db, 'select 1 from audit where id > ? and actor = ? limit 1', last, recordedActor(ctx));
}

/** The acts of the actor since that entry, at most 500. */
export function listActsSince(ctx: Ctx, last: number): { verb: string; subject: string }[] {
  return listRows(
    ctx.db,
    { verb: text, subject: text },
    'select verb, subject from audit where id > ? and actor = ? order by id limit 500',
    last,
    recordedActor(ctx),
  );
}

/**
 * The last entry about a subject: its actor and time (ISO 8601); undefined if there is none. `verb` is a pattern of SQLite's GLOB for
 * the verb with a comma after it, so that one of the words of `updateProfile:lat,lon` can be asked for. No index has the
 * subjects that are orders: they are most of the trail, and no page asks for them.
 */
export function findLastAudit(
  { db }: Pick<Ctx, 'db'>,
  subject: string,
  verb: string,
): { actor: string; at: string } | undefined {
  return findRow(
    db,
    { actor: text, at: text },
    `select actor, at
     from audit
     where subject not glob 'ord_*' and substr(subject, 1, 14) = substr(?, 1, 14) and subject = ? and verb || ',' glob ?
     order by id desc
     limit 1`,
    subject,
    subject,
    verb,
  );
}

/** The time of the last entry about each of these subjects, none of them an order, by subject. `verb`: as above. */
export function listLastAudits(
  { db }: Pick<Ctx, 'db'>,
  subjects: readonly string[],
  verb: string,
): Map<string, string> {
  const rows = listRows(
    db,
    { subject: text, at: nullable(text) },
    `select asked.value as subject, (
       select at
       from audit
       where subject not glob 'ord_*' and substr(subject, 1, 14) = substr(asked.value, 1, 14)
         and subject = asked.value and verb || ',' glob ?
       order by id desc
       limit 1
     ) as at
     from json_each(?) as asked`,
    verb,
    JSON.stringify(subjects),
  );
  return new Map(rows.flatMap(({ subject, at }) => (at === null ? [] : [[subject, at]])));
}

/**
 * Deletes entries older than `before`, at most `limit`; returns how many. Never one that is younger than three years by
 * the clock of the database, which is the one that its trigger believes: a clock that was moved erases nothing. Entries
 * are in the order of their ids: only the first `limit` are looked at.
 */
export function eraseOldAudit({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from audit
     where id in (
       select id
       from (select id, at from audit order by id limit ?)
       where at < ? and at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1095 days')
     )`,
  ).run(limit, before).changes;
}
