// Weeks of ISO 8601, by which growers and schools count a year: they begin on Monday, and week 1 has the first Thursday of
// the year. A year has 52 or 53 of them. Pure; days are labels of the town's calendar, so clock changes move nothing.
import { dayNumber, dayText } from './civil-time.ts';

/** `year` is that of the week's Thursday: 1 January 2027 lies in week 53 of 2026. */
export type IsoWeek = { year: number; week: number };

export const lastWeek = 53;
const thursday = 3;

/** The week that a day (YYYY-MM-DD) lies in. */
export function weekOfDay(day: string): IsoWeek {
  const middle = mondayNumber(dayNumber(day)) + thursday;
  const year = Number(dayText(middle).slice(0, 4));
  return { year, week: Math.floor((middle - dayNumber(`${year}-01-01`)) / 7) + 1 };
}

/** The Monday of the week that a day lies in. */
export function mondayOf(day: string): string {
  return dayText(mondayNumber(dayNumber(day)));
}

/** The Monday with which a week begins. 4 January lies in week 1 of every year. */
export function mondayOfWeek({ year, week }: IsoWeek): string {
  return dayText(mondayNumber(dayNumber(`${year}-01-04`)) + (week - 1) * 7);
}

/** 52 or 53. 28 December lies in the last week of every year. */
export function weeksOfYear(year: number): number {
  return weekOfDay(`${year}-12-28`).week;
}

/** "2027-W22". */
export function writeWeek({ year, week }: IsoWeek): string {
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Null for a text that is no week of the calendar, such as 2027-W53. */
export function readWeek(text: string): IsoWeek | null {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(text) ?? [];
  const read = { year: Number(year), week: Number(week) };
  return week && read.week >= 1 && read.week <= weeksOfYear(read.year) ? read : null;
}

/** 1970-01-01 was a Thursday. */
function mondayNumber(day: number): number {
  return day - ((((day + thursday) % 7) + 7) % 7);
}
