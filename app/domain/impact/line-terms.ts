// The terms of a line by the law of a version of the factors.
import type { FactorSet, Factors, Law } from './factor-set.ts';
import { itemTravelTerms, perItemTerms, quantitiesOfItems } from './per-item-terms.ts';
import { quantityKey } from './quantities.ts';
import type { Goods, LineTerms, Term, Travelling, Trip } from './terms.ts';
import { quantitiesOfVehicles, vehicleTerms, vehicleTravelTerms } from './vehicle-terms.ts';

/** The quantities that any purchase may need: a version of the factors without one of them cannot be used. */
export const quantitiesInUse: Record<Law, readonly string[]> = {
  'per-item': quantitiesOfItems,
  'vehicle-km': quantitiesOfVehicles,
};

/** The terms of a line by the law of a version, with the ids of its quantities. `answer` is the buyer's, per mille. */
export function termsIn(set: FactorSet, goods: Goods, trip: Trip, answer: number | null): LineTerms {
  if (set.law === 'vehicle-km') return vehicleTerms(set, goods, trip, answer);
  return perItemTerms(set, goods, trip, answer);
}

/** The way of goods alone, with the keys of the factors in force. */
export function travelTerms(factors: Factors, goods: Travelling, trip: Trip): Term[] {
  const set = factors.active;
  const terms = set.law === 'vehicle-km' ? vehicleTravelTerms(set, goods, trip) : itemTravelTerms(goods, trip);
  return withFactorVersion(terms, set.ref, factors);
}

/** The same with the keys under which its quantities are drawn. Throws RangeError for a version that is not loaded. */
export function lineTerms(
  factors: Factors,
  set: FactorSet,
  goods: Goods,
  trip: Trip,
  answer: number | null,
): LineTerms {
  const { actual, baseline, delta } = termsIn(set, goods, trip, answer);
  const versioned = (terms: Term[]) => withFactorVersion(terms, set.ref, factors);
  return { actual: versioned(actual), baseline: versioned(baseline), delta: delta && versioned(delta) };
}

/** Replaces the quantities of the terms by their keys in a version of the factors. */
function withFactorVersion(terms: readonly Term[], factorsRef: string, factors: Factors): Term[] {
  return terms.map(({ amount, of }) => ({ amount, of: of.map((id) => quantityKey(factors, id, factorsRef)) }));
}
