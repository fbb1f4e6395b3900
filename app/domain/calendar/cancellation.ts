// The fee that a supplier keeps of a booking that is cancelled, by the terms of its offer. Pure.
//
//   cancellationFeeCents(givenUpCents, terms, startsAt, now, zone)   cents that are kept
//
// A part of a booking, or a shorter one, is charged on the difference of the two prices: pass that. A supplier who
// cancels keeps nothing and needs no rule.
import type { Zone } from '#app/domain/shared/context.ts';
import { civil, edge, instant, quarterStart } from './civil-time.ts';

/** Until `daysBefore` civil days before the beginning, at its reading of the clock, `percentKept` is kept. */
export type CancellationTier = { daysBefore: number; percentKept: number };

const minuteMs = 60_000;

/**
 * The fee on `givenUpCents`: by the first tier whose moment has not passed, its minute included, rounded down;
 * all of it once the last one has passed. `startsAt` is a quarter-hour of the axis.
 */
export function cancellationFeeCents(
  givenUpCents: number,
  terms: readonly CancellationTier[],
  startsAt: number,
  now: Date,
  zone: Zone,
): number {
  const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const tier = earliestFirst(terms).find((one) => minute <= momentOf(one, startsAt, zone).getTime());
  return Math.floor((givenUpCents * (tier?.percentKept ?? 100)) / 100);
}

function earliestFirst(terms: readonly CancellationTier[]): CancellationTier[] {
  return [...terms].sort((a, b) => b.daysBefore - a.daysBefore);
}

/** A reading that the clock skips is the end of the skipped hour; of one that comes twice it is the second. */
function momentOf({ daysBefore }: CancellationTier, startsAt: number, zone: Zone): Date {
  const { day, quarter } = civil(zone, startsAt);
  if (daysBefore === 0) return quarterStart(startsAt);
  return quarterStart(instant(zone, day - daysBefore, quarter, true) ?? edge(zone, day - daysBefore, quarter));
}
