// Booked times as people say them: "mardi 8 décembre, 9 h – 12 h".
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import type { BookingWay } from '#app/domain/catalogue/booking-terms.ts';
import type { FreeTime } from '#app/domain/catalogue/free-offers.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDay, formatNumber } from './format.ts';
import { formatWeek } from './format-season.ts';
import type { Messages } from './messages.ts';

const dayMs = 864e5;
/** More visits are said as their number and range. */
const namedVisits = 5;

/** A booked time with its weekday; of several days with their number. */
export function formatTime(time: BookedTime, t: Messages, locale: Locale): string {
  if (time.way === 'appointment') {
    const [from, to] = [formatQuarter(time.start, t), formatQuarter(time.end, t)];
    const days = time.days.map((day) => formatDay(day, locale));
    if (days.length <= namedVisits) return t.booking.visits(days.join(', '), from, to);
    return t.booking.manyVisits(days.length, days[0] ?? '', days.at(-1) ?? '', from, to);
  }
  if (time.way === 'week') return formatWeek(time.monday, t, locale);
  if (time.way !== 'period')
    return t.booking.slot(formatDay(time.day, locale), formatQuarter(time.start, t), formatQuarter(time.end, t));
  const days = Math.round((Date.parse(time.to) - Date.parse(time.from)) / dayMs) + 1;
  return t.booking.period(formatDay(time.from, locale), formatDay(time.to, locale), t.count.days(days));
}

/** A day, and the hours of it that are free where it is booked by the hour. */
export function formatFreeTime({ day, hours }: FreeTime, t: Messages, locale: Locale): string {
  const name = formatDay(day, locale);
  return hours ? t.booking.slot(name, formatQuarter(hours.from, t), formatQuarter(hours.to, t)) : name;
}

/** Why a time, or a week of a harvest, cannot be had. */
export function timeErrors({ booking, season }: Messages) {
  return { ...season.errors, ...booking.errors };
}

/** A quarter of the clock: 38 -> "9 h 30"; beyond 96 of the next day. */
export function formatQuarter(quarter: number, t: Messages): string {
  const within = quarter > 96 ? quarter - 96 : quarter;
  return t.booking.hour(Math.floor(within / 4), (within % 4) * 15);
}

/** "entre 9 h et 12 h" of `09:00-12:00`; empty where no hours are said. */
export function formatHours(hours: string, t: Messages): string {
  const [from, to] = hours.split('-').map((clock) => clock.split(':').map(Number) as [number, number]);
  return from && to ? t.plans.hours(t.booking.hour(...from), t.booking.hour(...to)) : '';
}

/** A length in the steps of its way: quarter-hours of a slot, days of a period. */
export function formatLength(steps: number, way: BookingWay, t: Messages, locale: Locale): string {
  return way === 'period' ? t.count.days(steps) : `${formatNumber(steps / 4, locale, 2)}\u00a0h`;
}
