// The score in a sentence: "Better than 30 of the town’s 42 suppliers. Proven: keeps money here. Unknown: its energy." Pure.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Messages } from './messages.ts';

export type SentenceScore = {
  proven: number;
  declared: number;
  documented: number;
  reviewed: number;
  applicable: number;
  pillars: Record<'eco' | 'soc' | 'env', { proven: number; declared: number; coverage: number }>;
  /** Null while the town's scores are not counted. */
  rank: { better: number; suppliers: number; median: number } | null;
  strengths: readonly string[];
  unknowns: readonly string[];
};
/** Criteria that the sentence names; it counts the others. A card has room for one of each. */
const named = { card: { strengths: 1, unknowns: 1 }, page: { strengths: 3, unknowns: 2 } } as const;
export type SentenceSize = keyof typeof named;

/** The sentence of a score: its rank (empty while the town is not counted), then what is proven and what is unknown. */
export function scoreSentence(score: SentenceScore, t: Messages, size: SentenceSize): { rank: string; rest: string } {
  return { rank: rankSentence(score, t), rest: criteriaSentences(score, t, named[size]).join(' ') };
}

function rankSentence({ reviewed, rank }: SentenceScore, { scoreSentences }: Messages): string {
  if (reviewed === 0) return scoreSentences.nothingProven;
  if (!rank) return '';
  if (rank.suppliers < 2) return scoreSentences.alone;
  // From half of the town on, which is where the score is above the red mark of its median: below, "better" is no praise.
  if (rank.better >= rank.suppliers / 2) return scoreSentences.better(rank.better, rank.suppliers);
  return scoreSentences.behind(rank.suppliers - 1 - rank.better, rank.suppliers);
}

function criteriaSentences(
  { reviewed, strengths, unknowns }: SentenceScore,
  { criteria, scoreSentences }: Messages,
  shown: (typeof named)[SentenceSize],
): string[] {
  const proven = strengths.flatMap((id) => findOwnValue(criteria.proven, id) ?? []);
  const unknown = unknowns.flatMap((id) => findOwnValue(criteria.unknown, id) ?? []);
  const parts: string[] = [];
  if (proven.length > 0) parts.push(scoreSentences.proven(...firstOf(proven, shown.strengths)));
  else if (reviewed > 0) parts.push(scoreSentences.noneProvenWell);
  if (unknown.length > 0) parts.push(scoreSentences.unknown(...firstOf(unknown, shown.unknowns)));
  else parts.push(scoreSentences.allKnown);
  return parts;
}

function firstOf(texts: readonly string[], shown: number): [first: string[], more: number] {
  return [texts.slice(0, shown), Math.max(0, texts.length - shown)];
}
