// Patterns over folded words whose groups are amounts. Pure.
import type { ReadName } from './read-chip.ts';

/** A pattern over folded words, and the readings that its groups say; null for none. */
export type AmountPattern = {
  pattern: RegExp;
  readingsOf: (groups: readonly (string | undefined)[]) => readonly (readonly [ReadName, string])[] | null;
};

/** A pattern as text with its readings, to be made whole. */
export function readPlainly(
  pattern: string,
  readingsOf: (...groups: (string | undefined)[]) => readonly (readonly [ReadName, string])[] | null,
) {
  return { pattern, readingsOf: (groups: readonly (string | undefined)[]) => readingsOf(...groups) };
}

/** The patterns, each for whole words only. */
export function wholePatterns(
  patterns: readonly { pattern: string; readingsOf: AmountPattern['readingsOf'] }[],
): AmountPattern[] {
  return patterns.map(({ pattern, readingsOf }) => ({ pattern: asWhole(pattern), readingsOf }));
}

/** A pattern that begins and ends with a word. */
export function asWhole(pattern: string): RegExp {
  return new RegExp(`(?<![^ ])(?:${pattern})(?![^ ])`);
}
