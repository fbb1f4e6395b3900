// When an offer of produce is in season: ranges of ISO weeks that come back each year, and may reach over new year. Pure.

import { z } from 'zod';
import { dayNumber, dayText } from '#app/domain/calendar/civil-time.ts';
import {
  type IsoWeek,
  lastWeek,
  mondayOf,
  mondayOfWeek,
  weekOfDay,
  weeksOfYear,
} from '#app/domain/calendar/iso-week.ts';
import { isGone, isSoldOut, type OfferKind } from './offer.ts';

/** Weeks 1 to 53, both included; from 45 to 12 reaches over new year. Week 53 counts in the years that have one. */
export type WeekRange = { from: number; to: number };
/** By their first weeks; null: there is no season, and it is sold all year. */
export type Season = readonly WeekRange[];

/** Whether a stored value is a season. */
export function isSeason(value: unknown): value is WeekRange[] {
  return z.array(z.object({ from: z.number().int(), to: z.number().int() })).safeParse(value).success;
}

const maxRanges = 4;

export type SeasonProblem = 'week' | 'overlap' | 'no-week' | 'too-many';

/** Why ranges are no season; null if they are. */
export function findSeasonProblem(ranges: Season): SeasonProblem | null {
  if (ranges.length > maxRanges) return 'too-many';
  if (ranges.some(({ from, to }) => !isWeekNumber(from) || !isWeekNumber(to))) return 'week';
  const weeks = Array.from({ length: lastWeek }, (_, i) => i + 1);
  if (weeks.some((week) => ranges.filter((range) => reaches(range, week)).length > 1)) return 'overlap';
  // Most years have no week 53.
  return weeks.some((week) => week < lastWeek && isWeekInSeason(ranges, week)) ? null : 'no-week';
}

function isWeekNumber(week: number): boolean {
  return Number.isInteger(week) && week >= 1 && week <= lastWeek;
}

function reaches({ from, to }: WeekRange, week: number): boolean {
  return from <= to ? from <= week && week <= to : week >= from || week <= to;
}

export function isWeekInSeason(season: Season | null, week: number): boolean {
  return season?.some((range) => reaches(range, week)) ?? true;
}

export function isInSeason(season: Season | null, day: string): boolean {
  return isWeekInSeason(season, weekOfDay(day).week);
}

/** More weeks than a year has. */
const aYear = 54;

/** The Monday of the first week in season after that of `day`; null when there is none. */
export function findSeasonStart(season: Season | null, day: string): string | null {
  return mondays(day).find((monday) => isInSeason(season, monday)) ?? null;
}

/** The Sunday on which the season of `day` ends; null when it never does. */
export function findSeasonEnd(season: Season | null, day: string): string | null {
  const over = mondays(day).find((monday) => !isInSeason(season, monday));
  return over ? dayText(dayNumber(over) - 1) : null;
}

/** The Mondays after the week of a day, a year of them. */
function mondays(day: string): string[] {
  const first = dayNumber(mondayOf(day));
  return Array.from({ length: aYear }, (_, i) => dayText(first + 7 * (i + 1)));
}

/** A season on a day: `returns` is the Monday of the next one, `ends` the Sunday that ends the one of the day. */
export type SeasonToday = { inSeason: boolean; returns: string | null; ends: string | null };

/** Null for what is sold all year. */
export function seasonToday(season: Season | null, day: string): SeasonToday | null {
  if (!season) return null;
  const inSeason = isInSeason(season, day);
  return {
    inSeason,
    returns: inSeason ? null : findSeasonStart(season, day),
    ends: inSeason ? findSeasonEnd(season, day) : null,
  };
}

/** A year's weeks, each with its Monday and whether it is in season. */
export function stripOf(season: Season, year: number): { week: number; monday: string; inSeason: boolean }[] {
  return Array.from({ length: weeksOfYear(year) }, (_, i) => ({
    week: i + 1,
    monday: mondayOfWeek({ year, week: i + 1 }),
    inSeason: isWeekInSeason(season, i + 1),
  }));
}

/** The weeks from that of `from` to that of `to`, both included, that are in season; a year at most. */
export function weeksInSeason(season: Season | null, from: string, to: string): IsoWeek[] {
  const first = mondayOf(from);
  return [first, ...mondays(first)]
    .filter((monday) => monday <= to && isInSeason(season, monday))
    .map((monday) => weekOfDay(monday));
}

/** `gone`: what is reused does not come back. `out-of-season`: it does, whatever its stock says. */
export const sellingStates = ['in-stock', 'made-to-order', 'out-of-season', 'sold-out', 'gone'] as const;
export type SellingState = (typeof sellingStates)[number];

type Sold = { kind: OfferKind; stock: number | null; minQuantity: number; orderStep: number; season: Season | null };

/** Whether an offer that is ordered by quantity can be had on a day, and why not. */
export function sellingState(offer: Sold, day: string): SellingState {
  if (!isInSeason(offer.season, day)) return 'out-of-season';
  if (offer.stock === null) return 'made-to-order';
  if (isGone(offer)) return 'gone';
  return isSoldOut(offer) ? 'sold-out' : 'in-stock';
}
