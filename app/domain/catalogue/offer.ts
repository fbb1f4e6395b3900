// The catalogue: what is for sale, in which unit, from which stock. Never knows a basket or an order.
export const offerKinds = ['new', 'reused', 'repaired', 'rental', 'service', 'by-product'] as const;
export type OfferKind = (typeof offerKinds)[number];

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

/** What the basket counts. `each` is the price unit itself; the others hold some of it. */
export const orderUnits = [
  'each',
  'lot',
  'crate',
  'box',
  'bag',
  'bottle',
  'jar',
  'tray',
  'bundle',
  'roll',
  'pallet',
] as const;
export type OrderUnit = (typeof orderUnits)[number];

export const offerStatuses = ['draft', 'live', 'archived'] as const;
export const vatRates = [0, 210, 550, 1000, 2000] as const;

/** Price of one price unit when a pack holds several (thousandths of units); cents, rounded half up. */
export function unitPriceCents(priceCents: number, packMilli: number): number {
  return Math.round((priceCents * 1000) / packMilli);
}

/** The price of one pack when `quantity` of them are bought: the last tier that is reached. Tiers ascend. */
export function priceFor(
  offer: { priceCents: number; priceTiers: readonly { from: number; priceCents: number }[] },
  quantity: number,
): number {
  return offer.priceTiers.findLast((tier) => quantity >= tier.from)?.priceCents ?? offer.priceCents;
}

/** Whether a quantity can be ordered: at least the minimum, and whole supplier's packs. */
export function quantityFits(offer: { minQuantity: number; orderStep: number }, quantity: number): boolean {
  return quantity >= offer.minQuantity && quantity % offer.orderStep === 0;
}

/** The least that can be ordered: the minimum, brought up to a whole number of supplier's packs. */
export function minimumQuantity({ minQuantity, orderStep }: { minQuantity: number; orderStep: number }): number {
  return Math.ceil(minQuantity / orderStep) * orderStep;
}
