// Typed words, unfinished ones and typos included -> the terms to ask Meilisearch for, by the same steps as the embedded
// engine (match.ts): as typed, then near words where that finds little, then the offers that have most of the words.
import { asTyped, nearOf, phrasesOf, type TermGroup } from '../alternatives.ts';
import type { TypedWord } from '../analysis.ts';
import { fewResults } from '../ranking-weights.ts';
import type { AskedGroup, SearchPage, SearchQuery } from '../search.ts';
import type { TermList } from '../term-index.ts';
import { type AskedTerms, everyGroup, someGroups } from './asked-terms.ts';
import { type Asker, type Found, findByScore, findInOrder } from './find-offers.ts';
import { hitCount, sortOf } from './multi-search.ts';

/** `meant`: position of a typed word that only typo matches could replace -> the nearest of them. */
export type Matched = {
  found: Found;
  plan: AskedTerms;
  matched: SearchPage['matched'];
  meant: Map<number, string>;
};

export async function findTyped(
  asker: Asker,
  query: SearchQuery,
  typed: readonly TypedWord[],
  terms: TermList,
): Promise<Matched> {
  const asked = phrasesOf(typed, query.locale);
  const plain = asked.map((phrase, i) => asTyped(terms, phrase, i === asked.length - 1, query.locale));
  let plan = toPlan(terms, plain, typed);
  // Nothing has every word when the index does not know one of them.
  let found = plain.some((group) => group.length === 0) ? null : await findAll(asker, query, plan);
  const exact = found?.all ?? 0;
  if (found && exact >= fewResults) return { found, plan, matched: 'exact', meant: new Map() };
  const near = asked.map((phrase, i) => nearOf(terms, phrase, i === asked.length - 1));
  const hasNear = near.some((ones) => ones.length > 0);
  if (hasNear) {
    const groups = plain.map((group, i) => [...group, ...near[i]!]);
    plan = toPlan(terms, groups, typed);
  }
  if (hasNear || !found) found = await findAll(asker, query, plan);
  const meant = meantBy(terms, typed, asked, plain, near);
  if (found.all > 0) return { found, plan, matched: exact === 0 && hasNear ? 'typo' : 'exact', meant };
  const some = await findSome(asker, query, plan);
  return some ? { found: some, plan, matched: 'some', meant } : { found, plan, matched: 'exact', meant };
}

/** The offers that have every required group. */
export function findAll(asker: Asker, query: SearchQuery, plan: AskedTerms): Promise<Found> {
  const terms = everyGroup(plan, false);
  return sortOf(query) === null ? findByScore(asker, query, plan, terms) : findInOrder(asker, query, terms);
}

/** The offers that have as many of the groups as any has, but not less than a third. */
async function findSome(asker: Asker, query: SearchQuery, plan: AskedTerms): Promise<Found | null> {
  const { length } = plan.groups;
  const sets: string[] = [];
  for (let min = length - 1; min >= Math.max(1, length / 3); min--) {
    const some = someGroups(plan, min);
    if (some !== null) sets.push(some);
  }
  if (sets.length === 0) return null;
  const counts = await asker.ask(sets.map((filter) => ({ indexUid: asker.uid, filter, page: 1, hitsPerPage: 0 })));
  const best = sets.find((_, i) => hitCount(counts[i]!).total > 0);
  if (best === undefined) return null;
  return sortOf(query) === null ? findByScore(asker, query, plan, best) : findInOrder(asker, query, best);
}

/** Words of no offer that near ones replace. */
function meantBy(
  { tokens }: TermList,
  typed: readonly TypedWord[],
  asked: readonly (readonly TypedWord[])[],
  plain: readonly TermGroup[],
  near: readonly TermGroup[],
): Map<number, string> {
  return new Map(
    near.flatMap(([first], i) =>
      first && plain[i]!.length === 0 ? [[typed.indexOf(asked[i]![0]!), tokens[first.tokens[0]!]!] as const] : [],
    ),
  );
}

function toPlan({ tokens }: TermList, groups: readonly TermGroup[], typed: readonly TypedWord[]): AskedTerms {
  const beginning = typed[0]!.token;
  return {
    groups: groups.map(
      (group): AskedGroup => ({
        ways: group.map((way) => ({ terms: way.tokens.map((id) => tokens[id]!), weight: way.weight, named: false })),
        optional: false,
      }),
    ),
    begins: (term) => term.startsWith(beginning),
  };
}
