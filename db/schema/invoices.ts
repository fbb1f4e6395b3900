import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Locale } from '#app/domain/shared/locale.ts';

/** A party of an invoice. */
export type InvoiceParty = {
  name: string;
  legalForm: string | null;
  siret: string | null;
  vatNumber: string | null;
  address: string;
  postcode: string;
  city: string;
  email: string;
};
export type InvoiceLine = {
  kind: 'goods' | 'delivery';
  /** Empty for a delivery, which the document names itself. */
  nameFr: string;
  nameEn: string;
  quantity: number;
  /** Unit code of UN/ECE recommendation 20. */
  unitCode: string;
  htCents: number;
  vatBasisPoints: number;
  vatCents: number;
};
/** The complete content of an invoice, frozen when it is issued. */
export type InvoiceContent = {
  number: string;
  kind: 'invoice' | 'credit-note';
  /** For a credit note: the invoice that it corrects. */
  corrects: { number: string; issuedOn: string } | null;
  issuedOn: string;
  deliveredOn: string;
  orderNumber: string;
  locale: Locale;
  seller: InvoiceParty;
  buyer: InvoiceParty;
  vatRegime: 'standard' | 'franchise' | 'margin';
  lines: InvoiceLine[];
  /** Null if it is payable by bank transfer until `dueOn`. */
  paidOn: string | null;
  dueOn: string;
  /**
   * The signed checkpoint of the impact ledger at that time: a copy outside the cooperative. Absent in older
   * invoices.
   */
  checkpoint?: string | null;
};

export const invoices = sqliteTable('invoices', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  orderId: text('order_id').notNull(),
  kind: text({ enum: ['invoice', 'credit-note'] }).notNull(),
  year: integer().notNull(),
  seq: integer().notNull(),
  number: text().notNull(),
  corrects: text(),
  /** The reason for issuing it, unique: the hand-over, or one return. */
  occasion: text().notNull(),
  totalCents: integer('total_cents').notNull(),
  content: text({ mode: 'json' }).$type<InvoiceContent>().notNull(),
  issuedAt: text('issued_at').notNull(),
});

/** SHA-256 of the PDF as it was first rendered. */
export const invoiceFiles = sqliteTable('invoice_files', {
  invoiceId: text('invoice_id').primaryKey(),
  sha256: text().notNull(),
  keptAt: text('kept_at').notNull(),
});
