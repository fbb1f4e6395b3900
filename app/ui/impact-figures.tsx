import type { ReactNode } from 'react';
import type { ImpactSummary } from '#app/domain/basket/impact-input.server.ts';
import { formatMass } from '#app/i18n/format.ts';
import { formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Co2Interval } from './impact-interval.tsx';
import { useSeesPlaces } from './root-data.ts';

/**
 * The impact of a purchase, with its unknown parts named. `reference` stands below the interval, `whyNone` in its place
 * where there is no figure; pages with scripts leave both out, because their browser has no words for them.
 */
export function ImpactFigures({
  impact,
  reference,
  whyNone,
}: {
  impact: ImpactSummary;
  reference?: ReactNode;
  whyNone?: ReactNode;
}) {
  const t = useMessages();
  const locale = useLocale();
  const places = useSeesPlaces();
  const { delta, retainedCents, inclusionMinutes, keptGrams } = impact;
  return (
    <div className="grid gap-3">
      {delta ? (
        <div>
          <Co2Interval span={delta} />
          {reference}
        </div>
      ) : (
        (whyNone ?? <p className="small">{t.interval.noReference}</p>)
      )}
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-3">
        {places && (
          <Figure
            name={t.totals.kept}
            value={retainedCents ? formatMoneyInterval(retainedCents, t, locale) : t.unknown}
          />
        )}
        <Figure
          name={t.totals.hours}
          value={inclusionMinutes ? formatMinutesInterval(inclusionMinutes, t, locale) : t.unknown}
        />
        {keptGrams > 0 && <Figure name={t.totals.mass} value={formatMass(keptGrams, locale)} />}
      </dl>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="small">{name}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  );
}
