import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One movement of money. Never changed: a correction is an entry that reverses it. */
export const bookEntries = sqliteTable('book_entries', {
  id: integer().primaryKey(),
  /** Idempotency key, names the operation and its row: posting it twice makes one entry. */
  key: text().notNull(),
  /** SHA-256 of the posted input: the same key with another input is a bug and is refused. */
  inputHash: text('input_hash').notNull(),
  code: text({
    enum: [
      'payment',
      'late-payment',
      'second-payment',
      'invoiced',
      'bank-received',
      'bank-payout',
      'provider-fee',
      'contribution',
      'transfer',
      'transfer-reversed',
      'refund-agreed',
      'refund-paid',
      'dispute-funds',
      'dispute-lost',
      'reversal',
    ],
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
      enum: [
        'provider',
        'bank',
        'receivables',
        'supplier',
        'vat',
        'contribution',
        'fees',
        'refunds',
        'disputes',
        'unsettled',
      ],
    }).notNull(),
    /** Owner of the account: a supplier's id; empty for the cooperative's own accounts. */
    party: text().notNull(),
    vatBasisPoints: integer('vat_basis_points'),
    side: text({ enum: ['debit', 'credit'] }).notNull(),
    amountCents: integer('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.entryId, table.n] })],
);
