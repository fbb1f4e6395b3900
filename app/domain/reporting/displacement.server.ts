// The town's displacement rate: how often a reused item replaced a new one, by the buyers' own answers at
// checkout.
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type DisplacedKind, displacedKinds } from '#app/domain/impact/vehicle-terms.ts';
import { smallCell } from './periods.ts';
import { cachedByPublication, listPublishedEntries } from './publication.server.ts';

/** Per mille, with a 95 % interval. `answers` is the number of order lines with an answer. */
export type TownRate = { answers: number; mid: number; lo: number; hi: number };

/** The number of answers of a kind of goods from which an administrator may publish factors with the town's own rate. */
export const answersNeeded = 30;

/** Of all kinds together. Null below five orders: not published. */
export const townDisplacement = cachedByPublication((ctx): TownRate | null => rateOfEntries(listAnswered(ctx)));

/** By kind of goods; a kind with answers of fewer than five orders is not there. */
export const townDisplacementByKind = cachedByPublication((ctx): ReadonlyMap<DisplacedKind, TownRate> => {
  const byKind = Map.groupBy(listAnswered(ctx), kindOf);
  const rates = displacedKinds.map((kind) => [kind, rateOfEntries(byKind.get(kind) ?? [])] as const);
  return new Map(rates.flatMap(([kind, rate]) => (rate ? [[kind, rate]] : [])));
});

function listAnswered(ctx: Parameters<typeof listPublishedEntries>[0]): ImpactEntry[] {
  return listPublishedEntries(ctx).filter(
    ({ basis, co2e_g: co2 }) =>
      basis?.displacement_assumed === false && co2 !== null && co2.displacement_permille !== null,
  );
}

/** An id of a factor begins with its category: `furniture.table_new`. */
function kindOf({ baseline_ref: reference }: ImpactEntry): DisplacedKind | undefined {
  return displacedKinds.find((kind) => reference?.startsWith(`${kind}.`));
}

function rateOfEntries(entries: readonly ImpactEntry[]): TownRate | null {
  const orders = new Set(entries.map(({ order }) => order)).size;
  return orders < smallCell ? null : rateOf(entries.map((entry) => entry.co2e_g!.displacement_permille!));
}

/**
 * Mean of answers between 0 and 1000 with Wilson's score interval (Wilson 1927), which stays within its bounds
 * at small numbers. Answers between the ends vary less than yes and no, so the interval is never too narrow.
 */
export function rateOf(permilles: readonly number[]): TownRate {
  const n = permilles.length;
  const p = permilles.reduce((sum, one) => sum + one, 0) / n / 1000;
  const z = 1.96;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const permille = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000);
  return { answers: n, mid: permille(p), lo: permille(centre - half), hi: permille(centre + half) };
}
