import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { cancelOrderedPart, partAmount } from '#app/buyer/order-actions.server.ts';
import { canCancel } from '#app/buyer/part-changes.server.ts';
import { owedFor } from '#app/domain/checkout/on-account.server.ts';
import { currentLines, currentTotals } from '#app/domain/orders/current-totals.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import { listRounds } from '#app/domain/rounds/rounds.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
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

/** Shows the lines and the refund before they are cancelled; a part that is past its cut-off leads to its order. */
export const loader = routeHandler(
  'buyer/orders.$orderId.cancel.$supplierId',
  (ctx, { params }: LoaderFunctionArgs) => {
    const whole = getOrderToChange(ctx, params.orderId ?? '');
    const { order, parts, lines } = whole;
    const part = parts.find(({ supplierId }) => supplierId === params.supplierId);
    if (!part) throw new NotFound(`part of ${order.id}`);
    const [supplier] = findSuppliers(ctx, [part.supplierId]);
    if (!supplier || !canCancel(ctx, part, supplier, listRounds(ctx))) return redirect(`/orders/${order.id}`, 303);
    const outcomes = new Map(listOutcomes(ctx, [order.id]).map((outcome) => [outcome.line, outcome]));
    const cents = partAmount(ctx, whole, part.supplierId);
    const t = ctx.t.orderChanges;
    const end = endOf(order.payment, owedFor(ctx, order.id), cents);
    const own = lines.filter(({ supplierId }) => supplierId === part.supplierId);
    return {
      title: t.cancelTitle(part.supplierName),
      lead: t.cancelLead(order.number, part.supplierName),
      orderId: order.id,
      cents,
      lines: currentLines(own, outcomes)
        .filter(({ quantity }) => quantity > 0)
        .map(({ line, quantity, name }) => ({ line, text: `${quantity} × ${translated(name, ctx.locale)}` })),
      ends: t.cancelEnds[end](formatMoney(cents, ctx.locale)),
      total: t.cancelTotal(formatMoney(currentTotals(whole, outcomes).totalCents - cents, ctx.locale)),
      button: t.cancelNow[end],
    };
  },
);

/** On account, an amount that is still owed is deducted; one that was paid is refunded by transfer. */
function endOf(payment: 'online' | 'account', owedCents: number, cents: number): 'online' | 'account' | 'transfer' {
  if (payment === 'online') return 'online';
  return owedCents >= cents ? 'account' : 'transfer';
}

const confirmed = z.object({ shown: wholeNumber(0, 99_999_999), why: optionalText(500) });

export const action = formAction('buyer/orders.$orderId.cancel.$supplierId', {
  cancel: {
    schema: confirmed,
    run: (ctx, input, { orderId, supplierId }) => cancelOrderedPart(ctx, orderId, supplierId, input),
  },
});

export default function CancelPage() {
  const { title, lead, orderId, cents, lines, ends, total, button } = useLoaderData<typeof loader>();
  const t = useMessages().orderChanges;
  return (
    <div className="wrap section">
      <h1>{title}</h1>
      <PostForm intents={['cancel']} hiddenFields={{ shown: cents }} className="panel mt-6 grid max-w-xl gap-4">
        <p>{lead}</p>
        <ul className="rows">
          {lines.map(({ line, text }) => (
            <li key={line}>{text}</li>
          ))}
        </ul>
        <p>
          <b>{ends}</b> {total}
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
