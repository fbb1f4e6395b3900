// Weekly hours as people say them: "lundi à vendredi 9 h – 12 h 30, 14 h – 18 h", "samedi 9 h – 12 h", "fermé dimanche". Pure.
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatWeekday, listText } from './format.ts';
import type { Messages } from './messages.ts';

/** `day`: ISO weekday 1..7; `from` and `to`: readings of the clock, "09:00"; an end before its start is of the next day. */
type Opening = { day: number; from: string; to: string };

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A line for all days with the same hours, in the week's order; then the days that are closed, where they are fewer. */
export function openingLines(opening: readonly Opening[], t: Messages, locale: Locale): string[] {
  const byDay = Map.groupBy(opening, ({ day }) => day);
  const days = weekdays.filter((day) => byDay.has(day));
  const byHours = Map.groupBy(days, (day) => hoursText(byDay.get(day)!, t));
  const lines = [...byHours].map(([hours, own]) => `${weekdaysText(own, t, locale)} ${hours}`);
  const closed = weekdays.filter((day) => !byDay.has(day));
  if (closed.length > 0 && closed.length < days.length)
    lines.push(t.openingHours.closed(weekdaysText(closed, t, locale)));
  return lines;
}

/** No line breaks within a stretch: after a dash the word joiner keeps even the no-break space together. */
function hoursText(hours: readonly Opening[], t: Messages): string {
  return hours
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .map(({ from, to }) => `${sayClock(from, t)} –\u2060 ${sayClock(to, t)}`.replaceAll(' ', '\u00a0'))
    .join(', ');
}

/** A reading of the clock: "09:30" -> "9 h 30". */
export function sayClock(reading: string, t: Messages): string {
  const [hours = 0, minutes = 0] = reading.split(':').map(Number);
  return t.booking.hour(hours, minutes);
}

/** ISO weekdays in order; three and more in a row by their first and last one: "lundi et mercredi à vendredi". */
export function weekdaysText(days: readonly number[], { openingHours }: Messages, locale: Locale): string {
  if (days.length === weekdays.length) return openingHours.everyDay;
  const runs: [first: number, last: number][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  const names = runs.flatMap(([first, last]) => {
    const [from, to] = [formatWeekday(first, locale), formatWeekday(last, locale)];
    if (first === last) return [from];
    return last === first + 1 ? [from, to] : [openingHours.range(from, to)];
  });
  return listText(names, locale);
}
