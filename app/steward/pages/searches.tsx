import { useLoaderData } from '@remix-run/react';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { unansweredForStewards } from '#app/http/unanswered-rows.server.ts';
import { formatMonth } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/searches', (ctx) => ({
  title: ctx.t.steward.missed.title,
  pageTitle: pageTitle(ctx.t.steward.missed.title, { of: ctx.t.steward.title }),
  rows: unansweredForStewards(ctx),
}));

export default function UnansweredSearchesPage() {
  const { title, rows } = useLoaderData<typeof loader>();
  const { reading, categories, steward } = useMessages();
  const locale = useLocale();
  const messages = steward.missed;
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      <p className="small">{messages.how}</p>
      {rows.length === 0 ? (
        <p>{messages.none}</p>
      ) : (
        <DataTable
          label={title}
          columns={[
            { name: messages.month },
            { name: messages.what },
            { name: messages.shelf },
            { name: messages.people },
          ]}
        >
          {rows.map(({ month, name, shelf, minPeople }) => (
            <tr key={`${month} ${name}`}>
              <td className="whitespace-nowrap">{formatMonth(month, locale)}</td>
              <td>{name}</td>
              <td>{shelf ? categories[shelf] : messages.noThing}</td>
              <td>{reading.missed.atLeast(minPeople)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </StewardLayout>
  );
}
