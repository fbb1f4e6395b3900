// Counts beside each filter, made from the tally of one pass over the columns.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import type { Columns, Seller } from './columns.ts';
import { type FacetName, maxFacetValues, type PillarName, type ScoreField } from './search.ts';
import { tenthOf } from './tenths.ts';
import { topSlots } from './top.ts';

/** Number of offers by category, by kind, and in stock, from one pass. */
export type OfferCounts = { category: Uint32Array; kind: Uint32Array; inStock: number };

/** Counts of one facet; `offers` is the number of offers of each seller. */
export function countFacet(
  columns: Columns,
  facet: FacetName,
  tally: OfferCounts,
  offers: Uint32Array,
): Record<string, number> {
  if (facet === 'inStock') return tally.inStock > 0 ? { true: tally.inStock } : {};
  if (facet === 'category') return named(categories, tally.category);
  if (facet === 'kind') return named(offerKinds, tally.kind);
  const { sellers } = columns;
  if (facet === 'supplier') {
    const topValues = topSlots(withOffers(offers), 0, maxFacetValues, (a, b) => offers[b]! - offers[a]! || a - b);
    return Object.fromEntries(topValues.map((i) => [sellers[i]!.supplier, offers[i]!]));
  }
  if (isSet(facet)) {
    const counts: Record<string, number> = {};
    for (let i = 0; i < sellers.length; i++)
      if (offers[i]! > 0)
        for (const value of valuesOf(sellers[i]!, facet)) counts[value] = (counts[value] ?? 0) + offers[i]!;
    return counts;
  }
  const [counted, pillar] = scoreOf(facet);
  const tenths = new Uint32Array(10);
  for (let i = 0; i < sellers.length; i++) tenths[tenthOf(sellers[i]![counted][pillar])]! += offers[i]!;
  return named(tenthNames, tenths);
}

function withOffers(offers: Uint32Array): Int32Array {
  const found = new Int32Array(offers.length);
  let count = 0;
  for (let i = 0; i < offers.length; i++) if (offers[i]! > 0) found[count++] = i;
  return found.subarray(0, count);
}

type SellerSet = 'label' | 'supplierType' | 'evidence' | 'supplier';

function isSet(facet: FacetName): facet is SellerSet {
  return facet === 'label' || facet === 'supplierType' || facet === 'evidence' || facet === 'supplier';
}

/** Values of a seller in a set-valued facet. */
export function valuesOf(seller: Seller, facet: SellerSet): readonly string[] {
  switch (facet) {
    case 'supplier':
      return [seller.supplier];
    case 'label':
      return seller.labels;
    case 'supplierType':
      return seller.supplierTypes;
    case 'evidence':
      return [seller.evidence];
  }
}

export function scoreOf(field: ScoreField): ['proven' | 'declared', PillarName] {
  return field.split('.') as ['proven' | 'declared', PillarName];
}

const tenthNames = Array.from({ length: 10 }, (_, tenth) => String(tenth));

function named(names: readonly string[], counted: Uint32Array): Record<string, number> {
  return Object.fromEntries(names.flatMap((name, i) => (counted[i]! > 0 ? [[name, counted[i]!]] : [])));
}
