import { zipSync } from 'fflate';
import { accountingCsv, monthOf } from '#app/buyer/accounting-export.server.ts';
import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { type Invoice, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listOrganisationOrders } from '#app/domain/orders/orders.server.ts';
import { fileCtx } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** Names the documents that could not be read, for the person who opens the ZIP. */
function missingList(ctx: RequestContext, missing: readonly Invoice[]): Uint8Array {
  const { missingLead, kinds } = ctx.t.invoices;
  const names = missing.map(
    ({ kind, number, content }) => `${content.issuedOn} ${content.seller.name} ${kinds[kind]} ${number}`,
  );
  return Buffer.from(`${missingLead}\r\n\r\n${names.join('\r\n')}\r\n`);
}

/**
 * ZIP of all invoices and credit notes issued in a month to the actor's organisations, with the accounting entries. A document
 * that cannot be read is left out and named in a text file.
 */
export const loader = routeHandler('buyer/orders.month[.]zip', async (ctx) => {
  const month = monthOf(ctx);
  const files = new Map<string, Uint8Array>([[`achats-${month}.csv`, Buffer.from(accountingCsv(ctx, month))]]);
  const missing: Invoice[] = [];
  const issued = listInvoices(ctx, [...listOrganisationOrders(ctx).keys()]);
  for (const invoice of issued.filter(({ content }) => content.issuedOn.startsWith(month))) {
    const name = `${invoice.content.issuedOn} ${invoice.content.seller.name} ${invoice.number}.pdf`;
    try {
      files.set(name.replace(/[/\\:*?"<>|]/g, '-'), await invoiceFile(fileCtx(ctx), invoice));
    } catch (err) {
      ctx.services.log.error({ err, invoice: invoice.id }, 'an invoice is missing in a ZIP');
      missing.push(invoice);
    }
  }
  if (missing.length > 0) files.set(ctx.t.invoices.missingFile, missingList(ctx, missing));
  // A PDF is already compressed, so store it without compression.
  return new Response(new Uint8Array(zipSync(Object.fromEntries(files), { level: 0, mtime: ctx.now })), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="halle-${month}.zip"`,
      'cache-control': 'private, no-store',
    },
  });
});
