import { useLoaderData } from '@remix-run/react';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { flowsOfTown } from '#app/domain/reporting/flows.ts';
import { latestPublication } from '#app/domain/reporting/publication.server.ts';
import { townFigures } from '#app/domain/reporting/town-figures.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PublishedAt } from '#app/town/published-at.tsx';
import { TownPlaces } from '#app/town/town-places.tsx';
import { WitnessAlarmBanner } from '#app/town/witness-section.tsx';
import { FlowChart } from '#app/ui/flow-chart.tsx';
import { GroupTable } from '#app/ui/totals-table.tsx';
import { TownTotalsPanel } from '#app/ui/town-totals.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/observatory', (ctx) => {
  const { categories: names, observatory: t } = ctx.t;
  const figures = townFigures(ctx);
  const categories = figures.categories.map((one) => ({
    ...one,
    name: names[one.key as keyof typeof names] ?? t.other,
  }));
  return {
    title: t.title,
    published: latestPublication(ctx),
    alarm: readWitnessAlarm(ctx),
    totals: figures.town,
    categories,
    places: figures.places,
    town: { communes: ctx.town.communes, hub: ctx.town.hub, shortName: ctx.town.shortName },
    ...flowsOfTown(figures.town, categories, t.whole),
  };
});

export default function Observatory() {
  const { published, alarm, totals, categories, flows, whole, places, town } = useLoaderData<typeof loader>();
  const t = useMessages().observatory;
  const locale = useLocale();
  return (
    <div className="wrap section">
      <h1>{t.title}</h1>
      <p className="lead mt-2">{t.lead}</p>
      <PublishedAt publication={published} />
      <WitnessAlarmBanner alarm={alarm} />
      {categories.length === 0 ? (
        <p className="panel mt-6">{t.none}</p>
      ) : (
        <>
          <div className="section">
            <TownTotalsPanel totals={totals} locale={locale} />
          </div>
          <section className="section">
            <h2>{t.flows}</h2>
            <p className="small mb-3">
              {t.flowsLead} {whole && t.flowsTogether}
            </p>
            <FlowChart flows={flows} whole={whole} />
          </section>
          <section className="section">
            <h2>{t.map}</h2>
            <p className="small mb-3">{t.mapLead}</p>
            <TownPlaces places={places} town={town} />
          </section>
          <section className="section">
            <h2 className="mb-3">{t.categories}</h2>
            <GroupTable label={t.categories} groups={categories} />
            <p className="small mt-3">{t.notPublishedWhy}</p>
          </section>
        </>
      )}
      <section className="section no-print">
        <h2>{t.data}</h2>
        <p className="small">{t.dataLead}</p>
        <ul className="mt-3 flex flex-wrap gap-3">
          {Object.entries(t.files).map(([file, name]) => (
            <li key={file}>
              <a className="button quiet" href={`/open-data/${file}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
