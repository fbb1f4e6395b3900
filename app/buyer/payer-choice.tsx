import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Payer } from './payers.server.ts';

/** The choice of the payer, each with its total, prices and rights. Links, so that it needs no script. */
export function PayerChoice({ payers }: { payers: Payer[] }) {
  const { checkout: t, basket, account } = useMessages();
  const locale = useLocale();
  if (payers.length === 0) return null;
  return (
    <section className="panel mt-4 grid gap-3">
      <h2>{basket.payer}</h2>
      <ul className="grid gap-3">
        {payers.map(({ value, name, siret, audience, totalCents, chosen }) => (
          <li key={value}>
            {chosen ? (
              <b>{t.chosenPayer(name ?? t.myself)}</b>
            ) : (
              <a href={`/checkout?payer=${value}`}>{name ?? t.myself}</a>
            )}
            <br />
            <span className="small">
              {siret && `${account.siretIs(siret)}. `}
              {t.payerTotal(formatMoney(totalCents, locale))} {t.payerRights[audience]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
