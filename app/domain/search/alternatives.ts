// Index terms that may match a typed word: the word itself, prefixes, synonyms; typos only if those find little.
import type { Locale } from '#app/domain/shared/locale.ts';
import type { TypedWord } from './analysis.ts';
import { weights } from './ranking-weights.ts';
import { similarTerms, typosAllowed } from './similar-terms.ts';
import { phraseLength, synonymsOf } from './synonyms.ts';
import { sortedTokens, type TermList, tokensBeginning } from './term-index.ts';

/** One alternative for a typed word: tokens that must all be present; with `inName`, in the name or as facts. */
export type Alternative = { tokens: number[]; weight: number; inName?: boolean };
export type TermGroup = Alternative[];

/** Groups the typed words: words that form a phrase of the synonym lists make one group, other words stay single. */
export function phrasesOf(typed: readonly TypedWord[], locale: Locale): TypedWord[][] {
  const phrases: TypedWord[][] = [];
  const all = typed.map(({ token }) => token);
  for (let at = 0; at < typed.length; ) {
    const length = phraseLength(all, at, locale);
    phrases.push(typed.slice(at, at + length));
    at += length;
  }
  return phrases;
}

/** Alternatives without typos: the phrase itself, longer words that begin with it, synonyms. */
export function asTyped(terms: TermList, phrase: readonly TypedWord[], last: boolean, locale: Locale): TermGroup {
  const group: TermGroup = [];
  const add = (tokens: readonly string[], weight: number) => {
    const ids = tokens.map((token) => terms.ids.get(token));
    if (ids.length > 0 && ids.every((id) => id !== undefined)) group.push({ tokens: ids as number[], weight });
  };
  const typed = phrase.map(({ token }) => token);
  add(typed, weights.exact);
  const [first, ...others] = phrase;
  if (others.length === 0 && (last || first!.token.length > 3))
    for (const longer of beginningWith(terms, first!)) add([longer], weights.beginning);
  for (const tokens of synonymsOf(typed, locale)) add(tokens, weights.synonym);
  return group;
}

/** Longer words that begin with the word as typed: its stem alone is not a prefix that the person typed. */
function beginningWith(terms: TermList, { token, raw }: TypedWord): string[] {
  return tokensBeginning(terms, token).filter(
    (longer) => longer !== token && (raw === token || longer.startsWith(raw)),
  );
}

/** Terms within the typo limit of an unknown word, nearest first. None for a known word: it is meant as typed. */
export function nearOf(terms: TermList, [first, ...others]: readonly TypedWord[], last: boolean): TermGroup {
  const { token, raw } = first!;
  if (others.length > 0 || terms.ids.has(token)) return [];
  const maxTypos = typosAllowed(raw);
  const sorted = sortedTokens(terms);
  const best = new Map<string, number>();
  const take = (text: string, prefix: boolean) => {
    for (const { term, typos } of similarTerms(sorted, text, maxTypos, prefix)) {
      const exact = typos === 1 ? weights.oneTypo : weights.twoTypos;
      const weight = exact * (prefix ? weights.lessNear : 1) * (term[0] === text[0] ? 1 : weights.lessNear);
      if (weight > (best.get(term) ?? 0)) best.set(term, weight);
    }
  };
  for (const text of new Set([token, raw])) {
    take(text, false);
    if (last) take(text, true);
  }
  return [...best].sort(([, a], [, b]) => b - a).map(([term, weight]) => ({ tokens: [terms.ids.get(term)!], weight }));
}
