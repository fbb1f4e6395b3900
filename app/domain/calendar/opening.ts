// When something is open: by the first that speaks of exception, closure, holiday and week. Pure.
//
//   isOpenOn(plan, day)        of whole days: who works, carries or receives
//   openHoursOn(plan, day)     of hours: the open spans of a day in quarters of the clock, 0..96, half-open
//   isClosed(closures, day)
//
// A day is YYYY-MM-DD. Closures have both ends included.
import { isoWeekday } from '#app/domain/shared/context.ts';
import { holidayOn } from './holidays.ts';

/** Days of closure, both ends included. */
export type ClosedDays = { from: string; to: string };

/** The part of every plan of opening beside its week. */
export type OpeningRules = {
  closures: readonly ClosedDays[];
  /** Whether the week also holds on public holidays. */
  worksHolidays: boolean;
  /** The commune, whose public holidays count. */
  insee: string;
};

/** Whole days: ISO weekdays (1 = Monday), and days with a rule of their own. */
export type DayPlan = OpeningRules & { weekdays: readonly number[]; exceptions?: ReadonlyMap<string, boolean> };

/** Hours of a day in quarters of the clock, half-open, 0 <= from < to <= 96. */
export type HourSpan = { from: number; to: number };
/** Hours of a weekday, from `fromDay` (included) to `toDay` (not included). */
export type WeeklyHours = HourSpan & { weekday: number; fromDay?: string; toDay?: string };
/** Hours of some days (`toDay` not included) that are open or shut whatever the rest says. */
export type HourException = HourSpan & { fromDay: string; toDay: string; open: boolean };
export type HourPlan = OpeningRules & { weekly: readonly WeeklyHours[]; exceptions: readonly HourException[] };

export function isClosed(closures: readonly ClosedDays[], day: string): boolean {
  return closures.some(({ from, to }) => from <= day && day <= to);
}

/** Whether a plan of whole days is open on a day. */
export function isOpenOn(plan: DayPlan, day: string): boolean {
  return plan.exceptions?.get(day) ?? (followsWeek(plan, day) && plan.weekdays.includes(isoWeekday(day)));
}

/** Neither closure nor holiday speaks before the week. */
function followsWeek({ closures, worksHolidays, insee }: OpeningRules, day: string): boolean {
  return !isClosed(closures, day) && (worksHolidays || holidayOn(day, insee) === null);
}

/**
 * The open hours of a day, in order and without overlap. Of two exceptions for the same quarter the one of fewer days
 * speaks, of equal ones the shut.
 */
export function openHoursOn(plan: HourPlan, day: string): HourSpan[] {
  const weekly = followsWeek(plan, day) ? plan.weekly.filter((hours) => holdsOn(hours, day)) : [];
  const exceptions = plan.exceptions.filter(({ fromDay, toDay }) => fromDay <= day && day < toDay);
  return exceptions.sort(weakestFirst).reduce(applyException, joinSpans(weekly));
}

function holdsOn({ weekday, fromDay = '', toDay = '9999-12-31' }: WeeklyHours, day: string): boolean {
  return weekday === isoWeekday(day) && fromDay <= day && day < toDay;
}

function weakestFirst(a: HourException, b: HourException): number {
  return daysOf(b) - daysOf(a) || Number(b.open) - Number(a.open);
}

function daysOf({ fromDay, toDay }: HourException): number {
  return (Date.parse(toDay) - Date.parse(fromDay)) / 864e5;
}

function applyException(spans: HourSpan[], { from, to, open }: HourException): HourSpan[] {
  if (open) return joinSpans([...spans, { from, to }]);
  return spans.flatMap((span) => [
    ...(span.from < from ? [{ from: span.from, to: Math.min(span.to, from) }] : []),
    ...(span.to > to ? [{ from: Math.max(span.from, to), to: span.to }] : []),
  ]);
}

/** The same hours in order, with spans that touch or overlap made one. */
function joinSpans(spans: readonly HourSpan[]): HourSpan[] {
  const joined: HourSpan[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
