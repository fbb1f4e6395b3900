import { useLoaderData } from '@remix-run/react';
import { translatedField } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatNumber, formatUnit } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/factors._index', ({ locale, t, factors }) => ({
  title: t.method.factorsTitle,
  factorsRef: factors.active.ref,
  factors: factors.active.factors.map((factor) => ({
    id: factor.id,
    label: translatedField(factor, 'label', locale),
    value: factor.value,
    unit: formatUnit(factor.unit),
    uncertainty: factor.uncertainty_pct,
  })),
}));

export default function FactorsPage() {
  const { title, factorsRef, factors } = useLoaderData<typeof loader>();
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
      <div className="panel mt-6">
        <DataTable label={title} columns={[{ name: t.method.factor }, { name: t.method.value, numeric: true }]}>
          {factors.map(({ id, label, value, unit, uncertainty }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/factors/${id}`}>{label}</a>
              </th>
              <td className="n">{`${formatNumber(value, locale, 4)} ${unit} ± ${uncertainty} %`}</td>
            </tr>
          ))}
        </DataTable>
      </div>
    </div>
  );
}
