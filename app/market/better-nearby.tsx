import type { BetterOffer } from '#app/domain/search/better-nearby.server.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PriceAmounts } from '#app/ui/price-amounts.tsx';
import { PriceUnit } from '#app/ui/price-unit.tsx';

/** Comparable offers with a better proven score or nearer to the place; shows the values compared. */
export function BetterNearby({ offers, category }: { offers: BetterOffer[]; category: string }) {
  const { discovery, ...t } = useMessages();
  const locale = useLocale();
  if (offers.length === 0) return null;
  const distance = (meters: number) => formatDistance(meters, locale);
  const labels = discovery.better;
  const scored = offers.some(({ score }) => score !== null);
  return (
    <section>
      <h2>{scored ? labels.title : labels.titleFacts}</h2>
      <p className="lead mt-1">{scored ? labels.lead(category) : labels.leadFacts(category)}</p>
      <ul className="better mt-4">
        {offers.map(({ card, score, meters }) => (
          <li key={card.id} className="panel">
            <a className="font-semibold" href={`/offers/${card.slug}`}>
              {card.name}
            </a>
            <span className="small">
              {card.supplier.name} · {t.kinds[card.kind]} · <PriceAmounts price={card.price} />{' '}
              <PriceUnit unit={card.unit} orderUnit={card.orderUnit} packMilli={card.packMilli} />
            </span>
            {score && <span>{labels.score(...score)}</span>}
            <span>{labels.distance(distance(meters[0]), distance(meters[1]))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
