import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

/** Redirects to the supplier if there is exactly one; otherwise shows the choice. */
export const loader = routeHandler('seller/joining/_index', (ctx) => {
  const suppliers = listOwnSuppliers(ctx);
  if (suppliers.length === 1) throw redirect(`/supplier/${suppliers[0]!.slug}`, 303);
  return { title: pageTitle(ctx.t.seller.stalls, { count: suppliers.length }), suppliers };
});

export default function OwnSuppliersPage() {
  const { suppliers } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-5">
      <h1>{t.seller.stalls}</h1>
      {suppliers.length === 0 && <p className="lead">{t.seller.noStall}</p>}
      <ul className="rows">
        {suppliers.map((supplier) => (
          <li key={supplier.slug}>
            <span className={`state state-${supplier.status}`}>{t.seller.states[supplier.status]}</span>{' '}
            <a href={`/supplier/${supplier.slug}`}>{supplier.name}</a>
          </li>
        ))}
      </ul>
      <p>
        <a className="button main" href="/supplier/new">
          {t.seller.join}
        </a>
      </p>
    </div>
  );
}
