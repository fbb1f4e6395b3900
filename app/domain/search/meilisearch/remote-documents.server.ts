// Builds the Meilisearch documents of an offer from the tables that every engine reads.

import { type Locale, perLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { integer, listRows, nullable, type Row, text } from '#db/rows.ts';
import { tokensOf } from '../analysis.ts';
import { readTerms } from '../index-tables.server.ts';
import type { Scores } from '../search.ts';
import type { Seller } from '../seller-columns.ts';
import { tenthOf } from '../tenths.ts';

export type RemoteDocument = { id: number } & Record<string, unknown>;
export type RemoteChange = { id: number; removed: boolean; documents: Readonly<Record<Locale, RemoteDocument>> | null };

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
  seller: nullable(text),
  turn: nullable(integer),
};

/**
 * Documents changed after `seq`, and every offer of a supplier changed after it; with a negative `seq`, all live
 * ones.
 */
export function changesPast(db: Db, generation: number, seq: number): RemoteChange[] {
  const rows = listRows(
    db,
    documentRow,
    `with changed as (
       select id, supplier
       from search_documents
       where generation = @generation and (@seq >= 0 or removed = 0) and (
         seq > @seq or
         supplier in (select supplier from search_sellers where generation = @generation and seq > @seq))
     ), turns as (
       select id, row_number() over (partition by supplier order by id) - 1 as turn
       from search_documents
       where generation = @generation and removed = 0 and supplier in (select supplier from changed)
     )
     select d.id, d.removed, d.category, d.kind, d.supplier, d.price_cents as priceCents, d.gross_cents as grossCents, d.lead_days as leadDays,
       d.in_stock as inStock, d.terms, s.body as seller, t.turn
     from changed c
     join search_documents d on d.generation = @generation and d.id = c.id
     left join turns t on t.id = d.id
     left join search_sellers s on s.generation = d.generation and s.supplier = d.supplier
     order by d.seq`,
    { generation, seq },
  );
  return rows.map((row) => ({
    id: row.id,
    removed: row.removed === 1,
    documents: row.removed === 1 ? null : remoteDocuments(row),
  }));
}

function remoteDocuments(row: Row<typeof documentRow>): Readonly<Record<Locale, RemoteDocument>> {
  const terms = readTerms(row);
  return perLocale((locale) => toRemote(row, terms[locale], locale));
}

function toRemote(row: Row<typeof documentRow>, text: string, locale: Locale): RemoteDocument {
  const seller = JSON.parse(row.seller!) as Seller;
  const [nameTerms, textTerms] = text.split('|');
  return {
    id: row.id,
    category: row.category,
    kind: row.kind,
    supplier: row.supplier,
    priceCents: row.priceCents,
    grossCents: row.grossCents,
    leadDays: row.leadDays,
    inStock: row.inStock === 1,
    turn: row.turn,
    labels: seller.labels,
    supplierTypes: seller.supplierTypes,
    evidence: seller.evidence,
    proven: seller.proven,
    declared: seller.declared,
    provenTenths: tenthsOf(seller.proven),
    declaredTenths: tenthsOf(seller.declared),
    _geo: { lat: seller.place.lat, lng: seller.place.lon },
    nameTerms,
    textTerms,
    sellerTerms: tokensOf(seller.supplierName, locale).join(' '),
  };
}

function tenthsOf(scores: Scores): Record<string, string> {
  return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, String(tenthOf(score))]));
}
