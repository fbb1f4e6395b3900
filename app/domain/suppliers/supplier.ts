// Suppliers: who sells, where from, under which legal identity, with which evidence. Never computes a score.
import { addDays, localDay, localHour } from '#app/domain/shared/context.ts';

/** `shared` is a supplier's own round, `round` the town's. */
export const deliveryChoices = ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round'] as const;
export type DeliveryChoice = (typeof deliveryChoices)[number];

export const vatRegimes = ['standard', 'franchise', 'margin'] as const;

export type DeliveryTerms = {
  deliveryMode: string;
  /** ISO weekdays of the shared round; empty when there is none. */
  deliveryDays: readonly number[];
  sharedFeeCents: number | null;
  dedicatedFeeCents: number | null;
  pickup: boolean;
  /** Orders for a round close this many days before it, at this hour of Paris. */
  cutoffDays: number;
  cutoffHour: number;
  /** Days of closure, both ends included. */
  closures: readonly { from: string; to: string }[];
};

/** What this supplier offers by itself, the lightest first; the town's round depends on the day and the basket. */
export function choicesOf(terms: DeliveryTerms): DeliveryChoice[] {
  return [
    ...(terms.sharedFeeCents !== null && terms.deliveryDays.length > 0 ? (['shared'] as const) : []),
    ...(terms.pickup ? (['pickup-foot', 'pickup-car'] as const) : []),
    ...(terms.dedicatedFeeCents !== null ? (['dedicated'] as const) : []),
  ];
}

export function feeCents(terms: DeliveryTerms, choice: DeliveryChoice): number {
  if (choice === 'shared') return terms.sharedFeeCents ?? 0;
  return choice === 'dedicated' ? (terms.dedicatedFeeCents ?? 0) : 0;
}

/**
 * The first day it can arrive, YYYY-MM-DD: for the shared round a round day whose orders are not closed yet, else the
 * first working day; never while the supplier is closed.
 */
export function arrivalDay(terms: DeliveryTerms, choice: DeliveryChoice, leadDays: number, now: Date): string {
  const first = addDays(localDay(now), Math.max(1, leadDays));
  for (let offset = 0; offset < 400; offset++) {
    const day = addDays(first, offset);
    if (servesOn(terms, choice, day, now)) return day;
  }
  return first;
}

/** Whether what is ready can arrive, or be fetched, on a day to come: a day of the round still open, or a working day; never a closed one. */
export function servesOn(terms: DeliveryTerms, choice: DeliveryChoice, day: string, now: Date): boolean {
  const shared = choice === 'shared';
  const days = shared ? terms.deliveryDays : [1, 2, 3, 4, 5];
  const from = localDay(now);
  if (day <= from || !days.includes(isoWeekday(day)) || isClosed(terms.closures, day)) return false;
  return !shared || roundTakes(terms, day, from, localHour(now));
}

/** Whether orders for the round of `day` are still taken. */
function roundTakes(terms: DeliveryTerms, day: string, from: string, hour: number): boolean {
  const closes = addDays(day, -terms.cutoffDays);
  return from < closes || (from === closes && hour < terms.cutoffHour);
}

/** Monday is 1, Sunday 7. */
export function isoWeekday(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

export function isClosed(closures: readonly { from: string; to: string }[], day: string): boolean {
  return closures.some(({ from, to }) => from <= day && day <= to);
}

/** Delivery is taxed at the normal rate, unless its seller charges no VAT at all (art. 293 B). */
export function deliveryVatBasisPoints({ vatRegime }: { vatRegime: string }): number {
  return vatRegime === 'franchise' ? 0 : 2000;
}
