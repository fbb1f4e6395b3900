import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { formats } from '#app/domain/imports/formats.ts';
import { encodings, importStates, rowOutcomes } from '#app/domain/imports/offer-import.ts';

export const offerImports = sqliteTable('offer_imports', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  state: text({ enum: importStates }).notNull(),
  fileName: text('file_name').notNull(),
  fileKey: text('file_key').notNull(),
  bytes: integer().notNull(),
  encoding: text({ enum: encodings }).notNull(),
  delimiter: text().notNull(),
  format: text({ enum: formats }).notNull(),
  /** Our column -> the file's column. */
  mapping: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: text('created_at').notNull(),
  bytesRead: integer('bytes_read').notNull().default(0),
  rowsRead: integer('rows_read').notNull().default(0),
  rowsWritten: integer('rows_written').notNull().default(0),
  toCreate: integer('to_create').notNull().default(0),
  toChange: integer('to_change').notNull().default(0),
  same: integer().notNull().default(0),
  refused: integer().notNull().default(0),
  problem: text(),
  finishedAt: text('finished_at'),
});

/** One checked row of the file. `offer` is the data to write; it is erased once written. */
export const offerImportRows = sqliteTable(
  'offer_import_rows',
  {
    importId: text('import_id').notNull(),
    row: integer().notNull(),
    sku: text().notNull(),
    name: text().notNull(),
    outcome: text({ enum: rowOutcomes }).notNull(),
    /** Reasons of refusal, or the changed fields. */
    detail: text({ mode: 'json' }).$type<unknown[]>().notNull(),
    offer: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** The word that rows share of which neither the file nor the name says the thing; answered once for all. */
    thingAsked: text('thing_asked'),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] })],
);
