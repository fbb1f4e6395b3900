// A proof's life, as one table, and where a fact stands between its date and its end. Pure.

import { addMonths } from '#app/domain/scoring/score.ts';
import { findCriterion, method } from '#app/domain/scoring/scoring-method.ts';
import { addDays } from '#app/domain/shared/context.ts';

export const evidenceStates = ['submitted', 'accepted', 'returned', 'refused', 'withdrawn'] as const;
export type EvidenceState = (typeof evidenceStates)[number];
export type EvidenceStep = 'accept' | 'return' | 'refuse' | 'withdraw';

/** From each state, what may happen and where it leads. A returned proof is handed in again as a new one. */
export const evidenceLife: Record<EvidenceState, Partial<Record<EvidenceStep, EvidenceState>>> = {
  submitted: { accept: 'accepted', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' },
  accepted: { withdraw: 'withdrawn' },
  returned: {},
  refused: {},
  withdrawn: {},
};

/** A proof that is a link, a visit or a word: nothing was uploaded. */
export const noFile = { fileKey: null, fileName: null, fileType: null, fileBytes: null, fileSha256: null } as const;

/** What a document can be accepted at. L1 is the supplier's own word; L2P comes from a visit alone. */
export const documentLevels = ['L2', 'L3', 'L4'] as const;
export type DocumentLevel = (typeof documentLevels)[number];

export type Freshness = 'counting' | 'expiring' | 'decaying' | 'expired';
export const reminderDays = [60, 15] as const;

/** The last day a fact counts fully, and the first on which it counts no more. */
export function endsOf(fact: { criterionId: string; datedOn: string }): { expiresOn: string; goneOn: string } {
  const expiresOn = addMonths(fact.datedOn, findCriterion(fact.criterionId)!.validity_months);
  return { expiresOn, goneOn: addMonths(expiresOn, method.expiry.decay_months) };
}

export function freshnessOf(fact: { criterionId: string; datedOn: string }, day: string): Freshness {
  const { expiresOn, goneOn } = endsOf(fact);
  if (day >= goneOn) return 'expired';
  if (day > expiresOn) return 'decaying';
  return addDays(day, reminderDays[0]) >= expiresOn ? 'expiring' : 'counting';
}

/** A change of a criterion by more than this many points is looked at by a steward. */
export const jumpPoints = 30;
