// Builds the Meilisearch documents of offers from the tables that every engine reads, a slice at a time: between two
// slices other work of the process runs.
import { setImmediate } from 'node:timers/promises';
import { type Locale, perLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { integer, listRows, listValues, type Row, text } from '#db/rows.ts';
import { readTerms, sellersPast } from '../index-tables.server.ts';
import type { Scores } from '../search.ts';
import type { Seller } from '../seller-columns.ts';
import { tenthOf } from '../tenths.ts';

export type RemoteDocument = { id: number } & Record<string, unknown>;
/** `documents` is null for a removed offer. */
export type RemoteChange = { id: number; documents: Readonly<Record<Locale, RemoteDocument>> | null };

/** Rows whose documents are built in about five milliseconds. */
export const rowsAtOnce = 150;
const sellersAtOnce = 20;

const documentRow = {
  id: integer,
  seq: integer,
  removed: integer,
  category: text,
  kind: text,
  supplier: text,
  priceCents: integer,
  grossCents: integer,
  leadDays: integer,
  inStock: integer,
  terms: text,
};
type DocumentRow = Row<typeof documentRow>;
const columns = `id, seq, removed, category, kind, supplier, price_cents as priceCents, gross_cents as grossCents, lead_days as leadDays,
       in_stock as inStock, terms`;

/** Every offer of a generation, by id. */
export async function* allDocuments(db: Db, generation: number): AsyncGenerator<RemoteChange[]> {
  const turns = new Map<string, number>();
  for (let after = -1; ; await setImmediate()) {
    const rows = listRows(
      db,
      documentRow,
      `select ${columns} from search_documents where generation = ? and removed = 0 and id > ? order by id limit ?`,
      generation,
      after,
      rowsAtOnce,
    );
    const sellers = sellersOf(db, generation, rows);
    yield rows.map((row) => {
      const turn = turns.get(row.supplier) ?? 0;
      turns.set(row.supplier, turn + 1);
      return toChange(row, sellers, turn);
    });
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)!.id;
  }
}

/** Offers changed after `seq`, then every offer of a supplier changed after it; an offer may come twice. */
export async function* changesPast(db: Db, generation: number, seq: number): AsyncGenerator<RemoteChange[]> {
  const suppliers = sellersPast(db, generation, seq).map(({ supplier }) => supplier);
  for (let after = { seq, id: Number.MAX_SAFE_INTEGER }; ; await setImmediate()) {
    const rows = listRows(
      db,
      documentRow,
      `select ${columns}
       from search_documents
       where generation = @generation and seq >= @seq and (seq > @seq or id > @id)
       order by seq, id
       limit @limit`,
      { generation, ...after, limit: rowsAtOnce },
    );
    yield toChanges(db, generation, rows);
    if (rows.length < rowsAtOnce) break;
    after = rows.at(-1)!;
  }
  for (let i = 0; i < suppliers.length; i += sellersAtOnce)
    for (let after = -1, some = JSON.stringify(suppliers.slice(i, i + sellersAtOnce)); ; await setImmediate()) {
      const rows = listRows(
        db,
        documentRow,
        `select ${columns}
         from search_documents
         where generation = ? and id in (
           select id
           from search_documents
           where generation = ? and supplier in (select value from json_each(?)) and id > ?
           order by id
           limit ?)
         order by id`,
        ...[generation, generation, some, after, rowsAtOnce],
      );
      yield toChanges(db, generation, rows);
      if (rows.length < rowsAtOnce) break;
      after = rows.at(-1)!.id;
    }
}

function toChanges(db: Db, generation: number, rows: readonly DocumentRow[]): RemoteChange[] {
  const sellers = sellersOf(db, generation, rows);
  const turns = turnsOf(db, generation, rows);
  return rows.map((row) => toChange(row, sellers, turns.get(row.id) ?? 0));
}

/** How many offers of the same supplier come before, by id. Reads an index alone. */
function turnsOf(db: Db, generation: number, rows: readonly DocumentRow[]): Map<number, number> {
  const counted = listRows(
    db,
    { id: integer, turn: integer },
    `select id, row_number() over (partition by supplier order by id) - 1 as turn
     from search_documents
     where generation = ? and supplier > '' and supplier in (select value from json_each(?))`,
    generation,
    JSON.stringify([...new Set(rows.map(({ supplier }) => supplier))]),
  );
  return new Map(counted.map(({ id, turn }) => [id, turn]));
}

function sellersOf(db: Db, generation: number, rows: readonly DocumentRow[]): Map<string, Seller> {
  const bodies = listValues(
    db,
    text,
    'select body from search_sellers where generation = ? and supplier in (select value from json_each(?))',
    generation,
    JSON.stringify([...new Set(rows.map(({ supplier }) => supplier))]),
  );
  return new Map(bodies.map((body) => JSON.parse(body) as Seller).map((seller) => [seller.supplier, seller]));
}

function toChange(row: DocumentRow, sellers: ReadonlyMap<string, Seller>, turn: number): RemoteChange {
  const seller = sellers.get(row.supplier);
  if (row.removed === 1 || !seller) return { id: row.id, documents: null };
  const terms = readTerms(row);
  const shared = sharedFields(row, seller, turn);
  return { id: row.id, documents: perLocale((locale) => ({ ...shared, ...termFields(terms[locale]) })) };
}

function sharedFields(row: DocumentRow, seller: Seller, turn: number): RemoteDocument {
  return {
    id: row.id,
    category: row.category,
    kind: row.kind,
    supplier: row.supplier,
    priceCents: row.priceCents,
    grossCents: row.grossCents,
    leadDays: row.leadDays,
    inStock: row.inStock === 1,
    turn,
    labels: seller.labels,
    supplierTypes: seller.supplierTypes,
    evidence: seller.evidence,
    proven: seller.proven,
    declared: seller.declared,
    provenTenths: tenthsOf(seller.proven),
    declaredTenths: tenthsOf(seller.declared),
    _geo: { lat: seller.place.lat, lng: seller.place.lon },
  };
}

/** The terms of a language: those of the name, in order, and the facts; those found only elsewhere. */
function termFields(line: string) {
  const [name, rest, facts] = line.split('|').map((part) => part.split(' ').filter(Boolean));
  const nameLength = Math.min(255, name?.length ?? 0);
  return { named: [...(name ?? []), ...(facts ?? [])], elsewhere: rest ?? [], nameLength };
}

function tenthsOf(scores: Scores): Record<string, string> {
  return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, String(tenthOf(score))]));
}
