// The CO2e of one lot of an offer without its trip, at central values, and the groups in which it is compared.
import type { Factors } from './factor-set.ts';
import { lineTerms } from './line-terms.ts';
import { centralGrams } from './propagate.server.ts';
import { scenarioKey } from './scenarios.ts';
import type { Goods, Scenario, Trip } from './terms.ts';

const nowhere: Trip = { mode: 'transport.on_foot', trip: 'dedicated', distanceMeters: 0, sharePermille: 1000 };

/** Grams of CO2e: the difference with the reference where there is one, else the emissions; always 0 or more. */
export function lotGrams(factors: Factors, goods: Goods): number {
  const { actual, delta } = lineTerms(factors, factors.active, goods, nowhere, null);
  return Math.abs(centralGrams(delta ?? actual, factors));
}

/** Goods that are compared by price: what was used before together, whatever study it is compared by. */
export function peersOf(scenario: Scenario): string {
  if (scenario.kind === 'local-food') return 'food';
  const used = scenario.kind === 'reuse' || scenario.kind === 'published-difference';
  return `${used ? 'used' : scenario.kind}:${scenario.factor.split('.')[0]}`;
}

/** Goods that are compared by mass: one thing under one reference. */
export function peerThingsOf(scenario: Scenario, thing: string | null): string {
  return `${scenarioKey(scenario)}|${thing ?? ''}`;
}

/** The number of other offers from which a median says something. */
const enough = 3;

/** More than 4 times the median of the others, or less than a sixth of it. */
export function isEuroOutlier(gramsPerEuro: number, others: readonly number[]): boolean {
  return isOutside(gramsPerEuro, others, 4, 6);
}

/** 2.5 times the median of the others either way. */
export function isMassOutlier(gramsPerKilogram: number, others: readonly number[]): boolean {
  return isOutside(gramsPerKilogram, others, 2.5, 2.5);
}

function isOutside(value: number, others: readonly number[], above: number, below: number): boolean {
  if (others.length < enough) return false;
  const sorted = others.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
  return value > above * median || value < median / below;
}

/** The largest difference of one line that is signed without a steward, in grams of CO2e. */
const largestLineGrams = 1_000_000;

/** Whether one line of an order is too large a figure to be signed. */
export function isTooLargeLine(factors: Factors, goods: Goods): boolean {
  return lotGrams(factors, goods) > largestLineGrams;
}
