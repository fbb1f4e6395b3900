// A whole answer of the search port by a plain loop over the documents: the reference of the embedded engine.
import { asTyped, nearOf, phrasesOf, type TermGroup } from '#app/domain/search/alternatives.ts';
import { tokensOf, typedWords } from '#app/domain/search/analysis.ts';
import { fewResults, weights } from '#app/domain/search/ranking-weights.ts';
import type { SearchDocument, SearchPage, SearchQuery } from '#app/domain/search/search.ts';
import type { TermIndex } from '#app/domain/search/term-index.ts';
import { distanceMeters } from '#app/domain/shared/geo.ts';
import { byLocale } from '#app/domain/shared/locale.ts';
import { counted, passing } from './search-oracle.ts';

/** The answer without names. `vocabulary` has the words of all documents that the engine has seen. */
export function plainAnswer(
  documents: readonly SearchDocument[],
  vocabulary: TermIndex,
  query: SearchQuery,
): Pick<SearchPage, 'ids' | 'total' | 'facets' | 'stats' | 'matched'> {
  const { text, filters, facets } = query;
  const hits = text.trim() === '' ? null : matching(documents, vocabulary, query);
  const candidates = hits ? documents.filter((item) => hits.scores.has(item.id)) : documents;
  const found = passing(candidates, filters);
  const prices = found.map((item) => item[query.priceField ?? 'priceCents']);
  const from = (query.page - 1) * query.perPage;
  return {
    ids: ordered(found, query, hits?.scores ?? null)
      .slice(from, from + query.perPage)
      .map(({ id }) => id),
    total: found.length,
    facets: Object.fromEntries(facets.map((facet) => [facet, counted(candidates, filters, facet)])),
    stats: { priceCents: prices.length === 0 ? null : { min: Math.min(...prices), max: Math.max(...prices) } },
    matched: hits?.matched ?? 'exact',
  };
}

function ordered(found: readonly SearchDocument[], query: SearchQuery, scores: Map<number, number> | null) {
  const away = ({ place }: SearchDocument) => (query.near ? distanceMeters(place, query.near) : 0);
  const by = (...keys: ((item: SearchDocument) => number)[]) =>
    found.toSorted((a, b) => {
      for (const key of [...keys, (item: SearchDocument) => item.id]) if (key(a) !== key(b)) return key(a) - key(b);
      return 0;
    });
  if (query.sort === 'price') return by((item) => item[query.priceField ?? 'priceCents']);
  if (query.sort === 'impact') return by((item) => -item.proven.score);
  if (query.sort === 'distance') return by(away);
  if (query.sort === 'soonest')
    return by((item) => query.soonest?.booked.get(item.id) ?? query.soonest?.others(item.supplier, item.leadDays) ?? 0);
  if (scores) return by((item) => -scores.get(item.id)!);
  const earlier = ({ id, supplier }: SearchDocument) =>
    found.filter((other) => other.supplier === supplier && other.id < id).length;
  return by(earlier, away);
}

type Words = { id: number; name: string[]; all: Set<string> };

function matching(documents: readonly SearchDocument[], vocabulary: TermIndex, { text, locale }: SearchQuery) {
  const typed = typedWords(text, locale).slice(0, 12);
  const none = { scores: new Map<number, number>(), matched: 'exact' as SearchPage['matched'] };
  if (typed.length === 0) return none;
  const words = documents.map((item): Words => {
    const { name, text: rest } = byLocale(item, locale);
    const named = [...new Set(tokensOf(name, locale))];
    return { id: item.id, name: named, all: new Set([...named, ...tokensOf(rest, locale)]) };
  });
  const phrases = phrasesOf(typed, locale);
  const plain = phrases.map((phrase, i) => asTyped(vocabulary, phrase, i === phrases.length - 1, locale));
  const near = phrases.map((phrase, i) => nearOf(vocabulary, phrase, i === phrases.length - 1));
  const tolerant = plain.map((group, i) => [...group, ...near[i]!]);
  const inAtLeast = (groups: readonly TermGroup[], fewest: number) =>
    scoresOf(words, vocabulary, groups, fewest, typed[0]!.token);
  const exact = inAtLeast(plain, plain.length);
  if (exact.size >= fewResults) return { ...none, scores: exact };
  const typos = inAtLeast(tolerant, plain.length);
  if (typos.size > 0) return { scores: typos, matched: exact.size === 0 ? ('typo' as const) : ('exact' as const) };
  for (let fewest = plain.length - 1; fewest >= Math.max(1, plain.length / 3); fewest--) {
    const some = inAtLeast(tolerant, fewest);
    if (some.size > 0) return { scores: some, matched: 'some' as const };
  }
  return none;
}

/** Scores of the documents with at least so many of the groups, rounded to 32 bits at each step. */
function scoresOf(
  words: readonly Words[],
  { tokens }: TermIndex,
  groups: readonly TermGroup[],
  fewest: number,
  beginning: string,
): Map<number, number> {
  const round = Math.fround;
  const bestOf = (group: TermGroup, { name, all }: Words) =>
    Math.max(
      0,
      ...group.map((alternative) => {
        const wanted = alternative.tokens.map((token) => tokens[token]!);
        if (wanted.every((token) => name.includes(token))) return round(alternative.weight);
        return wanted.every((token) => all.has(token)) ? round(alternative.weight * weights.elsewhere) : 0;
      }),
    );
  const matched = groups.map((group) => words.map((one) => bestOf(group, one)));
  const rarities = matched.map((best) => Math.log(1 + words.length / (best.filter((one) => one > 0).length + 1)));
  const whole = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const scores = new Map<number, number>();
  for (const [i, { id, name }] of words.entries()) {
    const best = matched.map((group) => group[i]!);
    if (best.filter((one) => one > 0).length < fewest) continue;
    let score = round(best.reduce((sum, one, group) => round(sum + rarities[group]! * one), 0) / whole);
    if (name[0]?.startsWith(beginning)) score = round(score + weights.nameBegins);
    // A match in the name weighs more than any outside it.
    if (best.every((one) => one > round(weights.elsewhere))) score = round(score + weights.nameOnly / name.length);
    scores.set(id, score);
  }
  return scores;
}
