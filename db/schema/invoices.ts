import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A party as an invoice names it. */
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
  /** Empty for a delivery, which the document names. */
  nameFr: string;
  nameEn: string;
  quantity: number;
  /** UN/ECE recommendation 20. */
  unitCode: string;
  htCents: number;
  vatBasisPoints: number;
  vatCents: number;
};
/** Everything an invoice says, frozen when it is issued. */
export type InvoiceContent = {
  number: string;
  kind: 'invoice' | 'credit-note';
  /** Of a credit note: the invoice that it corrects. */
  corrects: { number: string; issuedOn: string } | null;
  issuedOn: string;
  deliveredOn: string;
  orderNumber: string;
  locale: 'fr' | 'en';
  seller: InvoiceParty;
  buyer: InvoiceParty;
  vatRegime: 'standard' | 'franchise' | 'margin';
  lines: InvoiceLine[];
  /** Null when it is to be paid by bank transfer until `dueOn`. */
  paidOn: string | null;
  dueOn: string;
  /** The head of the impact ledger as it was signed then: a copy of it that left the house. Absent in older ones. */
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
  /** What it was issued for, once: the hand-over, or one return. */
  occasion: text().notNull(),
  totalCents: integer('total_cents').notNull(),
  content: text({ mode: 'json' }).$type<InvoiceContent>().notNull(),
  issuedAt: text('issued_at').notNull(),
});

/** The PDF as it was first made, by its SHA-256. */
export const invoiceFiles = sqliteTable('invoice_files', {
  invoiceId: text('invoice_id').primaryKey(),
  sha256: text().notNull(),
  keptAt: text('kept_at').notNull(),
});
