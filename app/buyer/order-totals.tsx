import { type BasketTotals, splitTotals } from '#app/domain/basket/pricing.ts';
import type { PriceReading } from '#app/domain/shared/price.ts';
import { formatMoney, formatRate } from '#app/i18n/format.ts';
import { formatTaxed } from '#app/i18n/format-price.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { usePriceText } from '#app/ui/price-amounts.tsx';

/**
 * Goods, deliveries and VAT up to the total. For prices incl. VAT it stands below the total, because
 * it is contained in them.
 */
export function OrderTotals({ totals, reading }: { totals: BasketTotals; reading: PriceReading }) {
  const t = useMessages();
  const locale = useLocale();
  const price = usePriceText(reading);
  const { goods, delivery, total } = splitTotals(totals);
  const rates = Object.entries(totals.vatByRate).filter(([, cents]) => cents > 0);
  const vatName = reading === 'net' ? t.basket.vatAt : t.basket.vatWithin;
  const vat = rates.map(([rate, cents]) => (
    <tr key={rate}>
      <td>{vatName(formatRate(Number(rate), locale))}</td>
      <td className="n">{formatMoney(cents, locale)}</td>
    </tr>
  ));
  return (
    <table className="plain">
      <tbody>
        <tr>
          <td>{t.basket.goods}</td>
          <td className="n">{price(goods)}</td>
        </tr>
        <tr>
          <td>{t.basket.deliveryTotal}</td>
          <td className="n">{price(delivery)}</td>
        </tr>
        {reading === 'net' && vat}
        <tr>
          <th scope="row">{t.basket.total}</th>
          <td className="n font-semibold">
            {formatMoney(total.grossCents, locale)}
            {reading === 'both' && ` (${formatTaxed(total.netCents, 'net', t, locale)})`}
          </td>
        </tr>
        {reading !== 'net' && vat}
      </tbody>
    </table>
  );
}
