// Days as people type them. Pure.
//
//   readTypedDay('24/12/2026')                        { ok, day } or the reason: 'day-form', 'no-such-day'
//   readTypedDays('du 24/12/2026 au 02/01/2027')      { ok, from, to }, both included; 'days-reversed' besides
//   isDay('2026-02-30')                               whether a YYYY-MM-DD text is a day of the calendar
//
// Read are 24/12/2026, 24.12.26, 2026-12-24, "24 décembre 2026" and "24 December 2026". A refusal carries what was typed.
import { locales } from '#app/domain/shared/locale.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';

export type TypedDayRefusal = { reason: 'day-form' | 'no-such-day'; typed: string };
export type TypedDaysRefusal = TypedDayRefusal | { reason: 'days-reversed'; typed: string };

/** Whether a text is a day of the calendar as YYYY-MM-DD: 30 February is not, though Date.parse takes it. */
export function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
}

/** A day, YYYY-MM-DD. `no-such-day`: written as one, like 30/02/2027, but in no calendar. */
export function readTypedDay(typed: string): Result<{ day: string }, TypedDayRefusal> {
  const text = typed.trim();
  const parts = partsOf(text);
  if (parts === null) return refused('day-form', { typed: text });
  const [year, month, date] = parts;
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? done({ day }) : refused('no-such-day', { typed: text });
}

/** Year, month and day of a text that is written as a day; null for another text. */
function partsOf(text: string): [year: string, month: string, date: string] | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return [iso[1]!, iso[2]!, iso[3]!];
  const european = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
  if (european) return [european[3]!, european[2]!, european[1]!];
  const named = /^(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)\.? (\d{4})$/u.exec(text.replace(/\s+/g, ' '));
  const month = named && monthOf(named[2]!);
  return month ? [named[3]!, String(month), named[1]!] : null;
}

const monthNames = locales.map((locale) =>
  Array.from({ length: 12 }, (_, month) =>
    foldName(new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 1))),
  ),
);

/** 1..12 of a month's name, whole or shortened so that it stays one, in any language of the interface. */
function monthOf(name: string): number | null {
  const typed = foldName(name);
  for (const names of monthNames) {
    const fitting = names.flatMap((whole, at) => (whole.startsWith(typed) ? [at + 1] : []));
    if (typed.length >= 3 && fitting.length === 1) return fitting[0]!;
  }
  return null;
}

/** Lower case without accents. */
export function foldName(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

const oneDay = String.raw`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|\d{1,2}(?:er|st|nd|rd|th)?\s\p{L}{3,12}\.?\s\d{4}`;
const between = ['', 'au', 'a', 'to', 'until', 'till', 'jusqu’au', "jusqu'au", 'et', 'and', '-', '–', '—', '→', '..'];
const before = ['', 'du', 'de', 'le', 'from', 'on'];

/** One day or a range of days, both included: "du 24/12/2026 au 02/01/2027", "2026-12-24 2027-01-02", "24/12/2026". */
export function readTypedDays(typed: string): Result<{ from: string; to: string }, TypedDaysRefusal> {
  const text = typed.trim();
  const [lead = '', ...found] = splitAtDays(text);
  const [first, middle = '', second, rest = ''] = found;
  const isRange = found.length === 4 || (found.length === 2 && middle === '');
  const isSpoken = before.includes(foldName(lead)) && between.includes(foldName(middle)) && rest === '';
  if (first === undefined || !isRange || !isSpoken) return refused('day-form', { typed: text });
  const from = readTypedDay(first);
  const to = readTypedDay(second ?? first);
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (to.day < from.day) return refused('days-reversed', { typed: text });
  return done({ from: from.day, to: to.day });
}

/** The text before, between and after the days, with the days in their places. */
function splitAtDays(text: string): string[] {
  return text.split(new RegExp(`(${oneDay})`, 'u')).map((part) => part.trim());
}
