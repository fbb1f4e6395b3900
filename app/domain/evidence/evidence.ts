// The transitions of evidence as one table, and the freshness of a fact between its date and its end. Pure.

import { addMonths } from '#app/domain/scoring/score.ts';
import { findCriterion, type Method } from '#app/domain/scoring/scoring-method.ts';
import { addDays } from '#app/domain/shared/context.ts';

export const evidenceStates = ['submitted', 'accepted', 'returned', 'refused', 'withdrawn'] as const;
export type EvidenceState = (typeof evidenceStates)[number];
export type EvidenceStep = 'accept' | 'return' | 'refuse' | 'withdraw';

/** Allowed steps and resulting state, from each state. Returned evidence is submitted again as a new row. */
export const evidenceLife: Record<EvidenceState, Partial<Record<EvidenceStep, EvidenceState>>> = {
  submitted: { accept: 'accepted', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' },
  accepted: { withdraw: 'withdrawn' },
  returned: {},
  refused: {},
  withdrawn: {},
};

export const evidenceKinds = ['declaration', 'file', 'link', 'registry', 'visit'] as const;

/** Steps as they are recorded: those of the transitions, and those that change no state. */
export const recordedSteps = [
  'submit',
  'first-accept',
  'accept',
  'return',
  'refuse',
  'withdraw',
  'expire',
  'remind',
] as const;

/** Whose signature seeds a draw by lot; the town could choose its own, so that one is the weaker. */
export const seedSources = ['witness', 'own'] as const;

export const peerVisitStates = ['invited', 'dated', 'signed', 'cancelled'] as const;
/** Finding of a visitor for one criterion. */
export type VisitFinding = 'seen' | 'not-seen' | 'differs';

export const claimReportStates = ['open', 'answered'] as const;

/** Files of one submission, and their bytes together: the server takes forms of 33 MiB. */
export const maxEvidenceFiles = 5;
export const maxSubmissionBytes = 30 * 1024 * 1024;

export type Freshness = 'counting' | 'expiring' | 'decaying' | 'expired';
export const reminderDays = [60, 15] as const;

/** `expiresOn` is the last day on which a fact counts fully, `goneOn` the first on which it counts no more. */
export function endsOf(
  fact: { criterionId: string; datedOn: string },
  method: Method,
): { expiresOn: string; goneOn: string } {
  const expiresOn = addMonths(fact.datedOn, findCriterion(method, fact.criterionId)!.validity_months);
  return { expiresOn, goneOn: addMonths(expiresOn, method.expiry.decay_months) };
}

export function freshnessOf(fact: { criterionId: string; datedOn: string }, day: string, method: Method): Freshness {
  const { expiresOn, goneOn } = endsOf(fact, method);
  if (day >= goneOn) return 'expired';
  if (day > expiresOn) return 'decaying';
  return addDays(day, reminderDays[0]) >= expiresOn ? 'expiring' : 'counting';
}

/** A steward reviews any change of a criterion by more than this many points. */
export const jumpPoints = 30;
