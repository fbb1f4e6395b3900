import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { method } from '#seeds/shipped-rules.ts';
import { rebond } from '#tests/worked-example.ts';
import { acrossPillars, type Fact, type Facts, interpolateAnchors, score as scoreBy } from './score.ts';
import { parseFacts as parseFactsOf, toPrintableScore as toPrintable } from './scored-facts.ts';
import { type EvidenceLevel, evidenceLevels, gammaOf, rangeOf } from './scoring-method.ts';

const asOf = '2026-11-23';
const score = (facts: Facts, by = method) => scoreBy(facts, by);
const parseFacts = (input: unknown) => parseFactsOf(input, method);
const toPrintableScore = (scored: ReturnType<typeof score>) => toPrintable(scored, method);

const factFor = (id: string): fc.Arbitrary<Fact> => {
  const { min, max } = rangeOf(method.criteria.find((c) => c.id === id)!);
  return fc.record({
    value: fc.double({ min, max: max === Number.POSITIVE_INFINITY ? 120 : max, noNaN: true }),
    evidence: fc.constantFrom(...evidenceLevels.slice(1)),
    date: fc
      .integer({ min: 0, max: 1200 })
      .map((days) => new Date(Date.parse(asOf) - days * 864e5).toISOString().slice(0, 10)),
  });
};
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  asOf: fc.constant(asOf),
  headcount: fc.option(fc.integer({ min: 0, max: 60 })),
  notApplicable: fc.constantFrom([], ['env.biodiversity_practice'], ['soc.training_hours', 'env.hazard_free']),
  facts: fc.record(Object.fromEntries(method.criteria.map((c) => [c.id, factFor(c.id)])), { requiredKeys: [] }),
}) as fc.Arbitrary<Facts>;
const anyCriterion = fc.constantFrom(...method.criteria.map((c) => c.id));
const near = 1e-9;

test('scores the worked example to two decimals', () => {
  const parsed = parseFacts(rebond);
  if (!parsed.ok) throw new Error(parsed.sentence);
  expect(toPrintableScore(score(parsed.facts))).toMatchObject({
    proven: 43.56,
    declared: 79.58,
    coverage: 1,
    evidence: 0.5684,
    pillars: {
      eco: { proven: 74.75, declared: 88.77 },
      soc: { proven: 46.78, declared: 80.03 },
      env: { proven: 23.65, declared: 70.94 },
    },
  });
});

test('a declaration weighs 0 and is not missing: it counts in declared and coverage', () => {
  const parsed = parseFacts(rebond);
  if (!parsed.ok) throw new Error(parsed.sentence);
  const asMissing = Object.fromEntries(Object.entries(parsed.facts.facts).filter(([, fact]) => fact.evidence !== 'L1'));
  const silent = toPrintableScore(score({ ...parsed.facts, facts: asMissing }));
  expect(silent).toMatchObject({ proven: 43.56, declared: 54.35, coverage: 0.7018 });
});

test('twenty-four best declarations and nothing else prove nothing', () => {
  const facts = Object.fromEntries(
    method.criteria.map(({ id, anchors }) => {
      const [best] = anchors.reduce((a, b) => (b[1] > a[1] ? b : a));
      return [id, { value: best, evidence: 'L1' as const, date: asOf }];
    }),
  );
  const boasted = score({ asOf, headcount: 30, notApplicable: [], facts });
  expect(Object.values(boasted.pillars).map((pillar) => pillar.proven)).toEqual([0, 0, 0]);
  expect(boasted.proven).toBe(score({ asOf, headcount: 30, notApplicable: [], facts: {} }).proven);
  expect(boasted).toMatchObject({
    declared: expect.closeTo(100, 9),
    coverage: 1,
    evidence: 0,
    documented: 24,
    reviewed: 0,
  });
});

test.each([
  [[95, 95, 10], 44.9],
  [[66, 66, 66], 66],
])('aggregates the pillars %j to %d', (pillars, expected) => expect(acrossPillars(pillars)).toBeCloseTo(expected, 1));

describe('for any supplier', () => {
  test('keeps P <= D, and both within 1..100', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const s = score(facts);
        expect(s.proven).toBeLessThanOrEqual(s.declared + near);
        expect(s.proven).toBeGreaterThanOrEqual(1 - near);
        expect(s.declared).toBeLessThanOrEqual(100 + near);
      }),
    );
  });

  test('never lowers P when a fact is disclosed', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyCriterion.chain((id) => fc.tuple(fc.constant(id), factFor(id))),
        (facts, [id, fact]) => {
          const { [id]: _, ...without } = facts.facts;
          const before = score({ ...facts, facts: without }).proven;
          expect(score({ ...facts, facts: { ...without, [id]: fact } }).proven).toBeGreaterThanOrEqual(before - near);
        },
      ),
    );
  });

  test('P is monotone in every s', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyCriterion.chain((id) => fc.tuple(fc.constant(id), factFor(id), factFor(id))),
        (facts, [id, a, b]) => {
          const { anchors } = method.criteria.find((c) => c.id === id)!;
          const [low, high] =
            interpolateAnchors(anchors, a.value) <= interpolateAnchors(anchors, b.value) ? [a, b] : [b, a];
          const withFact = (fact: Fact) =>
            score({ ...facts, facts: { ...facts.facts, [id]: { ...fact, evidence: a.evidence, date: a.date } } })
              .proven;
          expect(withFact(high)).toBeGreaterThanOrEqual(withFact(low) - near);
        },
      ),
    );
  });

  test('P is monotone in every g', () => {
    const levels = fc.tuple(fc.constantFrom(...evidenceLevels), fc.constantFrom(...evidenceLevels));
    fc.assert(
      fc.property(
        anyFacts,
        anyCriterion.chain((id) => fc.tuple(fc.constant(id), factFor(id))),
        levels,
        (facts, [id, fact], [a, b]) => {
          const [low, high] = gammaOf(method, a) <= gammaOf(method, b) ? [a, b] : [b, a];
          const withLevel = (evidence: EvidenceLevel) =>
            score({ ...facts, facts: { ...facts.facts, [id]: { ...fact, evidence } } }).proven;
          expect(withLevel(high)).toBeGreaterThanOrEqual(withLevel(low) - near);
        },
      ),
    );
  });

  test('never raises P as time passes', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 900 }), (facts, days) => {
        const later = new Date(Date.parse(asOf) + days * 864e5).toISOString().slice(0, 10);
        expect(score({ ...facts, asOf: later }).proven).toBeLessThanOrEqual(score(facts).proven + near);
      }),
    );
  });

  test('does not depend on the order of facts or criteria', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const shuffled = { ...facts, facts: Object.fromEntries(Object.entries(facts.facts).reverse()) };
        const reversed = { ...method, criteria: [...method.criteria].reverse() };
        expect(JSON.stringify(toPrintableScore(score(shuffled)))).toBe(JSON.stringify(toPrintableScore(score(facts))));
        expect(score(facts, reversed).proven).toBeCloseTo(score(facts).proven, 9);
      }),
    );
  });
});

test('lowers K and P for a missing fact, neither for a not applicable one', () => {
  const parsed = parseFacts(rebond);
  if (!parsed.ok) throw new Error(parsed.sentence);
  const { 'env.life_extension': _, ...rest } = parsed.facts.facts;
  const full = score(parsed.facts);
  const unscored = score({ ...parsed.facts, facts: rest });
  expect(unscored.coverage).toBeLessThan(full.coverage);
  expect(unscored.proven).toBeLessThan(full.proven);
  const exempt = score({
    ...parsed.facts,
    facts: rest,
    notApplicable: [...parsed.facts.notApplicable, 'env.life_extension'],
  });
  expect(exempt.coverage).toBe(1);
});

test('fades evidence over six months after its validity, then ignores it', () => {
  const on = (asOf: string) =>
    score({
      asOf,
      headcount: 30,
      notApplicable: [],
      facts: { 'eco.intermediaries': { value: 0, evidence: 'L3', date: '2025-01-31' } },
    }).criteria['eco.intermediaries']!;
  expect(on('2026-01-31').gamma).toBe(0.9);
  expect(on('2026-05-01').gamma).toBeCloseTo(0.675, 2);
  expect(on('2026-07-31')).toMatchObject({ gamma: 0, status: 'expired' });
});

test.each([
  [{ facts: { 'eco.nothing': { value: 1, evidence: 'L1', date: asOf } } }, /not a criterion/],
  [{ facts: { 'eco.territory_retention': { value: 101, evidence: 'L1', date: asOf } } }, /between 0 and 100/],
  [{ facts: { 'eco.pay_ratio': { value: -1, evidence: 'L1', date: asOf } } }, /at least 0/],
  [{ facts: { 'eco.pay_ratio': { value: 2, evidence: 'L9', date: asOf } } }, /evidence/],
  [{ notApplicable: ['eco.territory_retention'] }, /never be not applicable/],
  [{ notApplicable: ['env.circular_inputs', 'env.biodiversity_practice', 'env.life_extension'] }, /More than 40/],
  [{ method: 'other' }, /method/],
])('refuses %j and explains why in a sentence', (wrong, sentence) => {
  const parsed = parseFacts({ method: 'mv112-impact', asOf, headcount: 24, notApplicable: [], facts: {}, ...wrong });
  expect(parsed).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) });
});
