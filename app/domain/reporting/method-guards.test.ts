// Each guard that the method states is held by code: a sentence that nothing enforces does not stand in the method.
import { expect, test } from 'vitest';
import { registryFacts } from '#app/domain/evidence/registry-facts.ts';
import { documentLevelsOf } from '#app/domain/scoring/criterion-levels.ts';
import { computeValue } from '#app/domain/scoring/criterion-quantities.ts';
import { interpolateAnchors, score } from '#app/domain/scoring/score.ts';
import { findCriterion, refOf } from '#app/domain/scoring/scoring-method.ts';
import { method } from '#seeds/shipped-rules.ts';
import { measureDeliveries, measurePrices, replacingOrders } from './delivery-measures.ts';

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

/** The value that quantities make; the reason when they are refused. */
function made(criterionId: string, amounts: Record<string, number>): number | string {
  const quantities = Object.fromEntries(Object.entries(amounts).map(([id, amount]) => [id, amount * 1000]));
  const result = computeValue(findCriterion(method, criterionId)!.quantities!, quantities);
  return result.ok ? result.value : result.reason;
}

function levelsOf(quantities: Record<string, number>) {
  const sheet = { method: refOf(method), from: null, to: null, quantities };
  return documentLevelsOf(findCriterion(method, 'env.carbon_ratio')!, sheet);
}

const fieldsOf = (criterionId: string) => findCriterion(method, criterionId)!.quantities!.fields.map(({ id }) => id);
const unitsOf = (criterionId: string) => findCriterion(method, criterionId)!.quantities!.fields.map(({ unit }) => unit);

const enforced: Record<string, () => void> = {
  'Un siège local sans achats ni salaires locaux ne compte pas.': () =>
    expect(made('eco.territory_retention', { wages: 0, purchases: 0, sales: 100 })).toBe(0),
  'Le groupe de contrôle compte: la rémunération maximale est celle du groupe si elle est plus haute.': () =>
    expect(made('eco.pay_ratio', { highest: 3000, group: 20_000, lowest: 2000 })).toBe(10),
  'Une amende pour délais de paiement publiée depuis moins de 24 mois met le critère à 0.': () => {
    const fined = made('eco.supplier_payment_days', { days: 10, invoices: 10, fine: 1 });
    expect(interpolateAnchors(findCriterion(method, 'eco.supplier_payment_days')!.anchors, Number(fined))).toBe(0);
  },
  'Un dépôt-vente compte pour 1.': () => expect(made('eco.intermediaries', { consignment: 500 })).toBe(1),
  'La présence est mesurée par la plateforme.': () =>
    expect(measurePrices([{ cents: 100, isPublished: true }], 5)).toMatchObject({ value: 100 }),
  "L'intérim compte dans les ETP.": () => expect(made('eco.job_intensity', { agency: 2, sales: 1_000_000 })).toBe(2),
  "Jamais de donnée nominative: un total d'heures.": () =>
    expect(new Set(unitsOf('soc.inclusion_hours'))).toEqual(new Set(['h'])), // numbers alone: no field takes a name
  "Les parcours d'insertion et contrats aidés sont exclus du dénominateur.": () =>
    expect(made('soc.job_stability', { permanent: 50, hours: 100, excluded: 50 })).toBe(100),
  "L'index Egapro (note sur 100) n'est pas converti en écart: on lit les deux salaires horaires.": () =>
    expect([fieldsOf('soc.pay_equity'), new Set(unitsOf('soc.pay_equity'))]).toEqual([
      ['men', 'women'],
      new Set(['€/h']),
    ]),
  'Un accident mortel ou grave avec condamnation depuis moins de 5 ans met le critère à 0.': () => {
    const convicted = made('soc.safety_ratio', { hours: 1000, branch: 20, conviction: 1 });
    expect(interpolateAnchors(findCriterion(method, 'soc.safety_ratio')!.anchors, Number(convicted))).toBe(0);
  },
  'En secteur à risque (textile, minerais, agriculture intensive), le pays ne suffit pas: audit exigé.': () =>
    expect(made('soc.supply_rights', { risk: 100, purchases: 100 })).toBe(0),
  'Les compensations ne sont jamais déduites.': () =>
    expect(Object.values(findCriterion(method, 'env.carbon_ratio')!.quantities!.numerator).every((w) => w > 0)).toBe(
      true,
    ),
  'Si le scope 3 manque, le niveau de preuve est plafonné à L1.': () =>
    expect([levelsOf({ scope_1: 1, scope_2: 1 }), levelsOf({ scope_1: 1, transport: 1 })]).toEqual([[], ['L2', 'L3']]),
  'Le recyclé vaut moins que le réemploi.': () =>
    expect([
      made('env.circular_inputs', { reused: 100, mass: 100 }),
      made('env.circular_inputs', { recycled: 100, mass: 100 }),
    ]).toEqual([100, 60]),
  "Une même masse n'entre que dans une case.": () =>
    expect(made('env.circular_inputs', { reused: 60, recycled: 60, mass: 100 })).toBe('parts-exceed-whole'),
  'Une GO seule (non appariée) compte pour la moitié.': () =>
    expect(made('env.renewable_energy', { unmatched: 100, energy: 100 })).toBe(50),
  'Une seule famille de label par euro.': () =>
    expect(made('env.biodiversity_practice', { certified: 60, hve3: 60, base: 100 })).toBe('parts-exceed-whole'),
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

test('every guard has its English sentences', () => {
  for (const { guard, guard_en: english = '' } of method.criteria)
    expect(english.split(/(?<=[.:]) /).length).toBe(guard.split(/(?<=[.:]) /).length);
});

test('every guard of the method is enforced by code', () => {
  const sentences = method.criteria.flatMap(({ guard }) => guard.split(/(?<=\.) /).filter(Boolean));
  expect(sentences.sort()).toEqual(Object.keys(enforced).sort());
  for (const check of Object.values(enforced)) check();
});
