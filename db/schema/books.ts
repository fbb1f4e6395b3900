import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accountNames, entryCodes, sides } from '#app/domain/books/posting.ts';

/** One movement of money. Never changed: a correction is an entry that reverses it. */
export const bookEntries = sqliteTable('book_entries', {
  id: integer().primaryKey(),
  /** Idempotency key, names the operation and its row: posting it twice makes one entry. */
  key: text().notNull(),
  /** SHA-256 of the posted input: the same key with another input is a bug and is refused. */
  inputHash: blob('input_hash', { mode: 'buffer' }).notNull(),
  code: text({
    enum: entryCodes,
  }).notNull(),
  /** The object of the entry, such as an order. The books know it only by this reference. */
  reference: text().notNull(),
  reverses: integer(),
  at: text().notNull(),
});

/** The postings of an entry; its debits equal its credits. */
export const bookPostings = sqliteTable(
  'book_postings',
  {
    entryId: integer('entry_id').notNull(),
    n: integer().notNull(),
    account: text({
      enum: accountNames,
    }).notNull(),
    /** Owner of the account: a supplier's id; empty for the cooperative's own accounts. */
    party: text().notNull(),
    vatBasisPoints: integer('vat_basis_points'),
    side: text({ enum: sides }).notNull(),
    amountCents: integer('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.entryId, table.n] })],
);

/** Sums of postings by month in UTC, which a trigger moves with each posting. */
export const bookBalances = sqliteTable(
  'book_balances',
  {
    party: text().notNull(),
    account: text().notNull(),
    month: text().notNull(),
    debitCents: integer('debit_cents').notNull(),
    creditCents: integer('credit_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.party, table.account, table.month] })],
);

/** The last check of the books against the rows that they describe. */
export const booksChecks = sqliteTable('books_checks', {
  id: integer().primaryKey(),
  at: text().notNull(),
  entries: integer().notNull(),
  problems: text().notNull(),
});
