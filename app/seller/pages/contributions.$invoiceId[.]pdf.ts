import { contributionDocument, invoiceFile } from '#app/documents/invoice-file.server.ts';
import { findContributionInvoice } from '#app/domain/invoicing/contribution-invoices.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { fileCtx, pdfResponse } from '#app/http/document-responses.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

/** The cooperative's own invoice to the supplier of the address. */
export const loader = supplierRouteHandler(
  'seller/contributions.$invoiceId[.]pdf',
  async (ctx, { supplier }, { params }) => {
    const invoice = findContributionInvoice(ctx, params.invoiceId ?? '');
    if (invoice?.supplierId !== supplier.id) throw new NotFound(`contribution invoice ${params.invoiceId}`);
    const pdf = await invoiceFile(fileCtx(ctx), contributionDocument(invoice));
    return pdfResponse(pdf, `${invoice.number}.pdf`);
  },
);
