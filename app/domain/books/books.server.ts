// Owns the books: immutable double entry in integer cents. Knows the subject of an entry only as a reference.
import { createHash } from 'node:crypto';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { sum } from '#app/domain/shared/money.ts';
import { preparedSql } from '#db/client.ts';
import {
  blob,
  findRow,
  findValue,
  getValue,
  integer,
  listRows,
  listValues,
  nullable,
  oneOf,
  type Row,
  text,
} from '#db/rows.ts';
import {
  accountNames,
  type EntryCode,
  entryCodes,
  type JournalEntry,
  type Posting,
  type Side,
  sides,
} from './posting.ts';

/**
 * Posts an entry in the caller's transaction. Idempotent by key. Postings of zero cents are left out. Throws when
 * debits and credits differ, or when the key already belongs to a different entry.
 */
export function postEntry(ctx: Pick<Ctx, 'db' | 'now'>, { key, code, reference, postings }: JournalEntry): void {
  insert(
    ctx,
    { key, code, reference, reverses: null },
    postings.filter(({ amountCents }) => amountCents !== 0),
  );
}

/** Posts the opposite of an entry, once. Throws when there is no entry under the key. */
export function reverseEntry(ctx: Pick<Ctx, 'db' | 'now'>, key: string): void {
  const shape = { id: integer, reference: text };
  const existing = findRow(ctx.db, shape, 'select id, reference from book_entries where key = ?', key);
  invariant(existing, `no book entry ${key} to reverse`);
  const opposite = postingsOf(ctx, existing.id).map(
    (posting): Posting => ({ ...posting, side: posting.side === 'debit' ? 'credit' : 'debit' }),
  );
  insert(
    ctx,
    { key: `reversal:${key}`, code: 'reversal', reference: existing.reference, reverses: existing.id },
    opposite,
  );
}

type EntryHeader = { key: string; code: EntryCode | 'reversal'; reference: string; reverses: number | null };

function insert(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { key, code, reference, reverses }: EntryHeader,
  postings: readonly Posting[],
): void {
  invariant(ctx.db.$client.inTransaction, 'the books are written in the transaction of what they tell');
  const of = (side: Side) => sum(postings.filter((one) => one.side === side).map(({ amountCents }) => amountCents));
  invariant(postings.length > 0 && of('debit') === of('credit'), `entry ${key}: ${of('debit')} is not ${of('credit')}`);
  const hash = createHash('sha256')
    .update(JSON.stringify([code, reference, postings.map(inOrder)]))
    .digest();
  const existing = findValue(ctx.db, blob, 'select input_hash from book_entries where key = ?', key);
  if (existing !== undefined) {
    invariant(existing.equals(hash), `entry ${key} stands for something else`);
    return;
  }
  const { lastInsertRowid: id } = preparedSql(
    ctx.db,
    `insert into book_entries (key, input_hash, code, reference, reverses, at)
     values (?, ?, ?, ?, ?, ?)`,
  ).run(key, hash, code, reference, reverses, isoUtc(ctx.now));
  const add = preparedSql(
    ctx.db,
    `insert into book_postings (entry_id, n, account, party, vat_basis_points, side, amount_cents)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [n, one] of postings.entries()) add.run(id, n, ...inOrder(one));
}

function inOrder({ account, party, vatBasisPoints, side, amountCents }: Posting) {
  return [account, party, vatBasisPoints, side, amountCents] as const;
}

export const accountName = oneOf(accountNames);

const posting = {
  account: accountName,
  party: text,
  vatBasisPoints: nullable(integer),
  side: oneOf(sides),
  amountCents: integer,
};

function postingsOf({ db }: Pick<Ctx, 'db'>, entryId: number): Posting[] {
  return listRows(
    db,
    posting,
    `select account, party, vat_basis_points as vatBasisPoints, side, amount_cents as amountCents
     from book_postings
     where entry_id = ?
     order by n`,
    entryId,
  );
}

/** Number of entries of a code for a reference and party; the next entry uses it in its key. */
export function countEntriesOf({ db }: Pick<Ctx, 'db'>, code: EntryCode, reference: string, party: string): number {
  return getValue(
    db,
    integer,
    `select count(*)
     from book_entries e
     where e.code = ? and e.reference = ?
       and exists (select 1 from book_postings p where p.entry_id = e.id and p.party = ?)`,
    code,
    reference,
    party,
  );
}

/** Whether an entry exists under a key. */
export function isPosted({ db }: Pick<Ctx, 'db'>, key: string): boolean {
  return findValue(db, integer, 'select 1 from book_entries where key = ?', key) !== undefined;
}

const keyed = { key: text, reversed: integer };

/**
 * The entries under the given keys, with those of the same operation done again (`key.1`, `key.2`); `reversed` is 1 if
 * another entry reverses it.
 */
export function listEntriesUnder({ db }: Pick<Ctx, 'db'>, keys: readonly string[]): Row<typeof keyed>[] {
  return listRows(
    db,
    keyed,
    `select e.key, exists (select 1 from book_entries r where r.reverses = e.id) as reversed
     from json_each(?) k
     join book_entries e on e.key = k.value or (e.key > k.value || '.' and e.key < k.value || '/')
     order by e.id`,
    JSON.stringify(keys),
  );
}

/** Keys of the entries of a code for a reference. */
export function listKeys({ db }: Pick<Ctx, 'db'>, reference: string, code: EntryCode): string[] {
  return listValues(db, text, 'select key from book_entries where reference = ? and code = ?', reference, code);
}

/** Keys of all entries of a code. */
export function keysOfCode({ db }: Pick<Ctx, 'db'>, code: EntryCode): Set<string> {
  return new Set(listValues(db, text, 'select key from book_entries where code = ?', code));
}

const postedLine = {
  ...posting,
  entryId: integer,
  key: text,
  code: oneOf(entryCodes),
  /** Key and code of the entry that this one reverses; its own when it reverses none. */
  subjectKey: text,
  subjectCode: oneOf(entryCodes),
  reference: text,
  at: text,
};
export type PostedLine = Row<typeof postedLine>;

/** Postings of the given references, in the order of entry. */
export function listPostings({ db }: Pick<Ctx, 'db'>, references: readonly string[]): PostedLine[] {
  return listRows(
    db,
    postedLine,
    `select e.id as entryId, e.key, e.code, e.reference, e.at,
       coalesce(r.key, e.key) as subjectKey, coalesce(r.code, e.code) as subjectCode,
       p.account, p.party, p.vat_basis_points as vatBasisPoints, p.side, p.amount_cents as amountCents
     from book_entries e
     join book_postings p on p.entry_id = e.id
     left join book_entries r on r.id = e.reverses
     where e.reference in (select value from json_each(?))
     order by e.id, p.n`,
    JSON.stringify(references),
  );
}

const laterEntry = { reference: text, at: text };

/**
 * Entries about a buyer that come after a payment, such as refunds and bank transfers, from `from` up to before `to` (UTC).
 * They are few: an index has them alone, and its condition stands here word by word.
 */
export function listLaterEntries(
  { db }: Pick<Ctx, 'db'>,
  { from, to }: { from: string; to: string },
): Row<typeof laterEntry>[] {
  return listRows(
    db,
    laterEntry,
    `select e.reference, e.at
     from book_entries e
     left join book_entries r on r.id = e.reverses
     where e.code in ('invoiced', 'bank-received', 'refund-agreed', 'refund-paid', 'reversal') and e.at >= ? and e.at < ?
       and coalesce(r.code, e.code) in ('payment', 'invoiced', 'bank-received', 'refund-agreed', 'refund-paid')
     order by e.at`,
    from,
    to,
  );
}

/** Time of the latest entry up to a time, in UTC; null without one. */
export function lastEntryAt({ db }: Pick<Ctx, 'db'>, until: string): string | null {
  return getValue(db, nullable(text), 'select max(at) from book_entries where at <= ?', until);
}

/** References with an entry at or after a time. */
export function referencesSince({ db }: Pick<Ctx, 'db'>, at: string): Set<string> {
  return new Set(listValues(db, text, 'select reference from book_entries where at >= ?', at));
}
