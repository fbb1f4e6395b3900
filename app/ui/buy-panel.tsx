// Price, conditions and the buy button of an offer's page.
import { Form } from '@remix-run/react';
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import { unitPriceCents } from '#app/domain/catalogue/offer.ts';
import { applyRate } from '#app/domain/shared/money.ts';
import { formatMoney, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Price, useConsumer } from './price.tsx';
import { PriceUnit } from './price-unit.tsx';

type Refused = { error: string; typed: string | undefined } | undefined;
type Props = Pick<OfferPageData, 'offer' | 'seller' | 'name'>;

export function BuyPanel({ offer, seller, name, refused, closed }: Props & { refused: Refused; closed: boolean }) {
  const t = useMessages();
  return (
    <div className="panel buy grid gap-3">
      <p className="headline-price">
        {offer.onQuote ? (
          <b>{t.offer.onQuote}</b>
        ) : (
          <>
            <Price cents={offer.priceCents} vatBasisPoints={offer.vatBasisPoints} />{' '}
            <PriceUnit unit={offer.unit} orderUnit={offer.orderUnit} packMilli={offer.packMilli} />
          </>
        )}
      </p>
      <Conditions offer={offer} />
      {offer.onQuote ? (
        <a
          className="button main"
          href={`mailto:${seller.email}?subject=${encodeURIComponent(t.offer.quoteSubject(name))}`}
        >
          {t.offer.askQuote}
        </a>
      ) : (
        <AddForm offer={offer} refused={refused} closed={closed} />
      )}
    </div>
  );
}

function Conditions({ offer }: Pick<Props, 'offer'>) {
  const t = useMessages();
  const locale = useLocale();
  const consumer = useConsumer();
  const money = (cents: number) => formatMoney(cents, locale);
  const rate = formatRate(offer.vatBasisPoints, locale);
  return (
    <ul className="small grid gap-1">
      {!offer.onQuote && offer.packMilli !== 1000 && (
        <li>{t.offer.unitPrice(money(unitPriceCents(offer.priceCents, offer.packMilli)), t.perUnit[offer.unit])}</li>
      )}
      {!offer.onQuote && offer.vatBasisPoints === 0 && <li>{t.offer.noVat}</li>}
      {!offer.onQuote && offer.vatBasisPoints > 0 && (
        <li>
          {consumer
            ? t.offer.withoutVat(money(offer.priceCents), rate)
            : t.offer.withVat(money(offer.priceCents + applyRate(offer.priceCents, offer.vatBasisPoints)), rate)}
        </li>
      )}
      {offer.priceTiers.length > 0 && (
        <li>
          {t.offer.tiers}
          {t.colon}
          {offer.priceTiers.map((tier) => t.offer.tier(tier.from, money(tier.priceCents))).join(' · ')}
        </li>
      )}
      {offer.minimum > 1 && <li>{t.offer.orderBy(offer.minimum, offer.orderStep)}</li>}
      <li>{offer.stock === null ? t.toOrder : t.inStock(offer.stock)}</li>
      <li>{t.offer.lead(t.count.days(offer.leadDays))}</li>
      {offer.depositCents && <li>{t.offer.deposit(money(offer.depositCents))}</li>}
    </ul>
  );
}

function AddForm({ offer, refused, closed }: Pick<Props, 'offer'> & { refused: Refused; closed: boolean }) {
  const t = useMessages();
  const soldOut = offer.stock !== null && offer.stock < offer.minimum;
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      <div className="field w-28">
        <label htmlFor="quantity">{t.offer.quantity}</label>
        <input
          className="input"
          id="quantity"
          name="quantity"
          type="number"
          min={offer.minimum}
          max={offer.stock ?? 9999}
          step={offer.orderStep}
          defaultValue={refused?.typed ?? String(offer.minimum)}
          aria-invalid={refused ? true : undefined}
          aria-describedby={refused ? 'quantity-error' : undefined}
          disabled={soldOut || closed}
        />
      </div>
      <button type="submit" className="button main grow" disabled={soldOut || closed}>
        {soldOut ? t.offer.soldOut : t.offer.add}
      </button>
      {refused && (
        <p className="font-semibold text-brick" id="quantity-error" role="alert">
          {refused.error}
        </p>
      )}
    </Form>
  );
}
