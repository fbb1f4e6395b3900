// Suppliers: who sells, where from, under which legal identity, with which evidence. Never computes a score.
export const deliveryChoices = ['shared', 'dedicated', 'pickup-foot', 'pickup-car'] as const;
export type DeliveryChoice = (typeof deliveryChoices)[number];

export type DeliveryTerms = {
  deliveryMode: string;
  /** ISO weekdays of the shared round; empty when there is none. */
  deliveryDays: readonly number[];
  sharedFeeCents: number | null;
  dedicatedFeeCents: number | null;
  pickup: boolean;
};

/** What this supplier offers, the lightest first. */
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

/** The first day it can arrive, YYYY-MM-DD: a round day for the shared round, else the first working day. */
export function arrivalDay(terms: DeliveryTerms, choice: DeliveryChoice, leadDays: number, today: string): string {
  const days = choice === 'shared' ? terms.deliveryDays : [1, 2, 3, 4, 5];
  const start = Date.parse(today) + Math.max(1, leadDays) * 864e5;
  for (let offset = 0; offset < 7; offset++) {
    const day = new Date(start + offset * 864e5);
    if (days.includes(day.getUTCDay() || 7)) return day.toISOString().slice(0, 10);
  }
  return new Date(start).toISOString().slice(0, 10);
}

/** Delivery is taxed at the normal rate, unless its seller charges no VAT at all (art. 293 B). */
export function deliveryVatBasisPoints({ vatRegime }: { vatRegime: string }): number {
  return vatRegime === 'franchise' ? 0 : 2000;
}
