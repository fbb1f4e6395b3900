// Filters over the columns: which offers pass, and the counts beside each filter.
import { categories, kinds } from '#app/domain/catalogue/offer.ts';
import { distanceMeters } from '#app/domain/shared/geo.ts';
import type { Columns, Seller } from './columns.ts';
import type { FacetName, Filter, PillarName, SearchPage } from './search.ts';

export type Passing = { slots: Int32Array; total: number; facets: SearchPage['facets']; stats: SearchPage['stats'] };

/** Those of `candidates` (living slots) that pass every filter, in the order they came, and what was asked to be counted. */
export function pass(
  columns: Columns,
  candidates: { slots: Int32Array; count: number },
  filters: readonly Filter[],
  facets: readonly FacetName[],
): Passing {
  const fields = [...new Set(filters.map(fieldOf))];
  const bitOf = (field: string) => {
    const at = fields.indexOf(field);
    return at === -1 ? 0 : 1 << at;
  };
  const masks = compile(columns, filters, bitOf);
  const sellers = columns.sellers.length;
  // Row 0 counts what passes everything; row i + 1 what only field i keeps out.
  const bySeller = new Uint32Array((fields.length + 1) * sellers);
  const tally = { category: new Uint32Array(categories.length), kind: new Uint32Array(kinds.length), inStock: 0 };
  const [categoryBit, kindBit, stockBit] = [bitOf('category'), bitOf('kind'), bitOf('inStock')];
  const slots = new Int32Array(candidates.count);
  let [total, min, max] = [0, Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < candidates.count; i++) {
    const slot = candidates.slots[i]!;
    const seller = columns.seller[slot]!;
    let mask = masks.seller[seller]! | masks.category[columns.category[slot]!]! | masks.kind[columns.kind[slot]!]!;
    for (const { bit, keeps } of masks.tests) if ((mask & bit) === 0 && !keeps(slot)) mask |= bit;
    if (mask === 0) {
      slots[total++] = slot;
      const price = columns.price[slot]!;
      if (price < min) min = price;
      if (price > max) max = price;
    } else if ((mask & (mask - 1)) !== 0) continue;
    bySeller[(mask === 0 ? 0 : 32 - Math.clz32(mask)) * sellers + seller]!++;
    if ((mask & ~categoryBit) === 0) tally.category[columns.category[slot]!]!++;
    if ((mask & ~kindBit) === 0) tally.kind[columns.kind[slot]!]!++;
    if ((mask & ~stockBit) === 0 && columns.inStock[slot] === 1) tally.inStock++;
  }
  const perSeller = (field: string) => {
    const row = fields.indexOf(field) + 1;
    return (seller: number) => bySeller[seller]! + (row === 0 ? 0 : bySeller[row * sellers + seller]!);
  };
  return {
    slots: slots.subarray(0, total),
    total,
    facets: Object.fromEntries(facets.map((facet) => [facet, count(columns, facet, tally, perSeller(facet))])),
    stats: { priceCents: total === 0 ? null : { min, max } },
  };
}

type Tally = { category: Uint32Array; kind: Uint32Array; inStock: number };

function count(
  columns: Columns,
  facet: FacetName,
  tally: Tally,
  offersOf: (seller: number) => number,
): Record<string, number> {
  if (facet === 'inStock') return tally.inStock > 0 ? { true: tally.inStock } : {};
  if (facet === 'category') return named(categories, tally.category);
  if (facet === 'kind') return named(kinds, tally.kind);
  const counts: Record<string, number> = {};
  columns.sellers.forEach((seller, i) => {
    const offers = offersOf(i);
    if (offers > 0) for (const value of valuesOf(seller, facet)) counts[value] = (counts[value] ?? 0) + offers;
  });
  return counts;
}

/** The values of a supplier in a facet; scores by tenth. */
export function valuesOf(
  seller: Seller,
  facet: Exclude<FacetName, 'category' | 'kind' | 'inStock'>,
): readonly string[] {
  switch (facet) {
    case 'supplier':
      return [seller.supplier];
    case 'label':
      return seller.labels;
    case 'supplierType':
      return seller.supplierTypes;
    case 'evidence':
      return [seller.evidence];
    default: {
      const [counted, pillar] = facet.split('.') as ['proven' | 'declared', PillarName];
      return [tenthOf(seller[counted][pillar])];
    }
  }
}

/** "0" for 0 to under 10, up to "9" for 90 to 100. */
export function tenthOf(score: number): string {
  return String(Math.min(9, Math.floor(score / 10)));
}

type Masks = {
  seller: Uint32Array;
  category: Uint32Array;
  kind: Uint32Array;
  tests: { bit: number; keeps: (slot: number) => boolean }[];
};

function compile(columns: Columns, filters: readonly Filter[], bitOf: (field: string) => number): Masks {
  const masks: Masks = {
    seller: new Uint32Array(columns.sellers.length),
    category: new Uint32Array(categories.length),
    kind: new Uint32Array(kinds.length),
    tests: [],
  };
  for (const filter of filters) {
    const bit = bitOf(fieldOf(filter));
    if ('field' in filter && filter.field === 'category') {
      for (const [i, name] of categories.entries()) if (!filter.in.includes(name)) masks.category[i]! |= bit;
    } else if ('field' in filter && filter.field === 'kind') {
      for (const [i, name] of kinds.entries()) if (!filter.in.includes(name)) masks.kind[i]! |= bit;
    } else if (isSellers(filter)) {
      for (const [i, seller] of columns.sellers.entries()) if (!keepsSeller(filter, seller)) masks.seller[i]! |= bit;
    } else masks.tests.push({ bit, keeps: slotTest(filter, columns) });
  }
  return masks;
}

/** The field that a facet would have to forget: a filter over several fields is none's. */
function fieldOf(filter: Filter): string {
  return 'field' in filter ? filter.field : 'several';
}

function isSellers(filter: Filter): boolean {
  if ('all' in filter) return filter.all.every(isSellers);
  if ('any' in filter) return filter.any.every(isSellers);
  if ('not' in filter) return isSellers(filter.not);
  return !['category', 'kind', 'priceCents', 'leadDays', 'inStock'].includes(filter.field);
}

function keepsSeller(filter: Filter, seller: Seller): boolean {
  if ('all' in filter) return filter.all.every((one) => keepsSeller(one, seller));
  if ('any' in filter) return filter.any.some((one) => keepsSeller(one, seller));
  if ('not' in filter) return !keepsSeller(filter.not, seller);
  switch (filter.field) {
    case 'supplier':
    case 'label':
    case 'supplierType':
    case 'evidence':
      return valuesOf(seller, filter.field).some((value) => filter.in.includes(value));
    case 'place':
      return distanceMeters(seller.place, filter.center) <= filter.meters;
    case 'category':
    case 'kind':
    case 'inStock':
    case 'priceCents':
    case 'leadDays':
      throw new Error(`${filter.field} is an offer's`);
    default: {
      const [counted, pillar] = filter.field.split('.') as ['proven' | 'declared', PillarName];
      return within(seller[counted][pillar], filter);
    }
  }
}

function slotTest(filter: Filter, columns: Columns): (slot: number) => boolean {
  if (isSellers(filter)) {
    const kept = columns.sellers.map((seller) => keepsSeller(filter, seller));
    return (slot) => kept[columns.seller[slot]!]!;
  }
  if ('all' in filter) {
    const tests = filter.all.map((one) => slotTest(one, columns));
    return (slot) => tests.every((keeps) => keeps(slot));
  }
  if ('any' in filter) {
    const tests = filter.any.map((one) => slotTest(one, columns));
    return (slot) => tests.some((keeps) => keeps(slot));
  }
  if ('not' in filter) {
    const keeps = slotTest(filter.not, columns);
    return (slot) => !keeps(slot);
  }
  switch (filter.field) {
    case 'category':
      return (slot) => filter.in.includes(categories[columns.category[slot]!]!);
    case 'kind':
      return (slot) => filter.in.includes(kinds[columns.kind[slot]!]!);
    case 'inStock':
      return (slot) => (columns.inStock[slot] === 1) === filter.is;
    case 'leadDays':
      return (slot) => within(columns.leadDays[slot]!, filter);
    case 'priceCents':
      return (slot) => within(columns.price[slot]!, filter);
    default:
      throw new Error(`${filter.field} is a supplier's`);
  }
}

function within(value: number, { min, max }: { min?: number; max?: number }): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function named(names: readonly string[], counted: Uint32Array): Record<string, number> {
  return Object.fromEntries(names.flatMap((name, i) => (counted[i]! > 0 ? [[name, counted[i]!]] : [])));
}
