// Filters the candidates: the offers that pass, and the counts beside each filter. Counts of sellers are made by seller,
// those of offers by counting what two sets of slots have in common.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { type Bits, bitsLength, bitsOfWord, countBits, countBoth, keepBoth, removeBit } from './bits.ts';
import { type CodeSets, type Columns, listSlots } from './columns.ts';
import { isSellerFilter, type SellerSet, sellersOf, slotsKeptBy, slotsOfSellers } from './compile-filters.ts';
import { countSellerFacet, named, type Selling, sellingAmong } from './facet-counts.ts';
import { lendArray, lendCopy } from './scratch.ts';
import type { FacetName, Filter, PriceField, SearchPage } from './search.ts';

export type FilteredOffers = Pick<SearchPage, 'total' | 'facets' | 'stats'> & {
  slots: Bits;
  /** Their sellers. */
  selling: Selling;
};

/**
 * The `candidates` (live slots; null for all of them) that pass every filter, and the counts of the requested facets.
 */
export function applyFilters(
  columns: Columns,
  matching: Bits | null,
  filters: readonly Filter[],
  facets: readonly FacetName[],
  priceField: PriceField = 'priceCents',
): FilteredOffers {
  const sellers = sellerMasks(columns, filters.filter(isSellerFilter));
  const offers = offerSets(
    columns,
    filters.filter((filter) => !isSellerFilter(filter)),
  );
  const alive = columns.alive.subarray(0, bitsLength(columns.size));
  const candidates = matching ?? alive;
  const passing = offers.length > 0 ? intersect(columns, candidates, offers) : candidates;
  // Offers of each seller that pass the filters on offers, whatever the seller's own.
  const ofSeller = passing === alive ? columns.sellers.offers : countPerSeller(columns, passing);
  const ofPassingSellers = sellerFilter(columns, sellers);
  const slots = ofPassingSellers(passing);
  /** Offers that pass every filter but those on this field of offers. */
  const withoutFilterOn = (field: string): Bits => {
    if (!offers.some((one) => one.field === field)) return slots;
    const others = offers.filter((one) => one.field !== field);
    return ofPassingSellers(intersect(columns, candidates, others));
  };
  const passed = sellingAmong(columns.scratch, ofSeller, sellers.masks, 0);
  /** A seller that fails on the facet's own field alone counts too. */
  const sellingFor = (facet: FacetName): Selling => {
    const field = sellers.fields.indexOf(facet);
    return field === -1 ? passed : sellingAmong(columns.scratch, ofSeller, sellers.masks, 1 << field);
  };
  const count = (facet: FacetName): Record<string, number> => {
    if (facet === 'category') return named(categories, countCodes(withoutFilterOn(facet), columns.byCategory));
    if (facet === 'kind') return named(offerKinds, countCodes(withoutFilterOn(facet), columns.byKind));
    if (facet !== 'inStock') return countSellerFacet(columns.sellers, facet, sellingFor(facet));
    const inStock = countBoth(withoutFilterOn(facet), columns.inStock);
    return inStock > 0 ? { true: inStock } : {};
  };
  return {
    slots,
    total: sumOf(passed.offers),
    selling: passed,
    facets: Object.fromEntries(facets.map((facet) => [facet, count(facet)])),
    stats: { priceCents: priceRange(columns, slots, priceField) },
  };
}

/** By seller, the fields on which it fails, as bits. A filter over several fields is a field of its own. */
function sellerMasks(columns: Columns, filters: readonly Filter[]) {
  const fields = [...new Set(filters.map(fieldOf))];
  const masks = lendArray(columns.scratch, columns.sellers.list.length);
  for (const filter of filters) {
    const bit = 1 << fields.indexOf(fieldOf(filter));
    const kept = sellersOf(filter, columns);
    for (let i = 0; i < kept.length; i++) if (kept[i] === 0) masks[i]! |= bit;
  }
  return { fields, masks };
}

/** Keeps the slots of the sellers that fail on no field; few slots are looked at one by one. */
function sellerFilter(columns: Columns, { fields, masks }: { fields: readonly string[]; masks: Int32Array }) {
  let kept: Bits | null = null;
  return (slots: Bits): Bits => {
    if (fields.length === 0) return slots;
    const count = countBits(slots);
    if (count < columns.runs.count) {
      const few = lendCopy(columns.scratch, slots);
      for (const slot of listSlots(columns, slots, count)) if (masks[columns.seller[slot]!] !== 0) removeBit(few, slot);
      return few;
    }
    kept ??= slotsOfSellers(columns, unfailing(columns, masks));
    return intersect(columns, slots, [{ set: kept }]);
  };
}

function unfailing({ scratch }: Columns, masks: Int32Array): SellerSet {
  const set = lendArray(scratch, masks.length);
  for (let i = 0; i < set.length; i++) set[i] = masks[i] === 0 ? 1 : 0;
  return set;
}

/** The slots that pass the filters on each field of offers. */
function offerSets(columns: Columns, filters: readonly Filter[]): { field: string; set: Bits }[] {
  const sets = new Map<string, Bits>();
  for (const filter of filters) {
    const set = setOf(columns, filter);
    const known = sets.get(fieldOf(filter));
    sets.set(fieldOf(filter), known ? keepBoth(known, set) : set);
  }
  return [...sets].map(([field, set]) => ({ field, set }));
}

type KeptSet = { columns: Columns; version: number; set: Bits };
/** A day's filter names hundreds of offers and suppliers, and the same one is asked of many searches. */
const keptSets = new WeakMap<Filter, KeptSet>();

/** The slots that a filter keeps, in a set of its own; those of a filter over several fields are kept with it. */
function setOf(columns: Columns, filter: Filter): Bits {
  if (!('any' in filter)) return slotsKeptBy(filter, columns);
  const known = keptSets.get(filter);
  if (known?.columns === columns && known.version === columns.version) return lendCopy(columns.scratch, known.set);
  const set = slotsKeptBy(filter, columns);
  keptSets.set(filter, { columns, version: columns.version, set: set.slice() });
  return set;
}

/** The field whose facet ignores this filter. No facet ignores a filter over several fields. */
function fieldOf(filter: Filter): string {
  return 'field' in filter ? filter.field : 'several';
}

/** One walk over words and runs: where a run ends, what it has is what was counted since the one before. */
function countPerSeller(columns: Columns, slots: Bits): Int32Array {
  const { runs, sellers, seller: sellerOf } = columns;
  const counts = lendArray(columns.scratch, sellers.list.length);
  const total = countBits(slots);
  if (total < runs.count) {
    for (const slot of listSlots(columns, slots, total)) counts[sellerOf[slot]!]!++;
    return counts;
  }
  let [word, counted, before] = [0, 0, 0];
  for (let run = 0; run < runs.count; run++) {
    const end = runs.from[run + 1]!;
    for (; word < end >>> 5; word++) counted += bitsOfWord(slots[word]!);
    const rest = end & 31;
    const here = rest === 0 ? counted : counted + bitsOfWord(slots[word]! & ~(-1 << rest));
    counts[runs.seller[run]!]! += here - before;
    before = here;
  }
  return counts;
}

/** Number of slots by value; only those values are looked for that a word may have. */
function countCodes(slots: Bits, { sets, present }: CodeSets): Uint32Array {
  const counts = new Uint32Array(sets.length);
  for (let w = 0; w < slots.length; w++) {
    const word = slots[w]!;
    if (word === 0) continue;
    for (let codes = present[w]!; codes !== 0; codes &= codes - 1) {
      const code = 31 - Math.clz32(codes & -codes);
      counts[code]! += bitsOfWord(word & sets[code]![w]!);
    }
  }
  return counts;
}

function sumOf(numbers: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!;
  return sum;
}

/** Lowest and highest price, in cents; words that lie between those found so far are skipped. */
function priceRange(columns: Columns, slots: Bits, field: PriceField): { min: number; max: number } | null {
  const { values, low, high } = columns.numbers[field];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let w = 0; w < slots.length; w++) {
    let word = slots[w]!;
    if (word === 0 || (low[w]! >= min && high[w]! <= max)) continue;
    for (; word !== 0; word &= word - 1) {
      const price = values[(w << 5) + 31 - Math.clz32(word & -word)]!;
      if (price < min) min = price;
      if (price > max) max = price;
    }
  }
  return min > max ? null : { min, max };
}

/** The slots that are in all of them, in a set of its own. */
function intersect({ scratch }: Columns, candidates: Bits, others: readonly { set: Bits }[]): Bits {
  const slots = lendCopy(scratch, candidates);
  for (const { set } of others) keepBoth(slots, set);
  return slots;
}
