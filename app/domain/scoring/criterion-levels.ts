// The levels of evidence that the method defines for a criterion, and by whom each can be given.
import type { ProvenLevel } from '#app/domain/shared/evidence-level.ts';
import { allowsDocument, type QuantitySheet } from './criterion-quantities.ts';
import { type Criterion, evidenceLevels } from './scoring-method.ts';

/** The method's way to say that a level does not exist: "aucun", "aucun registre public". */
const noSuchLevel = /^aucun\b/i;

/** Levels that a person can ask for with a document, and a steward can give. */
export const documentLevels = ['L2', 'L3'] as const satisfies readonly ProvenLevel[];
export type DocumentLevel = (typeof documentLevels)[number];

/** Whether the method defines a level for the criterion. A peer visit (L2P) can look at each of them. */
export function definesLevel(criterion: Pick<Criterion, 'evidence'>, level: ProvenLevel): boolean {
  if (level === 'L2P') return true;
  const description = criterion.evidence[level];
  return description !== undefined && !noSuchLevel.test(description.trim());
}

/**
 * The levels that a document can be asked for and accepted at. L4 is never among them: it comes from the answer of a
 * register or from what the platform measured, and from no person. None of them for quantities that only declare.
 */
export function documentLevelsOf(
  criterion: Pick<Criterion, 'evidence' | 'quantities'>,
  sheet: QuantitySheet | null = null,
): DocumentLevel[] {
  if (!allowsDocument(criterion, sheet)) return [];
  return documentLevels.filter((level) => definesLevel(criterion, level));
}

/** The evidence that the method accepts for the criterion, by level; levels that do not exist are left out. */
export function acceptedEvidence(
  criterion: Pick<Criterion, 'evidence'>,
  texts = criterion.evidence,
): [string, string][] {
  return Object.entries(texts).filter(([id]) => {
    const level = evidenceLevels.find((known) => known === id);
    return level !== undefined && level !== 'L0' && definesLevel(criterion, level);
  });
}
