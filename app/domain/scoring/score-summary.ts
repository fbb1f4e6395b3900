// A score in few words: the supplier's rank in the town, the criteria that it proves well and those that are unknown.
// Pure. A rank and the town's median count the same number, the proven score, so that the one never contradicts the other.
import type { Score } from './score.ts';
import type { Method } from './scoring-method.ts';

/** The scores of all live suppliers, as far as a rank needs them; in whole points out of 100, as pages show them. */
export type TownScores = {
  suppliers: number;
  /** Of the proven scores; of an even number of suppliers the lower of the two in the middle. */
  median: number;
  /** How many suppliers prove each score, by points: 101 numbers. */
  proven: readonly number[];
};

/** `better`: suppliers of the town whose proven score is lower, in whole points; `suppliers` counts its own too. */
export type ScoreRank = { better: number; suppliers: number; median: number };

/** Points, times the weight of the evidence, from which on a criterion counts as proven well. */
const provenWell = 50;

/** From the proven scores of the live suppliers, in points out of 100. Null in a town without a scored supplier. */
export function countTownScores(scores: readonly number[]): TownScores | null {
  if (scores.length === 0) return null;
  const proven = new Array<number>(101).fill(0);
  const sorted = scores.map(Math.round).sort((a, b) => a - b);
  for (const points of sorted) proven[points]!++;
  return { suppliers: scores.length, median: sorted[Math.floor((sorted.length - 1) / 2)]!, proven };
}

/** Null while the town's scores are not counted. */
export function rankIn(town: TownScores | null, score: { proven: number }): ScoreRank | null {
  if (!town) return null;
  const below = town.proven.slice(0, Math.round(score.proven));
  return { better: below.reduce((sum, n) => sum + n, 0), suppliers: town.suppliers, median: town.median };
}

/** Ids of the criteria that are proven well, by what they add to the score, most first. */
export function listStrengths(score: Score, method: Method): string[] {
  return method.criteria
    .flatMap(({ id }) => {
      const { status, score: points, gamma, weight } = score.criteria[id]!;
      const proven = (points ?? 0) * gamma;
      return status === 'provided' && proven >= provenWell ? [{ id, adds: proven * weight }] : [];
    })
    .sort((a, b) => b.adds - a.adds)
    .map(({ id }) => id);
}

/** Ids of the applicable criteria without evidence that counts, by weight, heaviest first. An exempted one is not unknown. */
export function listUnknowns(score: Score, method: Method): string[] {
  const isUnknown = (id: string) => ['missing', 'expired'].includes(score.criteria[id]!.status);
  return method.criteria
    .filter(({ id }) => isUnknown(id))
    .sort((a, b) => b.weight - a.weight)
    .map(({ id }) => id);
}
