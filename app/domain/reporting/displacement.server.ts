// The town's displacement rate: how often a reused item replaced a new one, by the buyers' own answers at
// checkout.
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type DisplacedKind, displacedKinds } from '#app/domain/impact/vehicle-terms.ts';
import { cachedByPublication } from './publication.server.ts';
import { type AnnouncedLine, listAnnouncedLines } from './published-lines.server.ts';
import { growSafely } from './small-cells.ts';

/** Per mille, with a 95 % interval. `answers` is the number of order lines with an answer. */
export type TownRate = { answers: number; mid: number; lo: number; hi: number };

/** The number of answers of a kind of goods from which an administrator may publish factors with the town's own rate. */
export const answersNeeded = 30;

/** Of all kinds together. Null while the answers are a small cell: not published. */
export const townDisplacement = cachedByPublication((ctx, size): TownRate | null =>
  rateOfLines(listAnswered(ctx, size)),
);

/** By kind of goods; a kind whose answers are a small cell is not there. */
export const townDisplacementByKind = cachedByPublication((ctx, size): ReadonlyMap<DisplacedKind, TownRate> => {
  const byKind = Map.groupBy(listAnswered(ctx, size), ({ entry }) => kindOf(entry));
  const rates = displacedKinds.map((kind) => [kind, rateOfLines(byKind.get(kind) ?? [])] as const);
  return new Map(rates.flatMap(([kind, rate]) => (rate ? [[kind, rate]] : [])));
});

function listAnswered(ctx: Parameters<typeof listAnnouncedLines>[0], size: number): AnnouncedLine[] {
  return listAnnouncedLines(ctx, size).filter(
    ({ entry: { basis, co2e_g: co2 } }) =>
      basis?.displacement_assumed === false && co2 !== null && co2.displacement_permille !== null,
  );
}

/** An id of a factor begins with its category: `furniture.table_new`. */
function kindOf({ baseline_ref: reference }: ImpactEntry): DisplacedKind | undefined {
  return displacedKinds.find((kind) => reference?.startsWith(`${kind}.`));
}

function rateOfLines(lines: readonly AnnouncedLine[]): TownRate | null {
  const shown = growSafely(lines);
  return shown.length === 0 ? null : rateOf(shown.map(({ entry }) => entry.co2e_g!.displacement_permille!));
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
