// A price as its reader must see it: incl. VAT for consumers, excl. VAT for organisations, both while undecided.
import { Fragment } from 'react';
import { priceReading } from '#app/domain/scoring/audience.ts';
import { amountsFor, type Price, type PriceReading } from '#app/domain/shared/price.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { formatPrice } from '#app/i18n/format-price.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { useRootData } from './root-data.ts';

/** The prices of this page's reader; a page whose root failed shows those of a consumer. */
export function usePriceReading(): PriceReading {
  return priceReading(useRootData()?.audience ?? 'consumer');
}

/** A function that says a price to the reader as text; `reading` is that of an order's buyer where it is known. */
export function usePriceText(reading?: PriceReading): (price: Price) => string {
  const t = useMessages();
  const locale = useLocale();
  const own = usePriceReading();
  return (price) => formatPrice(price, reading ?? own, t, locale);
}

/** The amounts of a price with their words, each equally large; no line parts an amount from its word. */
export function PriceAmounts({ price, reading }: { price: Price; reading?: PriceReading }) {
  const t = useMessages();
  const locale = useLocale();
  const own = usePriceReading();
  return amountsFor(price, reading ?? own).map(({ basis, cents }, i) => (
    <Fragment key={basis}>
      {i > 0 && ' · '}
      <b>{formatMoney(cents, locale)}</b>
      {`\u00a0${(basis === 'net' ? t.ht : t.ttc).replaceAll(' ', '\u00a0')}`}
    </Fragment>
  ));
}
