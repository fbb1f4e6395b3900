// Days that come again: every Tuesday until …, the 31st of each month. Pure.
//
//   listOccurrences(rule, insee)   [{ day, holiday }]: each day of the rule in order, with the public holiday on it
//
// By RFC 5545: the first occurrence is a day of the rule (a start outside it is undefined there and does not count),
// the last day is included, every second week counts from the week of the first day, which begins on Monday.
import { addDays, isoWeekday } from '#app/domain/shared/context.ts';
import { lastDayOf } from '#app/domain/shared/month.ts';
import { type Holiday, holidayOn } from './holidays.ts';

/** Days are YYYY-MM-DD; `from` and `until` belong to it. */
export type RecurrenceRule = { from: string } & ({ until: string } | { count: number }) &
  (
    | { every: 'week'; interval: number; weekdays: readonly number[] }
    /** Of each month the day `monthDay`, 1..31; a shorter month has its last day instead. */
    | { every: 'month'; interval: number; monthDay: number }
  );

/** A longer rule is cut. */
export const maxOccurrences = 370;
const maxDaysAhead = 3660;

/** The days of a rule in order. A day on a public holiday of the commune is one of them and carries its name. */
export function listOccurrences(rule: RecurrenceRule, insee: string): { day: string; holiday: Holiday | null }[] {
  const last = 'until' in rule ? rule.until : addDays(rule.from, maxDaysAhead);
  const count = Math.min('count' in rule ? rule.count : maxOccurrences, maxOccurrences);
  const days: string[] = [];
  for (let day = rule.from; day <= last && days.length < count; day = addDays(day, 1))
    if (isOfRule(rule, day)) days.push(day);
  return days.map((day) => ({ day, holiday: holidayOn(day, insee) }));
}

function isOfRule(rule: RecurrenceRule, day: string): boolean {
  if (rule.every === 'week')
    return rule.weekdays.includes(isoWeekday(day)) && weeksBetween(rule.from, day) % rule.interval === 0;
  const wanted = Math.min(rule.monthDay, Number(lastDayOf(day.slice(0, 7)).slice(8)));
  return Number(day.slice(8)) === wanted && monthsBetween(rule.from, day) % rule.interval === 0;
}

/** Weeks that begin on Monday. */
function weeksBetween(from: string, to: string): number {
  const monday = (day: string) => Date.parse(addDays(day, 1 - isoWeekday(day)));
  return Math.round((monday(to) - monday(from)) / (7 * 864e5));
}

function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}
