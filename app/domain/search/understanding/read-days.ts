// Days in typed text, in French and English: "demain", "samedi", "le 15 mai", "20/06", "next week", "du 8 au 10". Pure.
import { addDays } from '#app/domain/shared/context.ts';
import { maxDaysAsked } from '../asked-days.ts';
import { hoursBehind, isFreeWord } from './read-hours.ts';

/** Days from one to another have both, with a slash between them. */
type Found = { name: 'day' | 'week'; value: string };
/** A pattern over folded words, and the day that its groups say; null when there is no such day. */
export type DayPattern = {
  pattern: RegExp;
  dayOf: (groups: readonly (string | undefined)[], today: string) => Found | null;
};

const weekdays = [
  'dimanche|sunday',
  'lundi|monday',
  'mardi|tuesday',
  'mercredi|wednesday',
  'jeudi|thursday',
  'vendredi|friday',
  'samedi|saturday',
];
const months = [
  ...['janvier|january', 'fevrier|february', 'mars|march', 'avril|april', 'mai|may', 'juin|june'],
  ...[
    'juillet|july',
    'aout|august',
    'septembre|september',
    'octobre|october',
    'novembre|november',
    'decembre|december',
  ],
];
const monthWord = months.join('|');
const freeWord = `(?:(?:${isFreeWord}) )?`;
const before = `${freeWord}(?:(?:pour|avant|d ici|on|by|before|for|until|jusqu au) )?(?:(?:le|la|ce|cet|cette|du|au|the|this|next) )?`;
const time = `(?: (?:prochaine?|qui vient))?${hoursBehind}(?: (?:${isFreeWord}))?`;
/** "8", "8 th" and "1 er", as a number. */
const dateNumber = String.raw`(\d{1,2})(?: ?(?:er|st|nd|rd|th))?`;
const upTo = '(?:au|a|to|until|till|et|and|jusqu au)(?: the)?';
const from = `${freeWord}(?:(?:pour|for) )?(?:du|from|from the|between|between the|entre le)`;
const weekdayWord = weekdays.join('|');

const patterns: readonly (readonly [string, DayPattern['dayOf']])[] = [
  [
    String.raw`${from} (\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))? ${upTo} (\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?${hoursBehind}`,
    ([date, month, year, lastDate, lastMonth, lastYear], today) =>
      days(dated(date, month, year, today), (first) => dated(lastDate, lastMonth, lastYear, first)),
  ],
  [
    String.raw`(?:${from} )?${dateNumber}(?: (${monthWord}))?(?: (\d{4}))? (?:${upTo} )?${dateNumber}(?: of)? (${monthWord})(?: (\d{4}))?${hoursBehind}`,
    ([date, month, year, lastDate, lastMonth, lastYear], today) => {
      // The first day is within the month of the last one, where it says none.
      const last = dated(lastDate, monthOf(lastMonth), lastYear, today);
      if (month)
        return days(dated(date, monthOf(month), year, today), (first) =>
          dated(lastDate, monthOf(lastMonth), lastYear, first),
        );
      return last && days(dated(date, monthOf(lastMonth), last.value.slice(0, 4), today), () => last);
    },
  ],
  // Without a month: "du 8 au 10", "from the 8th to the 10th".
  [
    String.raw`${freeWord}du (\d{1,2}) au (\d{1,2})(?= (?:pour|avec) |$)`,
    ([date, last], today) => days(nextDate(Number(date), today), (first) => nextDate(Number(last), first)),
  ],
  [
    String.raw`${freeWord}(?:from|between)(?: the)? (\d{1,2}) ?(?:st|nd|rd|th) (?:to|until|and)(?: the)? (\d{1,2}) ?(?:st|nd|rd|th)`,
    ([date, last], today) => days(nextDate(Number(date), today), (first) => nextDate(Number(last), first)),
  ],
  [
    `(?:${from}|${freeWord}de) (${weekdayWord}) ${upTo} (${weekdayWord})${hoursBehind}`,
    ([first, last], today) => days(day(nextNamed(first, today)), (from) => day(nextNamed(last, addDays(from, -1)))),
  ],
  [`${before}(?:apres demain|day after tomorrow)${time}`, (_, today) => day(addDays(today, 2))],
  [`${before}(?:demain|tomorrow)${time}`, (_, today) => day(addDays(today, 1))],
  [`${before}(?:aujourd hui|ce soir|ce matin|ce midi|cet apres midi|today|tonight)${time}`, (_, today) => day(today)],
  [
    String.raw`(?:dans|sous|in|within) (\d{1,2}) (?:jours?|days?)`,
    ([days], today) => day(addDays(today, Number(days))),
  ],
  [
    `(?:(?:pour|dans|in|for) )?(?:la )?(?:semaine prochaine|next week)`,
    (_, today) => ({ name: 'week', value: mondayPast(today) }),
  ],
  [
    String.raw`${before}(\d{4})-(\d{2})-(\d{2})${time}`,
    ([year, month, date], today) => dated(date, month, year, today),
  ],
  [
    String.raw`${before}(\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?${time}`,
    ([date, month, year], today) => dated(date, month, year, today),
  ],
  [
    String.raw`${before}(\d{1,2})(?: ?(?:er|st|nd|rd|th))?(?: of)? (${monthWord})(?: (\d{4}))?${time}`,
    ([date, month, year], today) => dated(date, monthOf(month), year, today),
  ],
  [
    String.raw`${before}(${monthWord}) (\d{1,2})(?: ?(?:st|nd|rd|th))?(?: (\d{4}))?${time}`,
    ([month, date, year], today) => dated(date, monthOf(month), year, today),
  ],
  [`${before}(?:week end|weekend)(?= prochain|$)${time}`, (_, today) => day(nextWeekday(today, 6))],
  [`(?:ce|this|next) (?:week end|weekend)`, (_, today) => day(nextWeekday(today, 6))],
  [`${before}(${weekdayWord})${time}`, ([name], today) => day(nextNamed(name, today))],
  [
    String.raw`(?:le|avant le|pour le|the|before the|by the) (\d{1,2})(?: ?(?:er|st|nd|rd|th))?(?= (?:au|a|de|pour|for) |$)`,
    ([date], today) => nextDate(Number(date), today),
  ],
];

export const dayPatterns: readonly DayPattern[] = patterns.map(([pattern, dayOf]) => ({
  pattern: new RegExp(`(?<![^ ])${pattern}(?![^ ])`),
  dayOf,
}));

function day(value: string): Found {
  return { name: 'day', value };
}

/** Days from one to another; null where one of them is none, or they are more than a search looks at. */
function days(first: Found | null, lastFrom: (first: string) => Found | null): Found | null {
  const last = first && lastFrom(first.value);
  if (!last || last.value < first.value || last.value > addDays(first.value, maxDaysAsked - 1)) return null;
  return last.value === first.value ? first : { name: 'day', value: `${first.value}/${last.value}` };
}

function nextNamed(name: string | undefined, today: string): string {
  return nextWeekday(
    today,
    weekdays.findIndex((one) => one.split('|').includes(name!)),
  );
}

/** The next such weekday (0 is Sunday), today not counted. */
function nextWeekday(today: string, weekday: number): string {
  return addDays(today, ((weekday - new Date(today).getUTCDay() + 6) % 7) + 1);
}

function mondayPast(today: string): string {
  return nextWeekday(today, 1);
}

function monthOf(name: string | undefined): string {
  return String(months.findIndex((one) => one.split('|').includes(name ?? '')) + 1);
}

/** A date without a year is this year's, or the next one's when it is past. */
function dated(
  date: string | undefined,
  month: string | undefined,
  year: string | undefined,
  today: string,
): Found | null {
  const own = year ? (Number(year) % 2000) + 2000 : Number(today.slice(0, 4));
  const first = isoDay(own, Number(month), Number(date));
  if (first === null) return null;
  return day(year || first >= today ? first : (isoDay(own + 1, Number(month), Number(date)) ?? first));
}

/** The next day of a month with this number. */
function nextDate(date: number, today: string): Found | null {
  const [year, month] = today.split('-').map(Number) as [number, number];
  for (let ahead = 0; ahead < 3; ahead++) {
    const found = isoDay(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, date);
    if (found !== null && found >= today) return day(found);
  }
  return null;
}

function isoDay(year: number, month: number, date: number): string | null {
  const time = new Date(Date.UTC(year, month - 1, date));
  const isReal = time.getUTCMonth() === month - 1 && time.getUTCDate() === date;
  return isReal ? time.toISOString().slice(0, 10) : null;
}
