import type { DeliveryTermsView } from '#app/domain/basket/preview.server.ts';
import { formatDay, formatMoney, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export function DeliveryTermsList({ terms }: { terms: DeliveryTermsView }) {
  const t = useMessages();
  const locale = useLocale();
  const mode = t.modes[terms.mode as keyof typeof t.modes];
  return (
    <div className="panel">
      <h2>{t.offer.delivery}</h2>
      <table className="plain mt-2">
        <tbody>
          {terms.options.map(({ choice, feeCents, arrivesOn }) => (
            <tr key={choice}>
              <td>
                {t.delivery[choice]}
                <br />
                <span className="small">
                  {choice === 'shared' || choice === 'dedicated' ? `${mode}, ` : ''}
                  {choice.startsWith('pickup')
                    ? t.basket.pickup(formatDay(arrivesOn, locale))
                    : t.basket.arrives(formatDay(arrivesOn, locale))}
                </span>
              </td>
              <td className="n">{feeCents > 0 ? t.offer.fee(formatMoney(feeCents, locale)) : t.offer.free}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small mt-2">
        {terms.days.length > 0
          ? t.offer.round(terms.days.map((day) => formatWeekday(day, locale)).join(', '))
          : t.offer.noRound}{' '}
        · {terms.minimumCents > 0 ? t.offer.minimum(formatMoney(terms.minimumCents, locale)) : t.offer.noMinimum}
      </p>
    </div>
  );
}
