import { isGone } from '#app/domain/catalogue/offer.ts';
import type { OfferSummary as Card } from '#app/domain/search/offer-summaries.server.ts';
import type { Segment } from '#app/domain/search/search.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { formatSeasonToday } from '#app/i18n/format-season.ts';
import { formatFreeTime } from '#app/i18n/format-time.ts';
import { countVariants } from '#app/i18n/format-variants.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { useComparedPrice } from './compared-price.tsx';
import { PickButtons } from './offer-tray.tsx';
import { Photo } from './photo.tsx';
import { PriceAmounts } from './price-amounts.tsx';
import { PriceUnit } from './price-unit.tsx';
import { ScoreSentence } from './score-sentence.tsx';
import { ThingPicture } from './thing-picture.tsx';

/** Consumers see facts, never an overall score; a supplier's own page shows the score once, not on each card. */
export function OfferCard({
  card,
  show,
  near = true,
  marked = null,
  toDay = false,
}: {
  card: Card;
  show: 'score' | 'facts' | 'offer';
  /** Shows the commune and the distance. */
  near?: boolean;
  /** The name, split at the matches of the search terms. */
  marked?: Segment[] | null;
  /** Leads to the day on which it is free next. */
  toDay?: boolean;
}) {
  const t = useMessages();
  const locale = useLocale();
  const comparedPrice = useComparedPrice(card);
  return (
    <li className="card">
      {card.photo ? (
        <Photo photo={card.photo} sizes="(min-width: 48rem) 300px, 100vw" className="cover" />
      ) : (
        <ThingPicture thing={card.thing} kind={card.kind} name={card.name} supplier={card.supplier.slug} />
      )}
      <span className="tag">{t.kinds[card.kind]}</span>
      <h3>
        <a href={toDay ? hrefOnDay(card) : `/offers/${card.slug}`} lang={card.nameLang}>
          {marked ? <Marked segments={marked} /> : card.name}
        </a>
      </h3>
      <p className="small">
        {card.supplier.name}
        {near && ` · ${card.supplier.commune} · ${formatDistance(card.supplier.distanceMeters, locale)}`}
      </p>
      <p className="price">
        {card.onQuote ? (
          <b>{t.offer.onQuote}</b>
        ) : (
          <>
            {card.variants.length > 0 && `${t.variants.from} `}
            <PriceAmounts price={card.price} />{' '}
            <PriceUnit unit={card.unit} orderUnit={card.orderUnit} packMilli={card.packMilli} />
          </>
        )}
        {'\u00a0· '}
        {sayStock(card, t, locale)}
        {card.variants.length > 0
          ? `\u00a0· ${countVariants(card.variants.length, card.axes, t)}`
          : !card.onQuote && comparedPrice && `\u00a0· ${comparedPrice}`}
      </p>
      {show !== 'offer' && (
        <ScoreSentence
          score={show === 'score' ? card.score : null}
          evidence={card.evidence}
          labels={card.labels}
          size="card"
        />
      )}
      <PickButtons slug={card.slug} name={card.name} />
    </li>
  );
}

function Marked({ segments }: { segments: Segment[] }) {
  return segments.map(({ text, hit }) => (hit ? <mark key={text}>{text}</mark> : text));
}

/** The page of an offer with the day on which it is free next chosen. */
function hrefOnDay({ slug, nextFree }: Pick<Card, 'slug' | 'nextFree'>): string {
  if (!nextFree) return `/offers/${slug}`;
  const { day, hours } = nextFree;
  return `/offers/${slug}?${hours ? `day=${day}` : `from=${day}`}#when`;
}

function sayStock(
  card: Pick<Card, 'isBooked' | 'kind' | 'stock' | 'state' | 'season' | 'nextFree'>,
  t: Messages,
  locale: Locale,
): string {
  if (card.nextFree) return t.booking.freeOn(formatFreeTime(card.nextFree, t, locale));
  if (card.isBooked) return t.booking.onCard;
  const season = card.season && formatSeasonToday(card.season, t, locale);
  if (season && card.state === 'out-of-season') return season;
  const stock = card.stock === null ? t.toOrder : isGone(card) ? t.sold : t.inStock(card.stock);
  return season ? `${stock}\u00a0· ${season}` : stock;
}
