// Meilisearch as second engine of the search port. It reads the same tables as the embedded one, so either can
// answer.
import { Meilisearch } from 'meilisearch';
import { type Locale, sourceLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { type TypedWord, tokensOf, typedWords } from '../analysis.ts';
import { correctedQuery, segmentsOf } from '../highlight.ts';
import { listDocuments, namesOf, readState, readTerms, supplierNames } from '../index-tables.server.ts';
import { applyIndexChanges, beginRebuild } from '../index-writes.server.ts';
import type { AskedGroup, SearchEngine, SearchPage, SearchQuery, Vocabulary } from '../search.ts';
import { similarTerms, typosAllowed } from '../similar-terms.ts';
import { synonymsOf } from '../synonyms.ts';
import { facetsOf, hitCount, type MultiSearchAnswer, onlyByTypo, statsOf, toMultiSearch } from './multi-search.ts';
import { isLostIndex, type Remote, resetRemote, syncRemote } from './sync-remote.server.ts';

export type MeilisearchOptions = { url: string; apiKey: string; indexPrefix: string };

/** After this time the embedded engine answers instead. */
const searchTimeoutMs = 300;
const workTimeoutMs = 30_000;
const maxTerms = 10; // Meilisearch ignores further words
const maxNames = 20;

export function meilisearchEngine(db: Db, { url, apiKey, indexPrefix }: MeilisearchOptions): SearchEngine {
  const reader = new Meilisearch({ host: url, apiKey, timeout: searchTimeoutMs });
  const client = new Meilisearch({ host: url, apiKey, timeout: workTimeoutMs });
  let closed = false;
  const remote: Remote = { db, client, uid: (locale) => `${indexPrefix}offers_${locale}` };

  async function ask(
    query: SearchQuery,
    text: string,
    strategy: 'all' | 'frequency' = 'all',
  ): Promise<MultiSearchAnswer[]> {
    try {
      const asked = toMultiSearch(remote.uid(query.locale), query, text, strategy);
      return (await reader.multiSearch(asked)).results as MultiSearchAnswer[];
    } catch (error) {
      if (isLostIndex(error)) resetRemote(db);
      throw error;
    }
  }

  return {
    async search(query) {
      const asked = query.groups ? { ...query, text: plainText(query.groups) } : query;
      const typed = typedWords(asked.text, asked.locale).slice(0, maxTerms);
      // A text without any indexable word finds nothing.
      const unread = asked.text.trim() !== '' && typed.length === 0;
      const narrowed = unread ? { ...asked, filters: [...asked.filters, { any: [] }] } : asked;
      const stems = typed.map(({ token }) => token).join(' ');
      let answers = await ask(narrowed, stems);
      let matched: SearchPage['matched'] = onlyByTypo(answers[0]!) ? 'typo' : 'exact';
      if (typed.length > 1 && hitCount(answers[0]!).total === 0) {
        answers = await ask(narrowed, stems, 'frequency');
        if (hitCount(answers[0]!).total > 0) matched = 'some';
      }
      return toPage(db, narrowed, typed, answers, matched);
    },
    async vocabulary(locale) {
      return readVocabulary(db, locale);
    },
    async facetValues(query, facet, text) {
      const filters = query.filters.filter((filter) => !('field' in filter) || filter.field !== facet);
      const asked = { ...query, filters, facets: [facet], sort: 'relevance', page: 1, perPage: 1 } as const;
      const multi = toMultiSearch(remote.uid(query.locale), asked, tokensOf(text, query.locale).join(' '), 'all');
      for (const one of multi.queries) one.attributesToSearchOn = ['sellerTerms'];
      const { results } = await reader.multiSearch(multi);
      const counts = Object.entries(facetsOf(asked, results as MultiSearchAnswer[])[facet] ?? {});
      const names = supplierNames(
        db,
        counts.map(([value]) => value),
      );
      return counts
        .map(([value, count]) => ({ value, name: names.get(value) ?? value, count }))
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
        .slice(0, maxNames);
    },
    async apply(changes) {
      applyIndexChanges(db, changes);
    },
    async flush() {
      while (!closed && !(await syncRemote(remote))) await new Promise((resolve) => setTimeout(resolve, 100));
    },
    async beginRebuild() {
      return beginRebuild(db);
    },
    async configure() {
      await refuseMasterKey(reader);
    },
    async status() {
      const { numberOfDocuments } = await client.index(remote.uid(sourceLocale)).getStats();
      return { ok: true, engine: 'meilisearch', documents: numberOfDocuments };
    },
    async close() {
      closed = true;
    },
  };
}

/** The words of a search that was understood, without its facts: Meilisearch is not asked for those yet. */
function plainText(groups: readonly AskedGroup[]): string {
  return groups
    .filter(({ optional }) => !optional)
    .flatMap(({ ways }) => ways.find(({ terms }) => !terms.some((term) => term.includes(':')))?.terms ?? [])
    .join(' ');
}

function readVocabulary(db: Db, locale: Locale): Vocabulary {
  const rows = listDocuments(db, readState(db).generation);
  const known = new Set(rows.flatMap((row) => readTerms(row)[locale].split(/[| ]/)));
  return { has: (term) => known.has(term), sorted: () => [...known].sort() };
}

/** A key that can list keys can do everything, so the app must not have it. */
async function refuseMasterKey(client: Meilisearch): Promise<void> {
  const open = await client.getKeys({ limit: 1 }).then(
    () => true,
    () => false,
  );
  if (open) throw new Error('MEILI_API_KEY can manage keys; give the app a key for its own indexes (docs/scale.md).');
}

function toPage(
  db: Db,
  query: SearchQuery,
  typed: readonly TypedWord[],
  answers: MultiSearchAnswer[],
  matched: SearchPage['matched'],
): SearchPage {
  const main = answers[0]!;
  const ids = main.hits.map((hit) => hit.id as number);
  const named = query.highlight || matched !== 'exact';
  const names = named ? namesOf(db, readState(db).generation, query.locale, ids) : new Map<number, string>();
  const shown = ids.map((id) => names.get(id) ?? '');
  const { marks, meant } = readNames(query, typed, shown);
  const highlights = shown.map((name) => segmentsOf(name, marks, query.locale));
  return {
    ids,
    ...hitCount(main),
    facets: facetsOf(query, answers),
    stats: statsOf(query, main),
    highlights: query.highlight ? highlights : [],
    matched,
    corrected: matched !== 'exact' && meant.size > 0 ? correctedQuery(query, typed, meant, highlights) : null,
    degraded: false,
  };
}

/**
 * Words of the names that match the typed words (`marks`), and the corrections of words without a match
 * (`meant`).
 */
function readNames({ locale }: SearchQuery, typed: readonly TypedWord[], names: readonly string[]) {
  const indexed = [...new Set(names.flatMap((name) => tokensOf(name, locale)))].sort();
  const marks = new Set<string>();
  const meant = new Map<number, string>();
  typed.forEach(({ token, raw }, i) => {
    const last = i === typed.length - 1;
    const synonyms = new Set(synonymsOf([token], locale).flat());
    const found = indexed.filter(
      (word) => word === token || synonyms.has(word) || ((last || token.length > 3) && word.startsWith(token)),
    );
    const [near] = found.length > 0 ? [] : similarTerms(indexed, token, typosAllowed(raw), last, 1);
    for (const word of found) marks.add(word);
    if (!near) return;
    marks.add(near.term);
    meant.set(i, near.term);
  });
  return { marks: [...marks], meant };
}
