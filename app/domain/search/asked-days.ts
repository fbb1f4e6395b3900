// The days that a search asks for, as its address and its readings carry them: "2026-12-08", "2026-12-08/2026-12-10". Pure.
import { readTypedDays } from '#app/domain/calendar/typed-day.ts';
import type { DaySpan } from '#app/domain/catalogue/free-offers.server.ts';
import { addDays } from '#app/domain/shared/context.ts';

/** So many days in a row can be asked for. */
export const maxDaysAsked = 31;

/** Both days included. */
export function daySpanOf(days: string): DaySpan {
  const [from = '', to = from] = days.split('/');
  return { from, to };
}

/** The text of days as people and programs write them; null for what is no day, or too many. */
export function readAskedDays(typed: string): string | null {
  const read = readTypedDays(typed.replace(/^(\d{4}-\d{2}-\d{2})\/(?=\d{4}-)/, '$1 '));
  if (!read.ok || read.to > addDays(read.from, maxDaysAsked - 1)) return null;
  return read.from === read.to ? read.from : `${read.from}/${read.to}`;
}
