// The catalogue: what is for sale, in which unit, from which stock. Never knows a basket or an order.
export const kinds = ['new', 'reused', 'repaired', 'rental', 'service', 'by-product'] as const;
export type Kind = (typeof kinds)[number];

/** What hubs buy. The id is a stable word; names are in i18n. */
export const categories = [
  'furniture',
  'it',
  'paper-office',
  'food',
  'meals',
  'cleaning',
  'textiles',
  'workwear',
  'maintenance',
  'events',
  'services',
  'rentals',
  'reused-materials',
] as const;
export type Category = (typeof categories)[number];

export const units = [
  'piece',
  'kg',
  'litre',
  'hour',
  'half-day',
  'day',
  'visit',
  'meal',
  'ream',
  'm2',
  'm',
  'set',
  'person',
] as const;
export type Unit = (typeof units)[number];

/** Price of one unit when a pack holds several; cents, rounded half up. */
export function unitPriceCents(priceCents: number, packSize: number): number {
  return Math.round(priceCents / packSize);
}
