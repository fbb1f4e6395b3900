// A list to be bought from several suppliers, as whole numbers: what is needed, what can be had, and under which wishes. Pure.
//
//   prepareList      what can be covered of each need, and the most packs of each offer that a plan may hold
import { type WishName, wishNames } from '#app/domain/buying/list-answer.ts';
import { minimumQuantity, type PriceTier, priceFor } from '#app/domain/catalogue/offer.ts';

/**
 * An offer for a need. `supplier`: its place among the suppliers. `pack`: what one pack holds, in the unit of the need.
 * Prices are cents excl. VAT of one pack, `grams` those of one pack.
 */
export type CandidateOffer = {
  id: number;
  supplier: number;
  pack: number;
  priceCents: number;
  priceTiers: readonly PriceTier[];
  minQuantity: number;
  orderStep: number;
  stock: number | null;
  grams: number;
  isReused: boolean;
};
/** `amount`: whole thousandths of its unit, above zero. An offer belongs to one need alone. */
export type ListNeed = { id: number; amount: number; offers: readonly CandidateOffer[] };
/**
 * `feeCents`: of its delivery; zero where it rides on a round. `freeFromCents`: goods from which it delivers free.
 * `provenTenths`: tenths of a point of its proven score. `round`: the place of its round among the rounds.
 */
export type ListSupplier = {
  id: string;
  feeCents: number;
  freeFromCents: number | null;
  minimumCents: number;
  maxGrams: number;
  provenTenths: number;
  round: number | null;
};
/** A day of the town's round: one fee for all that ride on it, and the mass that it still takes. */
export type RidingRound = { day: string; feeCents: number; maxGrams: number };

/**
 * `deliveries`: at most so many trips, those of a round counted once. `share`: permille of the goods from suppliers that
 * prove at least so many tenths. `mean`: tenths that the goods prove on average, by their price. `reused`: what exists
 * reused of a need comes first. `budget`: cents excl. VAT with delivery. Absent: not wished.
 */
export type ListWishes = {
  deliveries?: number;
  share?: { permille: number; tenths: number };
  mean?: number;
  reused?: true;
  budget?: number;
};
export type ListProblem = {
  needs: readonly ListNeed[];
  suppliers: readonly ListSupplier[];
  rounds: readonly RidingRound[];
  wishes: ListWishes;
};

/** An offer with the most packs of it that a plan may hold: above zero, lawful and in stock. */
export type BoundedOffer = CandidateOffer & { minPacks: number; bound: number };
/** `amount`: what can be covered; `maxAmount`: a plan holds no more; `missing`: what does not exist. All in one whole unit. */
export type BoundedNeed = {
  id: number;
  amount: number;
  maxAmount: number;
  missing: number;
  reusedAmount: number;
  offers: readonly BoundedOffer[];
};
export type PreparedList = Omit<ListProblem, 'needs'> & { needs: readonly BoundedNeed[] };

const maxPacks = 9999;

/** The same problem with bounds. Needs of which nothing exists stay, with an amount of zero. */
export function prepareList(problem: ListProblem): PreparedList {
  return { ...problem, needs: problem.needs.map(boundNeed) };
}

function boundNeed({ id, amount, offers }: ListNeed): BoundedNeed {
  const unit = offers.reduce((of, { pack }) => greatestCommonDivisor(of, pack), 0) || 1;
  const asked = Math.ceil(amount / unit);
  const scaled = offers.map((offer) => ({ ...offer, pack: offer.pack / unit, minPacks: minimumQuantity(offer) }));
  const wanted = scaled.map((offer) => ({ ...offer, bound: wantedPacks(asked, offer) }));
  const had = wanted.map((offer) => ({ ...offer, bound: inStock(offer) })).filter(({ bound }) => bound > 0);
  const exists = had.reduce((all, { pack, bound }) => all + pack * bound, 0);
  const covered = Math.min(asked, exists);
  const reused = had.filter(({ isReused }) => isReused);
  return {
    id,
    amount: covered,
    // More than any one offer would bring, or than a last step over the amount, is more than needed.
    maxAmount: Math.max(
      0,
      ...wanted.map(({ pack, bound }) => pack * bound),
      ...had.map(({ pack, minPacks, orderStep }) => covered - 1 + pack * Math.max(minPacks, orderStep)),
    ),
    missing: asked - covered,
    reusedAmount: Math.min(
      covered,
      reused.reduce((all, { pack, bound }) => all + pack * bound, 0),
    ),
    offers: had,
  };
}

/** The packs that cover the amount alone, or reach a tier within five quarters of it. */
function wantedPacks(
  amount: number,
  { pack, priceTiers, minPacks, orderStep }: CandidateOffer & { minPacks: number },
): number {
  const reached = priceTiers.filter(({ from }) => from * pack * 4 <= amount * 5).map(({ from }) => from);
  const packs = Math.max(minPacks, Math.ceil(amount / pack), ...reached);
  return Math.min(ceilTo(packs, orderStep), Math.floor(maxPacks / orderStep) * orderStep);
}

/** Those of the wanted packs that exist; zero where they are fewer than is sold. */
function inStock({ bound, stock, minPacks, orderStep }: BoundedOffer): number {
  const packs = stock === null ? bound : Math.floor(Math.min(stock, bound) / orderStep) * orderStep;
  return packs >= minPacks ? packs : 0;
}

/** PackQuantities of one price, both ends included: lawful ones, a step apart. */
export type PriceSegment = { from: number; to: number; priceCents: number };

/** The lawful quantities of an offer up to its bound, by price. */
export function priceSegmentsOf(offer: BoundedOffer): PriceSegment[] {
  const { minPacks, bound, orderStep, priceTiers } = offer;
  const tiers = priceTiers
    .map(({ from }) => ceilTo(from, orderStep))
    .filter((from) => from > minPacks && from <= bound);
  const starts = [...new Set([minPacks, ...tiers])].sort((a, b) => a - b);
  return starts.map((from, i) => ({
    from,
    to: starts[i + 1] === undefined ? bound : starts[i + 1]! - orderStep,
    priceCents: priceFor(offer, from),
  }));
}

/** The wishes that were made, in their usual order. */
export function namesOfWishes(wishes: ListWishes): WishName[] {
  return wishNames.filter((name) => wishes[name] !== undefined);
}

/** The wishes without some of them. */
export function withoutWishes(wishes: ListWishes, dropped: readonly WishName[]): ListWishes {
  return Object.fromEntries(Object.entries(wishes).filter(([name]) => !dropped.some((one) => one === name)));
}

export function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
