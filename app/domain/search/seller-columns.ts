// Facts of sellers for filters and counts, by their index in typed arrays: far fewer sellers than offers.
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { tokensOf } from './analysis.ts';
import { type PillarName, pillarNames, type ScoreField, type SearchDocument } from './search.ts';
import { tenthOf } from './tenths.ts';

export type Seller = Pick<
  SearchDocument,
  'supplier' | 'supplierName' | 'supplierTypes' | 'labels' | 'proven' | 'declared' | 'evidence' | 'place'
>;

/** A set-valued field: the values by number; those of a seller are `length` of `values`, from `from` on. */
export type ValueColumn = {
  names: string[];
  numbers: Map<string, number>;
  from: Int32Array;
  length: Uint8Array;
  values: Uint16Array;
  used: number;
};

export type SellerColumns = {
  list: Seller[];
  /** Slug -> index in `list`. */
  at: Map<string, number>;
  scores: Record<ScoreField, Float64Array>;
  tenths: Record<ScoreField, Uint8Array>;
  evidence: Uint8Array;
  label: ValueColumn;
  supplierType: ValueColumn;
  /** Number of live offers. */
  offers: Int32Array;
  /** Runs of each seller's slots, by number. */
  runsOf: number[][];
  /** By seller: 1 as long as the ids of the offers increase with the slots, and the highest id. */
  rising: Uint8Array;
  highestId: Int32Array;
  /** Caches, emptied when a seller changes: distances and orders, and the words of names. */
  away: Map<string, Int32Array>;
  nearest: Map<string, Int32Array>;
  best: Int32Array | null;
  nameTokens: Map<Locale, (readonly string[])[]>;
};

const scoreFields = (['proven', 'declared'] as const).flatMap((counted) =>
  pillarNames.map((pillar): ScoreField => `${counted}.${pillar}`),
);

const placesKept = 16;

export function makeSellerColumns(capacity = 64): SellerColumns {
  const byScore = <A>(make: () => A) =>
    Object.fromEntries(scoreFields.map((field) => [field, make()])) as Record<ScoreField, A>;
  const values = (): ValueColumn => ({
    names: [],
    numbers: new Map(),
    from: new Int32Array(capacity),
    length: new Uint8Array(capacity),
    values: new Uint16Array(capacity),
    used: 0,
  });
  return {
    list: [],
    at: new Map(),
    scores: byScore(() => new Float64Array(capacity)),
    tenths: byScore(() => new Uint8Array(capacity)),
    evidence: new Uint8Array(capacity),
    label: values(),
    supplierType: values(),
    offers: new Int32Array(capacity),
    runsOf: [],
    rising: new Uint8Array(capacity).fill(1),
    highestId: new Int32Array(capacity),
    away: new Map(),
    nearest: new Map(),
    best: null,
    nameTokens: new Map(),
  };
}

/** Adds or replaces a seller, also one that has no offer yet. Returns its index. */
export function setSeller(sellers: SellerColumns, seller: Seller): number {
  sellers.away.clear();
  sellers.nearest.clear();
  sellers.best = null;
  sellers.nameTokens.clear();
  const known = sellers.at.get(seller.supplier);
  const index = known ?? sellers.list.length;
  if (known === undefined) {
    if (index === sellers.evidence.length) growSellers(sellers);
    sellers.at.set(seller.supplier, index);
    sellers.runsOf.push([]);
  }
  sellers.list[index] = seller;
  sellers.evidence[index] = evidenceLevels.indexOf(seller.evidence);
  setValues(sellers.label, index, seller.labels);
  setValues(sellers.supplierType, index, seller.supplierTypes);
  for (const field of scoreFields) {
    const [counted, pillar] = field.split('.') as ['proven' | 'declared', PillarName];
    const score = seller[counted][pillar];
    sellers.scores[field][index] = score;
    sellers.tenths[field][index] = tenthOf(score);
  }
  return index;
}

/** Metres from each seller to a place. */
export function distancesTo(sellers: SellerColumns, place: Point): Int32Array {
  return kept(sellers.away, place, () =>
    Int32Array.from(sellers.list, (seller) => distanceMeters(seller.place, place)),
  );
}

/** Sellers by their distance to a place, nearest first. */
export function nearestTo(sellers: SellerColumns, place: Point): Int32Array {
  return kept(sellers.nearest, place, () => orderedBy(distancesTo(sellers, place)));
}

/** Sellers by their proven score, best first. */
export function bestProven(sellers: SellerColumns): Int32Array {
  const scores = sellers.scores['proven.score'];
  sellers.best ??= orderedBy(Float64Array.from(sellers.list, (_, seller) => -scores[seller]!));
  return sellers.best;
}

/** Tokens of each seller's name. */
export function nameTokensOf(sellers: SellerColumns, locale: Locale): (readonly string[])[] {
  const known = sellers.nameTokens.get(locale);
  if (known) return known;
  const tokens = sellers.list.map(({ supplierName }) => tokensOf(supplierName, locale));
  sellers.nameTokens.set(locale, tokens);
  return tokens;
}

function orderedBy(values: Int32Array | Float64Array): Int32Array {
  return Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
}

function kept<T>(cache: Map<string, T>, { lat, lon }: Point, make: () => T): T {
  const key = `${lat},${lon}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= placesKept) cache.delete(cache.keys().next().value!);
  const made = make();
  cache.set(key, made);
  return made;
}

/** Written over the former ones where there is room; else behind all others, and their old place stays empty. */
function setValues(column: ValueColumn, seller: number, values: readonly string[]): void {
  if (values.length > column.length[seller]!) {
    column.from[seller] = column.used;
    column.used += values.length;
    while (column.used > column.values.length)
      column.values = wider(column.values, new Uint16Array(column.values.length * 2));
  }
  column.length[seller] = values.length;
  for (const [i, value] of values.entries()) column.values[column.from[seller]! + i] = numberOf(column, value);
}

function numberOf({ names, numbers }: ValueColumn, value: string): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  const number = names.push(value) - 1;
  numbers.set(value, number);
  return number;
}

function growSellers(sellers: SellerColumns): void {
  const capacity = sellers.evidence.length * 2;
  for (const column of [sellers.label, sellers.supplierType]) {
    column.from = wider(column.from, new Int32Array(capacity));
    column.length = wider(column.length, new Uint8Array(capacity));
  }
  sellers.evidence = wider(sellers.evidence, new Uint8Array(capacity));
  sellers.offers = wider(sellers.offers, new Int32Array(capacity));
  sellers.rising = wider(sellers.rising, new Uint8Array(capacity).fill(1));
  sellers.highestId = wider(sellers.highestId, new Int32Array(capacity));
  for (const field of scoreFields) {
    sellers.scores[field] = wider(sellers.scores[field], new Float64Array(capacity));
    sellers.tenths[field] = wider(sellers.tenths[field], new Uint8Array(capacity));
  }
}

function wider<A extends Uint8Array | Uint16Array | Int32Array | Float64Array>(column: A, next: A): A {
  next.set(column);
  return next;
}
