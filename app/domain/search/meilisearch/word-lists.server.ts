// The words of the index and the names of its suppliers, as each process that asks Meilisearch has them: what a search
// means is decided before it is asked. Read from the tables a slice at a time, then followed by number.
import { setImmediate } from 'node:timers/promises';
import { type Locale, locales, perLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { integer, listRows, text } from '#db/rows.ts';
import { tokensOf } from '../analysis.ts';
import { canFollow, readState, readTerms } from '../index-tables.server.ts';
import { addToken, type TermList } from '../term-index.ts';

type NamedSupplier = { name: string; tokens: Readonly<Record<Locale, readonly string[]>> };
export type WordLists = {
  terms: Readonly<Record<Locale, TermList>>;
  suppliers: Map<string, NamedSupplier>;
};
type FollowedLists = WordLists & { generation: number; seq: number };

const rowsAtOnce = 200;
/** Below every number. */
const nothing = -1;

/** Changes of one slice are in the answer; more are read beside, and the answer has what was there before. */
export function openWordLists(db: Db): () => Promise<WordLists> {
  let lists: FollowedLists | null = null;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const state = readState(db);
    const next: FollowedLists =
      lists && canFollow(state, lists.generation, lists.seq)
        ? lists
        : { generation: state.generation, seq: nothing, suppliers: new Map(), terms: perLocale(createList) };
    await addNames(db, next, state.generation);
    await addTokens(db, next, state.generation);
    next.generation = state.generation;
    next.seq = state.seq;
    lists = next;
  }

  return async () => {
    const state = readState(db);
    if (lists?.generation !== state.generation || lists.seq !== state.seq)
      reading ??= read().finally(() => {
        reading = null;
      });
    if (lists === null) await reading;
    return lists!;
  };
}

function createList(): TermList {
  return { ids: new Map(), tokens: [], sorted: null };
}

async function addNames(db: Db, { suppliers, seq }: FollowedLists, generation: number): Promise<void> {
  for (let after = ''; ; await setImmediate()) {
    const rows = listRows(
      db,
      { supplier: text, name: text },
      `select supplier, body ->> 'supplierName' as name
       from search_sellers
       where generation = ? and supplier > ? and seq > ?
       order by supplier
       limit ?`,
      ...[generation, after, seq, rowsAtOnce],
    );
    for (const { supplier, name } of rows)
      suppliers.set(supplier, { name, tokens: perLocale((locale) => tokensOf(name, locale)) });
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)!.supplier;
  }
}

async function addTokens(db: Db, { terms, seq }: FollowedLists, generation: number): Promise<void> {
  for (let after = { seq, id: Number.MAX_SAFE_INTEGER }; ; await setImmediate()) {
    const rows = listRows(
      db,
      { seq: integer, id: integer, terms: text },
      `select seq, id, terms
       from search_documents
       where generation = @generation and seq >= @seq and (seq > @seq or id > @id)
       order by seq, id
       limit @limit`,
      { generation, ...after, limit: rowsAtOnce },
    );
    for (const row of rows) {
      const lines = readTerms(row);
      for (const locale of locales)
        for (const token of (lines[locale] ?? '').split(/[| ]/)) if (token !== '') addToken(terms[locale], token);
    }
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)!;
  }
}
