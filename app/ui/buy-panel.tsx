// Price, conditions and the buy button of an offer's page.
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import { isGone } from '#app/domain/catalogue/offer.ts';
import { formatMoney, formatRate } from '#app/i18n/format.ts';
import { formatContent } from '#app/i18n/format-content.ts';
import { formatTaxed } from '#app/i18n/format-price.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { BookingPanel } from './booking-panel.tsx';
import { useComparedPrice } from './compared-price.tsx';
import { Field } from './field.tsx';
import { PostForm } from './post-form.tsx';
import { NoticeForm, PreorderPanel } from './preorder-panel.tsx';
import { PriceAmounts, usePriceReading, usePriceText } from './price-amounts.tsx';
import { PriceUnit } from './price-unit.tsx';
import { SeasonStrip } from './season-strip.tsx';
import { SessionPanel } from './session-panel.tsx';
import { VariantChoice } from './variant-choice.tsx';
import { WeightBand } from './weight-band.tsx';

type Props = Pick<OfferPageData, 'offer' | 'booking' | 'sessions' | 'family' | 'season' | 'seller' | 'places' | 'name'>;

export function BuyPanel({
  offer,
  booking,
  sessions,
  family,
  season,
  seller,
  places,
  name,
  closed,
}: Props & { closed: boolean }) {
  const t = useMessages();
  return (
    <div className="panel buy grid gap-3">
      <p className="headline-price">
        {offer.onQuote ? (
          <b>{t.offer.onQuote}</b>
        ) : (
          <>
            {family && family.chosen === null && <span className="small">{t.variants.from} </span>}
            <PriceAmounts price={offer.price} />{' '}
            <PriceUnit unit={offer.unit} orderUnit={offer.orderUnit} packMilli={offer.packMilli} />
          </>
        )}
      </p>
      <Conditions offer={offer} />
      {booking && <BookingPanel booking={booking} seller={seller} places={places} closed={closed} />}
      {sessions && (
        <SessionPanel
          sessions={sessions}
          cancellation={offer.cancellation}
          sellerPlace={[t.booking.at(seller.name), places && seller.commune].filter(Boolean).join(', ')}
          closed={closed}
        />
      )}
      {!offer.isBooked && offer.onQuote && (
        <a
          className="button main"
          href={`mailto:${seller.email}?subject=${encodeURIComponent(t.offer.quoteSubject(name))}`}
        >
          {t.offer.askQuote}
        </a>
      )}
      {season && <SeasonStrip season={season} />}
      {!offer.isBooked && !offer.onQuote && (
        <>
          {offer.state !== 'out-of-season' && <AddForm offer={offer} family={family} closed={closed} />}
          {(!family || family.chosen) && (
            <>
              <PreorderPanel offer={offer} season={season} closed={closed} />
              {!closed && <NoticeForm offer={offer} />}
            </>
          )}
        </>
      )}
    </div>
  );
}

function Conditions({ offer }: Pick<Props, 'offer'>) {
  const t = useMessages();
  const locale = useLocale();
  const reading = usePriceReading();
  const say = usePriceText();
  const comparedPrice = useComparedPrice(offer);
  const rate = formatRate(offer.vatBasisPoints, locale);
  return (
    <ul className="small grid gap-1">
      {!offer.onQuote && comparedPrice && <li>{comparedPrice}</li>}
      {offer.pieceWeight && (
        <>
          <li>
            <b>
              <WeightBand weight={offer.pieceWeight} vatBasisPoints={offer.vatBasisPoints} />
            </b>
          </li>
          <li>{t.weighed.promise}</li>
        </>
      )}
      {offer.content && <li>{t.offer.content(formatContent(offer.content, locale))}</li>}
      {!offer.onQuote && offer.vatBasisPoints === 0 && <li>{t.offer.noVat}</li>}
      {!offer.onQuote && offer.vatBasisPoints > 0 && (
        <li>
          {reading === 'net'
            ? t.offer.withVat(formatTaxed(offer.price.grossCents, 'gross', t, locale), rate)
            : t.offer.vatContained(rate)}
        </li>
      )}
      {offer.priceTiers.length > 0 && (
        <li>
          {t.offer.tiers}
          {t.colon}
          {offer.priceTiers.map((tier) => t.offer.tier(tier.from, say(tier.price))).join(' · ')}
        </li>
      )}
      {offer.minimum > 1 && <li>{t.offer.orderBy(offer.minimum, offer.orderStep)}</li>}
      {!offer.isBooked && offer.state !== 'out-of-season' && (
        <li>{offer.stock === null ? t.toOrder : isGone(offer) ? t.sold : t.inStock(offer.stock)}</li>
      )}
      {offer.isBooked && <li>{t.booking.lead(t.count.days(offer.leadDays))}</li>}
      {!offer.isBooked && offer.state !== 'out-of-season' && <li>{t.offer.lead(t.count.workDays(offer.leadDays))}</li>}
      {offer.depositCents && <li>{t.offer.deposit(formatMoney(offer.depositCents, locale))}</li>}
    </ul>
  );
}

function AddForm({ offer, family, closed }: Pick<Props, 'offer' | 'family'> & { closed: boolean }) {
  const t = useMessages();
  const soldOut = family
    ? family.variants.every((variant) => variant.soldOut)
    : offer.stock !== null && offer.stock < offer.minimum;
  const chosen = family?.variants.find(({ slug }) => slug === family.chosen);
  return (
    <PostForm
      intents={['add']}
      kept={{ quantity: offer.minimum, variant: chosen && !chosen.soldOut ? chosen.slug : '' }}
      className="grid gap-3"
    >
      {family && <VariantChoice family={family} />}
      <Field
        name="quantity"
        label={t.offer.quantity}
        type="number"
        min={offer.minimum}
        max={(family ? null : offer.stock) ?? 9999}
        step={offer.orderStep}
        disabled={soldOut || closed}
        required
      />
      <button type="submit" className="button main" name="intent" value="add" disabled={soldOut || closed}>
        {isGone(offer) ? t.offer.gone : soldOut ? t.offer.soldOut : t.offer.add}
      </button>
    </PostForm>
  );
}
