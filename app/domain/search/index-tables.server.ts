// Reads of the tables behind the search engines (index-writes.server.ts writes them): each process reads on from the
// sequence number it reached, from one generation into the next one too.
import { type BySource, byLocale, type Locale, perLocale, sourceLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { getRow, getValue, integer, listRows, listValues, nullable, type Row, text } from '#db/rows.ts';
import type { Seller } from './seller-columns.ts';

const indexState = {
  generation: integer,
  building: nullable(integer),
  seq: integer,
  followableFrom: integer,
  timesSeq: integer,
};
export type IndexState = Row<typeof indexState>;

export function readState(db: Db): IndexState {
  return getRow(
    db,
    indexState,
    `select generation, building, seq, followable_from as followableFrom, times_seq as timesSeq
     from search_state
     where id = 1`,
  );
}

/**
 * Whether what was read up to `seq` of a generation can be brought to the current one by the changes past that number.
 * Otherwise removals are missing, and everything must be read.
 */
export function canFollow(state: IndexState, generation: number | null, seq: number): boolean {
  return generation !== null && (generation === state.generation || seq >= state.followableFrom);
}

/** Number of documents that are not removed. Reads an index alone. */
export function countDocuments(db: Db, generation: number): number {
  return getValue(
    db,
    integer,
    "select count(*) from search_documents where generation = ? and supplier > ''",
    generation,
  );
}

/** Category, kind and supplier of a removed document are empty. */
const documentRow = {
  id: integer,
  removed: integer,
  category: text,
  kind: text,
  supplier: text,
  priceCents: integer,
  grossCents: integer,
  leadDays: integer,
  inStock: integer,
  terms: text,
  termsHash: integer,
};
export type DocumentRow = Row<typeof documentRow>;

/** The offers of a generation and their suppliers, by id. */
export function listOffersOf(db: Db, generation: number): { id: number; supplier: string }[] {
  return listRows(
    db,
    { id: integer, supplier: text },
    'select id, supplier from search_documents where generation = ? and removed = 0 order by id',
    generation,
  );
}

/** Documents of these offers that are not removed. */
export function listDocuments(db: Db, generation: number, ids: readonly number[]): DocumentRow[] {
  return listRows(
    db,
    documentRow,
    `select id, removed, category, kind, supplier, price_cents as priceCents, gross_cents as grossCents, lead_days as leadDays,
       in_stock as inStock, terms, terms_hash as termsHash
     from search_documents
     where generation = ? and removed = 0 and id in (select value from json_each(?))`,
    generation,
    JSON.stringify(ids),
  );
}

/** Documents changed after `seq`, removed ones too, in the order of the changes. */
export function documentsPast(db: Db, generation: number, seq: number): DocumentRow[] {
  return listRows(
    db,
    documentRow,
    `select id, removed, category, kind, supplier, price_cents as priceCents, gross_cents as grossCents, lead_days as leadDays,
       in_stock as inStock, terms, terms_hash as termsHash
     from search_documents
     where generation = ? and seq > ?
     order by seq`,
    generation,
    seq,
  );
}

export function sellersPast(db: Db, generation: number, seq: number): Seller[] {
  return listValues(db, text, 'select body from search_sellers where generation = ? and seq > ?', generation, seq).map(
    (body) => JSON.parse(body) as Seller,
  );
}

/** The terms of a document as `termLine` wrote them; French for a language that came after it was indexed. */
export function readTerms({ terms }: Pick<DocumentRow, 'terms'>): Readonly<Record<Locale, string>> {
  const written = JSON.parse(terms) as BySource<string>; // written by index-writes.server.ts
  return perLocale((locale) => byLocale(written, locale));
}

/** Names of the given offers, by id. */
export function namesOf(db: Db, generation: number, locale: Locale, ids: readonly number[]): Map<number, string> {
  const rows = listRows(
    db,
    { id: integer, name: text },
    `select id, coalesce(names ->> ?, names ->> ?) as name
     from search_documents
     where generation = ? and removed = 0 and id in (select value from json_each(?))`,
    `$.${locale}`,
    `$.${sourceLocale}`,
    generation,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** When the rebuild of the current generation began; null before the first rebuild. */
export function builtAt(db: Db): string | null {
  return getValue(db, nullable(text), 'select built_at from search_state where id = 1');
}
