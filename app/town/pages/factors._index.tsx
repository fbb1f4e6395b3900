import { useLoaderData } from '@remix-run/react';
import { versionSteps } from '#app/domain/reporting/version-steps.server.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatNumber, formatUnit } from '#app/i18n/format.ts';
import { formatCo2Exact } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/factors._index', (ctx) => {
  const { locale, t, factors } = ctx;
  return {
    title: t.method.factorsTitle,
    steps: versionSteps(ctx),
    factorsRef: factors.active.ref,
    factors: factors.active.factors.map((factor) => ({
      id: factor.id,
      label: translatedField(factor, 'label', locale),
      value: factor.value,
      unit: formatUnit(factor.unit, t.method.unitLabels),
      uncertainty: factor.uncertainty_pct,
      state: factor.state ?? null,
    })),
  };
});

export default function FactorsPage() {
  const { title, factorsRef, factors, steps } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/method">{t.method.title}</a>
      </p>
      <h1 className="mt-2">{title}</h1>
      <p className="lead mt-2">{t.factors.lead}</p>
      <p className="small">
        {t.factors.version(factorsRef)} <a href="/open-data/factors.json">{t.factors.file}</a>
      </p>
      {steps && (
        <section className="panel mt-6 grid gap-3">
          <h2>{t.factors.stepsTitle}</h2>
          <p>{t.factors.stepsLead}</p>
          <dl className="facts">
            <div>
              <dt>{t.factors.stepBefore(steps.ref)}</dt>
              <dd>{formatCo2Exact(steps.before, t, locale)}</dd>
            </div>
            <div>
              <dt>{t.factors.stepWholeLife}</dt>
              <dd>{formatCo2Exact(steps.wholeLife, t, locale)}</dd>
            </div>
            <div>
              <dt>{t.factors.stepNow}</dt>
              <dd>{formatCo2Exact(steps.now, t, locale)}</dd>
            </div>
          </dl>
          <p className="small">{t.factors.stepsUnknown}</p>
          <p className="small">{t.factors.notReprinted}</p>
        </section>
      )}
      <div className="panel mt-6">
        <DataTable label={title} columns={[{ name: t.method.factor }, { name: t.method.value, numeric: true }]}>
          {factors.map(({ id, label, value, unit, uncertainty, state }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/factors/${id}`}>{label}</a>
                {state && <span className="state"> {t.factors.states[state]}</span>}
              </th>
              <td className="n">{`${formatNumber(value, locale, 4)} ${unit} ± ${uncertainty} %`}</td>
            </tr>
          ))}
        </DataTable>
      </div>
    </div>
  );
}
