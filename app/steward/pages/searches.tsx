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
  months: [...Map.groupBy(unansweredForStewards(ctx), ({ month }) => month)].map(([month, rows]) => ({ month, rows })),
}));

export default function UnansweredSearchesPage() {
  const { title, months } = useLoaderData<typeof loader>();
  const { reading, categories, steward } = useMessages();
  const locale = useLocale();
  const messages = steward.missed;
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      <p className="small">{messages.how}</p>
      {months.length === 0 && <p className="panel">{messages.none}</p>}
      {months.map(({ month, rows }) => {
        const name = formatMonth(month, locale);
        return (
          <section key={month} className="panel grid gap-2">
            <h2>{name}</h2>
            <DataTable label={name} columns={[{ name: messages.what }, { name: messages.people, numeric: true }]}>
              {rows.map(({ name, shelf, minPeople }) => (
                <tr key={name}>
                  <td>
                    {name}
                    <span className="small block">{shelf ? categories[shelf] : messages.noThing}</span>
                  </td>
                  <td className="n">{reading.missed.atLeast(minPeople)}</td>
                </tr>
              ))}
            </DataTable>
          </section>
        );
      })}
    </StewardLayout>
  );
}
