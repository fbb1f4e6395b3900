import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { AreaField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';
import type { PartView } from './part-view.server.ts';

type Props = { part: PartView; offers: { id: number; name: string }[]; open: boolean };

/** Earlier proposals to the buyer, and a form for a new one. */
export function PartProposals({ part, offers, open }: Props) {
  const messages = useMessages().fulfilment;
  const locale = useLocale();
  const refused = useRefused(['propose']);
  const nameOf = (offerId: number | null, line: number) =>
    offers.find((offer) => offer.id === offerId)?.name ?? part.lines.find((own) => own.line === line)?.name ?? '';
  if (part.proposals.length === 0 && !open) return null;
  return (
    <section className="panel grid gap-4">
      {part.proposals.length > 0 && (
        <>
          <h2>{messages.proposals}</h2>
          <ul className="rows">
            {part.proposals.map((proposal) => (
              <li key={proposal.id} className="row-act">
                <span>
                  <span className="state">{messages.proposalStates[proposal.state]}</span>
                  {proposal.quantity} × {nameOf(proposal.offerId, proposal.line)}
                  {proposal.time && ` · ${proposal.time}`}
                  {proposal.refundCents ? ` · ${messages.refund(formatMoney(proposal.refundCents, locale))}` : ''}
                  {proposal.note && <span className="small"> {proposal.note}</span>}
                </span>
                {proposal.state === 'open' && (
                  <PostForm intents={['withdraw']} hiddenFields={{ proposal: proposal.id }}>
                    <button type="submit" className="button quiet" name="intent" value="withdraw">
                      {messages.withdraw}
                    </button>
                  </PostForm>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {open && (
        <details open={refused !== null}>
          <summary className="cursor-pointer font-semibold">{messages.problem}</summary>
          <PostForm intents={['propose']} className="mt-3 grid gap-4">
            <p className="small">{messages.problemLead}</p>
            <SelectField name="line" label={messages.line}>
              {part.lines
                .filter((line) => line.quantity > 0)
                .map((line) => (
                  <option key={line.line} value={line.line}>
                    {line.quantity} × {line.name}
                  </option>
                ))}
            </SelectField>
            <SelectField name="offer" label={messages.instead}>
              <option value="">{messages.same}</option>
              {offers.map((offer) => (
                <option key={offer.id} value={offer.id}>
                  {offer.name}
                </option>
              ))}
            </SelectField>
            <Field name="quantity" type="number" min="0" max="9999" label={messages.quantity} required />
            <AreaField name="note" label={messages.noteToBuyer} maxLength={500} />
            <button type="submit" className="button" name="intent" value="propose">
              {messages.send}
            </button>
          </PostForm>
        </details>
      )}
    </section>
  );
}
