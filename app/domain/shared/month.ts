// Months of the calendar (YYYY-MM) in the town's zone. Pure.
import { addDays, nextLocalDay, type Zone } from './context.ts';

/** The month after, also over the end of a year. */
export function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}

/** The last day, YYYY-MM-DD. */
export function lastDayOf(month: string): string {
  return addDays(`${nextMonth(month)}-01`, -1);
}

/** The moment at which it begins in the town. */
export function monthStart(month: string, town: Zone): Date {
  // Noon of the day before, in UTC, lies on that day in every zone of Europe.
  return nextLocalDay(new Date(`${addDays(`${month}-01`, -1)}T12:00:00Z`), town);
}
