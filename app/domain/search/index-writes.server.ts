// Writes the tables behind the search engines: each change once, for every process. A rebuild is a second generation
// beside the current one, in which a row that is the same keeps its sequence number.
import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isoUtc } from '#app/domain/shared/context.ts';
import { byLocale, perLocale } from '#app/domain/shared/locale.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { getValue, integer, listValues } from '#db/rows.ts';
import { smallTermsOf, tokensOf } from './analysis.ts';
import { readState } from './index-tables.server.ts';
import type { Rebuild, SearchChange, SearchDocument } from './search.ts';
import type { Seller } from './seller-columns.ts';
import { termLine } from './term-index.ts';

/** Applies the changes in one transaction, to the current generation and to one that is being built. */
export function applyIndexChanges(db: Db, changes: readonly SearchChange[]): void {
  inOne(db, () => {
    const { generation, building } = readState(db);
    for (const into of building === null ? [generation] : [generation, building])
      for (const change of changes)
        if ('put' in change) put(db, into, change.put, 'fresher');
        else remove(db, into, change.remove);
  });
}

const rowsAtOnce = 500;
/**
 * The rows that a rebuild changes have their number from the beginning: so many past the present one that no follower of the
 * current generation is past it when the rebuild is committed.
 */
const numbersAhead = 1_000_000;

export function beginRebuild(db: Db): Rebuild {
  const begun = isoUtc(new Date());
  const { own, begunSeq } = inOne(db, () => {
    const { generation, seq } = readState(db);
    removeDropped(db, generation);
    const building = getValue(
      db,
      integer,
      `update search_state
       set last_generation = last_generation + 1, building = last_generation + 1
       where id = 1
       returning building`,
    );
    return { own: building, begunSeq: seq };
  });
  const changed = begunSeq + numbersAhead;
  const mustBeOwn = () => {
    if (readState(db).building !== own) throw new Error('another rebuild began since');
  };
  return {
    async add(documents) {
      for (let i = 0; i < documents.length; i += rowsAtOnce)
        inOne(db, () => {
          mustBeOwn();
          for (const document of documents.slice(i, i + rowsAtOnce)) put(db, own, document, { changed });
        });
    },
    async commit() {
      for (let after: number | null = -1; after !== null; await setImmediate()) {
        const from: number = after;
        after = inOne(db, () => {
          mustBeOwn();
          return markGone(db, { own, changed, after: from });
        });
      }
      inOne(db, () => {
        mustBeOwn();
        numberChanges(db, own, changed);
        preparedSql(
          db,
          'update search_state set generation = ?, building = null, built_at = ?, followable_from = ? where id = 1',
        ).run(own, begun, begunSeq);
      });
      while (removeOlder(db, own)) await setImmediate();
    },
    async abort() {
      inOne(db, () => {
        const { generation, building } = readState(db);
        if (building !== own) return;
        preparedSql(db, 'update search_state set building = null where id = 1').run();
        removeDropped(db, generation);
      });
    },
  };
}

/**
 * Marks offers that the current generation has and the new one has not, some after an id; the last id, or null when none is left.
 * One that comes or goes from now on is written to both.
 */
function markGone(db: Db, { own, changed, after }: { own: number; changed: number; after: number }): number | null {
  const current = readState(db).generation;
  const ids = listValues(
    db,
    integer,
    `select id from search_documents where generation = ? and id > ? order by id limit ${rowsAtOnce}`,
    current,
    after,
  );
  preparedSql(
    db,
    `insert into search_documents select @own, id, @changed, ${removedColumns}
     from search_documents d
     where generation = @current and supplier > '' and id in (select value from json_each(@ids)) and
       not exists (select 1 from search_documents where generation = @own and id = d.id)`,
  ).run({ own, changed, current, ids: JSON.stringify(ids) });
  return ids.at(-1) ?? null;
}

/** The number of what the rebuild changed becomes the present one; all of it is numbered again only when that is past it. */
function numberChanges(db: Db, own: number, changed: number): void {
  const { seq } = readState(db);
  if (seq < changed) preparedSql(db, 'update search_state set seq = ? where id = 1').run(changed);
  else
    for (const table of ['search_documents', 'search_sellers'] as const)
      preparedSql(db, `update ${table} set seq = ? where generation = ? and seq = ?`).run(nextSeq(db), own, changed);
}

/** Deletes every generation except `kept`. */
function removeDropped(db: Db, kept: number): void {
  preparedSql(db, 'delete from search_documents where generation <> ?').run(kept);
  preparedSql(db, 'delete from search_sellers where generation <> ?').run(kept);
}

/** Deletes some rows of the generations before `kept`; false when none is left. */
function removeOlder(db: Db, kept: number): boolean {
  const keys = { search_documents: 'generation, id', search_sellers: 'generation, supplier' };
  const changes = Object.entries(keys).map(([table, key]) => {
    const some = `select ${key} from ${table} where generation < ? limit ?`;
    return preparedSql(db, `delete from ${table} where (${key}) in (${some})`).run(kept, rowsAtOnce).changes;
  });
  return changes.some((one) => one > 0);
}

/** A change that is applied now is fresher than what a rebuild has; what a rebuild changes has the number `changed`. */
type Write = 'fresher' | { changed: number };

function put(db: Db, generation: number, item: SearchDocument, write: Write): void {
  const { supplier, supplierName, supplierTypes, labels, proven, declared, evidence, place, ...offer } = item;
  const seller: Seller = { supplier, supplierName, supplierTypes, labels, proven, declared, evidence, place };
  const names = perLocale((locale) => byLocale(item, locale).name);
  const terms = JSON.stringify(
    perLocale((locale) => {
      const { name, text } = byLocale(item, locale);
      const facts = [...(item.facts ?? []), ...smallTermsOf(name, locale)];
      return termLine(tokensOf(name, locale), tokensOf(text, locale), facts);
    }),
  );
  const fresher = write === 'fresher';
  putSeller(db, generation, seller, write);
  const content = hash('sha256', `${JSON.stringify(offer)} ${supplier} ${terms}`, 'base64url').slice(0, 16);
  preparedSql(
    db,
    `insert into search_documents (generation, id, seq, removed, category, kind, supplier, price_cents, gross_cents, lead_days, in_stock, names, terms, terms_hash, content)
     values (@generation, @id, ${fresher ? '@seq' : seqOfSame('search_documents', 'id = @id and content = @content')}, 0, @category, @kind, @supplier, @priceCents, @grossCents, @leadDays, @inStock, @names, @terms, @termsHash, @content)
     on conflict (generation, id) do ${
       fresher
         ? `update set seq = excluded.seq, removed = 0, category = excluded.category, kind = excluded.kind, supplier = excluded.supplier, price_cents = excluded.price_cents, gross_cents = excluded.gross_cents,
            lead_days = excluded.lead_days, in_stock = excluded.in_stock, names = excluded.names, terms = excluded.terms, terms_hash = excluded.terms_hash, content = excluded.content`
         : 'nothing'
     }`,
  ).run({
    generation,
    id: item.id,
    ...(fresher ? { seq: nextSeq(db) } : write),
    category: item.category,
    kind: item.kind,
    supplier,
    priceCents: item.priceCents,
    grossCents: item.grossCents,
    leadDays: item.leadDays,
    inStock: item.inStock ? 1 : 0,
    names: JSON.stringify(names),
    terms,
    termsHash: hashOf(terms),
    content,
  });
}

function putSeller(db: Db, generation: number, seller: Seller, write: Write): void {
  const fresher = write === 'fresher';
  const body = JSON.stringify(seller);
  const { supplier } = seller;
  preparedSql(
    db,
    `insert into search_sellers (generation, supplier, seq, body)
     values (@generation, @supplier, ${fresher ? '@seq' : seqOfSame('search_sellers', 'supplier = @supplier and body = @body')}, @body)
     on conflict (generation, supplier) do ${
       fresher ? 'update set seq = excluded.seq, body = excluded.body where body <> excluded.body' : 'nothing'
     }`,
  ).run({ generation, supplier, body, ...(fresher ? { seq: nextSeq(db) } : write) });
}

/** The number under which the current generation has the same row: followers that have read it need not read it again. */
function seqOfSame(table: 'search_documents' | 'search_sellers', same: string): string {
  return `coalesce((select seq from ${table} where generation = (select generation from search_state) and ${same}), @changed)`;
}

/** The columns of a removed document, from `removed` on. */
const removedColumns = `1, '', '', '', 0, 0, 0, 0, '{}', '{}', 0, ''`;

/**
 * Leaves a tombstone, even if there was no row: other processes must see the removal, and a rebuild must not add the
 * offer again.
 */
function remove(db: Db, generation: number, id: number): void {
  preparedSql(
    db,
    `insert into search_documents values (?, ?, ?, ${removedColumns})
     on conflict (generation, id) do update set seq = excluded.seq, removed = 1, supplier = '', content = ''`,
  ).run(generation, id, nextSeq(db));
}

function nextSeq(db: Db): number {
  return getValue(db, integer, 'update search_state set seq = seq + 1 where id = 1 returning seq');
}

/** FNV-1a, 32 bits: detects a change of the terms. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function inOne<T>(db: Db, work: () => T): T {
  return db.$client.inTransaction ? work() : db.$client.transaction(work).immediate();
}
