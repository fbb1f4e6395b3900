// Words that a misspelt one may have meant, nearest first. Pure.
import { similarTerms } from '../similar-terms.ts';

/** `term`: a stem. `cost`: 1 for each slip; a doubled letter costs half, and another first letter one more. */
export type NearTerm = { term: string; cost: number };

const minLetters = 3;
const lettersForTwo = 7;

/** Slips that a word of so many letters may have. */
export function slipsAllowed(typed: string): number {
  if (typed.length < minLetters) return 0;
  return typed.length >= lettersForTwo ? 2 : 1;
}

/** The terms among `sorted` within the slips that `typed` may have; `stem` is its stem. */
export function nearTerms(sorted: readonly string[], typed: string, stem: string, limit: number): NearTerm[] {
  const allowed = slipsAllowed(typed);
  const found = new Map<string, number>();
  for (const text of new Set([stem, typed]))
    for (const { term, typos } of similarTerms(sorted, text, allowed, false, limit * 2)) {
      const cost = costOf(text, term, typos);
      if (cost <= allowed && isPlausible(text, term)) found.set(term, Math.min(cost, found.get(term) ?? cost));
    }
  return [...found]
    .map(([term, cost]) => ({ term, cost }))
    .sort((a, b) => a.cost - b.cost || (a.term < b.term ? -1 : 1))
    .slice(0, limit);
}

function costOf(typed: string, term: string, typos: number): number {
  if (withoutDoubles(typed) === withoutDoubles(term)) return typos / 2;
  return typos + (typed[0] === term[0] || (typed[0] === term[1] && typed[1] === term[0]) ? 0 : 1);
}

/** Short words have many neighbours: only a missing letter or two that changed places is a slip there. */
function isPlausible(typed: string, term: string): boolean {
  if (typed.length > 4 || term.includes(':')) return !term.includes(':');
  const isSwap = [...typed].sort().join('') === [...term].sort().join('');
  return isSwap || term.length > typed.length;
}

function withoutDoubles(text: string): string {
  return text.replace(/(.)\1/g, '$1');
}
