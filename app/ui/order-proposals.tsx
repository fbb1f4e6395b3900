import { Form } from '@remix-run/react';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatMoney } from '#app/i18n/format.ts';

type Proposal = { id: string; supplier: string; quantity: number; note: string; was: string; instead: string | null };

/** What suppliers propose, and the buyer's answer; money goes back by itself. */
export function OrderProposals({ proposals, told }: { proposals: Proposal[]; told: string | null }) {
  const t = useMessages();
  const p = t.order.proposal;
  const locale = useLocale();
  const cents = told?.startsWith('given:') ? Number(told.slice(6)) : null;
  const words =
    cents !== null && Number.isSafeInteger(cents)
      ? p.given(formatMoney(cents, locale))
      : ({ refused: p.refused, 'not-now': p.late, 'no-stock': p.noStock } as Record<string, string>)[told ?? ''];
  return (
    <>
      {words && (
        <p className="notice mb-5" role="status">
          {words}
        </p>
      )}
      {proposals.map((proposal) => (
        <section key={proposal.id} className="notice care no-print mb-5 grid gap-3">
          <h2>{p.title}</h2>
          <p>
            <b>{proposal.supplier}.</b>{' '}
            {proposal.instead !== null
              ? p.substitute(proposal.was, `${proposal.quantity} × ${proposal.instead}`)
              : proposal.quantity === 0
                ? p.nothing(proposal.was)
                : p.shorter(proposal.was, proposal.quantity)}
          </p>
          {proposal.note && <p>{proposal.note}</p>}
          <Form method="post" discover="none" className="flex flex-wrap gap-3" reloadDocument>
            <input type="hidden" name="proposal" value={proposal.id} />
            <button type="submit" className="button main" name="intent" value="accept">
              {p.yes}
            </button>
            <button type="submit" className="button" name="intent" value="refuse">
              {p.no}
            </button>
          </Form>
        </section>
      ))}
    </>
  );
}
