// Formats intervals for people.
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatEuros, formatGramsInterval, formatKilograms, formatMinutes, formatRate } from './format.ts';
import type { Messages } from './messages.ts';

/** "entre −200 et −62 kg CO₂e"; if zero is inside, the message that nothing is demonstrated. */
export function formatCo2(span: Interval, t: Messages, locale: Locale): string {
  if (span.lo <= 0 && span.hi >= 0) return t.interval.none;
  const { lo, hi, unit } = formatGramsInterval(span.lo, span.hi, locale);
  return t.interval.between(lo, hi, unit);
}

/** "−902 kg, entre −1 102 et −712 kg CO₂e": to the kilogram, where two sums must be distinguishable. */
export function formatCo2Exact({ mid, lo, hi }: Interval, t: Messages, locale: Locale): string {
  const [low, high] = [formatKilograms(lo, locale, false), formatKilograms(hi, locale, false)];
  return `${formatKilograms(mid, locale)}, ${t.interval.between(low, high, 'kg')}`;
}

/** "−190 à −61 kg", for the ticket's narrow column, whose label already says CO₂e. */
export function formatCo2Short(span: Interval, t: Messages, locale: Locale): string {
  if (span.lo <= 0 && span.hi >= 0) return t.interval.none;
  const { lo, hi, unit } = formatGramsInterval(span.lo, span.hi, locale);
  return `${t.interval.money(lo, hi)}\u00a0${unit}`;
}

export function formatMoneyInterval(span: Interval, t: Messages, locale: Locale): string {
  return fromTo(formatEuros(span.lo, locale), formatEuros(span.hi, locale), t);
}

export function formatMinutesInterval(span: Interval, t: Messages, locale: Locale): string {
  return fromTo(formatMinutes(span.lo, locale), formatMinutes(span.hi, locale), t);
}

/** "30 % à 90 %". */
export function permilleRange({ lo, hi }: { lo: number; hi: number }, t: Messages, locale: Locale): string {
  return t.interval.money(formatRate(lo * 10, locale), formatRate(hi * 10, locale));
}

/** Equal ends are shown once. */
function fromTo(lo: string, hi: string, t: Messages): string {
  return lo === hi ? lo : t.interval.money(lo, hi);
}
