// Terms of the index that no text has, in no language: the thing that an offer is, how one has it, its seller and
// place, sizes, numbers of people, diets and labels. Each has a colon, which no typed word has.
import type { OfferKind } from '#app/domain/catalogue/offer.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { stemWord, typedWords } from './analysis.ts';
import { piecesOf } from './understanding/pieces.ts';
import { peoplePatterns, sizePatterns, sizeTerm } from './understanding/read-amounts.ts';
import { type Diet, diets } from './understanding/read-chip.ts';
import { dietsRead } from './understanding/read-traits.ts';

export type FactSource = {
  thing: string;
  kind: OfferKind;
  /** Its name, and those of its variants. */
  names: readonly string[];
  description: string;
  supplierName: string;
  commune: string;
  labels: readonly string[];
  legalForm: string;
};

export function indexedFacts({
  thing,
  kind,
  names,
  description,
  supplierName,
  commune,
  labels,
  legalForm,
}: FactSource): string[] {
  const numbers = names.map((name) => piecesOf(name).joined);
  const [name = ''] = names;
  return [
    thingTerm(thing),
    `way:${wayOf(kind)}`,
    `seller:${compactTerm(supplierName)}`,
    ...typedWords(supplierName, sourceLocale).map(({ token }) => sellerWordTerm(token)),
    `in:${compactTerm(commune)}`,
    ...new Set(numbers.flatMap((one) => valuesIn(one, sizePatterns, 'size').flatMap((value) => sizeTerm(value) ?? []))),
    ...new Set(numbers.flatMap((one) => peopleOf(thing, one)).map(peopleTerm)),
    ...dietsOf(thing, `${name} ${description}`).map((diet) => `diet:${diet}`),
    ...[...labels, ...labelsOfForm(legalForm)].map((label) => `label:${label}`),
  ];
}

export function thingTerm(id: string): string {
  return `thing:${id}`;
}

/** A word of a seller's name. */
export function sellerWordTerm(stem: string): string {
  return `who:${stem}`;
}

export function peopleTerm(people: string): string {
  return `people:${people}`;
}

/** How one has an offer: only what is had in the same way can stand in for another. */
export function wayOf(kind: OfferKind): 'owned' | 'lent' | 'done' {
  if (kind === 'rental') return 'lent';
  return kind === 'service' ? 'done' : 'owned';
}

/** A name as one word without spaces, so that it is found however it is cut: "saintthierry". */
export function compactTerm(name: string): string {
  return stemWord(
    typedWords(name, sourceLocale)
      .map(({ raw }) => raw)
      .join(''),
    sourceLocale,
  );
}

/** The labels that a legal form is. */
function labelsOfForm(legalForm: string): string[] {
  if (legalForm.includes('ESAT')) return ['esat'];
  if (legalForm.includes('adaptée')) return ['ea'];
  return /insertion|ACI/.test(legalForm) ? ['siae'] : [];
}

/** Things of which each person has one: a lot of fifty is for fifty. */
const oneEach: ReadonlySet<string> = new Set(
  'office-chair meeting-chair wooden-chair folding-chair stool cups plates tableware napkin meal-tray sandwich'.split(
    ' ',
  ),
);

/** How many people an offer is for, as its name says: at most one number. */
function peopleOf(thing: string, joined: string): string[] {
  const [people] = valuesIn(joined, peoplePatterns, 'people');
  if (people) return [people];
  const lot = oneEach.has(thing) ? /(?:lot|set|panier) (?:de|of) (\d+)/.exec(joined)?.[1] : undefined;
  return lot ? [lot] : [];
}

function valuesIn(text: string, patterns: typeof sizePatterns, name: 'size' | 'people'): string[] {
  return patterns.flatMap(({ pattern, readingsOf }) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].flatMap(([, ...groups]) =>
      (readingsOf(groups) ?? []).flatMap(([read, value]) => (read === name ? [value] : [])),
    ),
  );
}

/** Diets of some things by their nature. Nothing else is without gluten, milk or pork unless it says so. */
const byNature: readonly (readonly [things: string, is: readonly Diet[]])[] = [
  ['vegetarian-lunch', ['vegetarian', 'no-pork']],
  ['vegan-lunch', ['vegan', 'vegetarian', 'no-pork', 'lactose-free']],
  [
    'carrot leek lettuce courgette onion pumpkin beetroot cabbage tomato green-bean potato vegetable-box apple cooking-apple pear strawberry lentil chickpea rice',
    ['vegan', 'vegetarian', 'no-pork', 'gluten-free', 'lactose-free'],
  ],
  [
    'lemonade fruit-juice grape-juice water tea coffee',
    ['no-alcohol', 'vegan', 'vegetarian', 'no-pork', 'lactose-free'],
  ],
  ['milk', ['no-alcohol', 'vegetarian', 'no-pork']],
  ['egg cheese hard-cheese yoghurt honey', ['vegetarian', 'no-pork']],
  ['chicken', ['no-pork']],
];
const natures: ReadonlyMap<string, readonly Diet[]> = new Map(
  byNature.flatMap(([things, is]) => things.split(' ').map((thing) => [thing, is])),
);

/** Diets of a thing by its nature, and those that its texts declare; a vegan dish is a vegetarian one too. */
function dietsOf(thing: string, text: string): Diet[] {
  const found = new Set([...(natures.get(thing) ?? []), ...dietsRead(piecesOf(text).joined)]);
  if (found.has('vegan')) for (const diet of ['vegetarian', 'no-pork', 'lactose-free'] as const) found.add(diet);
  if (found.has('vegetarian')) found.add('no-pork');
  return diets.filter((diet) => found.has(diet));
}
