// The town's displacement rate: how often a reused item replaced a new one, by the buyers' own answers at
// checkout.
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type DisplacedKind, displacedKinds } from '#app/domain/impact/vehicle-terms.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { keptByPublication } from './publication.server.ts';
import { type AnnouncedLine, listAnnouncedLines } from './published-lines.server.ts';
import { growSafely } from './small-cells.ts';

/** Per mille, with a 95 % interval. `answers` is the number of order lines with an answer. */
export type TownRate = { answers: number; mid: number; lo: number; hi: number };

/** The number of answers of a kind of goods from which an administrator may publish factors with the town's own rate. */
export const answersNeeded = 30;

type TownRates = { all: TownRate | null; byKind: [DisplacedKind, TownRate][] };

/** See `townDisplacement`. */
export const keptDisplacement = keptByPublication(
  {
    name: 'displacement/1',
    accepts: (value): value is TownRates => typeof value === 'object' && value !== null && 'byKind' in value,
  },
  (ctx: Pick<Ctx, 'db'>, size): TownRates => {
    const answered = listAnswered(ctx, size);
    const ofKind = Map.groupBy(answered, ({ entry }) => kindOf(entry));
    const rates = displacedKinds.map((kind) => [kind, rateOfLines(ofKind.get(kind) ?? [])] as const);
    return {
      all: rateOfLines(answered),
      byKind: rates.flatMap(([kind, rate]): [DisplacedKind, TownRate][] => (rate ? [[kind, rate]] : [])),
    };
  },
);

/** Of all kinds together. Null while the answers are a small cell: not published. */
export function townDisplacement(ctx: Pick<Ctx, 'db'>): TownRate | null {
  return keptDisplacement.read(ctx).all;
}

/** By kind of goods; a kind whose answers are a small cell is not there. */
export function townDisplacementByKind(ctx: Pick<Ctx, 'db'>): ReadonlyMap<DisplacedKind, TownRate> {
  return new Map(keptDisplacement.read(ctx).byKind);
}

function listAnswered(ctx: Pick<Ctx, 'db'>, size: number): AnnouncedLine[] {
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
