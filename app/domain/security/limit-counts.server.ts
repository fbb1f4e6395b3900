// Counts what limits are about, in the database: two processes and a restart count on. A window begins with its first
// use and ends after its length; then the same row begins again.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, getRow, integer, text } from '#db/rows.ts';

type Clock = Pick<Ctx, 'db' | 'now'>;

/** At most `max` times for one subject within `windowMs` of the first time. */
export type CountedLimit = { name: string; subject: string; max: number; windowMs: number };

const window = { count: integer, until: text };

/** Counts once more, or `amount` more; returns the number in this window. */
export function countUse({ db, now }: Clock, { name, subject, windowMs }: CountedLimit, amount = 1): number {
  const counted = getRow(
    db,
    window,
    `insert into limit_counts (name, subject, until, count)
     values (@name, @subject, @until, @amount)
     on conflict (name, subject) do update
     set count = case when until <= @now then @amount else count + @amount end,
         until = case when until <= @now then excluded.until else until end
     returning count, until`,
    { name, subject, amount, now: isoUtc(now), until: isoUtc(new Date(now.getTime() + windowMs)) },
  );
  return counted.count;
}

/** Counts once more unless `max` is reached; returns whether it did. */
export function takeUse({ db, now }: Clock, { name, subject, max, windowMs }: CountedLimit): boolean {
  const { changes } = preparedSql(
    db,
    `insert into limit_counts (name, subject, until, count)
     values (@name, @subject, @until, 1)
     on conflict (name, subject) do update
     set count = case when until <= @now then 1 else count + 1 end,
         until = case when until <= @now then excluded.until else until end
     where until <= @now or count < @max`,
  ).run({ name, subject, max, now: isoUtc(now), until: isoUtc(new Date(now.getTime() + windowMs)) });
  return changes > 0;
}

/** How often in the current window, and its end (ISO 8601); 0 and null when none is open. */
export function currentUse(
  { db, now }: Clock,
  { name, subject }: Pick<CountedLimit, 'name' | 'subject'>,
): { count: number; until: string | null } {
  const open = findRow(
    db,
    window,
    'select count, until from limit_counts where name = ? and subject = ? and until > ?',
    name,
    subject,
    isoUtc(now),
  );
  return open ?? { count: 0, until: null };
}

/** Takes a use back, or `amount`, when what was counted did not happen. */
export function uncountUse(
  { db, now }: Clock,
  { name, subject }: Pick<CountedLimit, 'name' | 'subject'>,
  amount = 1,
): void {
  preparedSql(
    db,
    `update limit_counts
     set count = max(0, count - ?)
     where name = ? and subject = ? and until > ?`,
  ).run(amount, name, subject, isoUtc(now));
}

/** Begins the count of a subject again. */
export function clearUse({ db }: Pick<Ctx, 'db'>, { name, subject }: Pick<CountedLimit, 'name' | 'subject'>): void {
  preparedSql(db, 'delete from limit_counts where name = ? and subject = ?').run(name, subject);
}
