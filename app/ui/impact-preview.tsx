import type { ImpactSummary } from '#app/domain/basket/impact-input.server.ts';
import type { FigureFault } from '#app/domain/impact/frame.ts';
import { formatMass } from '#app/i18n/format.ts';
import { formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Co2Interval } from './impact-interval.tsx';
import { useSeesPlaces } from './root-data.ts';

type Reference = { id: string; name: string };

/** The impact of a purchase, with its unknown parts named. */
export function ImpactFigures({
  impact,
  reference,
  figureFaults = [],
}: {
  impact: ImpactSummary;
  reference?: Reference | null;
  figureFaults?: readonly FigureFault[];
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
          {reference && (
            <p className="small">
              <a href={`/factors/${reference.id}`}>{t.offer.reference(reference.name)}</a>
            </p>
          )}
        </div>
      ) : (
        <WhyNone faults={figureFaults} />
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

/** Without a reference, or with one whose frame the offer does not meet. */
function WhyNone({ faults }: { faults: readonly FigureFault[] }) {
  const t = useMessages();
  if (faults.length === 0) return <p className="small">{t.interval.noReference}</p>;
  return (
    <div className="small">
      <p>{t.figures.none}</p>
      <ul className="list-disc pl-5">
        {faults.map((fault) => (
          <li key={fault}>{t.figures.faults[fault]}</li>
        ))}
      </ul>
    </div>
  );
}

export function ImpactPreview({
  preview,
  lead,
}: {
  preview: { impact: ImpactSummary; reference: Reference | null; figureFaults: readonly FigureFault[] };
  lead: string;
}) {
  const t = useMessages();
  return (
    <section className="panel">
      <h2>{t.offer.impact}</h2>
      <p className="small mt-1 mb-4">{lead}</p>
      <ImpactFigures impact={preview.impact} reference={preview.reference} figureFaults={preview.figureFaults} />
    </section>
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
