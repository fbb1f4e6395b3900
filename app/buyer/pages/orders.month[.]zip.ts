import { zipSync } from 'fflate';
import { accountingCsv, monthOf } from '#app/buyer/accounting-export.server.ts';
import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listOrganisationOrders } from '#app/domain/orders/orders.server.ts';
import { fileCtx } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/**
 * ZIP of all invoices and credit notes issued in a month to the actor's organisations, with the accounting entries.
 */
export const loader = routeHandler('buyer/orders.month[.]zip', async (ctx) => {
  const month = monthOf(ctx);
  const files: Record<string, Uint8Array> = {
    [`achats-${month}.csv`]: new TextEncoder().encode(accountingCsv(ctx, month)),
  };
  const issued = listInvoices(ctx, [...listOrganisationOrders(ctx).keys()]);
  for (const invoice of issued.filter(({ content }) => content.issuedOn.startsWith(month))) {
    const name = `${invoice.content.issuedOn} ${invoice.content.seller.name} ${invoice.number}.pdf`;
    files[name.replace(/[/\\:*?"<>|]/g, '-')] = await invoiceFile(fileCtx(ctx), invoice);
  }
  // A PDF is already compressed, so store it without compression.
  return new Response(new Uint8Array(zipSync(files, { level: 0, mtime: ctx.now })), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="halle-${month}.zip"`,
      'cache-control': 'private, no-store',
    },
  });
});
