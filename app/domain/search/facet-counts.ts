// Counts beside the filters on sellers, made from the number of offers of each seller.
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { lendArray, type Scratch } from './scratch.ts';
import { type FacetName, maxFacetValues } from './search.ts';
import type { SellerColumns, ValueColumn } from './seller-columns.ts';
import { keepBest } from './top.ts';

type SellerFacet = Exclude<FacetName, 'category' | 'kind' | 'inStock'>;

/** Sellers with offers found: their indexes, increasing, and the number of offers of each. */
export type Selling = { sellers: Int32Array; offers: Int32Array };

/**
 * The sellers that fail no filter, or none but those of the `allowed` field: `masks` has the fields on which each
 * seller fails, as bits.
 */
export function sellingAmong(scratch: Scratch, offers: Int32Array, masks: Int32Array, allowed: number): Selling {
  const found = lendArray(scratch, masks.length);
  const counts = lendArray(scratch, masks.length);
  let count = 0;
  for (let i = 0; i < masks.length; i++) {
    if (offers[i] === 0 || (masks[i]! & ~allowed) !== 0) continue;
    found[count] = i;
    counts[count++] = offers[i]!;
  }
  return { sellers: found.subarray(0, count), offers: counts.subarray(0, count) };
}

/** Counts of one facet. */
export function countSellerFacet(columns: SellerColumns, facet: SellerFacet, selling: Selling): Record<string, number> {
  switch (facet) {
    case 'supplier':
      return topSuppliers(columns, selling);
    case 'label':
    case 'supplierType':
      return named(columns[facet].names, countValues(columns[facet], selling));
    case 'evidence':
      return named(evidenceLevels, countCodes(columns.evidence, selling, evidenceLevels.length));
    default:
      return named(tenthNames, countCodes(columns.tenths[facet], selling, tenthNames.length));
  }
}

function topSuppliers({ list }: SellerColumns, { sellers, offers }: Selling): Record<string, number> {
  const best = keepBest(maxFacetValues, (a, b) => offers[b]! - offers[a]! || a - b);
  let fewest = 0;
  for (let i = 0; i < sellers.length; i++) {
    // Of two with as many offers the first one stands before the second: a later one cannot replace it.
    if (offers[i]! <= fewest) continue;
    best.add(i);
    const worst = best.worst();
    if (worst !== undefined) fewest = offers[worst]!;
  }
  return Object.fromEntries(best.page(0).map((i) => [list[sellers[i]!]!.supplier, offers[i]!]));
}

function countCodes(codes: Uint8Array, { sellers, offers }: Selling, values: number): Uint32Array {
  const counts = new Uint32Array(values);
  for (let i = 0; i < sellers.length; i++) counts[codes[sellers[i]!]!]! += offers[i]!;
  return counts;
}

function countValues({ names, from, length, values }: ValueColumn, { sellers, offers }: Selling): Uint32Array {
  const counts = new Uint32Array(names.length);
  for (let i = 0; i < sellers.length; i++) {
    const seller = sellers[i]!;
    const end = from[seller]! + length[seller]!;
    for (let v = from[seller]!; v < end; v++) counts[values[v]!]! += offers[i]!;
  }
  return counts;
}

const tenthNames = Array.from({ length: 10 }, (_, tenth) => String(tenth));

/** Counts by name, without those of nothing. */
export function named(names: readonly string[], counted: Uint32Array): Record<string, number> {
  const counts: [string, number][] = [];
  for (let i = 0; i < counted.length; i++) if (counted[i]! > 0) counts.push([names[i]!, counted[i]!]);
  return Object.fromEntries(counts);
}
