import type { DeliveryTermsView } from '#app/domain/basket/preview.server.ts';
import type { Price } from '#app/domain/shared/price.ts';
import { formatDay, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { usePriceReading, usePriceText } from './price-amounts.tsx';

/** The ways to receive an order with their fees; of an offer out of season no days, since today's would promise nothing true. */
export function DeliveryTermsList({ terms, dayless = false }: { terms: DeliveryTermsView; dayless?: boolean }) {
  const t = useMessages();
  const locale = useLocale();
  const reading = usePriceReading();
  const say = usePriceText();
  const mode = t.modes[terms.mode as keyof typeof t.modes];
  const highest = (price: Price) =>
    terms.severalRates && reading !== 'net' ? t.offer.feeUpTo(say(price)) : say(price);
  return (
    <div className="panel">
      <h2>{t.offer.delivery}</h2>
      <table className="plain terms mt-2">
        <tbody>
          {terms.options.map(({ choice, fee, arrivesOn }) => (
            <tr key={choice}>
              <td>
                {t.delivery[choice]}
                {!dayless && (
                  <span className="small block">
                    {choice.startsWith('pickup')
                      ? t.basket.pickup(formatDay(arrivesOn, locale))
                      : t.basket.arrives(formatDay(arrivesOn, locale))}
                  </span>
                )}
              </td>
              <td className="n">{fee.netCents > 0 ? highest(fee) : t.offer.free}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small mt-2">
        {terms.days.length > 0
          ? t.offer.round(terms.days.map((day) => formatWeekday(day, locale)).join(', '))
          : t.offer.noRound}{' '}
        · {mode} · {terms.minimum.netCents > 0 ? t.offer.minimum(highest(terms.minimum)) : t.offer.noMinimum}
      </p>
    </div>
  );
}
