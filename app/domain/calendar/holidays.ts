// Public holidays of France by rule. Pure.
//
//   holidayOn(day, insee)     the holiday on a YYYY-MM-DD day in the commune, or null
//   easterSunday(year)        YYYY-MM-DD
//
// Code du travail, L. 3133-1: eight fixed days and three after Easter. Local law of Alsace and Moselle (L. 3134-13):
// Good Friday, which the law grants where a Protestant church stands and custom everywhere, and 26 December.
// Overseas (L. 3422-2): the day that remembers the abolition of slavery.
import { addDays } from '#app/domain/shared/context.ts';

export const holidays = [
  'new-year',
  'good-friday',
  'easter-monday',
  'labour-day',
  'victory-day',
  'ascension',
  'whit-monday',
  'abolition-day',
  'national-day',
  'assumption',
  'all-saints',
  'armistice',
  'christmas',
  'saint-stephen',
] as const;
export type Holiday = (typeof holidays)[number];

const fixed = new Map<string, Holiday>([
  ['01-01', 'new-year'],
  ['05-01', 'labour-day'],
  ['05-08', 'victory-day'],
  ['07-14', 'national-day'],
  ['08-15', 'assumption'],
  ['11-01', 'all-saints'],
  ['11-11', 'armistice'],
  ['12-25', 'christmas'],
]);

/** Days after Easter Sunday. */
const afterEaster = new Map<number, Holiday>([
  [1, 'easter-monday'],
  [39, 'ascension'],
  [50, 'whit-monday'],
]);

/** Departments under the local law of Alsace and Moselle. */
const localLaw = ['57', '67', '68'];

/** Month and day by overseas department: Guadeloupe, Martinique, Guyane, La Réunion, Mayotte. */
const abolition = new Map([
  ['971', '05-27'],
  ['972', '05-22'],
  ['973', '06-10'],
  ['974', '12-20'],
  ['976', '04-27'],
]);

/** The public holiday on a day in the commune of an INSEE code; null on other days. */
export function holidayOn(day: string, insee: string): Holiday | null {
  return holidaysOf(Number(day.slice(0, 4)), insee).get(day) ?? null;
}

/** By year and law. Of two on one day (Ascension on 1 or 8 May) the later of the table is its name. */
const yearsOfPlaces = new Map<string, ReadonlyMap<string, Holiday>>();
const maxKeptYears = 1000;

function holidaysOf(year: number, insee: string): ReadonlyMap<string, Holiday> {
  const local = localLaw.includes(insee.slice(0, 2));
  const abolished = abolition.get(insee.slice(0, 3));
  const key = `${year} ${local} ${abolished}`;
  const kept = yearsOfPlaces.get(key);
  if (kept) return kept;
  const easter = easterSunday(year);
  const days = new Map<string, Holiday>([
    ...[...fixed].map(([day, name]): [string, Holiday] => [`${padYear(year)}-${day}`, name]),
    ...[...afterEaster].map(([days, name]): [string, Holiday] => [addDays(easter, days), name]),
    ...(local ? localDays(year, easter) : []),
    ...(abolished ? [[`${padYear(year)}-${abolished}`, 'abolition-day'] as [string, Holiday]] : []),
  ]);
  if (yearsOfPlaces.size > maxKeptYears) yearsOfPlaces.clear();
  yearsOfPlaces.set(key, days);
  return days;
}

function localDays(year: number, easter: string): [string, Holiday][] {
  return [
    [addDays(easter, -2), 'good-friday'],
    [`${padYear(year)}-12-26`, 'saint-stephen'],
  ];
}

/** Easter Sunday by the anonymous Gregorian rule (Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const whole = h + l - 7 * m + 114;
  const month = String(Math.floor(whole / 31)).padStart(2, '0');
  return `${padYear(year)}-${month}-${String((whole % 31) + 1).padStart(2, '0')}`;
}

function padYear(year: number): string {
  return String(year).padStart(4, '0');
}
