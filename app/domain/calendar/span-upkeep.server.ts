// Moves spans because time went by: holds lapse, and what was used where it stands is over when its time is.
import { addMinutes, type Ctx, isoUtc, localDay, recordedActor } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, listValues, text } from '#db/rows.ts';
import { axisNow, dayAt, dayStart } from './axis.ts';
import { getCapacity } from './capacities.server.ts';
import { dayNumber } from './civil-time.ts';
import { listOpen } from './opening-plans.server.ts';
import { type Capacity, closeDays } from './span.ts';

const slice = 200;

/** All of it, a slice of rows at a time. A context is made for each slice. */
export function* eachSpanUpkeep(context: () => Ctx): Slices {
  for (const step of [lapseHolds, closePastSpans, closeInspectedSpans]) while (step(context(), slice) === slice) yield;
  while (markLateSpan(context())) yield;
}

/**
 * Lapses at most `limit` holds and wishes whose time has ended; returns how many. They counted no longer before: this only
 * says so.
 */
export function lapseHolds(ctx: Ctx, limit: number): number {
  return preparedSql(
    ctx.db,
    `update spans
     set state = 'lapsed', hold_until = null, moved_at = @now, moved_by = @by
     where id in (select id from spans where hold_until is not null and hold_until <= @now order by hold_until limit @limit)`,
  ).run({ now: isoUtc(ctx.now), by: recordedActor(ctx), limit }).changes;
}

/**
 * Closes at most `limit` booked spans that have ended: rooms, appointments, sessions and rounds at once. A thing that is
 * handed out ends at its return; one of which its lender notes nothing for `closeDays` was not fetched.
 */
export function closePastSpans(ctx: Ctx, limit: number): number {
  const zone = ctx.town.timeZone;
  return preparedSql(
    ctx.db,
    `update spans
     set state = 'closed', moved_at = @now, moved_by = @by
     where id in (
       select s.id
       from capacities c
       join spans s on s.capacity = c.id and s.counting = 1
       where s.state = 'booked' and s.busy_from < iif(c.grain = 'day', @day, @quarter)
         and s.busy_to <= case c.open_rule
           when 'whole' then iif(c.grain = 'day', @day, @quarter)
           when 'ends' then iif(c.grain = 'day', @settledDay, @settledQuarter)
         end
       limit @limit
     )`,
  ).run({
    now: isoUtc(ctx.now),
    by: recordedActor(ctx),
    limit,
    day: axisNow({ grain: 'day', zone }, ctx.now),
    quarter: axisNow({ grain: 'quarter', zone }, ctx.now),
    settledDay: axisNow({ grain: 'day', zone }, endOfCloseDays(ctx)),
    settledQuarter: axisNow({ grain: 'quarter', zone }, endOfCloseDays(ctx)),
  }).changes;
}

/** Closes at most `limit` spans whose inspection was answered, or could have been; returns how many. */
function closeInspectedSpans(ctx: Ctx, limit: number): number {
  return preparedSql(
    ctx.db,
    `update spans
     set state = 'closed', moved_at = @now, moved_by = @by
     where id in (select id from spans where state = 'inspected' and moved_at <= @before order by moved_at limit @limit)`,
  ).run({ now: isoUtc(ctx.now), by: recordedActor(ctx), before: isoUtc(endOfCloseDays(ctx)), limit }).changes;
}

/** Before then `closeDays` began. */
function endOfCloseDays({ now }: Pick<Ctx, 'now'>): Date {
  return addMinutes(now, -closeDays * 24 * 60);
}

/**
 * Marks one thing that should be back by now as late, to the end of the next open day and its buffer, again each day: a late
 * thing is never shown free. It is late from its own end on, not from that of its buffer: who booked it next learns it sooner.
 * False when there is none.
 */
export function markLateSpan(ctx: Ctx): boolean {
  return inTransaction(ctx, () => {
    const zone = ctx.town.timeZone;
    const due = findRow(
      ctx.db,
      { spanId: text, capacity: integer, busyTo: integer },
      `select s.id as spanId, s.capacity as capacity, s.busy_to as busyTo
       from capacities c
       join spans s on s.capacity = c.id and s.counting = 1
       where s.state = 'out' and s.to_t <= iif(c.grain = 'day', @day, @quarter)
         and coalesce(s.late_to, 0) < iif(c.grain = 'day', @dayAfterNext, @startAfterNext)
       limit 1`,
      {
        day: axisNow({ grain: 'day', zone }, ctx.now),
        quarter: axisNow({ grain: 'quarter', zone }, ctx.now),
        ...afterNext(ctx),
      },
    );
    if (!due) return false;
    const lateTo = Math.max(lateUntil(ctx, getCapacity(ctx, due.capacity)), due.busyTo + 1);
    return (
      preparedSql(ctx.db, 'update spans set late_to = @lateTo, moved_at = @at, moved_by = @by where id = @spanId').run({
        ...{ spanId: due.spanId, lateTo },
        ...{ at: isoUtc(ctx.now), by: recordedActor(ctx) },
      }).changes > 0
    );
  });
}

/** The day after tomorrow: whatever is late reaches at least its beginning. */
function afterNext({ now, town }: Pick<Ctx, 'now' | 'town'>): { dayAfterNext: number; startAfterNext: number } {
  const dayAfterNext = dayNumber(localDay(now, town)) + 2;
  return { dayAfterNext, startAfterNext: dayStart({ grain: 'quarter', zone: town.timeZone }, dayAfterNext) };
}

const maxClosedDays = 60;

/** The end of the next day on which the capacity is open, after today, and its buffer. */
function lateUntil(ctx: Ctx, capacity: Capacity): number {
  const tomorrow = dayAt(capacity, axisNow(capacity, ctx.now)) + 1;
  const stretch = { fromT: dayStart(capacity, tomorrow), toT: dayStart(capacity, tomorrow + maxClosedDays) };
  const [open] = capacity.openRule === 'none' ? [stretch] : listOpen(ctx, capacity, stretch, []);
  const day = open ? dayAt(capacity, open.fromT) : tomorrow;
  return dayStart(capacity, day + 1) + capacity.bufferAfter;
}

/** Deletes what ended before `before`, with its movements, at most `limit` spans; returns how many. */
export function eraseOldSpans(ctx: Ctx, before: string, limit: number): number {
  return inTransaction(ctx, ({ db }) => {
    const ids = listValues(
      db,
      text,
      'select id from spans where counting = 0 and moved_at < ? order by moved_at limit ?',
      before,
      limit,
    );
    if (ids.length === 0) return 0;
    preparedSql(db, 'delete from spans where id in (select value from json_each(?))').run(JSON.stringify(ids));
    preparedSql(db, 'delete from span_movements where span in (select value from json_each(?))').run(
      JSON.stringify(ids),
    );
    return ids.length;
  });
}
