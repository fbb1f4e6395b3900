import { invoicesOfMonth } from '#app/domain/settlement/issued-invoices.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { invoiceZip } from '#app/http/invoice-zip.server.ts';
import { askedMonth } from '#app/seller/statement-month.server.ts';

/** All invoices and credit notes that the supplier issued in a month. */
export const loader = supplierRouteHandler(
  'seller/payouts_.$month_.invoices[.]zip',
  (ctx, { supplier }, { params }) => {
    const month = askedMonth(params.month);
    return invoiceZip(ctx, {
      name: `factures-${supplier.slug}-${month}.zip`,
      invoices: invoicesOfMonth(ctx, supplier.id, month),
      party: 'buyer',
    });
  },
);
