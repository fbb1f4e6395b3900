import { useLoaderData } from '@remix-run/react';
import { type ListedRequest, listedRequests } from '#app/buyer/request-view.server.ts';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { listRequests } from '#app/domain/buying/requests.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/requests._index', (ctx) => {
  const { id } = requireUser(ctx);
  const organisations = listOwnOrganisations(ctx).map((one) => ({ id: one.id, name: one.name }));
  const rows = listRequests(
    ctx,
    organisations.map((one) => one.id),
  );
  const waiting = rows.filter(({ state, waitingFor }) => state === 'submitted' && waitingFor.includes(id));
  const own = rows.filter(({ requesterId }) => requesterId === id);
  const others = rows.filter((row) => !waiting.includes(row) && !own.includes(row));
  return {
    title: pageTitle(ctx.t.requests.title, { count: waiting.length }),
    organisations,
    waiting: listedRequests(ctx, waiting),
    own: listedRequests(ctx, own),
    others: listedRequests(ctx, others),
  };
});

export default function RequestsPage() {
  const { organisations, waiting, own, others } = useLoaderData<typeof loader>();
  const { requests: t } = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{t.title}</h1>
        <p className="lead mt-2">{t.lead}</p>
      </div>
      <section className="grid gap-3">
        <h2>{t.waiting}</h2>
        {waiting.length === 0 ? <p>{t.noneWaiting}</p> : <Requests label={t.waiting} requests={waiting} />}
      </section>
      <section className="grid gap-3">
        <h2>{t.own}</h2>
        {own.length === 0 ? <p>{t.none}</p> : <Requests label={t.own} requests={own} />}
      </section>
      {others.length > 0 && (
        <section className="grid gap-3">
          <h2>{t.others}</h2>
          <Requests label={t.others} requests={others} />
        </section>
      )}
      <ul className="flex flex-wrap gap-3">
        {organisations.map(({ id, name }) => (
          <li key={id}>
            <a className="button quiet" href={`/requests/rules/${id}`}>
              {t.rules.title(name)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Requests({ label, requests }: { label: string; requests: readonly ListedRequest[] }) {
  const { requests: t } = useMessages();
  const columns = [
    { name: t.columns.what },
    { name: t.columns.by },
    { name: t.columns.at },
    { name: t.columns.state },
    { name: t.columns.total, numeric: true },
  ];
  return (
    <DataTable label={label} columns={columns} className="plain stack">
      {requests.map(({ id, name, by, at, state, total }) => (
        <tr key={id}>
          <td>
            <a href={`/requests/${id}`}>{name}</a>
          </td>
          <td>{by}</td>
          <td>{at}</td>
          <td>{state}</td>
          <td className="n">{total}</td>
        </tr>
      ))}
    </DataTable>
  );
}
