import { accountingCsv, monthOf } from '#app/buyer/accounting-export.server.ts';
import { listOwnInvoices } from '#app/domain/settlement/issued-invoices.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { invoiceZip } from '#app/http/invoice-zip.server.ts';

/** All invoices and credit notes issued in a month to the actor's organisations, with the accounting entries. */
export const loader = routeHandler('buyer/orders.month[.]zip', (ctx) => {
  const month = monthOf(ctx);
  return invoiceZip(ctx, {
    name: `halle-${month}.zip`,
    invoices: listOwnInvoices(ctx, month),
    party: 'seller',
    files: { [`achats-${month}.csv`]: Buffer.from(accountingCsv(ctx, month)) },
  });
});
