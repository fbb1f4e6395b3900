// Filterable fields of every offer in typed arrays: one pass over them gives matches and counts. A slot holds
// one version of an offer; when its text changes, the new version gets a new slot and the old slot is dead.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import type { SearchDocument } from './search.ts';

export type OfferColumns = Pick<
  SearchDocument,
  'id' | 'category' | 'kind' | 'priceCents' | 'grossCents' | 'leadDays' | 'inStock'
>;
export type Seller = Pick<
  SearchDocument,
  'supplier' | 'supplierName' | 'supplierTypes' | 'labels' | 'proven' | 'declared' | 'evidence' | 'place'
>;

const placesKept = 16;

export type Columns = {
  /** Number of slots in use, dead ones included. */
  size: number;
  live: number;
  alive: Uint8Array;
  ids: Int32Array;
  category: Uint8Array;
  kind: Uint8Array;
  seller: Uint16Array;
  price: Int32Array;
  gross: Int32Array;
  leadDays: Uint16Array;
  inStock: Uint8Array;
  sellers: Seller[];
  sellerAt: Map<string, number>;
  /** Cache: metres from each seller to recently used places. */
  distances: Map<string, Int32Array>;
  /** Offer id -> its live slot. */
  slotOf: Map<number, number>;
  /** True as long as ids increase with slots. */
  rising: boolean;
};

export function makeColumns(capacity = 1024): Columns {
  return {
    size: 0,
    live: 0,
    alive: new Uint8Array(capacity),
    ids: new Int32Array(capacity),
    category: new Uint8Array(capacity),
    kind: new Uint8Array(capacity),
    seller: new Uint16Array(capacity),
    price: new Int32Array(capacity),
    gross: new Int32Array(capacity),
    leadDays: new Uint16Array(capacity),
    inStock: new Uint8Array(capacity),
    sellers: [],
    sellerAt: new Map(),
    distances: new Map(),
    slotOf: new Map(),
    rising: true,
  };
}

/** Adds the offer in a new slot; its former slot, if any, is dead from then on. */
export function addOffer(columns: Columns, offer: OfferColumns, seller: number): number {
  removeOffer(columns, offer.id);
  if (columns.size === columns.ids.length) grow(columns);
  const slot = columns.size++;
  if (slot > 0 && columns.ids[slot - 1]! >= offer.id) columns.rising = false;
  columns.live++;
  columns.alive[slot] = 1;
  columns.slotOf.set(offer.id, slot);
  setOffer(columns, slot, offer, seller);
  return slot;
}

/** Overwrites all fields of a slot in place; the text of an offer is not in the columns. */
export function setOffer(columns: Columns, slot: number, offer: OfferColumns, seller: number): void {
  columns.ids[slot] = offer.id;
  columns.category[slot] = categories.indexOf(offer.category);
  columns.kind[slot] = offerKinds.indexOf(offer.kind);
  columns.price[slot] = offer.priceCents;
  columns.gross[slot] = offer.grossCents;
  columns.leadDays[slot] = offer.leadDays;
  columns.inStock[slot] = offer.inStock ? 1 : 0;
  columns.seller[slot] = seller;
}

export function removeOffer(columns: Columns, id: number): void {
  const slot = columns.slotOf.get(id);
  if (slot === undefined) return;
  columns.alive[slot] = 0;
  columns.live--;
  columns.slotOf.delete(id);
}

/** Metres from each seller to a place. */
export function distancesTo(columns: Columns, { lat, lon }: Point): Int32Array {
  const key = `${lat},${lon}`;
  const known = columns.distances.get(key);
  if (known) return known;
  const away = Int32Array.from(columns.sellers, ({ place }) => distanceMeters(place, { lat, lon }));
  if (columns.distances.size >= placesKept) columns.distances.delete(columns.distances.keys().next().value!);
  columns.distances.set(key, away);
  return away;
}

/** Adds or replaces a seller, also one that has no offer yet. Returns its index in `sellers`. */
export function setSeller(columns: Columns, seller: Seller): number {
  columns.distances.clear();
  const known = columns.sellerAt.get(seller.supplier);
  if (known !== undefined) {
    columns.sellers[known] = seller;
    return known;
  }
  const at = columns.sellers.push(seller) - 1;
  columns.sellerAt.set(seller.supplier, at);
  return at;
}

function grow(columns: Columns): void {
  const wider = <A extends Uint8Array | Uint16Array | Int32Array>(column: A): A => {
    const next = new (column.constructor as new (size: number) => A)(column.length * 2);
    next.set(column);
    return next;
  };
  columns.alive = wider(columns.alive);
  columns.ids = wider(columns.ids);
  columns.category = wider(columns.category);
  columns.kind = wider(columns.kind);
  columns.seller = wider(columns.seller);
  columns.price = wider(columns.price);
  columns.gross = wider(columns.gross);
  columns.leadDays = wider(columns.leadDays);
  columns.inStock = wider(columns.inStock);
}
