import { expect, test } from 'vitest';
import { method } from '#seeds/shipped-rules.ts';
import { acceptedEvidence, definesLevel, documentLevelsOf } from './criterion-levels.ts';
import { findCriterion } from './scoring-method.ts';

const criterionOf = (id: string) => findCriterion(method, id)!;

test('a level that the method calls "aucun" does not exist', () => {
  expect(definesLevel(criterionOf('eco.territory_retention'), 'L4')).toBe(false); // "aucun registre public"
  expect(definesLevel(criterionOf('soc.training_hours'), 'L4')).toBe(false);
  expect(definesLevel(criterionOf('soc.governance'), 'L4')).toBe(true);
  expect(acceptedEvidence(criterionOf('soc.training_hours')).map(([level]) => level)).toEqual(['L1', 'L2', 'L3']);
});

test('no document can be asked for or accepted at L4', () => {
  for (const criterion of method.criteria) expect(documentLevelsOf(criterion)).toEqual(['L2', 'L3']);
  expect(documentLevelsOf({ evidence: { L2: 'pièce', L3: 'Aucun', L4: 'registre' } })).toEqual(['L2']);
});
