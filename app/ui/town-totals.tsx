import type { TownTotals as Totals } from '#app/domain/reporting/town-figures.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatEuros, formatMass, formatRate } from '#app/i18n/format.ts';
import { formatCo2, formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { IntervalAxis } from './impact-interval.tsx';
import { useSeesPlaces } from './root-data.ts';

/** The impact of the town's orders, each figure with its interval and the unknown part. */
export function TownTotalsPanel({ totals, locale }: { totals: Totals; locale: Locale }) {
  const t = useMessages();
  const places = useSeesPlaces();
  if (totals.hidden) return <p className="panel">{t.ledger.smallCell}</p>;
  const rows: [string, string][] = [
    [formatEuros(totals.spentCents, locale), t.totals.spent],
    ...(places && totals.retainedCents
      ? [[formatMoneyInterval(totals.retainedCents, t, locale), t.totals.kept] as [string, string]]
      : []),
    ...(totals.inclusionMinutes
      ? [[formatMinutesInterval(totals.inclusionMinutes, t, locale), t.totals.hours] as [string, string]]
      : []),
    [totals.keptGrams === null ? t.observatory.notPublished : formatMass(totals.keptGrams, locale), t.totals.mass],
  ];
  const unknown =
    totals.spentCents === 0 ? 0 : Math.round(((totals.unknownRetentionCents ?? 0) / totals.spentCents) * 10_000);
  return (
    <div className="panel">
      <dl className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
        {rows.map(([value, name]) => (
          <div key={name}>
            <dt className="small">{name}</dt>
            <dd className="font-display text-title">{value}</dd>
          </div>
        ))}
      </dl>
      {totals.delta && (
        <div className="mt-5">
          <p className="small">{t.totals.co2}</p>
          <p className="font-display text-title">{formatCo2(totals.delta, t, locale)}</p>
          <IntervalAxis span={totals.delta} />
        </div>
      )}
      {places && unknown > 0 && <p className="small mt-2">{t.totals.unknown(formatRate(unknown, locale))}</p>}
    </div>
  );
}
