// Prices as text. Which amounts they say is decided by `amountsFor` alone.
import type { Locale } from '#app/domain/shared/locale.ts';
import { amountsFor, type Price, type PriceBasis, type PriceReading } from '#app/domain/shared/price.ts';
import { formatMoney } from './format.ts';

type TaxNames = { ht: string; ttc: string };

/** "14,00 € HT": an amount with the word for its basis. */
export function formatTaxed(cents: number, basis: PriceBasis, t: TaxNames, locale: Locale): string {
  return `${formatMoney(cents, locale)}\u00a0${basis === 'net' ? t.ht : t.ttc}`;
}

/** "14,77 € TTC" for a consumer, "14,77 € TTC, 14,00 € HT" for a reader of both. */
export function formatPrice(price: Price, reading: PriceReading, t: TaxNames, locale: Locale): string {
  return amountsFor(price, reading)
    .map(({ basis, cents }) => formatTaxed(cents, basis, t, locale))
    .join(', ');
}
