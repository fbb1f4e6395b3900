// The frame of a reference: from which offers a CO2e figure may be made. Pure; the frames are data.
import type { Translated } from '#app/domain/shared/translated.ts';

/** The columns of a frame, and the rules beside it, that an offer can fall outside of. */
export const figureFaults = [
  'thing',
  'kind',
  'unit',
  'mass',
  'units',
  'price',
  'months',
  'growing',
  'place',
  'processed',
  'dish',
  'core',
  'uses',
  'words',
  'euro-outlier',
  'mass-outlier',
  'line',
] as const;
export type FigureFault = (typeof figureFaults)[number];

export type FrameThing = { id: string; label: Translated; terms: readonly string[] };

/** Grams, cents and months are integers; `piece`: of one unit; `mass`: of the whole lot. */
export type Frame = {
  reference: string;
  things: readonly string[];
  kinds: readonly string[];
  soldBy: readonly string[];
  unit: 'piece' | 'piece-by-kg' | 'mass' | 'meal' | 'use';
  massGrams: readonly [number, number];
  priceCents: readonly [number, number];
  pricePer: 'piece' | 'kg';
  months: readonly number[];
  growing: 'field' | 'heated' | 'any';
  usesPerLife: readonly [number, number] | null;
  dish: string | null;
  core: string | null;
  meaning: Translated;
  source: string;
};

/** The facts of an offer that its figure depends on. One lot is what the basket counts. */
export type FigureFacts = {
  /** The key of the named reference. */
  reference: string;
  /** As its seller says it; null when it is read from the names. */
  thing: string | null;
  names: readonly string[];
  text: string;
  kind: string;
  unit: string;
  packMilli: number;
  massGrams: number;
  referenceUnits: number;
  usesPerLife: number;
  /** The lowest and the highest price of one lot, excl. VAT. */
  lotCents: readonly [number, number];
  growing: 'field' | 'heated' | null;
  /** Whether it grew in a commune near the town. */
  isNear: boolean;
  isProcessed: boolean;
  dish: string | null;
  core: string | null;
};

/** A lot sold by the kilogram may weigh so much more or less than the kilograms it is sold as, as a share. */
const massTolerance = 0.15;

/**
 * The columns that the offer falls outside of, without the months, which only a hand-over has. A closed reference fits
 * nothing.
 */
export function faultsOfFrame(
  frame: Frame | undefined,
  things: readonly FrameThing[],
  facts: FigureFacts,
): FigureFault[] {
  if (!frame) return ['thing', 'kind', 'mass', 'units'];
  const pieces = piecesOf(frame, facts);
  const faults: [FigureFault, boolean][] = [
    ['thing', !isThingOf(frame, things, facts)],
    ['kind', !frame.kinds.includes(facts.kind)],
    ['unit', !frame.soldBy.includes(facts.unit)],
    ['mass', !isMassInside(frame, facts, pieces)],
    ['units', facts.referenceUnits > maxUnits(frame, facts, pieces)],
    ['price', !isPriceInside(frame, facts, pieces)],
    ['growing', frame.growing !== 'any' && facts.growing !== frame.growing],
    ['place', frame.growing !== 'any' && !facts.isNear],
    ['processed', frame.growing !== 'any' && facts.isProcessed],
    ['dish', frame.dish !== null && !dishFits(frame, things, facts)],
    ['core', frame.core !== null && facts.core !== frame.core],
    ['uses', frame.usesPerLife !== null && !isBetween(facts.usesPerLife, frame.usesPerLife)],
    ['words', isNewByItsText(frame, things, facts)],
  ];
  return faults.flatMap(([fault, holds]) => (holds ? [fault] : []));
}

function piecesOf({ unit }: Frame, { packMilli }: FigureFacts): number {
  return unit === 'mass' || unit === 'use' ? 1 : packMilli / 1000;
}

function isBetween(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}

function isMassInside({ massGrams: range, unit }: Frame, facts: FigureFacts, pieces: number): boolean {
  const { massGrams, packMilli } = facts;
  const soldAs = facts.unit === 'kg' && unit === 'mass' ? packMilli : massGrams;
  return isBetween(massGrams / pieces, range) && Math.abs(massGrams - soldAs) <= massTolerance * soldAs;
}

/** One for a piece; for the fallback by kilogram the kilograms of the lot. By mass, the units are not used. */
function maxUnits({ unit }: Frame, { massGrams, packMilli }: FigureFacts, pieces: number): number {
  if (unit === 'mass') return Number.POSITIVE_INFINITY;
  if (unit === 'piece-by-kg') return massGrams / 1000;
  return unit === 'use' ? packMilli / 1000 : pieces;
}

function isPriceInside({ priceCents, pricePer }: Frame, { massGrams, lotCents }: FigureFacts, pieces: number): boolean {
  const parts = pricePer === 'kg' ? massGrams / 1000 : pieces;
  return lotCents.every((cents) => isBetween(cents / parts, priceCents));
}

/** The thing of the offer: as its seller says it, and named by its names; else the one that its names say. */
export function framedThing(things: readonly FrameThing[], facts: Pick<FigureFacts, 'thing' | 'names'>): string | null {
  const names = facts.names.map(padTerms);
  const matched = things.filter((thing) => longestIn(foldedTerms(thing).all, names) > 0);
  if (facts.thing !== null) return matched.some(({ id }) => id === facts.thing) ? facts.thing : null;
  const main = things.map((thing) => [thing, longestIn(foldedTerms(thing).labels, names)] as const);
  const best = main.toSorted((a, b) => b[1] - a[1])[0];
  if (best && best[1] > 0) return best[0].id;
  return matched.length === 1 ? matched[0]!.id : null;
}

function isThingOf({ things: served }: Frame, things: readonly FrameThing[], facts: FigureFacts): boolean {
  const thing = framedThing(things, facts);
  if (thing !== null || facts.thing !== null) return served.includes(thing ?? '');
  // "Chaise" is several things: the reference says which.
  const names = facts.names.map(padTerms);
  return things.some((one) => served.includes(one.id) && longestIn(foldedTerms(one).all, names) > 0);
}

type FoldedTerms = { labels: readonly string[]; all: readonly string[] };
const foldedByThing = new WeakMap<FrameThing, FoldedTerms>();

/** Labels, and labels with other terms, folded once for each thing: a town's offers are judged against all of them. */
function foldedTerms(thing: FrameThing): FoldedTerms {
  const kept = foldedByThing.get(thing);
  if (kept) return kept;
  const labels = Object.values(thing.label)
    .filter((text) => text !== null)
    .map(foldTerms);
  const terms = { labels, all: [...labels, ...thing.terms.map(foldTerms)] };
  foldedByThing.set(thing, terms);
  return terms;
}

/** The length of the longest of the folded terms that stands in one of the padded names; 0 for none. */
function longestIn(terms: readonly string[], names: readonly string[]): number {
  let longest = 0;
  for (const word of terms)
    if (word.length > longest && names.some((name) => name.includes(` ${word} `))) longest = word.length;
  return longest;
}

/** Folded, with a blank at either end, so that a word is found by the blanks around it. */
function padTerms(text: string): string {
  return ` ${foldTerms(text)} `;
}

/** Lower case without accents and plurals, words apart by one blank. */
export function foldTerms(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? word.replace(/(?:s|x)$/, '') : word))
    .join(' ');
}

/** A thing that is named by its dish says it itself: a vegetarian lunch. */
function dishFits({ dish, things: served }: Frame, things: readonly FrameThing[], facts: FigureFacts): boolean {
  const thing = framedThing(things, facts);
  const named = served.includes(thing ?? '') && (thing === `${dish}-lunch` || facts.dish === dish);
  return named && (facts.dish === null || facts.dish === dish);
}

const newPhrases = [
  'jamais servi',
  'jamais porte',
  'jamais utilise',
  'jamais ouvert',
  'sous blister',
  'scelle',
  'etat neuf',
  'entierement neuf',
  'neuf en boite',
  'neuf emballe',
  'carton d origine',
  'emballage d origine',
  'boite d origine',
  'encore emballe',
  'never used',
  'never worn',
  'never opened',
  'unused',
  'sealed',
  'in blister',
  'brand new',
  'new in box',
  'in its box',
  'in the box',
  'original box',
  'original packaging',
  'still wrapped',
].map(foldTerms);

/**
 * Whether a thing that is sold as used says that it is new itself. "Freins neufs", "new lamp" and "comme neuf" are parts
 * or work, and pass: "new" counts beside the name of the thing, and in phrases that mean the whole.
 */
function isNewByItsText({ things: served }: Frame, things: readonly FrameThing[], facts: FigureFacts): boolean {
  if (facts.kind !== 'reused' && facts.kind !== 'repaired') return false;
  const clauses = [...facts.names, facts.text].flatMap((text) => text.split(/[.;:!?,()\n]/));
  const text = clauses.map(padTerms).join('|');
  if (newPhrases.some((phrase) => text.includes(` ${phrase} `))) return true;
  const named = things.filter(({ id }) => served.includes(id)).flatMap((thing) => foldedTerms(thing).all);
  return named.some((name) =>
    [`${name} neuf`, `${name} neuve`, `new ${name}`, `${name} new`].some((phrase) => text.includes(` ${phrase} `)),
  );
}
