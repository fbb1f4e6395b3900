import { accountingCsv, monthOf } from '#app/buyer/accounting-export.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listOrganisationOrders } from '#app/domain/orders/orders.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { invoiceZip } from '#app/http/invoice-zip.server.ts';

/** All invoices and credit notes issued in a month to the actor's organisations, with the accounting entries. */
export const loader = routeHandler('buyer/orders.month[.]zip', (ctx) => {
  const month = monthOf(ctx);
  const issued = listInvoices(ctx, [...listOrganisationOrders(ctx).keys()]);
  return invoiceZip(ctx, {
    name: `halle-${month}.zip`,
    invoices: issued.filter(({ content }) => content.issuedOn.startsWith(month)),
    party: 'seller',
    files: { [`achats-${month}.csv`]: Buffer.from(accountingCsv(ctx, month)) },
  });
});
