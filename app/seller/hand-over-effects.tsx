import { undoMinutes } from '#app/domain/orders/part.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { handOverPage } from './hand-over-view.server.ts';

export type HandOverPageData = ReturnType<typeof handOverPage>;

/** The effects of a hand-over: the invoice, what is missing, and what is paid out. */
export function HandOverEffects({ page }: { page: HandOverPageData }) {
  const { fulfilment, handOver: messages, modes, weighed } = useMessages();
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, locale);
  const { part, preview, mode, trip, isOnAccount, releaseDays } = page;
  if (!preview) return null;
  return (
    <section className="panel grid gap-3">
      <h2>{messages.will}</h2>
      <p>
        <b>
          {preview.invoiceCents > 0 ? messages.invoice(money(preview.invoiceCents), part.buyer) : messages.noInvoice}
        </b>
      </p>
      {preview.weighed.map(({ line, name, grams, cents, refundCents }) => (
        <p key={line}>{weighed.atHandOver(formatWeight(grams, locale), name, money(cents), money(refundCents))}</p>
      ))}
      {preview.missing.length === 0 && <p>{messages.nothingMissing}</p>}
      {preview.missing.map(({ line, name, quantity, refundCents }) => (
        <p key={line}>{messages.missing(quantity, name, money(refundCents))}</p>
      ))}
      {preview.leavesCents > 0 && (
        <p>
          <b>{messages.leaves(money(preview.leavesCents), money(preview.contributionCents))}</b>{' '}
          {isOnAccount ? messages.leavesOnAccount : messages.leavesWhen(releaseDays)}
        </p>
      )}
      {part.choice !== 'on-site' && <p>{messages.how(modes[mode], fulfilment.trips[trip])}</p>}
      <p className="small">{messages.undoFor(undoMinutes)}</p>
    </section>
  );
}
