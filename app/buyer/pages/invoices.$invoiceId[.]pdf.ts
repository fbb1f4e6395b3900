import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { getOwnInvoice } from '#app/domain/invoicing/invoices.server.ts';
import { fileCtx } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('buyer/invoices.$invoiceId[.]pdf', async (ctx, { params }) => {
  const invoice = getOwnInvoice(ctx, params.invoiceId ?? '');
  const pdf = await invoiceFile(fileCtx(ctx), invoice);
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${invoice.number}.pdf"`,
      'cache-control': 'private, no-store',
    },
  });
});
