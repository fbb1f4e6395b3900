import { useLoaderData } from '@remix-run/react';
import { listDraws } from '#app/domain/proving/rechecks.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { StewardDesk } from '#app/ui/steward-nav.tsx';

export const meta = titled;

export const loader = answer('steward.draws', (visit) => ({
  title: visit.t.steward.draws.title,
  draws: listDraws(visit),
}));

export default function Draws() {
  const { title, draws } = useLoaderData<typeof loader>();
  const d = useMessages().steward.draws;
  return (
    <StewardDesk title={title}>
      <p className="lead">{d.lead}</p>
      <p className="small">{d.how}</p>
      {draws.length === 0 ? (
        <p>{d.none}</p>
      ) : (
        <DataTable
          label={title}
          columns={[
            { name: d.quarter },
            { name: d.pool, numeric: true },
            { name: d.drawn, numeric: true },
            { name: d.seed },
          ]}
        >
          {draws.map((draw) => (
            <tr key={draw.quarter}>
              <td>{draw.quarter}</td>
              <td className="n">{draw.pool}</td>
              <td className="n">{draw.drawn}</td>
              <td className="small break-all pl-4">{draw.seed}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </StewardDesk>
  );
}
