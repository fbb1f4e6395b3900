// Terms within a few typos of a typed word, or with a prefix that is: one pass over the sorted vocabulary. Neighbours
// share the distance rows of their common prefix, and prefixes that are already too far are skipped.
import { typoLetters } from './ranking-weights.ts';
import { firstNotBefore } from './term-index.ts';

export type SimilarTerm = { term: string; typos: number };

/** One typo from five letters, two from nine, counted on the typed word, not on its stem. */
export function typosAllowed(typed: string): number {
  return typed.length >= typoLetters.two ? 2 : typed.length >= typoLetters.one ? 1 : 0;
}

/**
 * Terms at most `most` typos (insertion, deletion, substitution, swap of neighbours) from `token`, without
 * `token` itself. With `prefix`, terms that have a prefix within that distance. Nearest first, at most `limit`.
 */
export function similarTerms(
  sorted: readonly string[],
  token: string,
  maxTypos: number,
  prefix: boolean,
  limit = 12,
): SimilarTerm[] {
  const width = token.length;
  const found: SimilarTerm[] = [];
  const rows: number[][] = [Array.from({ length: width + 1 }, (_, i) => i)];
  let [before, valid] = ['', 0];
  for (let at = 0; maxTypos > 0 && at < sorted.length; ) {
    const term = sorted[at]!;
    let depth = Math.min(shared(before, term), valid);
    let near = prefix ? nearestBeginning(rows, depth, width, maxTypos) : null;
    let leap = -1;
    while (depth < term.length && leap < 0) {
      rows[depth + 1] = nextRow(rows, depth, token, term);
      depth++;
      if (prefix && rows[depth]![width]! <= maxTypos) near = Math.min(near ?? maxTypos, rows[depth]![width]!);
      if (near === null && Math.min(...rows[depth]!) > maxTypos) leap = depth;
    }
    before = term;
    valid = depth;
    const typos = prefix ? near : leap < 0 ? rows[term.length]![width]! : null;
    if (typos !== null && typos <= maxTypos && term !== token) found.push({ term, typos });
    at = leap < 0 ? at + 1 : firstNotBefore(sorted, `${term.slice(0, leap)}\uffff`);
  }
  return found
    .sort((a, b) => a.typos - b.typos || a.term.length - b.term.length || (a.term < b.term ? -1 : 1))
    .slice(0, limit);
}

/** Minimum distance between the token and a prefix computed so far; null if none is within `most`. */
function nearestBeginning(rows: number[][], depth: number, width: number, maxTypos: number): number | null {
  let minTypos: number | null = null;
  for (let i = 1; i <= depth; i++) if (rows[i]![width]! <= (minTypos ?? maxTypos)) minTypos = rows[i]![width]!;
  return minTypos;
}

/** Optimal string alignment distances from the first `depth + 1` letters of `word` to each prefix of the token. */
function nextRow(rows: number[][], depth: number, token: string, term: string): number[] {
  const [above, row] = [rows[depth - 1], rows[depth]!];
  const [letter, previous] = [term[depth]!, term[depth - 1]];
  const next = [row[0]! + 1];
  for (let i = 1; i <= token.length; i++) {
    const change = row[i - 1]! + (token[i - 1] === letter ? 0 : 1);
    let cost = Math.min(change, row[i]! + 1, next[i - 1]! + 1);
    if (above && i > 1 && token[i - 1] === previous && token[i - 2] === letter)
      cost = Math.min(cost, above[i - 2]! + 1);
    next.push(cost);
  }
  return next;
}

function shared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}
