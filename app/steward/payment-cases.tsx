import type { PaymentCase } from '#app/domain/payments/cases.server.ts';
import { type CaseEnding, endingsOf } from '#app/domain/payments/payment.ts';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ButtonForm } from './button-form.tsx';

export type CaseRow = Pick<PaymentCase, 'id' | 'reason' | 'facts'> & {
  day: string;
  order: string;
  /** YYYY-MM-DD: a dispute is to be answered before. */
  due: string | null;
};

/** Payment cases that only a person can resolve, with the actions available here. */
export function PaymentCases({ cases }: { cases: CaseRow[] }) {
  const t = useMessages().books;
  const locale = useLocale();
  if (cases.length === 0) return <p className="mt-2">{t.noCases}</p>;
  return (
    <ul className="mt-3 grid gap-3">
      {cases.map((one) => (
        <li key={one.id} className="panel grid gap-2">
          <p>
            <b>{t.case.reasons[one.reason]}</b>
            <span className="small block">{t.case.about(one.order, formatDate(one.day, locale))}</span>
            {one.due && <span className="block">{t.dispute.answerBefore(formatDate(one.due, locale))}</span>}
          </p>
          <p>
            <Detail facts={one.facts} />
          </p>
          <Acts one={one} />
        </li>
      ))}
    </ul>
  );
}

function Detail({ facts }: { facts: CaseRow['facts'] }) {
  const { amountCents, expectedCents, what, detail, status, refundable } = facts;
  const { case: t, dispute } = useMessages().books;
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, locale);
  return (
    <>
      {what && `${t.what[what]} `}
      {amountCents !== undefined &&
        (expectedCents === undefined ? money(amountCents) : t.differs(money(amountCents), money(expectedCents)))}{' '}
      {detail && (
        <q className="small" lang="en">
          {detail}
        </q>
      )}
      {status && <span className="small block">{dispute.statusOf(dispute.status(status))}</span>}
      {refundable && <b className="block">{dispute.refundEndsIt}</b>}
    </>
  );
}

function Acts({ one: { id, reason, order } }: { one: CaseRow }) {
  const t = useMessages().books.case;
  const button = (intent: CaseEnding) => (
    <ButtonForm
      key={intent}
      intent={intent}
      fields={{ case: id }}
      label={t.acts[intent]}
      describes={t.actOn(t.acts[intent], order)}
    />
  );
  if (reason === 'disputed') return <p className="small">{t.untilDecided}</p>;
  return <div className="flex flex-wrap gap-2">{endingsOf[reason].map(button)}</div>;
}
