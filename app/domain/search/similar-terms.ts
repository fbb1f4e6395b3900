// Words within a few typos of what was typed, also as the beginning of a word: one walk over the sorted vocabulary, which
// keeps the rows of the beginning that two neighbours share and leaps over beginnings that are already too far.
import { typoLetters } from './ranking-weights.ts';
import { firstNotBefore } from './term-index.ts';

export type SimilarTerm = { term: string; typos: number };

/** One typo from five letters, two from nine, counted on the word as typed. */
export function typosAllowed(typed: string): number {
  return typed.length >= typoLetters.two ? 2 : typed.length >= typoLetters.one ? 1 : 0;
}

/**
 * Words at most `most` typos (insertion, deletion, change, swap of neighbours) from `token`, itself excluded. With
 * `prefix`, words whose beginning is. The nearest first, at most `limit`.
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
    if (typos !== null && typos <= maxTypos && term !== token) found.push({ term: term, typos });
    at = leap < 0 ? at + 1 : firstNotBefore(sorted, `${term.slice(0, leap)}\uffff`);
  }
  return found
    .sort((a, b) => a.typos - b.typos || a.term.length - b.term.length || (a.term < b.term ? -1 : 1))
    .slice(0, limit);
}

/** Fewest typos between the token and a beginning of the word that was walked so far; null when none is near enough. */
function nearestBeginning(rows: number[][], depth: number, width: number, maxTypos: number): number | null {
  let minTypos: number | null = null;
  for (let i = 1; i <= depth; i++) if (rows[i]![width]! <= (minTypos ?? maxTypos)) minTypos = rows[i]![width]!;
  return minTypos;
}

/** The optimal string alignment distances of `word`'s first `depth + 1` letters to each beginning of the token. */
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
