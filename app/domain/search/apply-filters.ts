// Filters the columns: finds the offers that pass, and the counts beside each filter.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { type Columns, distancesTo } from './columns.ts';
import { countFacet, scoreOf, valuesOf } from './facet-counts.ts';
import type { FacetName, Filter, PriceField, SearchPage } from './search.ts';

export type FilteredOffers = Pick<SearchPage, 'total' | 'facets' | 'stats'> & {
  slots: Int32Array;
  /** Number of `slots` of each seller. */
  perSeller: Uint32Array;
};

/** The `candidates` (live slots) that pass every filter, in their order, and the counts of the requested facets. */
export function applyFilters(
  columns: Columns,
  candidates: { slots: Int32Array; count: number },
  filters: readonly Filter[],
  facets: readonly FacetName[],
  priceField: PriceField = 'priceCents',
): FilteredOffers {
  const fields = [...new Set(filters.map(fieldOf))];
  const bitOf = (field: string) => {
    const at = fields.indexOf(field);
    return at === -1 ? 0 : 1 << at;
  };
  const masks = compile(columns, filters, bitOf);
  const sellers = columns.sellers.length;
  // Row 0 counts offers that pass all filters; row i + 1 counts offers that fail on field i only.
  const bySeller = new Uint32Array((fields.length + 1) * sellers);
  const tally = { category: new Uint32Array(categories.length), kind: new Uint32Array(offerKinds.length), inStock: 0 };
  const [categoryBit, kindBit, stockBit] = [bitOf('category'), bitOf('kind'), bitOf('inStock')];
  const slots = new Int32Array(candidates.count);
  let [total, min, max] = [0, Number.POSITIVE_INFINITY, 0];
  const { seller: sellerOf, category: categoryOf, kind: kindOf, inStock } = columns;
  const priceOf = priceField === 'priceCents' ? columns.price : columns.gross;
  const { seller: bySellerMask, category: byCategory, kind: byKind, tests } = masks;
  for (let i = 0; i < candidates.count; i++) {
    const slot = candidates.slots[i]!;
    const seller = sellerOf[slot]!;
    const category = categoryOf[slot]!;
    const kind = kindOf[slot]!;
    let mask = bySellerMask[seller]! | byCategory[category]! | byKind[kind]!;
    for (let t = 0; t < tests.length; t++) {
      const { bit, keeps } = tests[t]!;
      if ((mask & bit) === 0 && !keeps(slot)) mask |= bit;
    }
    if (mask === 0) {
      slots[total++] = slot;
      const price = priceOf[slot]!;
      if (price < min) min = price;
      if (price > max) max = price;
    } else if ((mask & (mask - 1)) !== 0) continue;
    bySeller[(mask === 0 ? 0 : 32 - Math.clz32(mask)) * sellers + seller]!++;
    if ((mask & ~categoryBit) === 0) tally.category[category]!++;
    if ((mask & ~kindBit) === 0) tally.kind[kind]!++;
    if ((mask & ~stockBit) === 0) tally.inStock += inStock[slot]!;
  }
  const perSellerBut = (field: string) => {
    const row = fields.indexOf(field) + 1;
    const own = bySeller.slice(0, sellers);
    if (row > 0) for (let i = 0; i < sellers; i++) own[i]! += bySeller[row * sellers + i]!;
    return own;
  };
  return {
    slots: slots.subarray(0, total),
    total,
    facets: Object.fromEntries(facets.map((facet) => [facet, countFacet(columns, facet, tally, perSellerBut(facet))])),
    stats: { priceCents: total === 0 ? null : { min, max } },
    perSeller: bySeller.subarray(0, sellers),
  };
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
    kind: new Uint32Array(offerKinds.length),
    tests: [],
  };
  for (const filter of filters) {
    const bit = bitOf(fieldOf(filter));
    if ('field' in filter && filter.field === 'category') {
      for (const [i, name] of categories.entries()) if (!filter.in.includes(name)) masks.category[i]! |= bit;
    } else if ('field' in filter && filter.field === 'kind') {
      for (const [i, name] of offerKinds.entries()) if (!filter.in.includes(name)) masks.kind[i]! |= bit;
    } else if (isSellers(filter)) {
      const keeps = sellerTest(filter, columns);
      for (let i = 0; i < columns.sellers.length; i++) if (!keeps(i)) masks.seller[i]! |= bit;
    } else masks.tests.push({ bit, keeps: slotTest(filter, columns) });
  }
  return masks;
}

/** The field whose facet ignores this filter. No facet ignores a filter over several fields. */
function fieldOf(filter: Filter): string {
  return 'field' in filter ? filter.field : 'several';
}

function isSellers(filter: Filter): boolean {
  if ('all' in filter) return filter.all.every(isSellers);
  if ('any' in filter) return filter.any.every(isSellers);
  if ('not' in filter) return isSellers(filter.not);
  return !['category', 'kind', 'priceCents', 'grossCents', 'leadDays', 'inStock'].includes(filter.field);
}

function sellerTest(filter: Filter, columns: Columns): (seller: number) => boolean {
  const { sellers } = columns;
  if ('all' in filter) {
    const tests = filter.all.map((one) => sellerTest(one, columns));
    return (seller) => tests.every((keeps) => keeps(seller));
  }
  if ('any' in filter) {
    const tests = filter.any.map((one) => sellerTest(one, columns));
    return (seller) => tests.some((keeps) => keeps(seller));
  }
  if ('not' in filter) {
    const keeps = sellerTest(filter.not, columns);
    return (seller) => !keeps(seller);
  }
  switch (filter.field) {
    case 'supplier':
    case 'label':
    case 'supplierType':
    case 'evidence': {
      const { field } = filter;
      const wanted = new Set(filter.in);
      return (seller) => valuesOf(sellers[seller]!, field).some((value) => wanted.has(value));
    }
    case 'place': {
      const away = distancesTo(columns, filter.center);
      return (seller) => away[seller]! <= filter.meters;
    }
    case 'category':
    case 'kind':
    case 'inStock':
    case 'priceCents':
    case 'grossCents':
    case 'leadDays':
      throw new Error(`${filter.field} is an offer's`);
    default: {
      const [counted, pillar] = scoreOf(filter.field);
      return (seller) => within(sellers[seller]![counted][pillar], filter);
    }
  }
}

function slotTest(filter: Filter, columns: Columns): (slot: number) => boolean {
  if (isSellers(filter)) {
    const keeps = sellerTest(filter, columns);
    const kept = columns.sellers.map((_, seller) => keeps(seller));
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
      return (slot) => filter.in.includes(offerKinds[columns.kind[slot]!]!);
    case 'inStock':
      return (slot) => (columns.inStock[slot] === 1) === filter.is;
    case 'leadDays':
      return (slot) => within(columns.leadDays[slot]!, filter);
    case 'priceCents':
      return (slot) => within(columns.price[slot]!, filter);
    case 'grossCents':
      return (slot) => within(columns.gross[slot]!, filter);
    default:
      throw new Error(`${filter.field} is a supplier's`);
  }
}

function within(value: number, { min, max }: { min?: number; max?: number }): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
