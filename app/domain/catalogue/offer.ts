// The catalogue: the offers, their units and their stock. Never knows a basket or an order.
export const offerKinds = ['new', 'reused', 'repaired', 'rental', 'service', 'by-product'] as const;
export type OfferKind = (typeof offerKinds)[number];

/** Categories that hubs buy. The ids are stable; their labels are in i18n. */
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

/** The units that a basket counts. `each` is the price unit itself; the others are packs that contain price units. */
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
  // One piece of an offer with a `PieceWeight`: its pack is the heaviest.
  'weighed-piece',
] as const;
export type OrderUnit = (typeof orderUnits)[number];

export const offerStatuses = ['draft', 'live', 'archived'] as const;
export type OfferStatus = (typeof offerStatuses)[number];

/** By which way an offer was changed. */
export const changeSources = ['form', 'table', 'import', 'copy', 'image'] as const;
export type ChangeSource = (typeof changeSources)[number];

/**
 * The kinds of stock movements: what orders take (sale), what comes back unsold (release) or from a buyer (return), what
 * the seller found (count), lost (loss) or corrected (correction), and what a file said (import).
 */
export const movementKinds = ['sale', 'release', 'count', 'loss', 'return', 'correction', 'import'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** The fields of an offer that translate another one. */
export const translatedFields = ['nameEn', 'descriptionEn'] as const;
export type TranslatedField = (typeof translatedFields)[number];

/**
 * The states of an offer's figure: inside its frame, outside it and waiting for a steward, and what a steward decided:
 * released with a reason, or withheld.
 */
export const figureStates = ['inside', 'outside', 'released', 'withheld'] as const;

/** Decisions of a steward on a reported offer. */
export const reviewOutcomes = ['kept', 'taken-down'] as const;

export type PriceTier = { from: number; priceCents: number };
/** Availability of a rental: ISO weekdays, and periods when it is away (both ends included). */
export type Availability = { days: number[]; away: { from: string; to: string }[] };
export type ByProduct = {
  frequency: 'once' | 'weekly' | 'monthly' | 'seasonal';
  status: 'product' | 'waste';
  available: string;
};

export const vatRates = [0, 210, 550, 1000, 2000] as const;

/** The VAT rate that most goods of a category have, in basis points. */
export function usualVatBasisPoints(category: Category): (typeof vatRates)[number] {
  return category === 'food' ? 550 : category === 'meals' ? 1000 : 2000;
}

/** Price of one pack when `quantity` packs are bought: that of the last tier reached. Tiers must ascend. */
export function priceFor(
  offer: { priceCents: number; priceTiers: readonly { from: number; priceCents: number }[] },
  quantity: number,
): number {
  return offer.priceTiers.findLast((tier) => quantity >= tier.from)?.priceCents ?? offer.priceCents;
}

/** Whether a quantity can be ordered: at least the minimum, and a multiple of the order step. */
export function quantityFits(offer: { minQuantity: number; orderStep: number }, quantity: number): boolean {
  return quantity >= offer.minQuantity && quantity % offer.orderStep === 0;
}

/** Whether nothing of it can be ordered now; never of an offer made to order. */
export function isSoldOut(offer: { stock: number | null; minQuantity: number; orderStep: number }): boolean {
  return offer.stock !== null && offer.stock < minimumQuantity(offer);
}

/** Whether its empty stock means that the thing is gone: what is reused does not come back. */
export function isGone({ kind, stock }: { kind: OfferKind; stock: number | null }): boolean {
  return kind === 'reused' && stock === 0;
}

/** The smallest quantity that can be ordered: the minimum, rounded up to a multiple of the order step. */
export function minimumQuantity({ minQuantity, orderStep }: { minQuantity: number; orderStep: number }): number {
  return Math.ceil(minQuantity / orderStep) * orderStep;
}
