// Filterable fields of every offer in typed arrays and sets of slots. A slot holds one version of an offer; when its
// text changes, the new version gets a new slot and the old slot is dead. The offers of a seller are in few runs of
// neighbouring slots, so that they are counted by the word.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { addBit, type Bits, bitsLength, makeBits, removeBit, writeSlots } from './bits.ts';
import { lendArray, makeScratch, type Scratch } from './scratch.ts';
import type { SearchDocument } from './search.ts';
import { makeSellerColumns, type SellerColumns } from './seller-columns.ts';

export type OfferColumns = Pick<
  SearchDocument,
  'id' | 'category' | 'kind' | 'priceCents' | 'grossCents' | 'leadDays' | 'inStock'
>;

/** A number of each offer. Those of the slots of word w are not below `low[w]` and not above `high[w]`. */
export type NumberColumn = { values: Int32Array; low: Int32Array; high: Int32Array };
export const numberFields = ['priceCents', 'grossCents', 'leadDays'] as const;
export type OfferNumber = (typeof numberFields)[number];

/** Runs of neighbouring slots of one seller, one after the other: run i ends before `from[i + 1]`. */
export type Runs = { count: number; seller: Uint16Array; from: Int32Array };

/** The slots by value: `present[w]` has a bit for each value that a slot of word w may have. */
export type CodeSets = { sets: Bits[]; present: Int32Array };

export type Columns = {
  /** Raised by each change: sets of slots that were worked out before it are stale. */
  version: number;
  /** Number of slots in use, dead ones included. */
  size: number;
  live: number;
  ids: Int32Array;
  seller: Uint16Array;
  category: Uint8Array;
  kind: Uint8Array;
  numbers: Record<OfferNumber, NumberColumn>;
  alive: Bits;
  inStock: Bits;
  byCategory: CodeSets;
  byKind: CodeSets;
  runs: Runs;
  sellers: SellerColumns;
  /** Offer id -> its live slot. */
  slotOf: Map<number, number>;
  scratch: Scratch;
};

export function makeColumns(capacity = 1024): Columns {
  const bits = () => makeBits(capacity);
  return {
    version: 0,
    size: 0,
    live: 0,
    ids: new Int32Array(capacity),
    seller: new Uint16Array(capacity),
    category: new Uint8Array(capacity),
    kind: new Uint8Array(capacity),
    numbers: {
      priceCents: makeNumbers(capacity),
      grossCents: makeNumbers(capacity),
      leadDays: makeNumbers(capacity),
    },
    alive: bits(),
    inStock: bits(),
    byCategory: makeCodeSets(categories.length, capacity),
    byKind: makeCodeSets(offerKinds.length, capacity),
    runs: { count: 0, seller: new Uint16Array(64), from: new Int32Array(65) },
    sellers: makeSellerColumns(),
    slotOf: new Map(),
    scratch: makeScratch(),
  };
}

/** Adds the offer in a new slot; its former slot, if any, is dead from then on. */
export function addOffer(columns: Columns, offer: OfferColumns, seller: number): number {
  removeOffer(columns, offer.id);
  if (columns.size === columns.ids.length) grow(columns);
  const slot = columns.size++;
  columns.live++;
  columns.version++;
  columns.sellers.offers[seller]!++;
  addBit(columns.alive, slot);
  columns.slotOf.set(offer.id, slot);
  columns.ids[slot] = offer.id;
  columns.seller[slot] = seller;
  addToRun(columns, slot, seller);
  fillSlot(columns, slot, offer);
  return slot;
}

/** Overwrites the fields of a slot in place; the text of an offer is not in the columns. */
export function setOffer(columns: Columns, slot: number, offer: OfferColumns): void {
  removeBit(columns.byCategory.sets[columns.category[slot]!]!, slot);
  removeBit(columns.byKind.sets[columns.kind[slot]!]!, slot);
  removeBit(columns.inStock, slot);
  columns.version++;
  fillSlot(columns, slot, offer);
}

export function removeOffer(columns: Columns, id: number): void {
  const slot = columns.slotOf.get(id);
  if (slot === undefined) return;
  removeBit(columns.alive, slot);
  columns.live--;
  columns.version++;
  columns.sellers.offers[columns.seller[slot]!]!--;
  columns.slotOf.delete(id);
}

function fillSlot(columns: Columns, slot: number, offer: OfferColumns): void {
  const [category, kind] = [categories.indexOf(offer.category), offerKinds.indexOf(offer.kind)];
  columns.category[slot] = category;
  columns.kind[slot] = kind;
  addCode(columns.byCategory, category, slot);
  addCode(columns.byKind, kind, slot);
  if (offer.inStock) addBit(columns.inStock, slot);
  const word = slot >>> 5;
  for (const field of numberFields) {
    const { values, low, high } = columns.numbers[field];
    const value = offer[field];
    values[slot] = value;
    if (value < low[word]!) low[word] = value;
    if (value > high[word]!) high[word] = value;
  }
}

/** A set without a slot, lent for one search. */
export function lendBits({ scratch, size }: Columns): Bits {
  return lendArray(scratch, bitsLength(size));
}

/** The slots of a set, increasing, lent for one search; `count` is their number. */
export function listSlots({ scratch }: Columns, bits: Bits, count: number): Int32Array {
  const slots = lendArray(scratch, count);
  writeSlots(bits, 0, bits.length << 5, slots, 0);
  return slots;
}

function addToRun({ runs, ids, sellers }: Columns, slot: number, seller: number): void {
  const { runsOf, rising, highestId } = sellers;
  if (ids[slot]! <= highestId[seller]!) rising[seller] = 0;
  else highestId[seller] = ids[slot]!;
  if (runs.count === 0 || runs.seller[runs.count - 1] !== seller) {
    if (runs.count === runs.seller.length) {
      runs.from = wider(runs.from, new Int32Array(runs.count * 2 + 1));
      runs.seller = wider(runs.seller, new Uint16Array(runs.count * 2));
    }
    runs.seller[runs.count] = seller;
    runsOf[seller]!.push(runs.count++);
  }
  runs.from[runs.count] = slot + 1;
}

function addCode({ sets, present }: CodeSets, code: number, slot: number): void {
  addBit(sets[code]!, slot);
  present[slot >>> 5]! |= 1 << code;
}

function makeCodeSets(codes: number, capacity: number): CodeSets {
  return {
    sets: Array.from({ length: codes }, () => makeBits(capacity)),
    present: new Int32Array(bitsLength(capacity)),
  };
}

function makeNumbers(capacity: number): NumberColumn {
  const length = bitsLength(capacity);
  return {
    values: new Int32Array(capacity),
    low: new Int32Array(length).fill(0x7fffffff),
    high: new Int32Array(length).fill(-0x80000000),
  };
}

function grow(columns: Columns): void {
  const capacity = columns.ids.length * 2;
  const bits = (set: Bits) => wider(set, makeBits(capacity));
  columns.ids = wider(columns.ids, new Int32Array(capacity));
  columns.seller = wider(columns.seller, new Uint16Array(capacity));
  columns.category = wider(columns.category, new Uint8Array(capacity));
  columns.kind = wider(columns.kind, new Uint8Array(capacity));
  columns.alive = bits(columns.alive);
  columns.inStock = bits(columns.inStock);
  for (const codes of [columns.byCategory, columns.byKind]) {
    codes.sets = codes.sets.map(bits);
    codes.present = wider(codes.present, new Int32Array(bitsLength(capacity)));
  }
  for (const field of numberFields) {
    const { values, low, high } = columns.numbers[field];
    const next = makeNumbers(capacity);
    columns.numbers[field] = {
      values: wider(values, next.values),
      low: wider(low, next.low),
      high: wider(high, next.high),
    };
  }
}

function wider<A extends Uint8Array | Uint16Array | Int32Array>(column: A, next: A): A {
  next.set(column);
  return next;
}
