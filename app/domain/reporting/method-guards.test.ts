// Each guard that the method states is held by code: a sentence that nothing enforces does not stand in the method.
import { expect, test } from 'vitest';
import { registryFacts } from '#app/domain/evidence/registry-facts.ts';
import { score } from '#app/domain/scoring/score.ts';
import { method } from '#seeds/shipped-rules.ts';
import { measureDeliveries, replacingOrders } from './delivery-measures.ts';

const asOf = '2026-11-30';

function inclusionOf(headcount: number) {
  const facts = {
    'soc.inclusion_hours': { value: 1, evidence: 'L3' as const, date: asOf },
    'soc.job_stability': { value: 95, evidence: 'L3' as const, date: asOf },
  };
  return score({ asOf, headcount, notApplicable: [], facts }, method).criteria['soc.inclusion_hours']?.status;
}

const delivered = {
  choice: 'shared',
  mode: 'transport.van35_parcel_diesel',
  distanceMeters: 1000,
  grams: 1000,
  units: 1,
  lentLineUnits: 1,
  lentUnits: 1,
  returnedUnits: 0,
};

const enforced: Record<string, () => void> = {
  "Sous 20 salariés (seuil OETH): compté seulement s'il relève le pilier.": () =>
    expect([inclusionOf(5), inclusionOf(25)]).toEqual(['not-applicable', 'provided']),
  'Le registre ne prouve que le plancher de 20 %.': () =>
    expect(registryFacts({ form: null, flags: ['siae'] }, true)).toEqual([
      { criterionId: 'soc.inclusion_hours', value: 20 },
    ]),
  'Dès 30 commandes, la mesure de la plateforme remplace la déclaration.': () => expect(replacingOrders).toBe(30),
  "Un emballage 'réemployable' non rendu ne compte pas.": () =>
    expect(measureDeliveries(Array.from({ length: 5 }, () => delivered))).toContainEqual({
      criterionId: 'env.packaging_reuse',
      value: 0,
      orders: 5,
    }),
};

test('every guard of the method is enforced by code', () => {
  const sentences = method.criteria.flatMap(({ guard }) => guard.split(/(?<=\.) /).filter(Boolean));
  expect(sentences.sort()).toEqual(Object.keys(enforced).sort());
  for (const check of Object.values(enforced)) check();
});
