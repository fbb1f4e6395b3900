import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One thing that money did. Never changed: a correction is an entry that reverses it. */
export const bookEntries = sqliteTable('book_entries', {
  id: integer().primaryKey(),
  /** Names the operation and its row: posted twice, it is one entry. */
  key: text().notNull(),
  /** SHA-256 of what was posted: the same key with something else is a bug, never an entry. */
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
  /** What it is about, such as an order. The books know it only by this. */
  reference: text().notNull(),
  reverses: integer(),
  at: text().notNull(),
});

/** The sides of an entry; debits and credits of each are equal. */
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
    /** Whose: a supplier's id; empty for the market's own accounts. */
    party: text().notNull(),
    vatBasisPoints: integer('vat_basis_points'),
    side: text({ enum: ['debit', 'credit'] }).notNull(),
    amountCents: integer('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.entryId, table.n] })],
);
