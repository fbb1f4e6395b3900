// Formats numbers, money, dates and intervals for people. Storage is UTC and cents; the screen is Europe/Paris and
// euros.
import { type Locale, languageOf } from '#app/domain/shared/locale.ts';

type Formatter = Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules | Intl.ListFormat;
const cache = new Map<string, Formatter>();

function kept<T extends Formatter>(key: string, make: () => T): T {
  const known = (cache.get(key) as T | undefined) ?? make();
  cache.set(key, known);
  return known;
}

const zone = 'Europe/Paris';

export function formatNumber(value: number, locale: Locale, digits = 0): string {
  return kept(
    `n${locale}${digits}`,
    () => new Intl.NumberFormat(languageOf(locale).tag, { maximumFractionDigits: digits }),
  ).format(value);
}

/** 12840 -> "128,40 €". */
export function formatMoney(cents: number, locale: Locale): string {
  return kept(
    `m${locale}`,
    () => new Intl.NumberFormat(languageOf(locale).tag, { style: 'currency', currency: 'EUR' }),
  ).format(cents / 100);
}

/** A decimal of data with the language's decimal mark: "12.50" -> "12,50". */
export function formatDecimal(decimal: string, locale: Locale): string {
  const mark = kept(`,${locale}`, () => new Intl.NumberFormat(languageOf(locale).tag))
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal');
  return decimal.replace('.', mark?.value ?? '.');
}

/** Whole euros, for intervals: cents would suggest more precision than is known. */
export function formatEuros(cents: number, locale: Locale): string {
  return kept(
    `e${locale}`,
    () =>
      new Intl.NumberFormat(languageOf(locale).tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }),
  ).format(cents / 100);
}

/** 550 -> "5,5 %". */
export function formatRate(basisPoints: number, locale: Locale): string {
  return kept(
    `r${locale}`,
    () => new Intl.NumberFormat(languageOf(locale).tag, { style: 'percent', maximumFractionDigits: 1 }),
  ).format(basisPoints / 10_000);
}

export function formatDistance(meters: number, locale: Locale): string {
  return meters < 1000
    ? `${formatNumber(Math.round(meters / 50) * 50, locale)}\u00a0m`
    : `${formatNumber(meters / 1000, locale, 1)}\u00a0km`;
}

export function formatMass(grams: number, locale: Locale): string {
  if (grams < 1000) return `${formatNumber(grams, locale)}\u00a0g`;
  return grams < 1_000_000
    ? `${formatNumber(grams / 1000, locale, grams < 10_000 ? 1 : 0)}\u00a0kg`
    : `${formatNumber(grams / 1e6, locale, 1)}\u00a0t`;
}

/** -37412 grams -> "−37 kg", with a true minus sign; `unit` false for the number alone. */
export function formatKilograms(grams: number, locale: Locale, unit = true): string {
  const kilograms = formatNumber(Math.round(grams / 1000), locale).replace('-', '\u2212');
  return unit ? `${kilograms}\u00a0kg` : kilograms;
}

/** 652 minutes -> "10 h 52". */
export function formatMinutes(minutes: number, locale: Locale): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u00a0min`;
  return hours >= 100
    ? `${formatNumber(hours, locale)}\u00a0h`
    : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
}

/** "jeudi 26 novembre" from a day or an instant. */
export function formatDay(iso: string, locale: Locale): string {
  return keptDay(`d${locale}`, iso, locale, weekday);
}

/** "31 mai" from a day. */
export function formatDayMonth(iso: string, locale: Locale): string {
  return keptDay(`dayMonth${locale}`, iso, locale, dayMonth);
}

/** "mai" from a day. */
export function formatMonthName(iso: string, locale: Locale): string {
  return keptDay(`monthName${locale}`, iso, locale, monthName);
}

const dayMonth = { day: 'numeric', month: 'long', timeZone: zone } as const;
const monthName = { month: 'long', timeZone: zone } as const;
const weekday = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const;
const date = { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone } as const;

/** Texts of days by their form: a page says one day many times, and a formatter takes longer than all around it. */
const dayTexts = new Map<string, string>();
const maxDayTexts = 2000;

/** Days of the zone begin at a whole hour of UTC, so that instants of one hour have one text. */
function keptDay(form: string, iso: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const key = `${form}${iso.endsWith('Z') ? iso.slice(0, 13) : iso}`;
  const known = dayTexts.get(key);
  if (known !== undefined) return known;
  const format = kept(form, () => new Intl.DateTimeFormat(languageOf(locale).tag, options));
  const text = formatInstant(format, iso, locale);
  if (dayTexts.size >= maxDayTexts) dayTexts.clear();
  dayTexts.set(key, text);
  return text;
}

/** A day (`2026-11-26`, taken at noon) or an instant; the first of a month as the language writes it. */
function formatInstant(format: Intl.DateTimeFormat, iso: string, locale: Locale): string {
  return format
    .formatToParts(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso))
    .map(({ type, value }) => (type === 'day' && value === '1' ? (languageOf(locale).firstDay ?? value) : value))
    .join('');
}

export function formatDate(iso: string, locale: Locale): string {
  return keptDay(`D${locale}`, iso, locale, date);
}

export function formatDateTime(iso: string, locale: Locale): string {
  const format = kept(
    `t${locale}`,
    () => new Intl.DateTimeFormat(languageOf(locale).tag, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }),
  );
  return formatInstant(format, iso, locale);
}

/** "2026-11" -> "novembre 2026". */
export function formatMonth(month: string, locale: Locale): string {
  return kept(
    `M${locale}`,
    () => new Intl.DateTimeFormat(languageOf(locale).tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  ).format(new Date(`${month}-15T12:00:00Z`));
}

/** The same for a period: "2026-01/2026-02" -> "janvier 2026 – février 2026". */
export function formatMonths(period: string, locale: Locale): string {
  return period
    .split('/')
    .map((month) => formatMonth(month, locale))
    .join(' – ');
}

/** ISO weekday 1..7 -> "lundi". */
export function formatWeekday(day: number, locale: Locale): string {
  return kept(
    `w${locale}`,
    () => new Intl.DateTimeFormat(languageOf(locale).tag, { weekday: 'long', timeZone: 'UTC' }),
  ).format(new Date(Date.UTC(2024, 0, day)));
}

/** "kgCO2e/véhicule.km" of the data -> "kg CO₂e/vehicle·km", by the page's words for what the data names in French. */
export function formatUnit(unit: string, labels: readonly (readonly [of: string, label: string])[]): string {
  const labelOf = new Map(labels);
  const [mass, per = ''] = unit.split('/');
  const unitOf = per.replace(/\p{L}+/gu, (word) => labelOf.get(word) ?? word).replace('.km', '·km');
  return `${mass!.replace('kgCO2e', 'kg\u00a0CO₂e')}/${unitOf}`;
}

/** Two significant figures, with a true minus sign. */
function twoFigures(value: number, locale: Locale): string {
  const format = kept(
    `2${locale}`,
    () => new Intl.NumberFormat(languageOf(locale).tag, { maximumSignificantDigits: 2 }),
  );
  return format.format(value).replace('-', '\u2212');
}

/** Both ends of an interval of grams in one unit, chosen by the larger end. */
export function formatGramsInterval(lo: number, hi: number, locale: Locale): { lo: string; hi: string; unit: string } {
  const largest = Math.max(Math.abs(lo), Math.abs(hi));
  const [unit, by] =
    largest >= 1e6 ? (['t', 1e6] as const) : largest >= 1000 ? (['kg', 1000] as const) : (['g', 1] as const);
  return { lo: twoFigures(lo / by, locale), hi: twoFigures(hi / by, locale), unit };
}

/** "lundi, mardi et jeudi". */
export function listText(names: readonly string[], locale: Locale): string {
  return kept(`l${locale}`, () => new Intl.ListFormat(languageOf(locale).tag)).format(names);
}

/** The count and its noun: pluralForm(3, 'fr', 'offre', 'offres') -> "3 offres". */
export function pluralForm(count: number, locale: Locale, one: string, other: string): string {
  const rule = kept(`p${locale}`, () => new Intl.PluralRules(languageOf(locale).tag)).select(count);
  return `${formatNumber(count, locale)}\u00a0${rule === 'one' ? one : other}`;
}
