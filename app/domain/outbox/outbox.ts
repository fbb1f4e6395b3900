/**
 * `unknown`: begun, and interrupted before its end; tried again under the same key. `sending`: a letter that one
 * process claimed, until `run_at`.
 */
export const outboxStates = ['pending', 'unknown', 'sending', 'done', 'refused'] as const;

export const outboxKinds = [
  'mail',
  'search',
  'refund',
  'settle',
  'transfer',
  'hand-over',
  'document',
  'scrub',
  'event',
] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** The letters, as the `template` of a mail's payload. */
export const letterTemplates = [
  'order-paid',
  'order-paid-late',
  'payment-failed',
  'payment-refunded',
  'part-to-prepare',
  'part-confirmed',
  'handed-over',
  'code-locked',
  'code-renewed',
  'part-refused',
  'part-cancelled',
  'cancellation-confirmed',
  'proposal',
  'proposal-accepted',
  'proposal-refused',
  'change-confirmed',
  'session-called-off',
  'session-short',
  'return-asked',
  'return-answered',
  'thing-late',
  'booking-at-risk',
  'booking-safe',
  'booking-missed',
  'thing-inspected',
  'thing-lost',
  'claim-asked',
  'claim-paid',
  'claim-contested',
  'condition-differs',
  'sign-up',
  'sign-in',
  'password-reset',
  'password-changed',
  'email-change',
  'email-changed',
  'siret-claimed',
  'invitation',
  'team-handed-over',
  'team-joined',
  'siret-decided',
  'supplier-step',
  'evidence-decided',
  'evidence-ends',
  'recheck-drawn',
  'exemption-ended',
  'method-changed',
  'identity-decided',
  'text-decided',
  'visit-invited',
  'search-news',
  'offer-back',
  'new-device',
  'dispute',
  'role-invitation',
  'request-asked',
  'request-moved',
] as const;
export type LetterTemplate = (typeof letterTemplates)[number];

/** Letters that a person asked for a moment ago and waits for: they leave before all others. */
export const awaitedTemplates: readonly LetterTemplate[] = [
  'sign-up',
  'sign-in',
  'password-reset',
  'email-change',
  'code-renewed',
];

export function findTemplate(name: string): LetterTemplate | undefined {
  return letterTemplates.find((known) => known === name);
}

/** Letters about an order that go to its buyer; the others about orders go to a supplier. */
export const buyerTemplates: readonly LetterTemplate[] = [
  'order-paid',
  'order-paid-late',
  'payment-failed',
  'payment-refunded',
  'part-confirmed',
  'handed-over',
  'code-locked',
  'code-renewed',
  'part-refused',
  'cancellation-confirmed',
  'proposal',
  'change-confirmed',
  'session-called-off',
  'return-answered',
  'thing-late',
  'booking-at-risk',
  'booking-safe',
  'booking-missed',
  'thing-inspected',
  'thing-lost',
  'claim-asked',
  'claim-paid',
];
