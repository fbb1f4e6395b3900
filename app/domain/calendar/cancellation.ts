// The fee that a supplier keeps of a booking that is cancelled, by the terms of its offer. Pure.
//
//   cancellationFeeCents(givenUpCents, terms, startsAt, now, zone)   cents that are kept
//   listCancellationSteps({ startsAt, tiers }, now, zone)            until when each share of the price is kept
//
// A part of a booking, or a shorter one, is charged on the difference of the two prices: pass that. A supplier who
// cancels keeps nothing and needs no rule.
import type { Zone } from '#app/domain/shared/context.ts';
import { civil, dayText, edge, instant, quarterAt, quarterStart } from './civil-time.ts';

/** Until `daysBefore` civil days before the beginning, at its reading of the clock, `percentKept` is kept. */
export type CancellationTier = { daysBefore: number; percentKept: number };
/** The terms of one booking; it begins at the quarter-hour `startsAt` of the axis. */
export type CancellationTerms = { startsAt: number; tiers: readonly CancellationTier[] };
/** A reading of the clock, its quarter of the day, until which `percentKept` is kept. */
export type CancellationStep = { day: string; quarter: number; percentKept: number };

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
  const tier = earliestFirst(terms).find((one) => minuteOf(now) <= momentOf(one, startsAt, zone).getTime());
  return Math.floor((givenUpCents * (tier?.percentKept ?? 100)) / 100);
}

/** The steps that have not passed at `now`, the earliest first, without those that keep all: after the last, all is kept. */
export function listCancellationSteps(
  { startsAt, tiers }: CancellationTerms,
  now: Date,
  zone: Zone,
): CancellationStep[] {
  const steps = earliestFirst(tiers).filter((tier) => minuteOf(now) <= momentOf(tier, startsAt, zone).getTime());
  return upToAll(steps).map((tier) => {
    const { day, quarter } = civil(zone, quarterAt(momentOf(tier, startsAt, zone)));
    return { day: dayText(day), quarter, percentKept: tier.percentKept };
  });
}

/** The tiers, the earliest first, up to the one from which all is kept. */
export function tiersUpToAll(tiers: readonly CancellationTier[]): CancellationTier[] {
  return upToAll(earliestFirst(tiers));
}

function upToAll(tiers: readonly CancellationTier[]): CancellationTier[] {
  return tiers.slice(0, tiers.findLastIndex(({ percentKept }) => percentKept < 100) + 1);
}

function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / minuteMs) * minuteMs;
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
