// Offers side by side: a row for each fact, with the best cells marked in words and by colour where better is defined.
import type { ReactNode } from 'react';
import { comparisonRows, isDifferent } from '#app/buyer/comparison-rows.ts';
import { type ComparedOffer, isOneThing, type OfferComparison, writtenIn } from '#app/domain/buying/comparison.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { axisRange, IntervalAxis } from '#app/ui/impact-interval.tsx';
import { usePriceReading } from '#app/ui/price-amounts.tsx';
import { useSeesPlaces } from '#app/ui/root-data.ts';
import { ScoreSentence } from '#app/ui/score-sentence.tsx';

/** `chosen`: id of the offer that was chosen, in a note. `actOn`: the form under the column of an offer. */
export function ComparisonTable({
  comparison,
  differences = false,
  chosen = null,
  actOn,
}: {
  comparison: OfferComparison;
  differences?: boolean;
  chosen?: number | null;
  actOn?: (offer: ComparedOffer) => ReactNode;
}) {
  const t = useMessages();
  const locale = useLocale();
  const reading = usePriceReading();
  const { offers } = comparison;
  const all = comparisonRows(comparison, { t, locale, reading });
  const rows = differences ? all.filter(isDifferent) : all;
  const written = writtenIn(comparison, locale);
  const range = axisRange(offers.flatMap(({ impact }) => impact?.delta ?? []));
  return (
    <div className="compare-scroll" role="region" aria-label={t.compared.title} tabIndex={0}>
      <table className={`plain compare-offers ${offers.length > 2 ? 'listed' : ''}`}>
        <thead>
          <tr>
            <td />
            {offers.map(({ id, slug, name, nameLang, state }) => (
              <th scope="col" key={id} className={chosen === id ? 'best' : undefined}>
                {state === 'withdrawn' ? (
                  <span lang={nameLang ?? written}>{name}</span>
                ) : (
                  <a href={`/offers/${slug}`} lang={nameLang ?? written}>
                    {name}
                  </a>
                )}
                {chosen === id && <p className="mark-best">{t.compared.chosen}</p>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.compared.rows.supplier}</th>
            {offers.map(({ id, supplier, score, evidence, labels }, i) => (
              <td key={id}>
                <OfferName offer={offers[i]!} written={written} />
                <a href={`/suppliers/${supplier.slug}`}>{supplier.name}</a>
                <div className="supplier-sentence mt-1">
                  <ScoreSentence score={score} evidence={evidence} labels={labels} size="card" />
                </div>
              </td>
            ))}
          </tr>
          {rows.map(({ key, label, texts, langs, best }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {texts.map((text, i) => {
                const { id, impact } = offers[i]!;
                return (
                  <td key={id} className={best.includes(i) ? 'best' : undefined}>
                    <OfferName offer={offers[i]!} written={written} />
                    {text ? <span lang={langs[i]}>{text}</span> : <span className="small">{t.compared.notSaid}</span>}
                    {key === 'impact' && impact?.delta && <IntervalAxis span={impact.delta} range={range} />}
                    {best.includes(i) && <span className="mark-best">{t.compared.best}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td />
              <td colSpan={offers.length}>{t.compared.noDifference}</td>
            </tr>
          )}
          {actOn && (
            <tr className="no-print">
              <td />
              {offers.map((offer) => (
                <td key={offer.id}>
                  <OfferName offer={offer} written={written} />
                  {actOn(offer)}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** The offer of a cell, where a telephone lists more than two of them one under the other. */
function OfferName({ offer: { name, nameLang }, written }: { offer: ComparedOffer; written: Locale | undefined }) {
  return (
    <span className="offer-name" lang={nameLang ?? written}>
      {name}
    </span>
  );
}

/** For which quantity and place, and what keeps the offers from being compared. */
export function ComparisonHead({ comparison }: { comparison: OfferComparison }) {
  const { compared: t, unitsMany, units } = useMessages();
  const locale = useLocale();
  const places = useSeesPlaces();
  const { quantity, unit, place, offers } = comparison;
  const amount = unit
    ? `${formatNumber(quantity, locale)}\u00a0${quantity === 1 ? units[unit] : unitsMany[unit]}`
    : t.packs(quantity);
  const names = [...new Set(offers.map(({ thingName, name }) => thingName ?? name))];
  return (
    <>
      <p className="lead mt-2">
        {t.lead(amount, places ? place : null)} {t.bestNote}
      </p>
      {!isOneThing(comparison) && <p className="notice mt-4">{t.differentThings(names.join(', '))}</p>}
      {unit === null && <p className="notice mt-4">{t.differentUnits}</p>}
    </>
  );
}
