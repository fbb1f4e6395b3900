// The embedded engine: term index and columns in the memory of each process, loaded from the database and
// updated before each search with the changes since. Needs no other program and no copy that must be
// synchronised by hand.
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import { type Locale, locales, perLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { tokensOf, typedWords } from './analysis.ts';
import { applyFilters } from './apply-filters.ts';
import {
  addOffer,
  type Columns,
  distancesTo,
  makeColumns,
  removeOffer,
  type Seller,
  setOffer,
  setSeller,
} from './columns.ts';
import { correctedQuery, segmentsOf } from './highlight.ts';
import {
  applyIndexChanges,
  beginRebuild,
  type DocumentRow,
  documentsPast,
  listDocuments,
  namesOf,
  readState,
  readTerms,
  sellersPast,
} from './index-tables.server.ts';
import { type Hits, makeScratch, matchTerms, type Scratch } from './match.ts';
import type { SearchEngine, SearchPage, SearchQuery } from './search.ts';
import { addTerms, createTermIndex, type TermIndex } from './term-index.ts';
import { topSlots } from './top.ts';

const maxTerms = 12;
const maxNames = 20;

/** Result for a text without any indexable word. */
const nobody = { slots: new Int32Array(0), count: 0 };

type Index = {
  generation: number;
  seq: number;
  columns: Columns;
  terms: Record<Locale, TermIndex>;
  hashes: Map<number, number>;
  scratch: Scratch;
  /** Live slots by increasing id; null after a change. */
  living: Int32Array | null;
};

export function embeddedEngine(db: Db): SearchEngine {
  let loaded: Index | null = null;

  function current(): Index {
    const state = readState(db);
    if (loaded?.generation === state.generation && loaded.seq === state.seq && !tooManyDead(loaded.columns))
      return loaded;
    const index = loaded;
    loaded = null; // a load that fails halfway must not be used
    // One transaction, so that the rows and the state are of the same moment.
    loaded = db.$client.transaction(() => {
      const { generation, seq } = readState(db);
      if (index?.generation !== generation || tooManyDead(index.columns)) return load(db, generation, seq);
      take(db, index, seq);
      return index;
    })();
    return loaded;
  }

  return {
    async search(query) {
      return search(db, current(), query);
    },
    async facetValues(query, _facet, text) {
      return supplierValues(current(), query, text);
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
      return { ok: true, engine: 'embedded', documents: current().columns.live };
    },
    async close() {
      loaded = null;
    },
  };
}

function search(db: Db, index: Index, query: SearchQuery): SearchPage {
  const { columns } = index;
  const typed = typedWords(query.text, query.locale).slice(0, maxTerms);
  const hits =
    typed.length === 0 ? null : matchTerms(index.terms[query.locale], columns, scratchFor(index), typed, query.locale);
  const candidates = hits ?? (query.text.trim() === '' ? everyone(index) : nobody);
  const { slots, total, facets, stats } = applyFilters(
    columns,
    candidates,
    query.filters,
    query.facets,
    query.priceField,
  );
  const from = (query.page - 1) * query.perPage;
  const shown = topSlots(slots, from, from + query.perPage, orderFor(index, query, hits, slots));
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

/** Sort order of slots; ties by id, so that pages never overlap. */
function orderFor(index: Index, query: SearchQuery, hits: Hits | null, slots: Int32Array) {
  const { ids, seller, sellers } = index.columns;
  const price = query.priceField === 'grossCents' ? index.columns.gross : index.columns.price;
  const byId = (a: number, b: number) => ids[a]! - ids[b]!;
  if (query.sort === 'price') return (a: number, b: number) => price[a]! - price[b]! || byId(a, b);
  if (query.sort === 'impact') {
    const proven = sellers.map((one) => one.proven.score);
    return (a: number, b: number) => proven[seller[b]!]! - proven[seller[a]!]! || byId(a, b);
  }
  if (query.sort === 'relevance' && hits) {
    const { score } = hits;
    return (a: number, b: number) => score[b]! - score[a]! || byId(a, b);
  }
  const { near } = query;
  const away = near ? distancesTo(index.columns, near) : new Int32Array(sellers.length);
  if (query.sort === 'distance') return (a: number, b: number) => away[seller[a]!]! - away[seller[b]!]! || byId(a, b);
  // Without text: the first offer of each supplier, nearest supplier first, then the second offers, and so on.
  const taken = new Uint32Array(sellers.length);
  const turn = scratchFor(index).total;
  for (const slot of slots) turn[slot] = taken[seller[slot]!]!++;
  return (a: number, b: number) => turn[a]! - turn[b]! || away[seller[a]!]! - away[seller[b]!]! || byId(a, b);
}

function supplierValues(index: Index, query: SearchQuery, text: string) {
  const typed = tokensOf(text, query.locale);
  const filters = query.filters.filter((filter) => !('field' in filter) || filter.field !== 'supplier');
  const { perSeller } = applyFilters(index.columns, everyone(index), filters, []);
  const named = (seller: Seller) => {
    const own = tokensOf(seller.supplierName, query.locale);
    return typed.every((token) => own.some((word) => word.startsWith(token)));
  };
  return index.columns.sellers
    .map((seller, i) => ({ seller, count: perSeller[i]! }))
    .filter(({ seller, count }) => count > 0 && named(seller))
    .map(({ seller, count }) => ({ value: seller.supplier, name: seller.supplierName, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, maxNames);
}

function everyone(index: Index): { slots: Int32Array; count: number } {
  index.living ??= livingSlots(index.columns);
  return { slots: index.living, count: index.living.length };
}

function livingSlots({ size, live, alive, ids, slotOf, rising }: Columns): Int32Array {
  const slots = new Int32Array(live);
  let count = 0;
  for (let slot = 0; slot < size; slot++) if (alive[slot] === 1) slots[count++] = rising ? slot : ids[slot]!;
  return rising ? slots : slots.sort().map((id) => slotOf.get(id)!);
}

function scratchFor(index: Index): Scratch {
  if (index.scratch.total.length < index.columns.size) index.scratch = makeScratch(index.columns.ids.length);
  return index.scratch;
}

function load(db: Db, generation: number, seq: number): Index {
  const index: Index = {
    generation,
    seq: -1,
    columns: makeColumns(),
    terms: perLocale(createTermIndex),
    hashes: new Map(),
    scratch: makeScratch(0),
    living: null,
  };
  take(db, index, seq);
  return index;
}

/** Applies all changes after the index's own sequence number; sellers first, because offers refer to them. */
function take(db: Db, index: Index, seq: number): void {
  for (const seller of sellersPast(db, index.generation, index.seq)) setSeller(index.columns, seller);
  const rows = index.seq < 0 ? listDocuments(db, index.generation) : documentsPast(db, index.generation, index.seq);
  for (const row of rows) takeRow(index, row);
  index.seq = seq;
  index.living = null;
}

function takeRow(index: Index, row: DocumentRow): void {
  const { id, removed, category, kind, supplier, priceCents, grossCents, leadDays, inStock, termsHash } = row;
  const { columns } = index;
  if (removed === 1) {
    removeOffer(columns, id);
    return;
  }
  const seller = columns.sellerAt.get(supplier);
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
  if (slot !== undefined && index.hashes.get(id) === termsHash) {
    setOffer(columns, slot, offer, seller);
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
