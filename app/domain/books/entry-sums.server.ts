// Sums over all entries of the books, for the checks that compare them with the rows of other rooms. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { getValue, integer, listRows, type Row, text } from '#db/rows.ts';
import type { AccountName, EntryCode, Side } from './posting.ts';

const entrySum = { key: text, reference: text, reversed: integer, cents: integer };
/** Cents of an entry in one account; `reversed` is 1 when a later entry undoes it. */
export type EntrySum = Row<typeof entrySum>;

/** Postings of every entry of a code in one account and side, summed by entry. */
export function sumEntries(
  { db }: Pick<Ctx, 'db'>,
  { code, account, side }: { code: EntryCode; account: AccountName; side: Side },
): EntrySum[] {
  return listRows(
    db,
    entrySum,
    `select e.key, e.reference, sum(p.amount_cents) as cents,
       e.id in (select reverses from book_entries where reverses is not null) as reversed
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.code = ? and p.account = ? and p.side = ?
     group by e.id`,
    code,
    account,
    side,
  );
}

/** The same for every entry of whatever code and side whose key begins with `prefix`. */
export function sumEntriesUnder({ db }: Pick<Ctx, 'db'>, prefix: string, account: AccountName): EntrySum[] {
  return listRows(
    db,
    entrySum,
    `select e.key, e.reference, sum(p.amount_cents) as cents,
       e.id in (select reverses from book_entries where reverses is not null) as reversed
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.key glob ? || '*' and p.account = ?
     group by e.id`,
    prefix,
    account,
  );
}

/** Entries that are empty or whose sides differ, even when written around `postEntry`. Empty for sound books. */
export function listUnbalancedEntries({ db }: Pick<Ctx, 'db'>): Row<typeof entrySides>[] {
  return listRows(
    db,
    entrySides,
    `select e.key,
       sum(iif(p.side = 'debit', p.amount_cents, 0)) as debitCents,
       sum(iif(p.side = 'credit', p.amount_cents, 0)) as creditCents
     from book_entries e
     left join book_postings p on p.entry_id = e.id
     group by e.id
     having debitCents <> creditCents or debitCents = 0`,
  );
}

const entrySides = { key: text, debitCents: integer, creditCents: integer };

/** Number of entries in the books. */
export function countEntries({ db }: Pick<Ctx, 'db'>): number {
  return getValue(db, integer, 'select count(*) from book_entries');
}
