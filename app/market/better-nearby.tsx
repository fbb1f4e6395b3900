import type { BetterOffer } from '#app/domain/search/better-nearby.server.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PriceAmounts, usePriceText } from '#app/ui/price-amounts.tsx';
import { PriceUnit } from '#app/ui/price-unit.tsx';

/** Offers that can stand in, with a better proven score; shows the values compared, and where to contest. */
export function BetterNearby({ offers }: { offers: BetterOffer[] }) {
  const { discovery, ...t } = useMessages();
  const locale = useLocale();
  const say = usePriceText();
  if (offers.length === 0) return null;
  const distance = (meters: number) => formatDistance(meters, locale);
  const labels = discovery.better;
  return (
    <section>
      <h2>{labels.title}</h2>
      <p className="lead mt-1">{labels.lead}</p>
      <ul className="better mt-4">
        {offers.map(({ card, proven, declared, unitPrices, meters }) => (
          <li key={card.id} className="panel">
            <a className="font-semibold" href={`/offers/${card.slug}`}>
              {card.name}
            </a>
            <span className="small">
              {card.supplier.name} · {t.kinds[card.kind]} · <PriceAmounts price={card.price} />{' '}
              <PriceUnit unit={card.unit} orderUnit={card.orderUnit} packMilli={card.packMilli} />
            </span>
            <span>{labels.proven(...proven)}</span>
            <span>{labels.declared(...declared)}</span>
            <span>
              {labels.unitPrice(say(unitPrices.own), say(unitPrices.other), t.perComparedUnit[unitPrices.unit])}
            </span>
            <span>{labels.distance(distance(meters[0]), distance(meters[1]))}</span>
          </li>
        ))}
      </ul>
      <p className="small mt-3">
        <a href="#report">{labels.contest}</a>
      </p>
    </section>
  );
}
