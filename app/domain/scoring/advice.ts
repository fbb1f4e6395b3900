// The steps that would raise a supplier's score, and by how much: the score function, called again with one fact
// changed.
import type { EvidenceLevel, ProvenLevel } from '#app/domain/shared/evidence-level.ts';
import { definesLevel } from './criterion-levels.ts';
import { type Facts, score } from './score.ts';
import type { Criterion, Method } from './scoring-method.ts';

export type Advice = {
  criterionId: string;
  /** The next step: say and prove a value; submit a document; invite peers; ask a third party; renew the date. */
  act: 'prove' | 'document' | 'visit' | 'third-party' | 'renew';
  /** Points that the proven score would gain; for `prove` the maximum, with a document of the best possible value. */
  points: number;
};

const stepAfter: Partial<Record<EvidenceLevel, { act: Advice['act']; level: ProvenLevel }>> = {
  L1: { act: 'document', level: 'L2' },
  L2: { act: 'visit', level: 'L2P' },
  L2P: { act: 'third-party', level: 'L3' },
};

/** The next step of each criterion that has one, largest gain first. */
export function nextSteps(facts: Facts, method: Method): Advice[] {
  const before = score(facts, method);
  const gain = (id: string, fact: Facts['facts'][string]) => whatIf(facts, id, fact, method) - before.proven;
  return method.criteria
    .flatMap((criterion): Advice[] => {
      const { id } = criterion;
      const now = before.criteria[id]!;
      const fact = facts.facts[id];
      if (facts.notApplicable.includes(id)) return [];
      if (!fact || fact.evidence === 'L0')
        return [
          {
            criterionId: id,
            act: 'prove',
            points: gain(id, { value: bestOf(criterion), evidence: 'L2', date: facts.asOf }),
          },
        ];
      const renewed = { ...fact, date: facts.asOf };
      if (facts.asOf > now.expiresOn!) return [{ criterionId: id, act: 'renew', points: gain(id, renewed) }];
      const step = stepAfter[fact.evidence];
      return step && definesLevel(criterion, step.level)
        ? [{ criterionId: id, act: step.act, points: gain(id, { ...renewed, evidence: step.level }) }]
        : [];
    })
    .sort((a, b) => b.points - a.points);
}

/** The steps shown on a public page: those that gain at least half a point. */
export function publicAdvice(facts: Facts, method: Method): Advice[] {
  return nextSteps(facts, method).filter((step) => step.points >= 0.5);
}

/** The proven score with one fact replaced. */
export function whatIf(facts: Facts, criterionId: string, fact: Facts['facts'][string], method: Method): number {
  return score({ ...facts, facts: { ...facts.facts, [criterionId]: fact } }, method).proven;
}

/** The value with the highest score on the criterion's curve. */
function bestOf(criterion: Criterion): number {
  return criterion.anchors.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
