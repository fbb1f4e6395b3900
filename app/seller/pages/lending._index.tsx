import { useLoaderData } from '@remix-run/react';
import { countPressingLoans } from '#app/domain/fulfilment/loan-list.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { viewLoans } from '#app/seller/lending-view.server.ts';
import { LoanRows } from '#app/seller/loan-rows.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/lending._index', (ctx, { supplier, roles }) => {
  const count = countPressingLoans(ctx, supplier.id);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.lending.title, { count }),
    count,
    groups: viewLoans(ctx, supplier.id),
  };
});

export default function LendingPage() {
  const { supplier, count, groups } = useLoaderData<typeof loader>();
  const { lending } = useMessages();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{lending.lead(count)}</p>
      {groups.length === 0 && <p>{lending.empty}</p>}
      {groups.map(({ group, rows }) => (
        <section key={group} className="panel">
          <h2>{lending.groups[group]}</h2>
          <LoanRows rows={rows} slug={supplier.slug} />
        </section>
      ))}
    </SellerLayout>
  );
}
