// What would raise a supplier's score, and by how much: the same function, asked again with one fact changed.
import { method } from './method.ts';
import { type Facts, score } from './score.ts';

export type Advice = {
  criterionId: string;
  /** `prove`: same value, independent evidence. `renew`: same value, new date. `document`: nothing is known yet. */
  act: 'prove' | 'renew' | 'document';
  /** Points the proven score would gain; for `document`, at most. */
  points: number;
};

/** The steps that gain at least half a point, the largest first. */
export function advise(facts: Facts): Advice[] {
  const before = score(facts);
  const gain = (id: string, fact: Facts['facts'][string]) =>
    score({ ...facts, facts: { ...facts.facts, [id]: fact } }).proven - before.proven;
  const steps = method.criteria.flatMap((criterion): Advice[] => {
    const now = before.criteria[criterion.id]!;
    const fact = facts.facts[criterion.id];
    if (now.status === 'not-applicable') return [];
    if (!fact || fact.evidence === 'L0') {
      const best = criterion.anchors.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
      return [
        {
          criterionId: criterion.id,
          act: 'document',
          points: gain(criterion.id, { value: best, evidence: 'L3', date: facts.asOf }),
        },
      ];
    }
    const renewed = { ...fact, date: facts.asOf };
    if (facts.asOf > now.expiresOn!)
      return [{ criterionId: criterion.id, act: 'renew', points: gain(criterion.id, renewed) }];
    const weak = fact.evidence === 'L1' || fact.evidence === 'L2' || fact.evidence === 'L2P';
    return weak
      ? [{ criterionId: criterion.id, act: 'prove', points: gain(criterion.id, { ...renewed, evidence: 'L3' }) }]
      : [];
  });
  return steps.filter((step) => step.points >= 0.5).sort((a, b) => b.points - a.points);
}
