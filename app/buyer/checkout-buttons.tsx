// The last fields and buttons of the checkout: what it confirms, and how it goes on.
import type { OrderPreview } from '#app/domain/checkout/order-preview.ts';
import { onlinePaymentOf } from '#app/domain/payments/online-limits.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { useRefused } from '#app/ui/post-form.tsx';

/**
 * Carries all that this page shows, as its hash and as data. A page that comes back for a wrong field still carries the first one,
 * so that a change is said at the next button and not overlooked.
 */
export function ConfirmedFields({ hash, preview }: { hash: string; preview: OrderPreview }) {
  const refused = useRefused(undefined);
  const first = refused && Object.keys(refused.errors).length > 0 ? refused.values : {};
  return (
    <>
      <input type="hidden" name="confirmed" value={first.confirmed ?? hash} />
      <input type="hidden" name="preview" value={first.preview ?? JSON.stringify(preview)} />
    </>
  );
}

/** The button that asks, for an organisation whose rules want an approval first. */
export function AskFirst({ needsReason, refusal }: { needsReason: boolean; refusal: string | null }) {
  const { checkout: t } = useMessages().requests;
  if (refusal !== null) return <p className="notice care">{t.refused(refusal)}</p>;
  return (
    <>
      <p className="notice">{t.asks}</p>
      <Field name="why" label={t.why} maxLength={500} required={needsReason} />
      <button type="submit" className="button main" name="how" value="request">
        {t.press}
      </button>
      <p className="small">{t.next}</p>
    </>
  );
}

/** The button that pays, or why this total cannot be paid online. */
export function PayOnline({ totalCents }: { totalCents: number }) {
  const t = useMessages();
  const locale = useLocale();
  const payment = onlinePaymentOf(totalCents);
  if (payment === 'too-small' || payment === 'too-large')
    return <p className="notice care">{t.checkout.online[payment]}</p>;
  const free = payment === 'nothing';
  return (
    <>
      <button type="submit" className="button main">
        {free ? t.checkout.online.free : t.checkout.pay(formatMoney(totalCents, locale))}
      </button>
      <p className="small">{free ? t.checkout.online.freeNext : t.checkout.next}</p>
      {payment === 'card' && <p className="small">{t.checkout.online.card}</p>}
    </>
  );
}
