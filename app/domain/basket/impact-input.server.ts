// Builds the impact input of a line from an offer, its supplier and a trip. Each order line stores it, frozen.
import { figureIn, remainingPermille } from '#app/domain/catalogue/figure-facts.server.ts';
import { priceFor } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { lineImpact } from '#app/domain/impact/line.server.ts';
import type { LineInput } from '#app/domain/impact/line-input.ts';
import { lineTerms } from '#app/domain/impact/line-terms.ts';
import { isTooLargeLine } from '#app/domain/impact/lot-figure.server.ts';
import { materialKeptGrams } from '#app/domain/impact/material-kept.ts';
import { addIntervals, type Interval, propagateInterval } from '#app/domain/impact/propagate.server.ts';
import type { Term, Trip } from '#app/domain/impact/terms.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { isFactEffective } from '#app/domain/scoring/score.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { type Point, roadMeters } from '#app/domain/shared/geo.ts';
import { multiplyCents } from '#app/domain/shared/money.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import type { Supplier, SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { vehicleOf } from './carrying.ts';

/** All inputs except the event and the buyer's answer, which are known only with the order. */
export type ImpactInput = Omit<LineInput, 'event' | 'displacementPermille'>;

const kept: Partial<Record<Offer['kind'], LineInput['materialKept']>> = {
  reused: 'reuse',
  repaired: 'repair',
};

/** `sharePermille` is the line's share of a trip made for one order; a single line has the whole trip (1000). */
export function tripOf(supplier: Supplier, choice: DeliveryChoice, to: Point, sharePermille = 1000): Trip {
  const mode = vehicleOf(choice, supplier.deliveryMode);
  // Nothing travels: how people come to a room is not known, and no part of what they buy.
  if (choice === 'on-site') return { mode, trip: 'dedicated', distanceMeters: 0, sharePermille };
  const trip = choice === 'round' || choice === 'shared' ? 'shared' : 'dedicated';
  return { mode, trip, distanceMeters: roadMeters(supplier, to), sharePermille };
}

export function impactInput(
  { method, factors }: ActiveRules,
  offer: Offer,
  quantity: number,
  supplier: Supplier,
  facts: readonly SupplierFact[],
  trip: Trip,
  asOf: string,
  deliverOn = asOf,
): ImpactInput {
  const counting = (criterionId: string) =>
    facts.find((fact) => fact.criterionId === criterionId && isFactEffective(fact, asOf, method));
  const retention = counting('eco.territory_retention');
  const inclusion = counting('soc.inclusion_hours');
  const { inclusiveMinutes, resourcesCents } = supplier;
  return {
    methodRef: refOf(method),
    factorsRef: factors.active.ref,
    quantity,
    massGrams: offer.massGrams * quantity,
    referenceUnits: offer.referenceUnits * quantity,
    htCents: multiplyCents(priceFor(offer, quantity), quantity),
    ...lineScenario({ method, factors }, offer, quantity, deliverOn),
    remainingPermille: offer.scenario?.kind === 'reuse' ? remainingPermille(offer.attributes) : null,
    trip,
    retention: retention ? { percent: retention.value, level: retention.level } : null,
    inclusion:
      inclusiveMinutes !== null && resourcesCents !== null && inclusion
        ? { yearlyMinutes: inclusiveMinutes, yearlyResourcesCents: resourcesCents, level: inclusion.level }
        : null,
    ...materialOf(offer),
    lentUnits: offer.lentUnits * quantity,
  };
}

/** The scenario of a line in its frame; null outside it, out of its months, and pending for a line too large to be signed. */
function lineScenario(
  { factors }: ActiveRules,
  offer: Offer,
  quantity: number,
  deliverOn: string,
): Pick<LineInput, 'scenario' | 'pendingScenario'> {
  const { scenario } = figureIn(offer, Number(deliverOn.slice(5, 7)), factors);
  const goods = { massGrams: offer.massGrams * quantity, referenceUnits: offer.referenceUnits * quantity };
  const isLarge = scenario !== null && isTooLargeLine(factors, { scenario, ...goods });
  return isLarge ? { scenario: null, pendingScenario: scenario } : { scenario };
}

/** A mass is kept in one way: reused or repaired things first, else the recycled share of what is new. */
function materialOf({ kind, massGrams, recycledPercent }: Offer): Pick<LineInput, 'materialKept' | 'recycledPercent'> {
  const way = massGrams > 0 ? (kept[kind] ?? null) : null;
  if (way) return { materialKept: way };
  return recycledPercent && massGrams > 0 ? { materialKept: 'recycled', recycledPercent } : { materialKept: null };
}

export type ImpactSummary = {
  delta: Interval | null;
  retainedCents: Interval | null;
  inclusionMinutes: Interval | null;
  keptGrams: number;
  linesWithoutReference: number;
};

/**
 * Impact of several lines: their terms are joined, then propagated once. A preview: its content is the random
 * seed.
 */
export function summariseImpact(inputs: readonly ImpactInput[], factors: Factors): ImpactSummary {
  const terms: Term[] = [];
  let withoutReference = 0;
  const money: Interval[] = [];
  const minutes: Interval[] = [];
  let keptInUse = 0;
  for (const input of inputs) {
    const { scenario, massGrams, referenceUnits, remainingPermille } = input;
    const own =
      scenario &&
      lineTerms(
        factors,
        factors.active,
        { scenario, massGrams, referenceUnits, remainingPermille: remainingPermille ?? null },
        input.trip,
        null,
      ).delta;
    if (own) terms.push(...own);
    else withoutReference++;
    const impact = lineImpact({ ...input, scenario: null, event: '', displacementPermille: null }, factors);
    if (impact.money.retained_eur_cents) money.push(impact.money.retained_eur_cents);
    if (impact.inclusion_min) minutes.push(impact.inclusion_min);
    keptInUse += materialKeptGrams(impact.material_kept_g);
  }
  return {
    delta: terms.length > 0 ? propagatedOnce(terms, factors) : null,
    retainedCents: addIntervals(money),
    inclusionMinutes: addIntervals(minutes),
    keptGrams: keptInUse,
    linesWithoutReference: withoutReference,
  };
}

const previews = new Map<string, Interval>();

/** Cached: each change of a basket needs the same previews again, and one of them costs 20,000 draws. */
function propagatedOnce(terms: readonly Term[], factors: Factors): Interval {
  const key = JSON.stringify(terms);
  const known = previews.get(key);
  if (known) return known;
  if (previews.size > 500) previews.clear();
  const interval = propagateInterval(terms, key, factors);
  previews.set(key, interval);
  return interval;
}
