import type { BasketTotals } from '#app/domain/basket/pricing.ts';
import { formatMoney, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export function OrderTotals({ totals }: { totals: BasketTotals }) {
  const t = useMessages();
  const locale = useLocale();
  const rates = Object.entries(totals.vatByRate).filter(([, cents]) => cents > 0);
  return (
    <table className="plain">
      <tbody>
        <tr>
          <td>{t.basket.goods}</td>
          <td className="n">{formatMoney(totals.goodsCents, locale)}</td>
        </tr>
        <tr>
          <td>{t.basket.deliveryTotal}</td>
          <td className="n">{formatMoney(totals.deliveryCents, locale)}</td>
        </tr>
        {rates.map(([rate, cents]) => (
          <tr key={rate}>
            <td>{t.basket.vatAt(formatRate(Number(rate), locale))}</td>
            <td className="n">{formatMoney(cents, locale)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t.basket.total}</th>
          <td className="n font-semibold">{formatMoney(totals.totalCents, locale)}</td>
        </tr>
      </tbody>
    </table>
  );
}
