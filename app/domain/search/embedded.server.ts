// The embedded engine: term index and columns in the memory of each process, loaded from the database and
// updated before each search with the changes since. Needs no other program and no copy that must be
// synchronised by hand.
import { setImmediate } from 'node:timers/promises';
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import { type Locale, locales, perLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { type TypedWord, tokensOf, typedWords } from './analysis.ts';
import { applyFilters } from './apply-filters.ts';
import { addOffer, type Columns, lendBits, makeColumns, removeOffer, setOffer } from './columns.ts';
import { correctedQuery, segmentsOf } from './highlight.ts';
import {
  canFollow,
  type DocumentRow,
  documentsPast,
  listDocuments,
  listOffersOf,
  namesOf,
  readState,
  readTerms,
  sellersPast,
} from './index-tables.server.ts';
import { applyIndexChanges, beginRebuild } from './index-writes.server.ts';
import { type Hits, matchTerms } from './match.ts';
import { matchGroups } from './match-groups.ts';
import { pageOf } from './order-offers.ts';
import { clearScratch } from './scratch.ts';
import type { SearchEngine, SearchPage, SearchQuery } from './search.ts';
import { nameTokensOf, setSeller } from './seller-columns.ts';
import { addTerms, createTermIndex, sortedTokens, type TermIndex, trimPostings } from './term-index.ts';

const maxTerms = 12;
const maxNames = 20;

type Index = {
  generation: number;
  seq: number;
  columns: Columns;
  terms: Record<Locale, TermIndex>;
  hashes: Map<number, number>;
};

export function embeddedEngine(db: Db): SearchEngine {
  let loaded: Index | null = null;
  let loading: Promise<void> | null = null;

  /** The index with all changes; null when a whole generation must be read. */
  function follow(): Index | null {
    const index = loaded;
    const state = readState(db);
    if (!index || !canFollow(state, index.generation, index.seq) || tooManyDead(index.columns)) return null;
    if (index.generation === state.generation && index.seq === state.seq) return index;
    loaded = null; // one that takes only a part of the changes must not be used
    // One transaction, so that the rows and the state are of the same moment.
    loaded = db.$client.transaction(() => {
      const now = readState(db);
      if (!canFollow(now, index.generation, index.seq)) return null;
      index.generation = now.generation;
      take(db, index, now.seq);
      return index;
    })();
    return loaded;
  }

  /** The index with all changes. A generation is read in slices; searches that come during them wait together. */
  async function current(): Promise<Index> {
    for (let index = follow(); ; index = follow()) {
      if (index) return index;
      loading ??= loadWhole();
      await loading;
    }
  }

  async function loadWhole(): Promise<void> {
    try {
      const index = await readGeneration(db);
      // Some rows of one that was dropped while it was read are missing.
      loaded = readState(db).generation === index.generation ? index : null;
    } finally {
      loading = null;
    }
  }

  return {
    async search(query) {
      return search(db, await current(), query);
    },
    async vocabulary(locale) {
      const terms = (await current()).terms[locale];
      return { has: (term) => terms.ids.has(term), sorted: () => sortedTokens(terms) };
    },
    async facetValues(query, _facet, text) {
      return supplierValues(await current(), query, text);
    },
    async apply(changes) {
      applyIndexChanges(db, changes);
    },
    async flush() {}, // applied changes are visible at once
    async beginRebuild() {
      return beginRebuild(db);
    },
    async configure() {}, // has no settings outside the code
    async status() {
      return { ok: true, engine: 'embedded', documents: (await current()).columns.live, fault: null };
    },
    async close() {
      loaded = null;
    },
  };
}

function search(db: Db, index: Index, query: SearchQuery): SearchPage {
  const { columns } = index;
  clearScratch(columns.scratch);
  const typed = query.groups ? [] : typedWords(query.text, query.locale).slice(0, maxTerms);
  const hits = hitsOf(index, query, typed);
  // Every offer without a text; none for a text without any indexable word.
  const candidates = hits?.slots ?? (query.groups || query.text.trim() === '' ? null : lendBits(columns));
  const found = applyFilters(columns, candidates, query.filters, query.facets, query.priceField);
  const { total, facets, stats } = found;
  const shown = pageOf(columns, query, hits, found);
  const ids = shown.map((slot) => columns.ids[slot]!);
  const named = query.highlight || (hits && hits.meant.size > 0);
  const names = named ? namesOf(db, index.generation, query.locale, ids) : null;
  const highlights = names ? ids.map((id) => segmentsOf(names.get(id) ?? '', hits?.marks ?? [], query.locale)) : [];
  return {
    ids,
    total,
    totalIsExact: true,
    facets,
    stats,
    highlights: query.highlight ? highlights : [],
    matched: hits?.matched ?? 'exact',
    corrected: hits && hits.meant.size > 0 ? correctedQuery(query, typed, hits.meant, highlights) : null,
    degraded: false,
  };
}

function hitsOf({ terms, columns }: Index, { groups, locale }: SearchQuery, typed: readonly TypedWord[]): Hits | null {
  if (groups) return groups.length === 0 ? null : matchGroups(terms[locale], columns, groups);
  return typed.length === 0 ? null : matchTerms(terms[locale], columns, typed, locale);
}

function supplierValues({ columns }: Index, query: SearchQuery, text: string) {
  clearScratch(columns.scratch);
  const typed = tokensOf(text, query.locale);
  const filters = query.filters.filter((filter) => !('field' in filter) || filter.field !== 'supplier');
  const { selling } = applyFilters(columns, null, filters, []);
  const names = nameTokensOf(columns.sellers, query.locale);
  const named = (seller: number) => typed.every((token) => names[seller]!.some((word) => word.startsWith(token)));
  return Array.from(selling.sellers, (index, i) => ({ index, count: selling.offers[i]! }))
    .filter(({ index }) => named(index))
    .map(({ index, count }) => {
      const { supplier, supplierName } = columns.sellers.list[index]!;
      return { value: supplier, name: supplierName, count };
    })
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, maxNames);
}

/** Documents that are read in one slice. */
const documentsAtOnce = 50;

/** The present generation; rows that change while it is read are followed afterwards. */
async function readGeneration(db: Db): Promise<Index> {
  const { index, seq, offers } = db.$client.transaction(() => {
    const { generation, seq } = readState(db);
    const index: Index = {
      generation,
      seq: -1,
      columns: makeColumns(),
      terms: perLocale(createTermIndex),
      hashes: new Map(),
    };
    takeSellers(db, index);
    return { index, seq, offers: bySupplier(index, listOffersOf(db, generation)) };
  })();
  for (let i = 0; i < offers.length; i += documentsAtOnce) {
    const ids = offers.slice(i, i + documentsAtOnce).map(({ id }) => id);
    const rows = new Map(listDocuments(db, index.generation, ids).map((row) => [row.id, row]));
    for (const row of ids.map((id) => rows.get(id)))
      if (row && index.columns.sellers.at.has(row.supplier)) takeRow(index, row);
    await setImmediate();
  }
  index.seq = seq;
  for (const locale of locales) trimPostings(index.terms[locale]);
  return index;
}

/** Applies all changes after the index's own sequence number; sellers first, because offers refer to them. */
function take(db: Db, index: Index, seq: number): void {
  takeSellers(db, index);
  for (const row of documentsPast(db, index.generation, index.seq)) takeRow(index, row);
  index.seq = seq;
}

function takeSellers(db: Db, { generation, seq, columns }: Index): void {
  columns.version++;
  for (const seller of sellersPast(db, generation, seq)) setSeller(columns.sellers, seller);
}

/** Height of a strip of the map: about five kilometres. */
const stripDegrees = 0.05;

/**
 * The offers of a supplier one after the other, each supplier's by id, and suppliers by strips of the map from west to
 * east: neighbours are counted together, and what is near a place is in few runs of slots.
 */
function bySupplier<T extends { supplier: string }>({ columns }: Index, rows: readonly T[]): T[] {
  const { at, list } = columns.sellers;
  const placeOf = (slug: string) => list[at.get(slug) ?? -1]?.place ?? { lat: 0, lon: 0 };
  return [...Map.groupBy(rows, ({ supplier }) => supplier)]
    .map(([slug, own]) => ({ own, lon: placeOf(slug).lon, strip: Math.floor(placeOf(slug).lat / stripDegrees) }))
    .sort((a, b) => a.strip - b.strip || a.lon - b.lon)
    .flatMap(({ own }) => own);
}

function takeRow(index: Index, row: DocumentRow): void {
  const { id, removed, category, kind, supplier, priceCents, grossCents, leadDays, inStock, termsHash } = row;
  const { columns } = index;
  if (removed === 1) {
    removeOffer(columns, id);
    return;
  }
  const seller = columns.sellers.at.get(supplier);
  if (seller === undefined) throw new Error(`offer ${id} is of ${supplier}, whom the index does not know`);
  const offer = {
    id,
    category: category as Category,
    kind: kind as OfferKind,
    priceCents,
    grossCents,
    leadDays,
    inStock: inStock === 1,
  };
  const slot = columns.slotOf.get(id);
  if (slot !== undefined && index.hashes.get(id) === termsHash && columns.seller[slot] === seller) {
    setOffer(columns, slot, offer);
    return;
  }
  const fresh = addOffer(columns, offer, seller);
  const terms = readTerms(row);
  for (const locale of locales) addTerms(index.terms[locale], fresh, terms[locale]);
  index.hashes.set(id, termsHash);
}

/** Dead slots cost memory and time in each search; above about a quarter of the live ones, the index is reloaded. */
function tooManyDead({ size, live }: Columns): boolean {
  return size - live > 1000 + live / 4;
}
