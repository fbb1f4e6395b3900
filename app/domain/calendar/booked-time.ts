// The time that a line of a basket or an order is booked for, as the clock on the wall says it. Pure.
//
//   writeTime, readTime   to and from its text, which begins with its first day: '2026-12-08T09:00/12:00',
//                         '2026-12-08/2026-12-10', '2027-05-31/week', of a seat '2026-12-08T09:00/12:00/17', of visits
//                         '2026-12-08,2026-12-10,T09:00/12:00'
//   axisSpan(time, zone)  its span on the axis of its capacity; null where the clock skips an end
//   timeNames(time)       "mardi 8 décembre 2026, 09:00–12:00", by language
import type { Zone } from '#app/domain/shared/context.ts';
import { type Locale, languageOf, perLocale } from '#app/domain/shared/locale.ts';
import { dayNumber, dayText, edge, instant } from './civil-time.ts';
import { mondayOf } from './iso-week.ts';

/** Hours of one day, in quarters of the clock: `end` above 96 lies in the next day. Half-open. */
type BookedSlot = { way: 'slot'; day: string; start: number; end: number };
/** Whole days, both ends included. */
type BookedPeriod = { way: 'period'; from: string; to: string };
/** Some day of a week, which the seller's round decides: what is ordered of a forecast. Its Monday names it. */
type BookedWeek = { way: 'week'; monday: string };
/** Seats in a session that its seller set: its hours, and its number. */
type BookedSession = Omit<BookedSlot, 'way'> & { way: 'session'; session: number };
/** The same hours of several days, in order: the seller comes to the buyer. */
type BookedVisits = { way: 'appointment'; days: readonly string[]; start: number; end: number };
/** One stretch on the axis of a capacity. */
type SingleTime = BookedSlot | BookedPeriod | BookedWeek | BookedSession;
export type BookedTime = SingleTime | BookedVisits;

/** The most days of a line; every Tuesday of half a year. */
const maxVisits = 26;
/** The longest text of a time, in characters. */
export const maxTimeLength = 11 * maxVisits + 20;

const quartersADay = 96;
const day = String.raw`(\d{4}-\d{2}-\d{2})`;
const hour = String.raw`([01]\d|2[0-4]):(00|15|30|45)`;
const slotText = new RegExp(`^${day}T${hour}/${hour}$`);
const sessionText = new RegExp(`^(${day}T${hour}/${hour})/([1-9]\\d{0,8})$`);
const visitsText = new RegExp(String.raw`^((?:\d{4}-\d{2}-\d{2},){1,${maxVisits}})T${hour}/${hour}$`);
const periodText = new RegExp(`^${day}/${day}$`);
const weekText = new RegExp(`^${day}/week$`);

/** The text that a column, a form and an address carry. */
export function writeTime(time: BookedTime): string {
  if (time.way === 'period') return `${time.from}/${time.to}`;
  if (time.way === 'week') return `${time.monday}/week`;
  if (time.way === 'appointment')
    return `${time.days.join(',')},T${writeQuarter(time.start)}/${writeQuarter(time.end)}`;
  const hours = `${time.day}T${writeQuarter(time.start)}/${writeQuarter(time.end)}`;
  return time.way === 'session' ? `${hours}/${time.session}` : hours;
}

/** Null for a text that is none; an end at or before the start of a slot lies in the next day. */
export function readTime(text: string): BookedTime | null {
  const slot = slotText.exec(text);
  if (slot) {
    const [, date = '', fromHour, fromMinute, toHour, toMinute] = slot;
    return slotOf(date, quarterOf(fromHour, fromMinute), quarterOf(toHour, toMinute));
  }
  const [, monday = ''] = weekText.exec(text) ?? [];
  if (isCivilDay(monday) && mondayOf(monday) === monday) return { way: 'week', monday };
  const visits = visitsText.exec(text);
  if (visits) {
    const [, days = '', fromHour, fromMinute, toHour, toMinute] = visits;
    return visitsOn(days.split(',').slice(0, -1), quarterOf(fromHour, fromMinute), quarterOf(toHour, toMinute));
  }
  const seat = sessionText.exec(text);
  if (seat) {
    const hours = readTime(seat[1] ?? '');
    return hours?.way === 'slot' ? { ...hours, way: 'session', session: Number(seat.at(-1)) } : null;
  }
  const [, from = '', to = ''] = periodText.exec(text) ?? [];
  return isCivilDay(from) && isCivilDay(to) && from <= to ? { way: 'period', from, to } : null;
}

/** A slot of a day by two readings of the clock; null if the day is none of the calendar. */
export function slotOf(date: string, start: number, end: number): BookedSlot | null {
  if (!isCivilDay(date) || start >= quartersADay || end > quartersADay) return null;
  return { way: 'slot', day: date, start, end: end > start ? end : end + quartersADay };
}

/** The same hours of some days, in order and once each; null if one is none of the calendar, or there are too many. */
export function visitsOn(days: readonly string[], start: number, end: number): BookedVisits | null {
  const hours = days.map((day) => slotOf(day, start, end));
  const [first] = hours;
  if (!first || hours.includes(null) || days.length > maxVisits) return null;
  return { way: 'appointment', days: [...new Set(days)].sort(), start, end: first.end };
}

/** Each stretch of a time by itself. */
export function stretchesOf(time: BookedTime): SingleTime[] {
  if (time.way !== 'appointment') return [time];
  return time.days.map((date) => ({ way: 'slot', day: date, start: time.start, end: time.end }));
}

/** "09:30" -> 38; null for what is no quarter-hour of the clock. 24:00 is the end of the day. */
export function readQuarter(text: string): number | null {
  const [, hours, minutes] = new RegExp(`^${hour}$`).exec(text) ?? [];
  const quarter = hours === undefined ? Number.NaN : quarterOf(hours, minutes);
  return quarter <= quartersADay ? quarter : null;
}

/** 38 -> "09:30"; of the next day beyond 96. */
export function writeQuarter(quarter: number): string {
  const within = quarter > quartersADay ? quarter - quartersADay : quarter;
  return `${String(Math.floor(within / 4)).padStart(2, '0')}:${String((within % 4) * 15).padStart(2, '0')}`;
}

/** Whether a text is a day of the calendar: 30 February is not. */
export function isCivilDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
}

/** The first day of a booked time, and its last one. */
export function daysOfTime(time: BookedTime): { first: string; last: string } {
  if (time.way === 'appointment') return { first: time.days[0] ?? '', last: time.days.at(-1) ?? '' };
  if (time.way === 'week') return { first: time.monday, last: dayText(dayNumber(time.monday) + 6) };
  return time.way === 'period' ? { first: time.from, last: time.to } : { first: time.day, last: time.day };
}

/** Whether what is booked is used where its seller says, so that nothing is brought. */
export function isOnSite(time: BookedTime | null): boolean {
  return time?.way === 'slot' || time?.way === 'session';
}

/** Half-open. Of a reading that comes twice, the first is meant; null for a start that the clock skips. */
export function axisSpan(time: SingleTime, zone: Zone): { from: number; to: number } | null {
  if (time.way === 'period' || time.way === 'week') {
    const { first, last } = daysOfTime(time);
    return { from: dayNumber(first), to: dayNumber(last) + 1 };
  }
  const from = instant(zone, dayNumber(time.day), time.start);
  const to = edge(zone, dayNumber(time.day), time.end);
  return from === null || to <= from ? null : { from, to };
}

/** The words that a frozen line adds to the name of its offer, in each language. */
export function timeNames(time: BookedTime): Readonly<Record<Locale, string>> {
  return perLocale((locale) => {
    const dates = new Intl.DateTimeFormat(languageOf(locale).tag, { dateStyle: 'full', timeZone: 'UTC' });
    if (time.way === 'appointment') return appointmentNames(time, dates);
    if (time.way === 'slot' || time.way === 'session')
      return `${dates.format(new Date(time.day))}, ${writeQuarter(time.start)}–${writeQuarter(time.end)}`;
    const { first, last } = daysOfTime(time);
    return first === last ? dates.format(new Date(first)) : dates.formatRange(new Date(first), new Date(last));
  });
}

/** Few days by name, many as their number and range. */
function appointmentNames({ days, start, end }: BookedVisits, dates: Intl.DateTimeFormat): string {
  const [first, last] = [new Date(days[0] ?? ''), new Date(days.at(-1) ?? '')];
  const named = days.map((date) => dates.format(new Date(date))).join(' · ');
  const range = `${days.length} × ${dates.format(first)} – ${dates.format(last)}`;
  return `${days.length > namedVisits ? range : named}, ${writeQuarter(start)}–${writeQuarter(end)}`;
}
const namedVisits = 5;

function quarterOf(hours = '', minutes = ''): number {
  return Number(hours) * 4 + Number(minutes) / 15;
}
