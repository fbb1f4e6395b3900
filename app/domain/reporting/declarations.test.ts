import { describe, expect, test } from 'vitest';
import { familyNamed, goodsNamed } from '#app/domain/catalogue/goods.server.ts';
import { readOffers } from '#seeds/offers.ts';
import { foodPlace } from './declaration-facts.server.ts';
import { canteenFile, egalimView, type FoodCertificate, type FoodFacts } from './declared-food.ts';
import { agecView } from './declared-goods.ts';
import type { StatementLine } from './statement-lines.server.ts';

type Bought = {
  fr: string;
  category?: string;
  kind?: string;
  cents?: number;
  on?: string | null;
  recycled?: boolean;
  agec58?: string;
  egalim?: string | null;
  inForce?: string | null;
  family?: string;
  repair?: string;
};

let next = 0;
function lineOf(bought: Bought): StatementLine {
  const { fr, category = 'furniture', kind = 'new', cents = 10_000, on = '2026-11-23', egalim = null } = bought;
  const index = next++;
  const entry = {
    order: `ord_${index}`,
    line: 1,
    mass_g: 0,
    category: { agec58: bought.agec58 ?? null, egalim: bought.inForce ?? egalim },
    money: { eur_cents_ht: cents },
    material_kept_g: { reuse: 0, repair: 0, recycled: bought.recycled ? 1 : 0 },
  } as StatementLine['entry'];
  const stated = { egalim, foodFamily: bought.family ?? null, repairedThing: bought.repair ?? null };
  return {
    index,
    leaf: '',
    entry,
    orderNumber: '',
    paidOn: '2026-11-20',
    supplier: 'Étal',
    supplierId: 'sup_1',
    deliveredOn: on,
    stated,
    category,
    kind,
    name: { fr },
    corrected: false,
  };
}

const placed = (bought: Bought) => {
  const { rows, open } = agecView([lineOf(bought)], 2026);
  const row = rows[0];
  if (!row) return open.length > 0 ? 'review' : null;
  return [row.category, row.totalCents, row.reuse.cents, row.recycled.cents];
};

const furniture = "Mobilier et aménagement d'intérieur";
const it = 'Matériel informatique et téléphonie';
const textiles = "Produits textiles à l'exception des équipements de protection individuels";

/** Purchases, each with its word of the declaration with total, reuse and recycled; `review`: the buyer is asked. */
const goodsCases: [title: string, bought: Bought, expected: ReturnType<typeof placed>][] = [
  [
    'a refurbished laptop that is sold',
    { fr: 'Ordinateur portable 14 pouces', category: 'it', kind: 'repaired', repair: 'sold' },
    [it, 10_000, 10_000, 0],
  ],
  [
    'a battery replaced in the buyer’s laptop',
    { fr: 'Remplacement de batterie de portable', category: 'it', kind: 'repaired', repair: 'buyers', agec58: it },
    null,
  ],
  ['a repair whose seller says neither', { fr: 'Ordinateur portable', category: 'it', kind: 'repaired' }, 'review'],
  ['sanding, by its name alone', { fr: 'Ponçage et vernis de plateau', kind: 'repaired', agec58: furniture }, null],
  ['a van hired for a month', { fr: 'Fourgon électrique', category: 'rentals', kind: 'rental' }, null],
  [
    'recycled paper',
    { fr: 'Papier A4 recyclé', category: 'paper-office', recycled: true },
    ['Papier', 10_000, 0, 10_000],
  ],
  ['paper without a proof', { fr: 'Papier A4', category: 'paper-office' }, ['Papier', 10_000, 0, 0]],
  ['reused chairs without a mass', { fr: 'Chaises de bureau', kind: 'reused' }, [furniture, 10_000, 10_000, 0]],
  ['"chaise", which is several things of one line', { fr: 'Chaise', kind: 'reused' }, [furniture, 10_000, 10_000, 0]],
  ['a table of offcuts', { fr: 'Table de réunion', kind: 'by-product', recycled: true }, [furniture, 10_000, 0, 0]],
  [
    'used safety shoes, whatever the seller ticked',
    { fr: 'Chaussures de sécurité', category: 'workwear', kind: 'reused', agec58: textiles },
    null,
  ],
  [
    'a polo of recycled polyester',
    { fr: 'Polo de travail', category: 'workwear', recycled: true },
    [textiles, 10_000, 0, 10_000],
  ],
  [
    'a used bicycle, ticked as a vehicle',
    { fr: 'Vélo de ville', category: 'rentals', kind: 'reused', agec58: 'Véhicules et pièces détachées' },
    ['Engins de transport et pièces détachées', 10_000, 10_000, 0],
  ],
  ['a bench, indoors or in the square', { fr: 'Banc en frêne 160 cm' }, 'review'],
  ['a notebook, until the order was read', { fr: 'Carnets de notes recyclés', category: 'paper-office' }, 'review'],
  ['a used kettle: no line', { fr: 'Bouilloire', category: 'it', kind: 'reused' }, null],
  ['a thing that no table knows, which its seller ticks', { fr: 'Machin chromé', agec58: furniture }, 'review'],
  ['a jar around jam', { fr: 'Confiture de fraises, bocal de 350 g', category: 'food' }, null],
];

test.each(goodsCases)('places %s', (_, bought, expected) => {
  expect(placed(bought)).toEqual(expected);
});

test('an answer of the buyer places what the table leaves open, and a gift stands outside the total', () => {
  const bench = lineOf({ fr: 'Banc en frêne', kind: 'reused', cents: 52_000 });
  const key = `${bench.entry.order} 1`;
  const answered = (agecLine: string) => ({
    answers: new Map([[key, { agecLine }]]),
    gifts: [{ agecLine: 'it', cents: 80_000 }],
    shares: [{ line: 'it', from: 2024, reuse: 20, recycled: null }],
  });
  const { rows, open } = agecView([bench], 2026, answered('street-furniture'));
  expect(open).toEqual([]);
  expect(rows.map((row) => [row.category, row.totalCents, row.giftCents])).toEqual([
    [it, 0, 80_000],
    ['Mobilier urbain', 52_000, 0],
  ]);
  expect(rows[0]!.reuse).toMatchObject({ askedPercent: 20, missingCents: 0 });
  expect(agecView([bench], 2026, answered('none')).rows).toHaveLength(1);
});

const facts = (certificates: FoodCertificate[] = [], answers: [string, string][] = []): FoodFacts => ({
  certificates: new Map([['sup_1', certificates]]),
  answers: new Map(answers.map(([key, foodFamily]) => [key, { foodFamily }])),
  where: 'mainland',
});
const food = (fr: string, more: Partial<Bought> = {}): Bought => ({ fr, category: 'food', ...more });
const until = (label: string, day: string, from: string | null = null): FoodCertificate => ({
  label,
  from,
  until: day,
});

/** Food, the certificates of its supplier, and the class and family under which it counts. */
const foodCases: [title: string, bought: Bought, papers: FoodCertificate[], expected: [string, string | null]][] = [
  [
    'carrots under a certificate in force',
    food('Carottes', { egalim: 'organic' }),
    [until('organic', '2027-03-31')],
    ['organic', 'FRUITS_ET_LEGUMES'],
  ],
  [
    'carrots under one that ended the day before',
    food('Carottes', { egalim: 'organic' }),
    [until('organic', '2026-11-22')],
    ['no-paper', 'FRUITS_ET_LEGUMES'],
  ],
  [
    'carrots whose certificate came later',
    food('Carottes', { egalim: 'organic', inForce: 'none' }),
    [until('organic', '2027-11-20', '2026-11-20')],
    ['organic', 'FRUITS_ET_LEGUMES'],
  ],
  [
    'apples in the third year of conversion',
    food('Pommes', { egalim: 'organic-conversion' }),
    [until('organic-conversion', '2027-06-01', '2024-09-01')],
    ['organic-conversion', 'FRUITS_ET_LEGUMES'],
  ],
  [
    'apples in the first year',
    food('Pommes', { egalim: 'organic-conversion' }),
    [until('organic-conversion', '2027-06-01', '2026-09-01')],
    ['no-paper', 'FRUITS_ET_LEGUMES'],
  ],
  [
    'eggs in conversion',
    food('Œufs', { egalim: 'organic-conversion' }),
    [until('organic-conversion', '2027-06-01', '2024-09-01')],
    ['no-paper', 'PRODUITS_LAITIERS'],
  ],
  [
    'flour at level 2 on the last day',
    food('Farine', { egalim: 'level-2', on: '2026-12-31' }),
    [until('level-2', '2028-01-01')],
    ['level-2', 'AUTRES'],
  ],
  [
    'flour at level 2 a day later',
    food('Farine', { egalim: 'level-2', on: '2027-01-01' }),
    [until('level-2', '2028-01-01')],
    ['no-paper', 'AUTRES'],
  ],
  [
    'a Label Rouge chicken',
    food('Poulet fermier', { egalim: 'label-rouge' }),
    [until('label-rouge', '2027-01-01')],
    ['label-rouge', 'VIANDES_VOLAILLES'],
  ],
  [
    'farm eggs',
    food('Œufs de plein air', { egalim: 'farm' }),
    [until('farm', '2027-01-01')],
    ['farm', 'PRODUITS_LAITIERS'],
  ],
  [
    'farm carrots: no rule defines them',
    food('Carottes', { egalim: 'farm' }),
    [until('farm', '2027-01-01')],
    ['no-paper', 'FRUITS_ET_LEGUMES'],
  ],
  [
    'a label that is not said precisely',
    food('Carottes', { egalim: 'other-quality' }),
    [],
    ['no-paper', 'FRUITS_ET_LEGUMES'],
  ],
  ['carrots without a label', food('Carottes'), [], ['none', 'FRUITS_ET_LEGUMES']],
  [
    'ham, as its seller says',
    food('Jambon blanc', { family: 'CHARCUTERIE', egalim: 'label-rouge' }),
    [until('label-rouge', '2027-01-01')],
    ['label-rouge', 'CHARCUTERIE'],
  ],
  ['a thing that no table names', food('Délice du chef'), [], ['none', null]],
];

test.each(foodCases)('counts %s', (_, bought, papers, [egalim, family]) => {
  const { rows, families, open } = egalimView([lineOf(bought)], facts(papers));
  expect(rows.map((row) => row.egalim)).toEqual([egalim]);
  expect(families.map((one) => one.family)).toEqual(family ? [family] : []);
  expect(open).toHaveLength(family ? 0 : 1);
});

describe('a canteen’s year', () => {
  const carrots = lineOf(food('Carottes', { egalim: 'organic', cents: 8_000 }));
  const chicken = lineOf(food('Poulet fermier', { egalim: 'label-rouge', cents: 20_000 }));
  const fish = lineOf(food('Filets de cabillaud, poisson', { cents: 12_000 }));
  const unknown = lineOf(food('Délice du chef', { cents: 5_000 }));
  const later = lineOf(food('Poireaux', { cents: 4_000, on: null }));
  const meal = lineOf({ fr: 'Repas végétarien', category: 'meals', cents: 42_000 });
  const year = [carrots, chicken, fish, unknown, later, meal];
  const papers = [until('organic', '2027-03-31'), until('label-rouge', '2027-03-31')];

  test('computes meat and fish over what is known, and names what is missing to each share', () => {
    const view = egalimView(year, facts(papers));
    expect(view.meals.cents).toBe(42_000);
    expect(view.quality).toMatchObject({ cents: 28_000, askedPercent: 50, missingCents: 0 });
    expect(view.organic).toMatchObject({ cents: 8_000, askedPercent: 20, missingCents: 1_800 });
    expect(view.meatAndFish).toMatchObject({ cents: 20_000, basisPoints: 6_250, missingCents: 0 });
    expect(view.open).toMatchObject([{ cents: 5_000, name: { fr: 'Délice du chef' } }]);
    const answered = egalimView(year, facts(papers, [[`${unknown.entry.order} 1`, 'VIANDES_VOLAILLES']]));
    expect(answered.open).toEqual([]);
    expect(answered.meatAndFish).toMatchObject({ cents: 20_000, missingCents: 2_200 });
    const outside = egalimView(year, facts(papers, [[`${carrots.entry.order} 1`, 'outside']]));
    expect(outside.organic.cents).toBe(0);
  });

  test('writes ma cantine’s file of what was delivered and is known', () => {
    const { rows, leftOutCents } = canteenFile(year, '12345678200010', '2026-12-01', facts(papers));
    expect(rows[0]).toHaveLength(12);
    expect(rows.slice(1).map((row) => row.slice(0, 7))).toEqual([
      ['12345678200010', 'Carottes', 'Étal', '2026-11-23', '80.00', 'FRUITS_ET_LEGUMES', 'BIO'],
      ['12345678200010', 'Poulet fermier', 'Étal', '2026-11-23', '200.00', 'VIANDES_VOLAILLES', 'LABEL_ROUGE'],
      ['12345678200010', 'Filets de cabillaud, poisson', 'Étal', '2026-11-23', '120.00', 'PRODUITS_DE_LA_MER', ''],
    ]);
    expect(leftOutCents).toBe(5_000);
  });

  test('an expired paper and food without a class never raise a share', () => {
    const before = egalimView(year, facts(papers));
    const more = egalimView(
      [...year, lineOf(food('Navets', { egalim: 'igp' }))],
      facts([...papers, until('igp', '2026-11-01')]),
    );
    expect(more.quality.cents).toBe(before.quality.cents);
    expect(more.organic.cents).toBe(before.organic.cents);
  });
});

test('asks the shares of the place, and of the State on the mainland', () => {
  expect(foodPlace('local-authority', '51454')).toBe('mainland');
  expect(foodPlace('national-establishment', '51454')).toBe('state');
  expect(foodPlace('local-authority', '97411')).toBe('overseas');
  expect(foodPlace('other', '97608')).toBe('mayotte');
});

test('the table of goods knows the town’s offers by their names', () => {
  const offers = readOffers();
  const unknown = offers.filter((offer) => goodsNamed(offer.name, offer.category).length === 0);
  expect(unknown.length / offers.length).toBeLessThan(0.03);
  const bought = offers.filter(({ category, kind }) => category === 'food' && (kind === 'new' || kind === 'reused'));
  const without = bought.filter(({ name, category }) => familyNamed(name, category) === null);
  expect(without.map(({ name }) => name.fr)).toEqual([]);
  const named = (fr: string) => goodsNamed({ fr }, 'food').map(({ id }) => id);
  expect(named('Jus de pomme, caisse de 6')).toEqual(['fruit-juice']);
  expect(named('Sucre de betterave, sac de 10 kg')).toEqual(['sugar']);
});
