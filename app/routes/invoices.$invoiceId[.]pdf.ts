import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { getOwnInvoice } from '#app/domain/invoicing/invoices.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { fileCtx } from '#app/http/documents.server.ts';

export const loader = answer('invoices.$invoiceId[.]pdf', async (visit, { params }) => {
  const invoice = getOwnInvoice(visit, params.invoiceId ?? '');
  const pdf = await invoiceFile(fileCtx(visit), invoice);
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${invoice.number}.pdf"`,
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
});
