// The groups of a search that was understood -> offers that have one way of each, with a score. Exactly these terms:
// nothing near them, and no answer that has only some of them.
import type { TermGroup } from './alternatives.ts';
import { type Columns, lendBits } from './columns.ts';
import { type Hits, inEvery, marksOf, matchGroup } from './match.ts';
import { weights } from './ranking-weights.ts';
import type { AskedGroup } from './search.ts';
import type { TermIndex } from './term-index.ts';

export function matchGroups(terms: TermIndex, columns: Columns, asked: readonly AskedGroup[]): Hits {
  const groups = asked.map(({ ways }) => known(terms, ways));
  const matches = groups.map((group, i) => {
    const match = matchGroup(terms, columns, group);
    return asked[i]!.optional ? { ...match, optional: true, rarity: weights.optional } : match;
  });
  const required = matches.filter((_, i) => !asked[i]!.optional);
  const slots = required.length > 0 ? inEvery(columns, required) : lendBits(columns);
  const marks = marksOf(terms, groups).filter((term) => !term.includes(':'));
  const begins = () => {
    const first = new Uint8Array(terms.tokens.length);
    for (const { tokens } of groups.flat()) for (const token of tokens) first[token] = 1;
    return first;
  };
  return { slots, matched: 'exact', marks, meant: new Map(), groups: matches, terms, begins };
}

/** The ways whose terms the index has. */
function known({ ids }: TermIndex, ways: AskedGroup['ways']): TermGroup {
  return ways.flatMap(({ terms, weight, named }) => {
    const tokens = terms.map((term) => ids.get(term) ?? -1);
    return tokens.includes(-1) ? [] : [{ tokens, weight, inName: named }];
  });
}
