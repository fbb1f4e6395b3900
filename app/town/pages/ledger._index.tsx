import { useLoaderData } from '@remix-run/react';
import { findServedCheckpoint, listCheckpoints, pendingCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { countErased } from '#app/domain/ledger/erased-parts.server.ts';
import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { latestPublication } from '#app/domain/reporting/publication.server.ts';
import { townFigures } from '#app/domain/reporting/town-figures.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PublishedAt } from '#app/town/published-at.tsx';
import { WitnessAlarmBanner, WitnessSection } from '#app/town/witness-section.tsx';
import { viewWitnesses } from '#app/town/witness-view.server.ts';
import { DataTable } from '#app/ui/data-table.tsx';
import { MonthChart } from '#app/ui/month-chart.tsx';
import { TownTotalsPanel } from '#app/ui/town-totals.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/ledger._index', (ctx) => {
  const served = findServedCheckpoint(ctx);
  const pending = pendingCheckpoint(ctx);
  const { size, note, root } = served ?? pending;
  const { town, months } = townFigures(ctx);
  return {
    title: pageTitle(ctx.t.ledger.title, { count: size }),
    size,
    head: note,
    root: root.toString('base64'),
    keys: keysOf(ctx.db, ctx.ledgerKey).map(({ line }) => line),
    checkpoints: listCheckpoints(ctx, 10).map(({ size, root, at }) => ({ size, root: root.toString('base64'), at })),
    alarm: readWitnessAlarm(ctx),
    isServed: served !== null,
    pending: pending.size,
    witnesses: viewWitnesses(ctx),
    hasOwnWitness: ctx.services.isDemonstration,
    published: latestPublication(ctx),
    totals: town,
    erased: countErased(ctx),
    months: months.map((one) => ({ ...one, month: one.key })),
  };
});

export default function Ledger() {
  const page = useLoaderData<typeof loader>();
  const { size, head, root, keys, checkpoints, published, totals, months, erased } = page;
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="wrap section">
      <h1>{t.ledger.title}</h1>
      <p className="lead mt-2">{t.ledger.lead}</p>
      <WitnessAlarmBanner alarm={page.alarm} />
      <section className="section">
        <h2>{t.ledger.totals}</h2>
        <div className="mt-4 grid gap-5">
          <PublishedAt publication={published} />
          {size === 0 ? <p className="panel">{t.ledger.empty}</p> : <TownTotalsPanel totals={totals} locale={locale} />}
          {months.length > 0 && <MonthChart months={months} />}
          <p>
            <a href="/observatory">{t.observatory.link}</a>
          </p>
        </div>
      </section>
      <div className="section grid gap-5 lg:grid-cols-2">
        <section className="panel prose">
          <h2 className="!mt-0">{t.ledger.provesTitle}</h2>
          <ul>
            {t.ledger.proves.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
        <section className="panel prose">
          <h2 className="!mt-0">{t.ledger.provesNotTitle}</h2>
          <ul>
            {t.ledger.provesNot.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      </div>
      <section className="section">
        <h2>{t.ledger.checkTitle}</h2>
        <p className="mt-2">{t.ledger.check}</p>
        <dl className="panel mt-4 grid gap-3 break-all">
          <div>
            <dt className="small">{t.ledger.size}</dt>
            <dd className="font-display text-title">{formatNumber(size, locale)}</dd>
          </div>
          <div>
            <dt className="small">{t.ledger.root}</dt>
            <dd className="font-mono text-small">{root}</dd>
          </div>
          <div>
            <dt className="small">
              <a href={keys.length > 1 ? '/ledger/keys' : '/ledger/key'}>{t.ledger.key}</a>
            </dt>
            {keys.map((key) => (
              <dd key={key} className="font-mono text-small">
                {key}
              </dd>
            ))}
          </div>
          <div>
            <dt className="small">
              <a href="/ledger/checkpoint">{t.ledger.checkpoint}</a>
            </dt>
            <dd>
              <pre className="font-mono text-small whitespace-pre-wrap">{head}</pre>
            </dd>
          </div>
        </dl>
        <p className="mt-4">{t.ledger.erased(erased)}</p>
        <p className="mt-4">
          <a className="button" href="/verify">
            {t.ledger.verifyLink}
          </a>{' '}
          <a href="/ledger/today">{t.today.title}</a>
        </p>
      </section>
      <WitnessSection page={page} />
      <section className="section">
        <h2>{t.ledger.checkpoints}</h2>
        <p className="mt-2">
          <a href="/ledger/feed.xml">{t.ledger.feedLink}</a>
        </p>
        <div className="panel mt-4">
          <DataTable
            label={t.ledger.checkpoints}
            columns={[t.ledger.size, t.ledger.root, t.ledger.at].map((name) => ({ name }))}
          >
            {checkpoints.map((checkpoint) => (
              <tr key={checkpoint.size}>
                <td>{formatNumber(checkpoint.size, locale)}</td>
                <td className="font-mono text-small">{checkpoint.root}</td>
                <td>{formatDateTime(checkpoint.at, locale)}</td>
              </tr>
            ))}
          </DataTable>
        </div>
      </section>
    </div>
  );
}
