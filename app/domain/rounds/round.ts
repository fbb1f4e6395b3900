// The town's shared round: the day for a load, and the shares of a stop's fee. Pure.
import type { DayPlan } from '#app/domain/calendar/opening.ts';
import {
  type PromisingCarrier,
  type PromisingSeller,
  promisedDay,
  promisedDays,
} from '#app/domain/calendar/promised-day.ts';
import { allocate } from '#app/domain/shared/money.ts';
import type { Town } from '#app/domain/shared/town.ts';

export type Round = {
  weekday: number;
  cutoffDays: number;
  cutoffHour: number;
  capacityGrams: number;
  stopFeeCents: number;
  /** Between which hours it comes, `09:00-12:00`; empty where that is not said. */
  hours: string;
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
  const days = rounds.flatMap((round) => {
    if (grams > round.capacityGrams) return [];
    const carrier = carrierOn(round, fullDays(round, booked, grams), town);
    return promisedDay({ now, zone: town, seller, carrier, within: horizonDays }) ?? [];
  });
  return days.sort()[0] ?? null;
}

/** The days `within` which the town's rounds can take this load, in order; the same conditions. */
export function listRoundDays(
  rounds: readonly Round[],
  booked: ReadonlyMap<string, number>,
  { grams, seller }: RoundLoad,
  { now, town, within }: { now: Date; town: Pick<Town, 'timeZone' | 'hub'>; within: number },
): string[] {
  const days = rounds.flatMap((round) => {
    if (grams > round.capacityGrams) return [];
    const carrier = carrierOn(round, fullDays(round, booked, grams), town);
    return promisedDays({ now, zone: town, seller, carrier, within });
  });
  return days.sort();
}

function fullDays({ capacityGrams }: Round, booked: ReadonlyMap<string, number>, grams: number): string[] {
  return [...booked].flatMap(([day, taken]) => (taken + grams > capacityGrams ? [day] : []));
}

function carrierOn(
  { weekday, cutoffDays, cutoffHour }: Round,
  full: readonly string[],
  { hub }: Pick<Town, 'hub'>,
): PromisingCarrier {
  const plan: DayPlan = {
    weekdays: [weekday],
    exceptions: new Map(full.map((day) => [day, false])),
    closures: [],
    worksHolidays: false,
    insee: hub.insee,
  };
  return { plan, cutoffDays, cutoffHour };
}

/** Shares one stop's fee between its suppliers by mass, exact to the cent. A load without mass counts as one gram. */
export function splitStop(stopFeeCents: number, grams: readonly number[]): number[] {
  return allocate(
    stopFeeCents,
    grams.map((mass) => Math.max(1, mass)),
  );
}
