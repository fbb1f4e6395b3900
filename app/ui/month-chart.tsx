// CO2e against published references by month, each with its interval; the table behind it says the same.
import type { MonthTotals } from '#app/domain/checkout/town.server.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatEuros, formatMass, formatMonth } from '#app/i18n/format.ts';
import { co2Words, minutesWords, moneyWords } from './interval.tsx';

const rowHeight = 30;
const labelWidth = 130;
const width = 640;

export function MonthChart({ months }: { months: MonthTotals[] }) {
  const t = useMessages();
  const locale = useLocale();
  const drawn = months.filter((month) => month.delta);
  const lowest = Math.min(0, ...drawn.map((month) => month.delta!.lo));
  const highest = Math.max(0, ...drawn.map((month) => month.delta!.hi));
  const x = (grams: number) =>
    Math.round(labelWidth + ((grams - lowest) / (highest - lowest || 1)) * (width - labelWidth - 20));
  const height = drawn.length * rowHeight + 10;
  return (
    <div className="panel">
      <h3>{t.ledger.chart}</h3>
      {drawn.length > 0 && (
        <svg viewBox={`0 0 ${width} ${height}`} className="mt-3 w-full" role="img" aria-label={t.ledger.chart}>
          <path d={`M${x(0)} 0V${height}`} stroke="var(--ink)" strokeWidth="1.5" />
          {drawn.map(({ month, delta }, i) => {
            const y = i * rowHeight + 20;
            const unproven = delta!.lo <= 0 && delta!.hi >= 0;
            const color = unproven ? 'var(--hatch)' : 'var(--env)';
            return (
              <g key={month}>
                <text x="0" y={y + 4} fontSize="13" fill="var(--slate)">
                  {formatMonth(month, locale)}
                </text>
                <path
                  d={`M${x(delta!.lo)} ${y}H${x(delta!.hi)}`}
                  stroke={color}
                  strokeWidth="7"
                  strokeLinecap="round"
                />
                <circle cx={x(delta!.mid)} cy={y} r="7" fill={color} stroke="var(--paper)" strokeWidth="3" />
              </g>
            );
          })}
        </svg>
      )}
      <div className="mt-4 overflow-x-auto" role="region" aria-label={t.ledger.month} tabIndex={0}>
        <table className="plain small">
          <thead>
            <tr>
              {[
                t.ledger.month,
                t.ledger.orders,
                t.totals.spent,
                t.totals.kept,
                t.totals.hours,
                t.totals.mass,
                t.order.co2,
              ].map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.month}>
                <th scope="row">{formatMonth(month.month, locale)}</th>
                <td>{month.orders}</td>
                {month.orders < 5 ? (
                  <td colSpan={5}>{t.ledger.smallCell}</td>
                ) : (
                  <>
                    <td>{formatEuros(month.spentCents, locale)}</td>
                    <td>{month.retainedCents ? moneyWords(month.retainedCents, t, locale) : t.unknown}</td>
                    <td>{month.inclusionMinutes ? minutesWords(month.inclusionMinutes, t, locale) : t.unknown}</td>
                    <td>{formatMass(month.keptGrams, locale)}</td>
                    <td>{month.delta ? co2Words(month.delta, t, locale) : t.order.noCo2}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
