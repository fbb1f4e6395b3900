import type { Locale } from '#app/domain/shared/locale.ts';
import { formatWeekday } from './format.ts';

type Opening = { day: number; from: string; to: string };

/**
 * "mardi 09:00–12:30, 14:00–18:30"; consecutive days with the same hours share a line: "mardi–vendredi 09:00–12:30".
 */
export function openingLines(opening: readonly Opening[], locale: Locale): string[] {
  const byDay = Map.groupBy(opening, ({ day }) => day);
  const days = [...byDay]
    .sort(([a], [b]) => a - b)
    .map(([day, rows]) => ({ day, hours: rows.map(({ from, to }) => `${from}–${to}`).join(', ') }));
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const { day, hours } of days) {
    const last = runs.at(-1);
    if (last?.to === day - 1 && last.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  return runs.map(({ from, to, hours }) => {
    const first = formatWeekday(from, locale);
    return `${from === to ? first : `${first}–${formatWeekday(to, locale)}`} ${hours}`;
  });
}
