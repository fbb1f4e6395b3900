// The town's shared round: the day for a load, and the shares of a stop's fee. Pure.
import type { DayPlan } from '#app/domain/calendar/opening.ts';
import { type PromisingSeller, promisedDay } from '#app/domain/calendar/promised-day.ts';
import { allocate } from '#app/domain/shared/money.ts';
import type { Town } from '#app/domain/shared/town.ts';

export type Round = {
  weekday: number;
  cutoffDays: number;
  cutoffHour: number;
  capacityGrams: number;
  stopFeeCents: number;
};
export type RoundLoad = { grams: number; seller: PromisingSeller };

/** The subject of a weekday's round in the calendar. */
export function roundSubject(weekday: number): string {
  return `round:${weekday}`;
}

/** The booking of an order's part on a round. */
export function roundBooking(orderId: string, supplierId: string): string {
  return `${orderId}/round/${supplierId}`;
}

const horizonDays = 56;

/**
 * The first day with a round before its cut-off and with room that can be promised; the round rests on the public
 * holidays of the town's hub. `booked`: grams of each day. Null when there is none within eight weeks.
 */
export function nextRoundDay(
  rounds: readonly Round[],
  booked: ReadonlyMap<string, number>,
  { grams, seller }: RoundLoad,
  now: Date,
  town: Pick<Town, 'timeZone' | 'hub'>,
): string | null {
  const able = rounds.filter(({ capacityGrams }) => grams <= capacityGrams);
  const days = able.flatMap(({ weekday, cutoffDays, cutoffHour, capacityGrams }) => {
    const full = [...booked].filter(([, taken]) => taken + grams > capacityGrams);
    const plan: DayPlan = {
      weekdays: [weekday],
      exceptions: new Map(full.map(([day]) => [day, false])),
      closures: [],
      worksHolidays: false,
      insee: town.hub.insee,
    };
    const carrier = { plan, cutoffDays, cutoffHour };
    return promisedDay({ now, zone: town, seller, carrier, within: horizonDays }) ?? [];
  });
  return days.sort()[0] ?? null;
}

/** Shares one stop's fee between its suppliers by mass, exact to the cent. A load without mass counts as one gram. */
export function splitStop(stopFeeCents: number, grams: readonly number[]): number[] {
  return allocate(
    stopFeeCents,
    grams.map((mass) => Math.max(1, mass)),
  );
}
