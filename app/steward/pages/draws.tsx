import { useLoaderData } from '@remix-run/react';
import { listDraws } from '#app/domain/evidence/draws.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/draws', (ctx) => ({
  title: ctx.t.steward.draws.title,
  pageTitle: pageTitle(ctx.t.steward.draws.title, { of: ctx.t.steward.title }),
  draws: listDraws(ctx).map(({ quarter, pool, size, seed, seedBy }) => ({
    quarter,
    pool: pool.length,
    size,
    seed,
    seedBy,
  })),
}));

export default function Draws() {
  const { title, draws } = useLoaderData<typeof loader>();
  const messages = useMessages().steward.draws;
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      <p className="small">
        {messages.how} <a href="/draws">{messages.public}</a>
      </p>
      {draws.some(({ seedBy }) => seedBy === 'own') && <p className="notice care">{messages.weaker}</p>}
      {draws.length === 0 ? (
        <p>{messages.none}</p>
      ) : (
        <DataTable
          label={title}
          columns={[
            { name: messages.quarter },
            { name: messages.pool, numeric: true },
            { name: messages.drawn, numeric: true },
            { name: messages.seed },
          ]}
        >
          {draws.map((draw) => (
            <tr key={draw.quarter}>
              <td>{draw.quarter}</td>
              <td className="n">{draw.pool}</td>
              <td className="n">{draw.size}</td>
              <td className={`small pl-4 ${draw.seed ? 'break-all' : ''}`}>
                {draw.seed ?? messages.waits[draw.seedBy]}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </StewardLayout>
  );
}
