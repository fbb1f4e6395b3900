// The terms of cancelling as a sentence: "Annulation : sans frais jusqu’au mardi 8 décembre, 9 h, puis …".
import type { CancellationStep, CancellationTier } from '#app/domain/calendar/cancellation.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDay } from './format.ts';
import { formatQuarter } from './format-time.ts';
import type { Messages } from './messages.ts';

/** Of a booking at a time, by days and hours. */
export function formatCancellation(steps: readonly CancellationStep[], t: Messages, locale: Locale): string {
  const { by } = t.cancelTerms;
  return sentence(
    steps.map(({ day, quarter, percentKept }) => [percentKept, by(formatDay(day, locale), formatQuarter(quarter, t))]),
    t,
  );
}

/** Of an offer, by days before a beginning that is not chosen yet. */
export function formatCancellationTiers(tiers: readonly CancellationTier[], t: Messages): string {
  return sentence(
    tiers.map(({ daysBefore, percentKept }) => [percentKept, t.cancelTerms.before(daysBefore)]),
    t,
  );
}

function sentence(clauses: readonly [percentKept: number, until: string][], { cancelTerms: t }: Messages): string {
  const texts = clauses.map(([percent, until]) => (percent === 0 ? t.free(until) : t.kept(percent, until)));
  return t.sentence([...texts, t.all].join(t.next));
}
