// Meilisearch as second engine of the search port. It reads the same tables as the embedded one, so either can answer;
// what a search means is decided here and asked as terms.
import type { MultiSearchQuery } from 'meilisearch';
import { type Locale, sourceLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { type TypedWord, tokensOf, typedWords } from '../analysis.ts';
import { correctedQuery, segmentsOf } from '../highlight.ts';
import { namesOf, readState } from '../index-tables.server.ts';
import { applyIndexChanges, beginRebuild } from '../index-writes.server.ts';
import type { AskedGroup, FacetValue, SearchEngine, SearchPage, SearchQuery } from '../search.ts';
import { sortedTokens } from '../term-index.ts';
import { type AskedTerms, never } from './asked-terms.ts';
import { codeOf, openClients, searchTimeoutMs } from './client.server.ts';
import { expressionOf } from './filter-expression.ts';
import { type Asker, findInOrder } from './find-offers.ts';
import { openFollower } from './follower.server.ts';
import { facetsOf, hitCount, type MultiSearchAnswer, statsOf, toQueries } from './multi-search.ts';
import { findAll, findTyped, type Matched } from './read-typed.ts';
import type { Remote } from './sync-remote.server.ts';
import { openWordLists, type WordLists } from './word-lists.server.ts';

export type MeilisearchOptions = {
  url: string;
  apiKey: string;
  indexPrefix: string;
  /** The town's own address. */
  owner: string;
  /** Changes are brought at most so often, in milliseconds. */
  gatherMs?: number;
  /** A search has so many milliseconds; only tests are more patient. */
  searchMs?: number;
};

const maxTerms = 12;
const maxNames = 20;

export function meilisearchEngine(db: Db, options: MeilisearchOptions): SearchEngine {
  const { url, apiKey, indexPrefix, owner, gatherMs = 1000, searchMs = searchTimeoutMs } = options;
  const clients = openClients({ url, apiKey, searchMs });
  const uid = (locale: Locale) => `${indexPrefix}offers_${locale}`;
  const remote: Remote = { db, clients, uid, owner };
  const follower = openFollower(remote, gatherMs);
  const wordLists = openWordLists(db);

  /** One search has its time, however many rounds it takes. */
  function askerFor(locale: Locale): Asker {
    const signal = AbortSignal.timeout(searchMs);
    return { uid: uid(locale), ask: (queries) => ask(queries, signal) };
  }

  async function ask(queries: MultiSearchQuery[], signal: AbortSignal): Promise<MultiSearchAnswer[]> {
    try {
      return (await clients.reader.multiSearch({ queries }, { signal })).results as MultiSearchAnswer[];
    } catch (error) {
      if (codeOf(error) !== null) follower.checkSoon();
      throw error;
    }
  }

  return {
    async search(query) {
      follower.mustBeBelieved();
      const typed = query.groups ? [] : typedWords(query.text, query.locale).slice(0, maxTerms);
      return toPage(db, query, typed, await match(askerFor(query.locale), query, typed, await wordLists()));
    },
    async vocabulary(locale) {
      const terms = (await wordLists()).terms[locale];
      return { has: (term) => terms.ids.has(term), sorted: () => sortedTokens(terms) };
    },
    async facetValues(query, _facet, text) {
      follower.mustBeBelieved();
      return supplierValues(askerFor(query.locale), query, (await wordLists()).suppliers, text);
    },
    async apply(changes) {
      applyIndexChanges(db, changes);
    },
    flush: () => follower.flush(),
    async beginRebuild() {
      return beginRebuild(db);
    },
    async configure() {
      await follower.start();
    },
    async status() {
      const { numberOfDocuments } = await clients.reader.index(uid(sourceLocale)).getStats();
      follower.mustBeBelieved();
      return { ok: true, engine: 'meilisearch', documents: numberOfDocuments - 1, fault: follower.fault() };
    },
    async close() {
      follower.close();
      clients.close();
    },
  };
}

async function match(
  asker: Asker,
  query: SearchQuery,
  typed: readonly TypedWord[],
  { terms }: WordLists,
): Promise<Matched> {
  const list = terms[query.locale];
  if (typed.length > 0) return findTyped(asker, query, typed, list);
  const exactly = { matched: 'exact', meant: new Map<number, string>() } as const;
  if (query.groups && query.groups.length > 0) {
    const plan = knownTerms(query.groups, (term) => list.ids.has(term));
    return { found: await findAll(asker, query, plan), plan, ...exactly };
  }
  // Every offer without a text; none for a text without any indexable word.
  const isUnread = !query.groups && query.text.trim() !== '';
  const found = await findInOrder(asker, query, isUnread ? never : null);
  return { found, plan: { groups: [], begins: () => false }, ...exactly };
}

/** The ways whose terms the index has; a name that begins with one of them gets the bonus. */
function knownTerms(groups: readonly AskedGroup[], has: (term: string) => boolean): AskedTerms {
  const known = groups.map(({ ways, optional }) => ({
    ways: ways.filter(({ terms }) => terms.every(has)),
    optional,
  }));
  const all = new Set(known.flatMap(({ ways }) => ways.flatMap(({ terms }) => terms)));
  return { groups: known, begins: (term) => all.has(term) };
}

function toPage(
  db: Db,
  query: SearchQuery,
  typed: readonly TypedWord[],
  { found: { ids, answers }, plan, matched, meant }: Matched,
): SearchPage {
  const isNamed = query.highlight || meant.size > 0;
  const names = isNamed ? namesOf(db, readState(db).generation, query.locale, ids) : null;
  const marks = plan.groups.flatMap(({ ways }) => ways.flatMap(({ terms }) => terms)).filter((term) => !isFact(term));
  const highlights = names ? ids.map((id) => segmentsOf(names.get(id) ?? '', marks, query.locale)) : [];
  return {
    ids,
    ...hitCount(answers[0]!),
    facets: facetsOf(query, answers),
    stats: statsOf(query, answers[0]!),
    highlights: query.highlight ? highlights : [],
    matched,
    corrected: meant.size > 0 ? correctedQuery(query, typed, meant, highlights) : null,
    degraded: false,
  };
}

/** Facts have a colon, which no word has. */
function isFact(term: string): boolean {
  return term.includes(':');
}

/** Suppliers by the beginnings of the words of their names, with their numbers of offers. */
async function supplierValues(
  asker: Asker,
  query: SearchQuery,
  suppliers: WordLists['suppliers'],
  text: string,
): Promise<FacetValue[]> {
  const typed = tokensOf(text, query.locale);
  const named = [...suppliers].filter(([, { tokens }]) =>
    typed.every((token) => tokens[query.locale].some((word) => word.startsWith(token))),
  );
  if (named.length === 0) return [];
  const filters = query.filters.filter((filter) => !('field' in filter) || filter.field !== 'supplier');
  const asked = { ...query, filters, facets: ['supplier'] as const };
  const terms = typed.length === 0 ? null : expressionOf({ field: 'supplier', in: named.map(([slug]) => slug) });
  const answers = await asker.ask(toQueries(asker.uid, asked, { terms, counts: [] }, null));
  return Object.entries(facetsOf(asked, answers).supplier ?? {})
    .map(([value, count]) => ({ value, name: suppliers.get(value)?.name ?? value, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, maxNames);
}
