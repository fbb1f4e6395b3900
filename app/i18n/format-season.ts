// Weeks and seasons as people say them: "semaine 22, du 31 mai au 6 juin", "revient semaine 22, fin mai".
import { dayNumber, dayText } from '#app/domain/calendar/civil-time.ts';
import { mondayOfWeek, weekOfDay, weeksOfYear } from '#app/domain/calendar/iso-week.ts';
import type { Season, SeasonToday } from '#app/domain/catalogue/season.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDayMonth, formatMonthName } from './format.ts';
import type { Messages } from './messages.ts';

/** A week by the Monday that it begins with. */
export function formatWeek(monday: string, { season }: Messages, locale: Locale): string {
  const sunday = dayText(dayNumber(monday) + 6);
  return season.week(weekOfDay(monday).week, formatDayMonth(monday, locale), formatDayMonth(sunday, locale));
}

/** "fin mai": a third of a month, by one of its days. */
export function formatMonthPart(day: string, { season: { part } }: Messages, locale: Locale): string {
  const date = Number(day.slice(8));
  const month = formatMonthName(day, locale);
  if (date <= 10) return part.early(month);
  return date <= 20 ? part.middle(month) : part.late(month);
}

/** The one phrase of cards and lists. */
export function formatSeasonToday({ inSeason, returns, ends }: SeasonToday, t: Messages, locale: Locale): string {
  if (inSeason) return ends ? t.season.until(formatMonthPart(ends, t, locale)) : t.season.inSeason;
  return returns ? t.season.returns(weekOfDay(returns).week, formatMonthPart(returns, t, locale)) : t.season.over;
}

/** The ranges of a season in the weeks of a year: "de la semaine 22 (fin mai) à la semaine 30 (fin juillet)". */
export function formatRanges(season: Season, year: number, t: Messages, locale: Locale): string {
  const last = weeksOfYear(year);
  const ranges = season.map(({ from, to }) => {
    const first = mondayOfWeek({ year, week: Math.min(from, last) });
    const end = dayText(dayNumber(mondayOfWeek({ year, week: Math.min(to, last) })) + 6);
    return t.season.range(from, formatMonthPart(first, t, locale), to, formatMonthPart(end, t, locale));
  });
  return ranges.join(', ');
}
