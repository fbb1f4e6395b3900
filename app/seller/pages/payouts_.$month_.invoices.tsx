import { useLoaderData } from '@remix-run/react';
import { type IssuedInvoice, listIssuedInvoices } from '#app/domain/settlement/issued-invoices.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate, formatMonth } from '#app/i18n/format.ts';
import { IssuedInvoiceTable } from '#app/seller/issued-invoice-table.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { askedMonth } from '#app/seller/statement-month.server.ts';

export const meta = pageMeta;

/** The invoices and credit notes of a supplier in a month. */
export const loader = supplierRouteHandler(
  'seller/payouts_.$month_.invoices',
  (ctx, { supplier, roles }, { params }) => {
    const month = askedMonth(params.month);
    const { rows, totals } = listIssuedInvoices(ctx, supplier.id, month);
    return {
      ...sellerHeader({ supplier, roles }, ctx.t.payouts.issued.title(formatMonth(month, ctx.locale))),
      month,
      totals,
      rows: rows.map((row) => issuedRow(ctx, row)),
    };
  },
);

function issuedRow(ctx: RequestContext, { invoice, state, creditNotes, ...sums }: IssuedInvoice) {
  const { payouts, invoices } = ctx.t;
  const { id, orderId, kind, number, content } = invoice;
  const day = state === 'owed' ? content.dueOn : (content.paidOn ?? content.issuedOn);
  return {
    ...sums,
    id,
    orderId,
    number,
    kind: invoices.kinds[kind],
    order: content.orderNumber,
    issuedOn: content.issuedOn,
    buyer: content.buyer.name || payouts.issued.erased,
    state: [
      payouts.issued.states[state](formatDate(day, ctx.locale)),
      content.corrects && payouts.issued.corrects(content.corrects.number),
      creditNotes.length > 0 && payouts.issued.corrected(creditNotes.join(', ')),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

export default function IssuedInvoicesPage() {
  const { supplier, ...page } = useLoaderData<typeof loader>();
  return (
    <SellerLayout supplier={supplier}>
      <IssuedInvoiceTable {...page} slug={supplier.slug} />
    </SellerLayout>
  );
}
