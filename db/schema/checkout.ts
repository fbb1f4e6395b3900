import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ColumnRole } from '#app/domain/checkout/bank-columns.ts';
import { bankStatementStates } from '#app/domain/checkout/bank-statement.ts';

/** A statement of the cooperative's bank as pasted, kept for thirty days. */
export const bankStatements = sqliteTable('bank_statements', {
  id: text().primaryKey(),
  text: text().notNull(),
  /** The role of each column; null until a steward says. */
  roles: text({ mode: 'json' }).$type<ColumnRole[]>(),
  state: text({ enum: bankStatementStates }).notNull(),
  /** Keys of the transfers that it entered. */
  entered: text({ mode: 'json' }).$type<string[]>().notNull(),
  createdAt: text('created_at').notNull(),
  enteredAt: text('entered_at'),
});
