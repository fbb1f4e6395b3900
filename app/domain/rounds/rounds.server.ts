// Owns the town's rounds; what each of them carries is booked in the calendar.
import {
  type CapacityTerms,
  findCapacity,
  listCapacitiesOf,
  saveCapacity,
} from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, dayText, quartersADay } from '#app/domain/calendar/civil-time.ts';
import { listLoads, noEnd } from '#app/domain/calendar/loads.server.ts';
import { savePlan } from '#app/domain/calendar/opening-plans.server.ts';
import { holdSpan, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { findLastAudit, recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartial } from '#app/domain/suppliers/interests.server.ts';
import { preparedSql } from '#db/client.ts';
import { hasRow, integer, listRows, text } from '#db/rows.ts';
import { type Round, roundBooking, roundSubject } from './round.ts';

const roundRow = { weekday: integer, cutoffDays: integer, cutoffHour: integer, stopFeeCents: integer, hours: text };
const subjects = [1, 2, 3, 4, 5, 6, 7].map(roundSubject);

export function listRounds(ctx: Pick<Ctx, 'db'>): Round[] {
  const capacities = new Map(listCapacitiesOf(ctx, subjects).map(({ subject, units }) => [subject, units]));
  const rounds = listRows(
    ctx.db,
    roundRow,
    `select weekday, cutoff_days as cutoffDays, cutoff_hour as cutoffHour, stop_fee_cents as stopFeeCents, hours
     from town_rounds
     order by weekday`,
  );
  return rounds.map((round) => ({ ...round, capacityGrams: capacities.get(roundSubject(round.weekday)) ?? 0 }));
}

/**
 * Sets the round of a weekday; null ends it. Existing bookings stay valid. `more-booked`: a coming round carries more
 * already.
 */
export function setRound(
  ctx: Ctx,
  weekday: number,
  round: (Omit<Round, 'weekday' | 'hours'> & { hours?: string }) | null,
): Result<object, { reason: 'more-booked' }> {
  requireImpartial(ctx, 'steward', []);
  return inTransaction(ctx, () => {
    const saved = round && saveCapacity(ctx, roundCapacity(ctx, weekday, round.capacityGrams));
    if (saved && !saved.ok) return refused('more-booked');
    const capacity = saved?.capacity ?? findCapacity(ctx, roundSubject(weekday));
    if (capacity) savePlan(ctx, capacity.id, round ? [{ weekday, from: 0, to: quartersADay }] : []);
    preparedSql(ctx.db, 'delete from town_rounds where weekday = ?').run(weekday);
    if (round)
      preparedSql(
        ctx.db,
        `insert into town_rounds (weekday, cutoff_days, cutoff_hour, stop_fee_cents, hours)
         values (?, ?, ?, ?, ?)`,
      ).run(weekday, round.cutoffDays, round.cutoffHour, round.stopFeeCents, round.hours ?? '');
    recordAudit(ctx, round ? 'setRound' : 'endRound', String(weekday));
    return done();
  });
}

/** A round goes on one day and counts grams; which days there are is the weekday's. */
function roundCapacity({ town }: Ctx, weekday: number, grams: number): CapacityTerms {
  return {
    subject: roundSubject(weekday),
    owner: 'town',
    grain: 'day',
    zone: town.timeZone,
    units: grams,
    longest: 1,
    bufferBefore: 0,
    bufferAfter: 0,
    openRule: 'whole',
    worksHolidays: false,
  };
}

/** The last change of a weekday's round: its actor and time; undefined if it was never changed. */
export function findLastRoundChange(ctx: Pick<Ctx, 'db'>, day: number): { actor: string; at: string } | undefined {
  return findLastAudit(ctx, String(day), '*Round,');
}

/** Booked grams of each future day that has any. */
export function bookedGrams(ctx: Pick<Ctx, 'db' | 'now' | 'town'>): Map<string, number> {
  const ids = listCapacitiesOf(ctx, subjects).map(({ id }) => id);
  const loads = listLoads(ctx, ids, dayNumber(localDay(ctx.now, ctx.town)) + 1, noEnd);
  return new Map(loads.map(({ fromT, units }) => [dayText(fromT), units]));
}

/** An order's part that travels on a round: its day and its mass. */
export type RoundPart = { orderId: string; supplierId: string; deliverOn: string | null; roundGrams: number };

/**
 * Holds a part's place on the round of its day until `until` (ISO UTC), in the caller's transaction. False, without holding,
 * when it is not enough. A load without mass counts as one gram.
 */
export function holdRound(ctx: Ctx, part: RoundPart, until: string): boolean {
  const { orderId, supplierId, deliverOn, roundGrams } = part;
  invariant(deliverOn, 'a part on a round has a day');
  const weekday = isoWeekday(deliverOn);
  const capacity = findCapacity(ctx, roundSubject(weekday));
  if (!capacity || !hasRow(ctx.db, 'select 1 from town_rounds where weekday = ?', weekday)) return false;
  const fromT = dayNumber(deliverOn);
  const booking = roundBooking(orderId, supplierId);
  const units = Math.max(1, roundGrams);
  return holdSpan(ctx, { capacity, booking, fromT, toT: fromT + 1, units, until, planVersion: null }).ok;
}

/** Frees a part's place on the round, in the caller's transaction. */
export function releaseRound(ctx: Ctx, orderId: string, supplierId: string): void {
  releaseSpans(ctx, roundBooking(orderId, supplierId), 'cancelled');
}

type Cutoff = { cutoffDays: number; cutoffHour: number };

/** The order cut-off of a part: the round's when the part is delivered by it, else the supplier's. */
export function cutoffFor(
  rounds: readonly Round[],
  { choice, deliverOn }: { choice: string; deliverOn: string | null },
  supplier: Cutoff,
): Cutoff {
  if (choice !== 'round' || !deliverOn) return supplier;
  return rounds.find((round) => round.weekday === isoWeekday(deliverOn)) ?? supplier;
}
