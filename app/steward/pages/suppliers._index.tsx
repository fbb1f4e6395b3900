import { useLoaderData } from '@remix-run/react';
import { listAllSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const meta = pageMeta;

const perPage = 100;

export const loader = routeHandler('steward/suppliers._index', (ctx) => {
  const text = (ctx.url.searchParams.get('q') ?? '').slice(0, 80);
  const found = listAllSuppliers(ctx, text);
  const last = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(last, integerParam(ctx.url.searchParams.get('page'), 1, 1_000_000) ?? 1);
  const suppliers = found.slice((page - 1) * perPage, page * perPage);
  return {
    title: ctx.t.steward.suppliers.title,
    pageTitle: pageTitle(ctx.t.steward.suppliers.title, {
      count: found.length,
      state: page > 1 ? ctx.t.pages.of(page, last) : null,
      of: ctx.t.steward.title,
    }),
    text,
    page,
    last,
    search: ctx.url.search,
    suppliers: suppliers.map(({ slug, name, status, legalForm }) => ({ slug, name, status, legalForm })),
  };
});

export default function StewardSuppliersPage() {
  const { title, text, suppliers, page, last, search } = useLoaderData<typeof loader>();
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
      <Pager page={page} last={last} search={search} />
    </StewardLayout>
  );
}
