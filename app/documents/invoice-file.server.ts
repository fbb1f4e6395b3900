// The PDF file of an invoice: rendered once, stored, and always served as it was first made.
import { createHash } from 'node:crypto';
import { fileHash, findInvoice, type Invoice, recordFileHash } from '#app/domain/invoicing/invoices.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import type { Storage } from '#app/domain/shared/storage.server.ts';
import type { InvoiceIssuer } from './factur-x.server.ts';
import { renderInvoice } from './invoice-pdf.server.ts';

type FileCtx = Ctx & InvoiceIssuer & { storage: Storage };

/** The PDF of an invoice, rendered if it does not exist yet. Throws if the stored file is missing or was changed. */
export async function invoiceFile(ctx: FileCtx, { id, content }: Invoice): Promise<Buffer> {
  const key = `invoices/${id}.pdf`;
  const hash = fileHash(ctx, id);
  const kept = hash && (await ctx.storage.get(key));
  if (kept) {
    invariant(createHash('sha256').update(kept).digest('hex') === hash, `the file of invoice ${id} was changed`);
    return kept;
  }
  invariant(!hash, `the file of invoice ${id} is gone`);
  const pdf = Buffer.from(await renderInvoice(content, ctx));
  await ctx.storage.put(key, pdf, 'application/pdf');
  recordFileHash(ctx, id, pdf);
  return pdf;
}

/** Runs after commit: renders the file of an invoice unless it exists. */
export async function makeInvoiceFile(ctx: FileCtx, invoiceId: string): Promise<void> {
  const invoice = findInvoice(ctx, invoiceId);
  if (invoice) await invoiceFile(ctx, invoice);
}
