// The embedded engine: FTS5 for the words, columns in memory for filters, counts and order, a trie for typos.

import type { Category, Kind } from '#app/domain/catalogue/offer.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import { type EvidenceLevel, evidenceLevels } from '#app/domain/shared/evidence.ts';
import { type Db, prepared } from '#db/client.ts';
import { synonymsOf, tokens } from './analysis.ts';
import { type Columns, makeColumns, ordered, type Row, select } from './columns.ts';
import type { SearchChange, SearchDocument, SearchEngine, SearchPage, SearchQuery } from './search.ts';
import { hasWord, makeVocabulary, nearWords, type Vocabulary } from './vocabulary.ts';

const fewResults = 10;
const reranked = 200;

type Loaded = {
  version: number;
  columns: Columns;
  names: Record<Locale, string[]>;
  vocabulary: Partial<Record<Locale, Vocabulary>>;
  words: Map<string, Words>;
};

export function embeddedEngine(db: Db): SearchEngine {
  let loaded: Loaded | null = null;

  /** Every process notices by itself that another one changed the index. */
  function current(): Loaded {
    const version =
      (prepared(db, 'select version from search_state where id = 1').pluck().get() as number | undefined) ?? 0;
    if (loaded?.version !== version) loaded = load(db, version);
    return loaded;
  }

  return {
    async search(query) {
      return search(db, current(), query);
    },
    async apply(changes) {
      write(db, changes);
    },
    async rebuild(documents) {
      write(
        db,
        documents.map((put) => ({ put })),
        true,
      );
    },
    async status() {
      return { ok: true, documents: current().columns.ids.length };
    },
  };
}

function search(db: Db, index: Loaded, query: SearchQuery): SearchPage {
  const { columns } = index;
  const typed = tokens(query.words, query.locale);
  if (typed.length === 0) {
    const order = query.sort === 'relevance' ? 'turns' : query.sort;
    return toPage(columns, select(columns, ordered(columns, order, query.near), query), query, 'exact');
  }
  const words = findWords(db, index, query.locale, typed);
  const inOrder =
    query.sort === 'relevance'
      ? words.byRelevance
      : ordered(columns, query.sort, query.near).filter((i) => words.hits.has(i));
  return toPage(columns, select(columns, inOrder, query), query, words.matched);
}

type Words = { hits: Map<number, number>; byRelevance: number[]; matched: SearchPage['matched'] };

const rememberedWords = 256;

/** Matches of the words alone. Kept until the index changes: filters, pages and counts ask for the same words again. */
function findWords(db: Db, index: Loaded, locale: Locale, typed: string[]): Words {
  const key = `${locale} ${typed.join(' ')}`;
  const known = index.words.get(key);
  if (known) return known;
  if (index.words.size >= rememberedWords) index.words.clear();
  const fresh = matchWords(db, index, locale, typed);
  index.words.set(key, fresh);
  return fresh;
}

function matchWords(db: Db, index: Loaded, locale: Locale, typed: string[]): Words {
  const groups = (alternativesOf: (token: string, last: boolean) => string[]) =>
    typed.map((token, i) => alternativesOf(token, i === typed.length - 1));
  const hits = match(
    db,
    index.columns,
    locale,
    groups((token, last) => alternatives(token, last, locale)),
  );
  let matched: SearchPage['matched'] = 'exact';
  if (hits.size < fewResults) {
    index.vocabulary[locale] ??= loadVocabulary(db, locale);
    const vocabulary = index.vocabulary[locale];
    const wider = match(
      db,
      index.columns,
      locale,
      groups((token, last) => withTypos(token, last, locale, vocabulary)),
    );
    if (hits.size === 0 && wider.size > 0) matched = 'typo';
    for (const [position, rank] of wider) if (!hits.has(position)) hits.set(position, rank + 1000);
  }
  return { hits, byRelevance: byRelevance(hits, index.names[locale], typed), matched };
}

function toPage(
  columns: Columns,
  { positions, facets }: ReturnType<typeof select>,
  query: SearchQuery,
  matched: SearchPage['matched'],
): SearchPage {
  const from = (query.page - 1) * query.perPage;
  return {
    ids: positions.slice(from, from + query.perPage).map((i) => columns.ids[i]!),
    total: positions.length,
    facets,
    matched,
  };
}

/** bm25 by position, the best (most negative) first in meaning. `groups`: all must match, any alternative of each. */
function match(db: Db, columns: Columns, locale: Locale, groups: string[][]): Map<number, number> {
  const expression = groups.map((group) => `(${group.join(' OR ')})`).join(' AND ');
  const rows = prepared(db, 'select rowid, bm25(search_words, 8, 1, 8, 1) from search_words where search_words match ?')
    .raw()
    .all(`{${locale}_name ${locale}_text} : (${expression})`) as [number, number][];
  const hits = new Map<number, number>();
  for (const [id, rank] of rows) {
    const position = columns.at.get(id);
    if (position !== undefined) hits.set(position, rank);
  }
  return hits;
}

/** The token itself, as a beginning while it is still being typed, and its synonyms as phrases. Always quoted. */
function alternatives(token: string, last: boolean, locale: Locale): string[] {
  const phrases = synonymsOf(token, locale).map((phrase) => `"${phrase.join(' ')}"`);
  return [last || token.length > 3 ? `"${token}" *` : `"${token}"`, ...phrases];
}

/** A word that the market knows was meant as typed. */
function withTypos(token: string, last: boolean, locale: Locale, vocabulary: Vocabulary): string[] {
  const near = hasWord(vocabulary, token) ? [] : nearWords(vocabulary, token, last);
  return [...alternatives(token, last, locale), ...near.map((word) => `"${word}"`)];
}

/** The best 200 are ranked again on the name: a name that begins with, or is made of, the words comes first. */
function byRelevance(hits: Map<number, number>, names: string[], typed: string[]): number[] {
  const best = [...hits].sort(([a, x], [b, y]) => x - y || a - b);
  const top = best
    .slice(0, reranked)
    .map(([position, rank]) => ({ position, rank: rank - 4 * nameBonus(names[position]!, typed) }));
  top.sort((a, b) => a.rank - b.rank || a.position - b.position);
  return [...top.map(({ position }) => position), ...best.slice(reranked).map(([position]) => position)];
}

function nameBonus(name: string, typed: string[]): number {
  const words = name.split(' ');
  const found = typed.filter((token) => words.includes(token)).length / typed.length;
  const begins = words[0]?.startsWith(typed[0]!) ? 1 : 0;
  return found + begins + (found === 1 ? 1 / words.length : 0);
}

function load(db: Db, version: number): Loaded {
  const rows = db.$client
    .prepare(
      'select id, category, kind, supplier, eco, soc, env, score, evidence, lat, lon, price_cents, in_stock, name_fr, name_en from search_documents order by id',
    )
    .raw()
    .all() as [
    number,
    Category,
    Kind,
    string,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    string,
    string,
  ][];
  const columns = makeColumns(
    rows.map(
      ([id, category, kind, supplier, eco, soc, env, score, evidence, lat, lon, priceCents, inStock]): Row => ({
        id,
        category,
        kind,
        supplier,
        scores: { score, eco, soc, env },
        evidence: evidenceLevels[evidence]!,
        place: { lat, lon },
        priceCents,
        inStock: inStock === 1,
      }),
    ),
  );
  return {
    version,
    columns,
    names: { fr: rows.map((row) => row[13]), en: rows.map((row) => row[14]) },
    vocabulary: {},
    words: new Map(),
  };
}

function loadVocabulary(db: Db, locale: Locale): Vocabulary {
  const words = db.$client
    .prepare('select distinct term from search_vocabulary where col in (?, ?)')
    .pluck()
    .all(`${locale}_name`, `${locale}_text`);
  return makeVocabulary(words as string[]);
}

/** One transaction: documents and words change together, and the version moves. */
function write(db: Db, changes: readonly SearchChange[], fromEmpty = false): void {
  const removeWords = db.$client.prepare('delete from search_words where rowid = ?');
  const removeRow = db.$client.prepare('delete from search_documents where id = ?');
  const addWords = db.$client.prepare(
    'insert into search_words (rowid, fr_name, fr_text, en_name, en_text) values (?, ?, ?, ?, ?)',
  );
  const addRow = db.$client.prepare(
    'insert into search_documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const run = db.$client.transaction(() => {
    if (fromEmpty) db.$client.exec('delete from search_words; delete from search_documents;');
    for (const change of changes) {
      const id = 'put' in change ? change.put.id : change.remove;
      if (!fromEmpty) {
        removeWords.run(id);
        removeRow.run(id);
      }
      if ('put' in change) add(change.put);
    }
    db.$client.exec(
      'insert into search_state (id, version) values (1, 1) on conflict (id) do update set version = version + 1',
    );
  });
  run.immediate();

  function add(d: SearchDocument): void {
    const [frName, enName] = [tokens(d.fr.name, 'fr').join(' '), tokens(d.en.name, 'en').join(' ')];
    addWords.run(d.id, frName, tokens(d.fr.text, 'fr').join(' '), enName, tokens(d.en.text, 'en').join(' '));
    const { score, eco, soc, env } = d.scores;
    const evidence = evidenceLevels.indexOf(d.evidence as EvidenceLevel);
    addRow.run(
      d.id,
      d.category,
      d.kind,
      d.supplier,
      eco,
      soc,
      env,
      score,
      evidence,
      d.place.lat,
      d.place.lon,
      d.priceCents,
      d.inStock ? 1 : 0,
      frName,
      enName,
    );
  }
}
