import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  type InvoiceContent,
  type InvoicedBuyer,
  invoiceKinds,
  type KeptContent,
} from '#app/domain/invoicing/invoice.ts';
import { packedJson } from '#db/packed.ts';

/** The number that stands for a seller in the numbers of its documents, given at its first invoice. */
export const invoiceSeries = sqliteTable('invoice_series', {
  supplierId: text('supplier_id').primaryKey(),
  number: integer().notNull(),
});

export const invoices = sqliteTable('invoices', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  orderId: text('order_id').notNull(),
  kind: text({ enum: invoiceKinds }).notNull(),
  year: integer().notNull(),
  seq: integer().notNull(),
  number: text().notNull(),
  corrects: text(),
  /** The reason for issuing it, unique: the hand-over, or one return. */
  occasion: text().notNull(),
  totalCents: integer('total_cents').notNull(),
  content: packedJson<KeptContent>('invoice')().notNull(),
  /** Null once it was erased. */
  buyer: packedJson<InvoicedBuyer>('seller')(),
  /** The ledger keeps the checkpoint that it is printed with under its size. */
  checkpointSize: integer('checkpoint_size'),
  issuedAt: text('issued_at').notNull(),
});

/** The cooperative's own invoices to suppliers: one a month (YYYY-MM), in one series. */
export const contributionInvoices = sqliteTable('contribution_invoices', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  month: text().notNull(),
  kind: text({ enum: invoiceKinds }).notNull(),
  year: integer().notNull(),
  seq: integer().notNull(),
  number: text().notNull(),
  totalCents: integer('total_cents').notNull(),
  content: packedJson<InvoiceContent>('invoice')().notNull(),
  issuedAt: text('issued_at').notNull(),
});

/** SHA-256 of each making of the PDF; a second one follows a lost or damaged file. */
export const invoiceFiles = sqliteTable(
  'invoice_files',
  {
    invoiceId: text('invoice_id').notNull(),
    making: integer().notNull(),
    sha256: text().notNull(),
    keptAt: text('kept_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.invoiceId, t.making] })],
);
