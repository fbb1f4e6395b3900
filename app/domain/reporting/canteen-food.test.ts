import { describe, expect, test } from 'vitest';
import type { FoodClass } from '#app/domain/catalogue/food.ts';
import { type CanteenPurchase, canteenColumns, canteenRows } from './canteen-file.ts';
import { classifyFood, type FoodPaper, type FoodPurchase, judgeFood } from './canteen-food.ts';

const paper = (ofClass: FoodClass, changes: Partial<FoodPaper> = {}): FoodPaper => ({
  class: ofClass,
  from: null,
  until: '2027-03-31',
  coversThing: true,
  ingredientsPercent: 100,
  of: 'seller',
  ...changes,
});
const food = (changes: Partial<FoodPurchase> = {}): FoodPurchase => ({
  kind: 'food',
  family: 'FRUITS_ET_LEGUMES',
  cents: 10_000,
  deliveredOn: '2026-11-23',
  forCanteen: true,
  isPlant: true,
  isWild: false,
  farmRule: 'none',
  papers: [],
  ...changes,
});
const ended = paper('organic', { until: '2026-11-22' });
const flour = { family: 'AUTRES', cents: 6_000 } as const;
const meat = { family: 'VIANDES_VOLAILLES', isPlant: false } as const;
const dairy = { family: 'PRODUITS_LAITIERS', isPlant: false, cents: 3_000 } as const;
const sea = { family: 'PRODUITS_DE_LA_MER', isPlant: false } as const;

/** Purchases of a school, their papers, and the class and cents that count; null: not in the food total. */
const cases: [title: string, purchase: FoodPurchase, counted: FoodClass | null | 'outside'][] = [
  ['carrots under a certificate in force', food({ papers: [paper('organic')] }), 'organic'],
  ['carrots under one that ended the day before', food({ papers: [ended] }), null],
  ['the same, with the renewed one', food({ papers: [ended, paper('organic', { from: '2026-11-20' })] }), 'organic'],
  ['ordered under a certificate that ended before the delivery', food({ papers: [ended] }), null],
  ['courgettes that the certificate does not list', food({ papers: [paper('organic', { coversThing: false })] }), null],
  [
    'apples in conversion, third year',
    food({ papers: [paper('organic-conversion', { months: 26 })] }),
    'organic-conversion',
  ],
  ['apples in conversion, first year', food({ papers: [paper('organic-conversion', { months: 8 })] }), null],
  ['eggs of a farm in conversion', food({ ...dairy, papers: [paper('organic-conversion', { months: 26 })] }), null],
  ['flour at level 2, last day', food({ ...flour, deliveredOn: '2026-12-31', papers: [paper('level-2')] }), 'level-2'],
  ['flour at level 2, a day later', food({ ...flour, deliveredOn: '2027-01-01', papers: [paper('level-2')] }), null],
  ['flour of an HVE farm in 2027', food({ ...flour, deliveredOn: '2027-01-01', papers: [paper('hve')] }), 'hve'],
  [
    'soup 60 % HVE and 40 % IGP',
    food({ papers: [paper('hve', { ingredientsPercent: 60 }), paper('igp', { ingredientsPercent: 40 })] }),
    null,
  ],
  ['mayonnaise with organic eggs', food({ ...flour, papers: [paper('organic', { ingredientsPercent: 12 })] }), null],
  ['lentils, organic and IGP', food({ ...flour, papers: [paper('igp'), paper('organic')] }), 'organic'],
  [
    'chicken, Label Rouge and fermier',
    food({ ...meat, farmRule: 'poultry', papers: [paper('farm'), paper('label-rouge')] }),
    'label-rouge',
  ],
  ['farm eggs', food({ ...dairy, farmRule: 'egg', papers: [paper('farm')] }), 'farm'],
  ['farm vegetables', food({ papers: [paper('farm')] }), null],
  ['farm pork without Label Rouge', food({ ...meat, farmRule: 'pork', papers: [paper('farm')] }), null],
  ['cheese of the mountain', food({ ...dairy, farmRule: 'cheese' }), null],
  ['cod, MSC', food(sea), null],
  [
    'cod, judged equivalent by the buyer',
    food({ ...sea, isWild: true, papers: [paper('sustainable-fishing', { of: 'buyer' })] }),
    'sustainable-fishing',
  ],
  ['trout from a farm', food({ ...sea, papers: [paper('sustainable-fishing')] }), null],
  ['ham, Label Rouge', food({ family: 'CHARCUTERIE', isPlant: false, papers: [paper('label-rouge')] }), 'label-rouge'],
  ['tomatoes from two kilometres away', food(), null],
  ['bananas of the outermost regions', food({ papers: [paper('rup')] }), 'rup'],
  ['chocolate, fair trade', food({ ...flour, papers: [paper('fair-trade')] }), 'fair-trade'],
  ['muesli loose, without certificate', food(flour), null],
  [
    'muesli closed, the packer’s certificate',
    food({ ...flour, papers: [paper('organic', { of: 'packer' })] }),
    'organic',
  ],
  ['a served meal', food({ kind: 'meal', papers: [paper('organic')] }), 'outside'],
  ['a cocktail', food({ kind: 'reception' }), 'outside'],
  ['coffee for an office', food({ ...flour, forCanteen: false, papers: [paper('organic')] }), 'outside'],
  ['a crate’s deposit', food({ kind: 'deposit' }), 'outside'],
  ['vegetables won by the buyer’s award', food({ papers: [paper('performance', { of: 'buyer' })] }), 'performance'],
  ['vegetables whose seller says "performance"', food({ papers: [paper('performance')] }), null],
];

test.each(cases)('classes %s', (_, purchase, expected) => {
  const counted = classifyFood(purchase);
  if (expected === 'outside') expect(counted).toBeNull();
  else expect(counted).toEqual({ class: expected, family: purchase.family, cents: purchase.cents });
});

describe('the shares of a canteen', () => {
  const counted = cases.flatMap(([, purchase]) => classifyFood(purchase) ?? []);

  test('says what is missing, and rounding never makes a share reached', () => {
    const rules = judgeFood([
      { class: 'organic', family: 'AUTRES', cents: 1_999 },
      { class: 'igp', family: 'VIANDES_VOLAILLES', cents: 3_000 },
      { class: null, family: 'PRODUITS_DE_LA_MER', cents: 5_001 },
    ]);
    expect(rules.organic).toEqual({ baseCents: 10_000, reachedCents: 1_999, askedPercent: 20, missingCents: 1 });
    expect(rules.quality).toEqual({ baseCents: 10_000, reachedCents: 4_999, askedPercent: 50, missingCents: 1 });
    expect(rules.meatAndFish).toEqual({ baseCents: 8_001, reachedCents: 3_000, askedPercent: 60, missingCents: 1_801 });
    expect(judgeFood(counted, 'state').meatAndFish.askedPercent).toBe(100);
  });

  test('food of no class, and a paper that ended, never raise a share', () => {
    const before = judgeFood(counted).quality;
    const after = judgeFood([...counted, classifyFood(food({ papers: [ended] }))!]).quality;
    expect(after.reachedCents).toBe(before.reachedCents);
    expect(after.missingCents).toBeGreaterThanOrEqual(before.missingCents);
    expect(judgeFood(counted.toReversed())).toEqual(judgeFood(counted));
  });
});

test('writes the file that ma cantine imports', () => {
  const base: CanteenPurchase = {
    siret: '12345678200010',
    description: 'Carottes, 50 kg',
    supplier: "Ferme d'exemple",
    deliveredOn: '2026-11-23',
    cents: 8_000,
    family: 'FRUITS_ET_LEGUMES',
    classes: ['organic'],
    origin: 'FRANCE',
    shortCircuit: true,
    local: null,
  };
  const purchases: CanteenPurchase[] = [
    base,
    { ...base, family: 'AUTRES', classes: ['organic', 'igp'] },
    { ...base, deliveredOn: '2026-12-31', classes: ['level-2'], shortCircuit: false, local: { by: 'KM', km: 30 } },
    { ...base, deliveredOn: '2027-01-01', classes: ['level-2'] },
    { ...base, cents: 0 },
  ];
  expect(canteenColumns).toHaveLength(12);
  expect(canteenRows(purchases, '2026-12-31').map((row) => row.slice(3))).toEqual([
    ['2026-11-23', '80.00', 'FRUITS_ET_LEGUMES', 'BIO', 'FRANCE', 'OUI', '', '', ''],
    ['2026-11-23', '80.00', 'AUTRES', 'BIO,IGP', 'FRANCE', 'OUI', '', '', ''],
    ['2026-12-31', '80.00', 'FRUITS_ET_LEGUMES', 'HVE', 'FRANCE', '', 'x', 'KM', '30'],
  ]);
  expect(canteenRows(purchases, '2027-01-02')[3]!.slice(3, 7)).toEqual([
    '2027-01-01',
    '80.00',
    'FRUITS_ET_LEGUMES',
    '',
  ]);
});
