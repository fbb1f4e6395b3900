import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { bookingTermsText, paidPartOf } from '#app/buyer/cancel-view.server.ts';
import { cancelOrderedPart } from '#app/buyer/order-actions.server.ts';
import { owedFor } from '#app/domain/checkout/on-account.server.ts';
import { previewCancel } from '#app/domain/fulfilment/cancel-preview.server.ts';
import { currentTotals } from '#app/domain/orders/current-totals.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import { cutoffFor, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { sum } from '#app/domain/shared/money.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { optionalText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/**
 * Shows the lines, the fees and the refund before they are cancelled; what can be cancelled no more leads to its order. With
 * `?line=` it is about one booking.
 */
export const loader = routeHandler(
  'buyer/orders.$orderId.cancel.$supplierId',
  (ctx, { params }: LoaderFunctionArgs) => {
    const whole = getOrderToChange(ctx, params.orderId ?? '');
    const { order, lines } = whole;
    const outcomes = new Map(listOutcomes(ctx, [order.id]).map((outcome) => [outcome.line, outcome]));
    const paid = paidPartOf(whole, params.supplierId ?? '', outcomes);
    if (!paid) throw new NotFound(`part of ${order.id}`);
    const { part } = paid;
    const [supplier] = findSuppliers(ctx, [part.supplierId]);
    const line = lineOf(ctx.url.searchParams.get('line'));
    const cutoff = supplier && cutoffFor(listRounds(ctx), part, supplier);
    const preview = cutoff && previewCancel(ctx, paid, cutoff, line);
    if (!preview?.ok) return redirect(`/orders/${order.id}`, 303);
    const cents = preview.refundCents;
    const keptCents = sum([...preview.fees.values()]);
    const t = ctx.t.orderChanges;
    const end = endOf(order.payment, owedFor(ctx, order.id), cents);
    const own = line === null ? undefined : (outcomes.get(line) ?? lines.find((one) => one.line === line));
    const name = own && translated(own.name, ctx.locale);
    return {
      title: name ? t.cancelBookingTitle(name) : t.cancelTitle(part.supplierName),
      lead: name ? t.cancelBookingLead(order.number, part.supplierName) : t.cancelLead(order.number, part.supplierName),
      orderId: order.id,
      cents,
      line: line ?? '',
      lines: preview.changes.map(({ line: ordered, before }) => ({
        line: ordered.line,
        text: `${before.quantity} × ${translated(before.name, ctx.locale)}`,
        terms: bookingTermsText(ctx, whole, part, before),
      })),
      ends: cents > 0 ? t.cancelEnds[end](formatMoney(cents, ctx.locale)) : keptCents > 0 && t.cancelNothing,
      kept: keptCents > 0 && cents > 0 ? t.cancelFee(formatMoney(keptCents, ctx.locale)) : null,
      total: t.cancelTotal(formatMoney(currentTotals(whole, outcomes).totalCents - cents, ctx.locale)),
      button: cents > 0 || keptCents === 0 ? t.cancelNow[end] : t.cancelNowLate,
    };
  },
);

function lineOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null;
}

/** On account, an amount that is still owed is deducted; one that was paid is refunded by transfer. */
function endOf(payment: 'online' | 'account', owedCents: number, cents: number): 'online' | 'account' | 'transfer' {
  if (payment === 'online') return 'online';
  return owedCents >= cents ? 'account' : 'transfer';
}

const confirmed = z.object({ shown: wholeNumber(0, 99_999_999), line: optionalText(4), why: optionalText(500) });

export const action = formAction('buyer/orders.$orderId.cancel.$supplierId', {
  cancel: {
    schema: confirmed,
    run: (ctx, { line, ...input }, { orderId, supplierId }) =>
      cancelOrderedPart(ctx, orderId, supplierId, { ...input, line: lineOf(line || null) }),
  },
});

export default function CancelPage() {
  const { title, lead, orderId, cents, line, lines, ends, kept, total, button } = useLoaderData<typeof loader>();
  const t = useMessages().orderChanges;
  return (
    <div className="wrap section">
      <h1>{title}</h1>
      <PostForm intents={['cancel']} hiddenFields={{ shown: cents, line }} className="panel mt-6 grid max-w-xl gap-4">
        <p>{lead}</p>
        <ul className="rows">
          {lines.map(({ line: number, text, terms }) => (
            <li key={number}>
              {text}
              {terms && <p className="small">{terms}</p>}
            </li>
          ))}
        </ul>
        <p>
          <b>{ends}</b> {kept} {total}
        </p>
        <AreaField name="why" label={t.cancelWhy} rows={2} maxLength={500} />
        <div className="flex flex-wrap gap-3">
          <button type="submit" className="button main" name="intent" value="cancel">
            {button}
          </button>
          <a className="button quiet" href={`/orders/${orderId}`}>
            {t.cancelNot}
          </a>
        </div>
      </PostForm>
    </div>
  );
}
