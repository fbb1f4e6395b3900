import { useLoaderData } from '@remix-run/react';
import { supplierStatement } from '#app/domain/settlement/supplier-statement.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatMonth } from '#app/i18n/format.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { askedMonth } from '#app/seller/statement-month.server.ts';
import { SupplierStatementTable } from '#app/seller/supplier-statement-table.tsx';

export const meta = pageMeta;

/** A supplier's month, which adds up to what it is owed. */
export const loader = supplierRouteHandler('seller/payouts_.$month', (ctx, { supplier, roles }, { params }) => {
  const month = askedMonth(params.month);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.payouts.statement.title(formatMonth(month, ctx.locale))),
    statement: supplierStatement(ctx, supplier.id, month),
  };
});

export default function SupplierStatementPage() {
  const { supplier, statement } = useLoaderData<typeof loader>();
  return (
    <SellerLayout supplier={supplier}>
      <SupplierStatementTable statement={statement} slug={supplier.slug} />
    </SellerLayout>
  );
}
