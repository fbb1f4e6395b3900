import { useLoaderData } from '@remix-run/react';
import { listAllSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/suppliers._index', (ctx) => {
  const text = (ctx.url.searchParams.get('q') ?? '').slice(0, 80);
  const suppliers = listAllSuppliers(ctx, text);
  return {
    title: ctx.t.steward.suppliers.title,
    pageTitle: pageTitle(ctx.t.steward.suppliers.title, { count: suppliers.length, of: ctx.t.steward.title }),
    text,
    suppliers: suppliers.map(({ slug, name, status, legalForm }) => ({ slug, name, status, legalForm })),
  };
});

export default function StewardSuppliersPage() {
  const { title, text, suppliers } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.steward.suppliers;
  return (
    <StewardLayout title={title}>
      <form className="searchbox" role="search">
        <input type="search" name="q" defaultValue={text} aria-label={t.search} />
        <button type="submit">{t.search}</button>
      </form>
      <DataTable
        label={title}
        columns={[{ name: t.seller.fields.name }, { name: messages.state }, { name: t.seller.fields.legalForm }]}
      >
        {suppliers.map((supplier) => (
          <tr key={supplier.slug}>
            <td>
              <a href={`/steward/suppliers/${supplier.slug}`}>{supplier.name}</a>
            </td>
            <td>
              <span className={`state state-${supplier.status}`}>{t.seller.states[supplier.status]}</span>
            </td>
            <td>{supplier.legalForm}</td>
          </tr>
        ))}
      </DataTable>
    </StewardLayout>
  );
}
