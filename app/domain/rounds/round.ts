// The town's shared round: the day for a load, and the shares of a stop's fee. Pure.
import { isClosed } from '#app/domain/calendar/opening.ts';
import { addDays, isoWeekday, localDay, localHour, type Zone } from '#app/domain/shared/context.ts';
import { allocate } from '#app/domain/shared/money.ts';

export type Round = {
  weekday: number;
  cutoffDays: number;
  cutoffHour: number;
  capacityGrams: number;
  stopFeeCents: number;
};
export type RoundLoad = { grams: number; leadDays: number; closures: readonly { from: string; to: string }[] };

/** The subject of a weekday's round in the calendar. */
export function roundSubject(weekday: number): string {
  return `round:${weekday}`;
}

/** The booking of an order's part on a round. */
export function roundBooking(orderId: string, supplierId: string): string {
  return `${orderId}/round/${supplierId}`;
}

const horizonDays = 28;

/**
 * The first day with a round that is before its cut-off and has room, after the lead time and outside closures.
 * Null when there is none within four weeks.
 */
export function nextRoundDay(
  rounds: readonly Round[],
  booked: ReadonlyMap<string, number>,
  { grams, leadDays, closures }: RoundLoad,
  now: Date,
  town: Zone,
): string | null {
  const from = localDay(now, town);
  for (let offset = Math.max(1, leadDays); offset <= horizonDays; offset++) {
    const day = addDays(from, offset);
    const round = rounds.find((one) => one.weekday === isoWeekday(day));
    if (!round || isClosed(closures, day) || (booked.get(day) ?? 0) + grams > round.capacityGrams) continue;
    const closes = addDays(day, -round.cutoffDays);
    if (from < closes || (from === closes && localHour(now, town) < round.cutoffHour)) return day;
  }
  return null;
}

/** Shares one stop's fee between its suppliers by mass, exact to the cent. A load without mass counts as one gram. */
export function splitStop(stopFeeCents: number, grams: readonly number[]): number[] {
  return allocate(
    stopFeeCents,
    grams.map((mass) => Math.max(1, mass)),
  );
}
