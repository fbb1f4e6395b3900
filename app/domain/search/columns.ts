// The filterable part of every offer, in typed arrays: one pass over them answers filters, counts and order.
import { type Category, categories, type Kind, kinds } from '#app/domain/catalogue/offer.ts';
import { type EvidenceLevel, evidenceLevels } from '#app/domain/shared/evidence.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import type { Facets, SearchDocument, SearchQuery } from './search.ts';

export type Row = Pick<
  SearchDocument,
  'id' | 'category' | 'kind' | 'supplier' | 'scores' | 'evidence' | 'place' | 'priceCents' | 'inStock'
>;

type Seller = Pick<Row, 'supplier' | 'scores' | 'evidence' | 'place'>;

export type Columns = {
  ids: Int32Array;
  category: Uint8Array;
  kind: Uint8Array;
  seller: Uint16Array;
  price: Int32Array;
  inStock: Uint8Array;
  sellers: Seller[];
  /** Position of an id in the arrays. */
  at: Map<number, number>;
  /** Orders by name of the order; distance orders also by place. Filled when first asked for. */
  orders: Map<string, Int32Array>;
};

const fails = {
  category: 1,
  kind: 2,
  supplier: 4,
  minimum: 8,
  evidence: 16,
  stock: 32,
  price: 64,
  distance: 128,
} as const;

export function makeColumns(rows: readonly Row[]): Columns {
  const sellers: Seller[] = [];
  const sellerAt = new Map<string, number>();
  const columns: Columns = {
    ids: new Int32Array(rows.length),
    category: new Uint8Array(rows.length),
    kind: new Uint8Array(rows.length),
    seller: new Uint16Array(rows.length),
    price: new Int32Array(rows.length),
    inStock: new Uint8Array(rows.length),
    sellers,
    at: new Map(),
    orders: new Map(),
  };
  rows.forEach((row, i) => {
    let seller = sellerAt.get(row.supplier);
    if (seller === undefined) {
      seller = sellers.push(row) - 1;
      sellerAt.set(row.supplier, seller);
    }
    columns.ids[i] = row.id;
    columns.category[i] = categories.indexOf(row.category);
    columns.kind[i] = kinds.indexOf(row.kind);
    columns.seller[i] = seller;
    columns.price[i] = row.priceCents;
    columns.inStock[i] = row.inStock ? 1 : 0;
    columns.at.set(row.id, i);
  });
  return columns;
}

export type Selection = { positions: number[]; facets: Facets };

/** Those of `candidates` (positions, in order) that pass every filter, and the counts beside each filter. */
export function select(columns: Columns, candidates: Iterable<number>, query: SearchQuery): Selection {
  const bySeller = columns.sellers.map((seller) => sellerMask(seller, query));
  const byCategory = categories.map((category) => (chosen(query.categories, category) ? 0 : fails.category));
  const byKind = kinds.map((kind) => (chosen(query.kinds, kind) ? 0 : fails.kind));
  const priceMax = query.priceMaxCents ?? Number.POSITIVE_INFINITY;
  const inCategory = new Uint32Array(categories.length);
  const ofKind = new Uint32Array(kinds.length);
  const ofSeller = new Uint32Array(columns.sellers.length);
  const withEvidence = new Uint32Array(evidenceLevels.length);
  const sellerEvidence = columns.sellers.map((seller) => evidenceLevels.indexOf(seller.evidence));
  let inStock = 0;
  const positions: number[] = [];
  for (const i of candidates) {
    const seller = columns.seller[i]!;
    const mask =
      bySeller[seller]! |
      byCategory[columns.category[i]!]! |
      byKind[columns.kind[i]!]! |
      (columns.price[i]! > priceMax ? fails.price : 0) |
      (query.inStock && columns.inStock[i] === 0 ? fails.stock : 0);
    if (mask === 0) positions.push(i);
    if ((mask & ~fails.category) === 0) inCategory[columns.category[i]!]!++;
    if ((mask & ~fails.kind) === 0) ofKind[columns.kind[i]!]!++;
    if ((mask & ~fails.supplier) === 0) ofSeller[seller]!++;
    if ((mask & ~fails.evidence) === 0) withEvidence[sellerEvidence[seller]!]!++;
    if ((mask & ~fails.stock) === 0 && columns.inStock[i] === 1) inStock++;
  }
  return {
    positions,
    facets: {
      category: counts<Category>(categories, inCategory),
      kind: counts<Kind>(kinds, ofKind),
      supplier: counts(
        columns.sellers.map((seller) => seller.supplier),
        ofSeller,
      ),
      evidence: counts<EvidenceLevel>(evidenceLevels, atLeast(withEvidence)),
      inStock,
    },
  };
}

/** Every position, in one order. `turns` gives each supplier its turn, the nearest first. */
export function ordered(columns: Columns, order: 'turns' | 'distance' | 'impact' | 'price', near: Point): Int32Array {
  const key = order === 'impact' || order === 'price' ? order : `${order} ${near.lat} ${near.lon}`;
  const known = columns.orders.get(key);
  if (known) return known;
  if (columns.orders.size > 128) columns.orders.clear();
  const made = makeOrder(columns, order, near);
  columns.orders.set(key, made);
  return made;
}

function makeOrder(columns: Columns, order: 'turns' | 'distance' | 'impact' | 'price', near: Point): Int32Array {
  const positions = Int32Array.from(columns.ids.keys());
  if (order === 'price') return positions.sort((a, b) => columns.price[a]! - columns.price[b]! || a - b);
  const rank =
    order === 'impact'
      ? columns.sellers.map((seller) => -seller.scores.score)
      : columns.sellers.map((seller) => distanceMeters(seller.place, near));
  const bySeller = positions.sort((a, b) => rank[columns.seller[a]!]! - rank[columns.seller[b]!]! || a - b);
  if (order !== 'turns') return bySeller;
  const taken = new Uint32Array(columns.sellers.length);
  const turn = new Map<number, number>();
  for (const position of bySeller) turn.set(position, taken[columns.seller[position]!]!++);
  return bySeller.sort(
    (a, b) => turn.get(a)! - turn.get(b)! || rank[columns.seller[a]!]! - rank[columns.seller[b]!]! || a - b,
  );
}

function sellerMask(seller: Seller, query: SearchQuery): number {
  const { score, eco, soc, env } = query.minimum;
  const tooLow =
    below(seller.scores.score, score) ||
    below(seller.scores.eco, eco) ||
    below(seller.scores.soc, soc) ||
    below(seller.scores.env, env);
  const weak =
    query.evidence !== null && evidenceLevels.indexOf(seller.evidence) < evidenceLevels.indexOf(query.evidence);
  const far = query.withinMeters !== null && distanceMeters(seller.place, query.near) > query.withinMeters;
  return (
    (chosen(query.suppliers, seller.supplier) ? 0 : fails.supplier) |
    (tooLow ? fails.minimum : 0) |
    (weak ? fails.evidence : 0) |
    (far ? fails.distance : 0)
  );
}

function chosen<T>(choice: readonly T[], value: T): boolean {
  return choice.length === 0 || choice.includes(value);
}

function below(value: number, minimum: number | undefined): boolean {
  return minimum !== undefined && value < minimum;
}

function atLeast(counted: Uint32Array): Uint32Array {
  const sums = Uint32Array.from(counted);
  for (let i = sums.length - 2; i >= 0; i--) sums[i]! += sums[i + 1]!;
  return sums;
}

function counts<T extends string>(names: readonly T[], counted: Uint32Array): Record<T, number> {
  const pairs = names.flatMap((name, i) => (counted[i]! > 0 ? [[name, counted[i]!] as const] : []));
  return Object.fromEntries(pairs) as Record<T, number>;
}
