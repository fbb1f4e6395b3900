// The PDF file of an invoice: rendered once, stored, and always served as it was first made.

import {
  type ContributionInvoice,
  findContributionInvoice,
} from '#app/domain/invoicing/contribution-invoices.server.ts';
import {
  type FiledInvoice,
  fileHashOf,
  findInvoiceFile,
  type InvoiceFile,
  invoiceFileKey,
  recordInvoiceFile,
  reportRemadeFile,
} from '#app/domain/invoicing/invoice-files.server.ts';
import { findInvoice, type Invoice } from '#app/domain/invoicing/invoices.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { renderInvoice } from './invoice-pdf.server.ts';

/** An invoice of a supplier, or the cooperative's own. */
type IssuedDocument = Pick<Invoice, 'content'> & FiledInvoice;
type FileCtx = LedgerCtx & { storage: Storage };

/**
 * The PDF of an invoice, rendered if it does not exist yet. A lost or damaged file is made again from the content, and
 * the stewards are told. Throws when the storage does not answer.
 */
export async function invoiceFile(ctx: FileCtx, invoice: IssuedDocument): Promise<Buffer> {
  const file = findInvoiceFile(ctx, invoice.id);
  if (!file) return (await makeFile(ctx, invoice, 1)).pdf;
  const stored = await ctx.storage.get(invoiceFileKey(invoice.id, file));
  if (stored && fileHashOf(stored) === file.sha256) return stored;
  const { pdf, sha256 } = await makeFile(ctx, invoice, file.making + 1);
  reportRemadeFile(ctx, invoice, stored === null, sha256 === file.sha256);
  return pdf;
}

/** The bytes are stored before their row is written, so every row has its file; the row decides between two makers. */
async function makeFile(
  ctx: FileCtx,
  invoice: IssuedDocument,
  making: number,
): Promise<{ pdf: Buffer; sha256: string }> {
  const { id } = invoice;
  const rendered = Buffer.from(await renderInvoice(invoice.content));
  const own: InvoiceFile = { making, sha256: fileHashOf(rendered) };
  const pdf = await storeOnce(ctx.storage, invoiceFileKey(id, own), rendered, 'application/pdf');
  const first = recordInvoiceFile(ctx, invoice, own);
  if (first.sha256 === own.sha256) return { pdf, sha256: own.sha256 };
  const stored = await ctx.storage.get(invoiceFileKey(id, first));
  invariant(stored && fileHashOf(stored) === first.sha256, `the file of invoice ${id} was lost while it was made`);
  return { pdf: stored, sha256: first.sha256 };
}

export function contributionDocument(invoice: ContributionInvoice): IssuedDocument {
  return { ...invoice, orderId: null };
}

function findContributionFile(ctx: FileCtx, id: string): IssuedDocument | undefined {
  const invoice = findContributionInvoice(ctx, id);
  return invoice && contributionDocument(invoice);
}

/** Runs after commit: renders the file of an invoice unless it exists. */
export async function makeInvoiceFile(ctx: FileCtx, invoiceId: string): Promise<void> {
  const invoice = findInvoice(ctx, invoiceId) ?? findContributionFile(ctx, invoiceId);
  if (invoice) await invoiceFile(ctx, invoice);
}
