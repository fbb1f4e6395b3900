// Owns spans: stretches of a capacity that are held, booked and used. The database refuses what does not fit.
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, listRows, nullable, oneOf, text } from '#db/rows.ts';
import { axisEnd, axisNow } from './axis.ts';
import { getCapacity } from './capacities.server.ts';
import { type SpanGuardRefusal, spanGuard, writeGuarded } from './guard.server.ts';
import type { ClosedDays } from './opening.ts';
import { listOpen } from './opening-plans.server.ts';
import { type Capacity, type Span, type SpanState, type SpanStep, spanStates, spanSteps } from './span.ts';
import { mayPromise, type Stretch } from './stretches.ts';

const spanRow = {
  id: text,
  capacity: integer,
  booking: text,
  fromT: integer,
  toT: integer,
  busyFrom: integer,
  busyTo: integer,
  lateTo: nullable(integer),
  units: integer,
  state: oneOf(spanStates),
  holdUntil: nullable(text),
  movedAt: text,
  movedBy: text,
};
const selectSpan = `select id, capacity, booking, from_t as fromT, to_t as toT, busy_from as busyFrom, busy_to as busyTo,
    late_to as lateTo, units, state, hold_until as holdUntil, moved_at as movedAt, moved_by as movedBy
  from spans`;
/** `@booking` itself and what is below it: `0` follows `/`. */
const ofBooking = `(booking = @booking or (booking > @booking || '/' and booking < @booking || '0'))`;

export function findSpan({ db }: Pick<Ctx, 'db'>, id: string): Span | undefined {
  return findRow(db, spanRow, `${selectSpan} where id = ?`, id);
}

/** The spans of a booking and of all below it, by time. */
export function listSpansOf({ db }: Pick<Ctx, 'db'>, booking: string): Span[] {
  return listRows(db, spanRow, `${selectSpan} where ${ofBooking} order by booking, from_t, id`, { booking });
}

/** Those that occupy a capacity within [fromT, toT), by time; holds that have ended are left out. */
export function listSpansWithin(ctx: Pick<Ctx, 'db' | 'now'>, capacity: Capacity, fromT: number, toT: number): Span[] {
  return listRows(
    ctx.db,
    spanRow,
    `${selectSpan}
     where counting = 1 and capacity = @id and busy_from < @toT and max(busy_to, coalesce(late_to, 0)) > @fromT
       and (hold_until is null or hold_until > @now)
     order by busy_from, id`,
    { id: capacity.id, fromT, toT, now: isoUtc(ctx.now) },
  );
}

/** The spans of some orders, by time of the same grain. */
export function listSpansOfOrders({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Span[] {
  return listRows(
    db,
    spanRow,
    `${selectSpan}
     where id in (
       select s.id
       from json_each(?)
       join spans s on s.booking > json_each.value || '/' and s.booking < json_each.value || '0'
     )
     order by from_t, id`,
    JSON.stringify(orderIds),
  );
}

/** All that occupies some capacities now or later, by time of the same grain. */
export function listSpansOn({ db }: Pick<Ctx, 'db'>, capacities: readonly number[]): Span[] {
  return listRows(
    db,
    spanRow,
    `${selectSpan}
     where counting = 1 and capacity in (select value from json_each(?))
     order by from_t, id`,
    JSON.stringify(capacities),
  );
}

/** Spans that are late, or were and still occupy their place, and lost ones, by capacity; the upkeep has marked them. */
export function listLateSpans({ db }: Pick<Ctx, 'db'>): Span[] {
  return listRows(db, spanRow, `${selectSpan} where late_to is not null order by capacity, late_to`);
}

export type SpanRequest = {
  capacity: Capacity;
  /** A path such as `order/line`. */
  booking: string;
  /** Half-open, on the capacity's axis, without buffers. */
  fromT: number;
  toT: number;
  units: number;
  /** ISO UTC: until when it is held. */
  until: string;
  /** The plan that the page showed; null for what may be booked outside the opening hours, which are then not looked at. */
  planVersion: number | null;
  /** Days on which the owner is closed. */
  closures?: readonly ClosedDays[];
};
/** `closed`: its opening hours do not allow it. */
export type HoldRefusal = SpanGuardRefusal | { reason: 'past' | 'closed' };

/** Holds a stretch until `until`, in the caller's transaction. */
export function holdSpan(ctx: Ctx, request: SpanRequest): Result<{ spanId: string }, HoldRefusal> {
  return requestSpan(ctx, request, 'held');
}

/** One of several wished moments, for the seller to accept one. */
export function askSpan(ctx: Ctx, request: SpanRequest): Result<{ spanId: string }, HoldRefusal> {
  return requestSpan(ctx, request, 'asked');
}

/** Takes units out of use for a stretch, such as for a repair; `booking` names why. It may begin in the past. */
export function saveServiceSpan(
  ctx: Ctx,
  request: Omit<SpanRequest, 'until' | 'planVersion' | 'closures'>,
): Result<{ spanId: string }, SpanGuardRefusal> {
  const capacity = withoutBuffers(request.capacity);
  return insertSpan(ctx, { ...request, capacity, until: null, planVersion: null }, 'service');
}

function requestSpan(
  ctx: Ctx,
  { closures = [], ...request }: SpanRequest,
  state: 'held' | 'asked',
): Result<{ spanId: string }, HoldRefusal> {
  const { capacity, fromT, planVersion } = request;
  if (fromT < axisNow(capacity, ctx.now)) return refused('past');
  if (planVersion !== null && !isOpenFor(ctx, capacity, request, closures)) return refused('closed');
  return insertSpan(ctx, request, state);
}

function insertSpan(
  ctx: Ctx,
  { capacity, booking, fromT, toT, units, until, planVersion }: Omit<SpanRequest, 'until'> & { until: string | null },
  state: 'held' | 'asked' | 'service',
): Result<{ spanId: string }, SpanGuardRefusal> {
  const spanId = newId('spn');
  const inserted = writeGuarded(spanGuard, () =>
    preparedSql(
      ctx.db,
      `insert into spans (id, capacity, booking, from_t, to_t, busy_from, busy_to, units, state, hold_until, moved_at,
         moved_by, plan_version)
       values (@spanId, @capacity, @booking, @fromT, @toT, @busyFrom, @busyTo, @units, @state, @until, @at, @by,
         @planVersion)`,
    ).run({
      ...withBuffers(capacity, fromT, toT),
      ...{ spanId, capacity: capacity.id, booking, fromT, toT, units, state, until, planVersion },
      ...moved(ctx),
    }),
  );
  return inserted.ok ? done({ spanId }) : inserted;
}

/** One step more than the span, because a thing may be returned at opening time. */
function isOpenFor(ctx: Ctx, capacity: Capacity, span: Stretch, closures: readonly ClosedDays[]): boolean {
  if (capacity.openRule === 'none') return true;
  const around = { fromT: span.fromT, toT: span.toT + 1 };
  return mayPromise(capacity, listOpen(ctx, capacity, around, closures), span);
}

function withBuffers({ bufferBefore, bufferAfter }: Capacity, fromT: number, toT: number) {
  return { busyFrom: fromT - bufferBefore, busyTo: toT + bufferAfter };
}

function withoutBuffers(capacity: Capacity): Capacity {
  return { ...capacity, bufferBefore: 0, bufferAfter: 0 };
}

function moved(ctx: Ctx) {
  return { at: isoUtc(ctx.now), by: recordedActor(ctx) };
}

/**
 * Makes what a booking holds, or held until its hold lapsed, firm. It is checked again, whole: refused without any change
 * when a part of it no longer fits.
 */
export function confirmSpans(ctx: Ctx, booking: string): Result<{ changes: number }, SpanGuardRefusal> {
  return stepSpans(ctx, booking, 'confirm');
}

/** Frees the place of a booking: `lapsed` may be confirmed again where it still fits, `cancelled` is the end. */
export function releaseSpans(ctx: Ctx, booking: string, state: 'cancelled' | 'lapsed'): number {
  const released = stepSpans(ctx, booking, state === 'lapsed' ? 'lapse' : 'cancel');
  return released.ok ? released.changes : 0;
}

/** Takes a step with every span of a booking whose state allows it. */
function stepSpans(ctx: Ctx, booking: string, step: SpanStep): Result<{ changes: number }, SpanGuardRefusal> {
  const { from, to } = spanSteps[step];
  return writeGuarded(spanGuard, () =>
    preparedSql(
      ctx.db,
      `update spans
       set state = @to, hold_until = null, late_to = null, moved_at = @at, moved_by = @by
       where ${ofBooking} and state in (select value from json_each(@from))`,
    ).run({ booking, to, from: JSON.stringify(from), ...moved(ctx) }),
  );
}

/**
 * Takes a step with one span. `not-now`: its state does not allow it. A thing that comes back late keeps its place until
 * its buffer is over, a lost one until it is found or replaced.
 */
export function stepSpan(
  ctx: Ctx,
  spanId: string,
  step: SpanStep,
): Result<object, SpanGuardRefusal | { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    const span = findSpan(ctx, spanId);
    if (!span) return refused('not-now');
    const { from, to } = spanSteps[step];
    const lateTo = latenessAfter(ctx, span, to);
    const stepped = writeGuarded(spanGuard, () =>
      preparedSql(
        ctx.db,
        `update spans
         set state = @to, hold_until = null, late_to = @lateTo, moved_at = @at, moved_by = @by
         where id = @spanId and state in (select value from json_each(@from))`,
      ).run({ spanId, to, lateTo, from: JSON.stringify(from), ...moved(ctx) }),
    );
    if (stepped.ok && stepped.changes === 0) return refused('not-now');
    return stepped;
  });
}

function latenessAfter(ctx: Ctx, span: Span, to: SpanState): number | null {
  const capacity = getCapacity(ctx, span.capacity);
  if (to === 'lost') return axisEnd(capacity);
  if (to === 'out') return span.lateTo;
  const backTo = axisNow(capacity, ctx.now) + 1 + capacity.bufferAfter;
  return to === 'back' && backTo > span.busyTo ? backTo : null;
}

/**
 * Holds longer what is held, or held until its hold lapsed, such as while a payment page is open. Refused without any change
 * when a place was taken after its hold ended.
 */
export function extendHolds(ctx: Ctx, booking: string, until: string): Result<{ changes: number }, SpanGuardRefusal> {
  return writeGuarded(spanGuard, () =>
    preparedSql(
      ctx.db,
      `update spans
       set state = 'held', hold_until = @until, moved_at = @at, moved_by = @by
       where ${ofBooking} and state in ('held', 'lapsed') and hold_until is not @until`,
    ).run({ booking, until, ...moved(ctx) }),
  );
}

export type SpanMove = { capacity?: Capacity; fromT: number; toT: number; units?: number };

/** Moves a span that has not ended to another stretch, capacity or number of units. */
export function moveSpan(
  ctx: Ctx,
  spanId: string,
  { capacity, fromT, toT, units }: SpanMove,
): Result<object, SpanGuardRefusal | { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    const span = findSpan(ctx, spanId);
    if (!span) return refused('not-now');
    const place = capacity ?? getCapacity(ctx, span.capacity);
    const own = span.state === 'service' ? withoutBuffers(place) : place;
    const change = { fromT, toT, ...withBuffers(own, fromT, toT), units: units ?? span.units };
    const stepped = writeGuarded(spanGuard, () =>
      preparedSql(
        ctx.db,
        `update spans
         set capacity = @capacity, from_t = @fromT, to_t = @toT, busy_from = @busyFrom, busy_to = @busyTo,
           late_to = iif(late_to > @busyTo, late_to, null), units = @units, moved_at = @at, moved_by = @by
         where id = @spanId and state in ('held', 'asked', 'booked', 'out', 'service')`,
      ).run({ spanId, capacity: place.id, ...change, ...moved(ctx) }),
    );
    if (stepped.ok && stepped.changes === 0) return refused('not-now');
    return stepped;
  });
}
