// Weekly hours as people type them, "lundi 9 h - 12 h" or "mar-sam 9:00-12:30, 14h-18h": read by small steps. Pure.
//
//   readWeeklyHours(text)          { ok, hours: [{ weekday, from, to }] } or the first refusal, with what was typed
//   readTypedWeekdays('lun-ven')  the weekdays, or null
//   readTypedClock('9 h 30')            minutes after midnight, or the reason: 'clock-form', 'clock-minutes', 'clock-hour'
//   overlapsInWeek(hours)          whether two of them share a minute
//
// Minutes count from the midnight before; a span that ends the next day, 22:00-02:00, has `to` above 1440.
import { locales } from '#app/domain/shared/locale.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { foldName } from './typed-day.ts';

/** Minutes after midnight, 0 <= from < 1440, from < to <= from + 1440. */
export type WeekdaySpan = { weekday: number; from: number; to: number };
export type ClockRefusal = { reason: 'clock-form' | 'clock-minutes' | 'clock-hour'; typed: string };
export type WeeklyTextRefusal = ClockRefusal | { reason: 'weekday' | 'hours-form' | 'hours-overlap'; typed: string };

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

/** Minutes after midnight, 0..1440, of 9, 9h, 9 h 30, 09:30, 9.30 or 0930. */
export function readTypedClock(typed: string): Result<{ minutes: number }, ClockRefusal> {
  const text = typed.trim();
  const found = /^(\d{1,2})(?:\s?[h:.]\s?(\d{1,2})?|(\d{2}))?$/i.exec(text);
  if (!found) return refused('clock-form', { typed: text });
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? found[3] ?? 0)];
  if (minutes > 59) return refused('clock-minutes', { typed: text });
  if (hours * 60 + minutes > dayMinutes) return refused('clock-hour', { typed: text });
  return done({ minutes: hours * 60 + minutes });
}

/** The weekdays of "1 2 3", "lundi, mardi" or "lun-ven" in order; null when the text has anything else. */
export function readTypedWeekdays(text: string): number[] | null {
  const cursor = { tokens: tokensOf(text), at: 0 };
  while (takes(cursor, starters));
  const weekdays = readWeekdays(cursor);
  return cursor.at === cursor.tokens.length ? weekdays.sort((a, b) => a - b) : null;
}

/** The span between two clocks; the second one not after the first is of the next day. Null when they are the same. */
export function spanBetween(from: number, to: number): { from: number; to: number } | null {
  if (from === to) return null;
  return { from: from % dayMinutes, to: to > from ? to : to + dayMinutes };
}

/** Each line: weekdays, then spans of hours. Lines and semicolons part the lines. */
export function readWeeklyHours(text: string): Result<{ hours: WeekdaySpan[] }, WeeklyTextRefusal> {
  const hours: WeekdaySpan[] = [];
  for (const line of text.split(/[\n;]/).map((one) => one.trim())) {
    if (line === '') continue;
    const read = readLine(line);
    if (!read.ok) return read;
    hours.push(...read.hours);
  }
  if (overlapsInWeek(hours)) return refused('hours-overlap', { typed: text.trim() });
  return done({ hours: hours.sort((a, b) => a.weekday - b.weekday || a.from - b.from) });
}

const lists = [',', ';', 'et', 'and', '&', '/'];
const ranges = ['-', '–', '—', 'a', 'au', 'to'];
const starters = ['du', 'le', 'on', 'from'];
const fillers = [':', 'de', 'from'];

/** The tokens of a line with the place that is read next. */
type Cursor = { tokens: readonly string[]; at: number };

function tokensOf(text: string): string[] {
  return text.match(/\p{L}+|\d+|[^\s\p{L}\d]/gu) ?? [];
}

function readLine(line: string): Result<{ hours: WeekdaySpan[] }, WeeklyTextRefusal> {
  const cursor = { tokens: tokensOf(line), at: 0 };
  while (takes(cursor, starters));
  const weekdays = readWeekdays(cursor);
  if (weekdays.length === 0) return refused('weekday', { typed: line });
  while (takes(cursor, fillers));
  const spans: { from: number; to: number }[] = [];
  do {
    const from = readClockAt(cursor);
    if (!from.ok) return from;
    if (!takes(cursor, ranges)) return refused('hours-form', { typed: line });
    const to = readClockAt(cursor);
    if (!to.ok) return to;
    const span = spanBetween(from.minutes, to.minutes);
    if (!span) return refused('hours-form', { typed: line });
    spans.push(span);
    while (takes(cursor, [...lists, ...fillers]));
  } while (cursor.at < cursor.tokens.length);
  return done({ hours: weekdays.flatMap((weekday) => spans.map((span) => ({ weekday, ...span }))) });
}

/** Weekdays, lists and ranges of them: "lundi", "lun, mar et jeudi", "mar-sam", "1-5". Empty when there are none. */
function readWeekdays(cursor: Cursor): number[] {
  const days: number[] = [];
  for (let day = weekdayAt(cursor); day !== null; day = weekdayAt(cursor)) {
    cursor.at++;
    days.push(day);
    const last = isSign(cursor.tokens[cursor.at], ranges) ? weekdayAt({ ...cursor, at: cursor.at + 1 }) : null;
    if (last !== null) {
      for (let next = day; next !== last; days.push(next)) next = (next % 7) + 1;
      cursor.at += 2;
    }
    while (takes(cursor, lists));
  }
  return [...new Set(days)];
}

const weekdayNames = locales.map((locale) =>
  Array.from({ length: 7 }, (_, weekday) =>
    // 5 January 1970 was a Monday.
    foldName(new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format((4 + weekday) * 864e5)),
  ),
);

/** The weekday at the cursor by its name, its first letters or its ISO number; a number before a clock's sign is an hour. */
function weekdayAt({ tokens, at }: Cursor): number | null {
  const token = foldName(tokens[at] ?? '');
  if (/^[1-7]$/.test(token)) {
    const isHour = /^[h.]$/i.test(tokens[at + 1] ?? '') || (tokens[at + 1] === ':' && tokens[at + 2]?.length === 2);
    return isHour ? null : Number(token);
  }
  if (token.length < 3) return null;
  for (const names of weekdayNames) {
    const found = names.findIndex((name) => name.startsWith(token));
    if (found !== -1) return found + 1;
  }
  return null;
}

/** A clock and the tokens that belong to it. */
function readClockAt(cursor: Cursor): Result<{ minutes: number }, ClockRefusal> {
  const { tokens, at } = cursor;
  const hasSign = /^[h:.]$/i.test(tokens[at + 1] ?? '');
  // In "9 h 12 h" the 12 is no minutes: it has a sign of its own.
  const hasMinutes = hasSign && /^\d/.test(tokens[at + 2] ?? '') && !/^h$/i.test(tokens[at + 3] ?? '');
  const size = hasMinutes ? 3 : hasSign ? 2 : 1;
  cursor.at = at + size;
  return readTypedClock(tokens.slice(at, at + size).join(''));
}

function takes(cursor: Cursor, signs: readonly string[]): boolean {
  if (!isSign(cursor.tokens[cursor.at], signs)) return false;
  cursor.at++;
  return true;
}

function isSign(token: string | undefined, signs: readonly string[]): boolean {
  return token !== undefined && signs.includes(foldName(token));
}

/** Whether two spans share a minute, over midnight and over the end of the week too. */
export function overlapsInWeek(hours: readonly WeekdaySpan[]): boolean {
  const spans = hours
    .map(({ weekday, from, to }) => ({ from: (weekday - 1) * dayMinutes + from, to: (weekday - 1) * dayMinutes + to }))
    .sort((a, b) => a.from - b.from);
  const round = spans[0] ? [...spans, { from: spans[0].from + weekMinutes, to: spans[0].to + weekMinutes }] : [];
  return round.some(({ from }, at) => at > 0 && from < round[at - 1]!.to);
}
