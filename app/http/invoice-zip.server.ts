// A month of invoices as one ZIP, for the buyer and for the supplier.
import { zipSync } from 'fflate';
import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import type { Invoice } from '#app/domain/invoicing/invoices.server.ts';
import { fileCtx } from './document-responses.server.ts';
import type { RequestContext } from './request-context.server.ts';

type Side = 'seller' | 'buyer';
type Parts = {
  /** Name of the ZIP. */
  name: string;
  invoices: readonly Invoice[];
  /** The party of each document that its file name says. */
  party: Side;
  /** Other files of the ZIP by name. */
  files?: Record<string, Uint8Array>;
};

/** ZIP of the PDFs and the given files. A document that cannot be read is left out and named in a text file. */
export async function invoiceZip(ctx: RequestContext, { name, invoices, party, files = {} }: Parts): Promise<Response> {
  const whole = new Map(Object.entries(files));
  const missing: Invoice[] = [];
  for (const invoice of invoices) {
    const file = `${invoice.content.issuedOn} ${invoice.content[party].name} ${invoice.number}.pdf`;
    try {
      whole.set(file.replace(/[/\\:*?"<>|]/g, '-'), await invoiceFile(fileCtx(ctx), invoice));
    } catch (err) {
      ctx.services.log.error({ err, invoice: invoice.id }, 'an invoice is missing in a ZIP');
      missing.push(invoice);
    }
  }
  if (missing.length > 0) whole.set(ctx.t.invoices.missingFile, missingList(ctx, missing, party));
  // A PDF is already compressed, so store it without compression.
  return new Response(new Uint8Array(zipSync(Object.fromEntries(whole), { level: 0, mtime: ctx.now })), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

/** Names the documents that could not be read, for the person who opens the ZIP. */
function missingList(ctx: RequestContext, missing: readonly Invoice[], party: Side): Uint8Array {
  const { missingLead, kinds } = ctx.t.invoices;
  const names = missing.map(
    ({ kind, number, content }) => `${content.issuedOn} ${content[party].name} ${kinds[kind]} ${number}`,
  );
  return Buffer.from(`${missingLead}\r\n\r\n${names.join('\r\n')}\r\n`);
}
