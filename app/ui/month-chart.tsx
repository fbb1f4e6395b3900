// CO2e against published references by month, with intervals; the table below has the same data.

import { formatEuros, formatGramsInterval, formatMonths } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from './data-table.tsx';
import { axisRange, IntervalAxis } from './impact-interval.tsx';
import { columnTexts, type ShownTotals } from './totals-table.tsx';

export function MonthChart({ months }: { months: (ShownTotals & { month: string })[] }) {
  const t = useMessages();
  const locale = useLocale();
  const drawn = months.flatMap(({ month, delta }) => (delta ? [{ month, delta }] : []));
  const range = axisRange(drawn.map(({ delta }) => delta));
  const end = formatGramsInterval(range.from, range.to, locale);
  return (
    <div className="panel">
      <h3>{t.ledger.chart}</h3>
      <ul className="mt-3">
        {drawn.map(({ month, delta }) => (
          <li key={month} className="month">
            <span>{formatMonths(month, locale)}</span>
            <IntervalAxis span={delta} range={range} />
          </li>
        ))}
        <li className="month small" aria-hidden="true">
          <span />
          <span className="axis-ends">
            <span>
              {end.lo} {end.unit}
            </span>
            <span>
              {end.hi} {end.unit}
            </span>
          </span>
        </li>
      </ul>
      <div className="mt-4">
        <DataTable
          label={t.ledger.month}
          columns={[
            t.ledger.month,
            t.ledger.orders,
            t.totals.spent,
            t.totals.kept,
            t.totals.hours,
            t.totals.mass,
            t.order.co2,
          ].map((name) => ({ name }))}
          className="plain wide small"
        >
          {months.map((month) => {
            const texts = columnTexts(month, t, locale);
            return (
              <tr key={month.month}>
                <th scope="row">{formatMonths(month.month, locale)}</th>
                <td>{month.orders}</td>
                <td>{formatEuros(month.spentCents, locale)}</td>
                <td>{texts.kept}</td>
                <td>{texts.hours}</td>
                <td>{texts.mass}</td>
                <td>{texts.co2}</td>
              </tr>
            );
          })}
        </DataTable>
      </div>
    </div>
  );
}
