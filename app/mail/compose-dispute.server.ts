// Letters about a dispute: to a supplier of its order, or to a steward.
import { findPerson } from '#app/domain/accounts/accounts.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { findDispute } from '#app/domain/payments/dispute-rows.server.ts';
import type { DisputeStep } from '#app/domain/settlement/dispute-letters.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { findSupplierReader, type SupplierReader, stopLine } from './supplier-readers.server.ts';

/** Null if the payload is not this letter, or its dispute or recipient is gone. */
export function composeDisputeMail(
  ctx: Pick<Ctx, 'db' | 'town'>,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template !== 'dispute') return null;
  const dispute = findDispute(ctx, String(payload.disputeId));
  const whole = findOrder(ctx, String(payload.orderId));
  const recipient = recipientOf(ctx, payload, origin);
  if (!dispute || !whole || !recipient) return null;
  const { locale, to, name, path, unsubscribe } = recipient;
  const { mails: t } = catalogues[locale];
  const step = payload.step as DisputeStep;
  const { number } = whole.order;
  const amount = formatMoney(dispute.amountCents, locale);
  const due = dispute.dueBy && formatDate(localDay(new Date(dispute.dueBy), ctx.town), locale);
  const forWhom = 'supplierId' in payload ? 'supplier' : 'steward';
  return {
    lang: locale,
    to,
    ...(unsubscribe && { unsubscribe }),
    subject: t.dispute[step].subject(number),
    text: [
      t.hello(name),
      t.dispute[step][forWhom](number, amount),
      step === 'opened' && forWhom === 'steward' && due && t.dispute.answerBefore(due),
      `${origin}${path}`,
      t.sign(ctx.town.name),
      stopLine(recipient),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

type Recipient = SupplierReader & { path: string };

function recipientOf(ctx: Pick<Ctx, 'db'>, payload: Record<string, unknown>, origin: string): Recipient | null {
  const { supplierId, userId, orderId } = payload;
  if (typeof supplierId === 'string') {
    const [supplier] = findSuppliers(ctx, [supplierId]);
    const reader = supplier && findSupplierReader(ctx, supplier, payload, origin);
    return reader ? { ...reader, path: `/supplier/${supplier.slug}/orders/${String(orderId)}` } : null;
  }
  const person = findPerson(ctx, String(userId));
  return person ? { locale: person.locale, to: person.email, name: person.name, path: '/steward/books' } : null;
}
