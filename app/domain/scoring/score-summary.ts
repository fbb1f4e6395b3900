// A score in few words: the supplier's rank in the town, the criteria that it proves well and those that are unknown.
// Pure. A rank counts only suppliers whose whole range, from proven to declared, lies below: overlapping ranges are ties.
import type { Score } from './score.ts';
import type { Method } from './scoring-method.ts';

/** The scores of all live suppliers, as far as a rank needs them; in whole points out of 100, as pages show them. */
export type TownScores = {
  suppliers: number;
  /** Of the proven scores; of an even number of suppliers the lower of the two in the middle. */
  median: number;
  /** How many suppliers declare each score, by points: 101 numbers. */
  declared: readonly number[];
};

/** `better`: suppliers of the town whose declared score is below this proven one; `suppliers` counts its own too. */
export type ScoreRank = { better: number; suppliers: number; median: number };

/** Points, times the weight of the evidence, from which on a criterion counts as proven well. */
const provenWell = 50;

/** Null in a town without a scored supplier. */
export function countTownScores(scores: readonly { proven: number; declared: number }[]): TownScores | null {
  if (scores.length === 0) return null;
  const declared = new Array<number>(101).fill(0);
  for (const score of scores) declared[Math.round(score.declared)]!++;
  const proven = scores.map((score) => Math.round(score.proven)).sort((a, b) => a - b);
  return { suppliers: scores.length, median: proven[Math.floor((proven.length - 1) / 2)]!, declared };
}

/** Null while the town's scores are not counted. */
export function rankIn(town: TownScores | null, score: { proven: number }): ScoreRank | null {
  if (!town) return null;
  const below = town.declared.slice(0, Math.round(score.proven));
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
