import { useLoaderData } from '@remix-run/react';
import { listAllSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { StewardDesk } from '#app/ui/steward-nav.tsx';

export const meta = titled;

export const loader = answer('steward.suppliers._index', (visit) => {
  const words = (visit.url.searchParams.get('q') ?? '').slice(0, 80);
  return {
    title: visit.t.steward.suppliers.title,
    words,
    suppliers: listAllSuppliers(visit, words).map(({ slug, name, status, legalForm }) => ({
      slug,
      name,
      status,
      legalForm,
    })),
  };
});

export default function Suppliers() {
  const { title, words, suppliers } = useLoaderData<typeof loader>();
  const t = useMessages();
  const s = t.steward.suppliers;
  return (
    <StewardDesk title={title}>
      <form className="searchbox" role="search">
        <input type="search" name="q" defaultValue={words} aria-label={t.search} />
        <button type="submit">{t.search}</button>
      </form>
      <DataTable
        label={title}
        columns={[{ name: t.desk.fields.name }, { name: s.state }, { name: t.desk.fields.legalForm }]}
      >
        {suppliers.map((supplier) => (
          <tr key={supplier.slug}>
            <td>
              <a href={`/steward/suppliers/${supplier.slug}`}>{supplier.name}</a>
            </td>
            <td>
              <span className={`state state-${supplier.status}`}>{t.desk.states[supplier.status]}</span>
            </td>
            <td>{supplier.legalForm}</td>
          </tr>
        ))}
      </DataTable>
    </StewardDesk>
  );
}
