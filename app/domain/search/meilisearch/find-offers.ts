// The offers that have the terms of a search, as Meilisearch finds them, in the order of the score. It knows no score of
// ours: the first hundred or so are scored here, what is in the name before the rest, short names first; the others
// follow as it has them.
import type { MultiSearchQuery } from 'meilisearch';
import { scoredOffers } from '../ranking-weights.ts';
import type { SearchQuery } from '../search.ts';
import { type AskedTerms, everyGroup, groupFilter, isNameEnough, noMark, raritiesOf, scoreOf } from './asked-terms.ts';
import {
  countsOf,
  hitCount,
  type MultiSearchAnswer,
  offersOf,
  sortOf,
  toFirst,
  toMore,
  toQueries,
} from './multi-search.ts';

/** `uid`: the index of the query's language. */
export type Asker = { uid: string; ask: (queries: MultiSearchQuery[]) => Promise<MultiSearchAnswer[]> };

/** `answers` of the page and its facets. `all`: how many offers have the terms, whatever the other filters are. */
export type Found = { ids: number[]; answers: MultiSearchAnswer[]; all: number };

/** Every offer that passes the filters; with `terms`, those that this filter keeps. */
export async function findInOrder(asker: Asker, query: SearchQuery, terms: string | null): Promise<Found> {
  const counts = terms === null ? [] : [terms];
  const order = sortOf(query) ?? ['id:asc'];
  const answers = await asker.ask(toQueries(asker.uid, query, { terms, counts }, order));
  const [all = 0] = countsOf(query, answers);
  return { ids: answers[0]!.hits.map(({ id }) => id as number), answers, all };
}

/** As `findInOrder`, best score first. `terms` keeps the offers to score, usually those that have every group. */
export async function findByScore(asker: Asker, query: SearchQuery, plan: AskedTerms, terms: string): Promise<Found> {
  const { uid, ask } = asker;
  const scored = query.perPage * Math.ceil(scoredOffers / query.perPage);
  const inName = everyGroup(plan, true);
  const outside = `${terms} AND NOT (${inName})`;
  // Rarities matter only between groups.
  const rare = plan.groups.length > 1 ? [noMark, ...plan.groups.map((group) => groupFilter(group, false))] : [];
  const counted = toQueries(uid, query, { terms, counts: [terms, ...rare] }, null);
  const answers = await ask([
    ...counted,
    toFirst(uid, query, `${terms} AND ${inName}`, { limit: scored, isNameOnly: isNameEnough(plan) }),
    toFirst(uid, query, outside, { limit: scored, isNameOnly: false }),
  ]);
  const [first, others] = answers.splice(-2) as [MultiSearchAnswer, MultiSearchAnswer];
  const [all = 0, offers = 0, ...counts] = countsOf(query, answers);
  const rarities = rare.length > 0 ? raritiesOf(plan, counts, offers) : [1];
  const from = (query.page - 1) * query.perPage;
  if (from < scored) {
    const window = [...offersOf(first), ...offersOf(others)].slice(0, scored);
    const scores = new Map(window.map((offer) => [offer.id, scoreOf(plan, rarities, offer)]));
    const ids = window.map(({ id }) => id).sort((a, b) => scores.get(b)! - scores.get(a)! || a - b);
    return { ids: ids.slice(from, from + query.perPage), answers, all };
  }
  const inNames = hitCount(first).total;
  const [begun, upTo] = [Math.min(from, inNames), Math.min(from + query.perPage, inNames)];
  const more = await ask([
    toMore(uid, query, `${terms} AND ${inName}`, { offset: begun, limit: upTo - begun }),
    toMore(uid, query, outside, { offset: Math.max(0, from - inNames), limit: query.perPage - (upTo - begun) }),
  ]);
  return { ids: more.flatMap(({ hits }) => hits.map(({ id }) => id as number)), answers, all };
}
