// Returns: the buyer asks to return goods after the hand-over; the supplier agrees once it has them, which
// refunds them.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { returnDays } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { closeReturn, findReturn, insertReturn } from '#app/domain/orders/return-rows.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { applyLineChanges, effectiveLines, reduceLine, returnToStock } from './line-changes.server.ts';

export type RequestReturnRefusal = { reason: 'not-now' | 'too-late' | 'quantity' | 'reason' | 'already-open' };

/** The buyer asks to return some of a line, with a reason, within thirty days of the hand-over. */
export function requestReturn(
  ctx: Ctx,
  orderId: string,
  input: { line: number; quantity: number; reason: string },
): Result<{ returnId: string }, RequestReturnRefusal> {
  const askedBy = requireUserId(ctx);
  const ordered = getOrderToChange(ctx, orderId).lines.find((own) => own.line === input.line);
  if (!ordered) throw new NotFound(`line ${input.line} of ${orderId}`);
  const { supplierId } = ordered;
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const { state, handedOverAt } = supplierPart.part;
    const { is } = effectiveLines(supplierPart).find(({ line }) => line.line === input.line)!;
    if (state !== 'handed-over' || !handedOverAt) return refused('not-now');
    if (ctx.now.getTime() - Date.parse(handedOverAt) > returnDays * 864e5) return refused('too-late');
    if (!Number.isInteger(input.quantity) || input.quantity < 1 || input.quantity > is.quantity)
      return refused('quantity');
    if (input.reason === '') return refused('reason');
    const id = newId('ret');
    const opened = insertReturn(ctx, { ...input, id, orderId, supplierId, askedBy, askedAt: isoUtc(ctx.now) });
    if (!opened) return refused('already-open');
    enqueue(ctx, 'mail', `mail:return-asked:${id}`, {
      template: 'return-asked',
      orderId,
      supplierId,
      returnId: id,
    });
    recordAudit(ctx, 'askReturn', id);
    return done({ returnId: id });
  });
}

export type AnswerReturn = { agree: true; restock: boolean } | { agree: false; why: string };
export type ReturnRefusal = { reason: 'not-now' | 'quantity' };

/** The supplier agrees once it has the goods, or refuses with a reason. An answer is final. */
export function answerReturn(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  returnId: string,
  answer: AnswerReturn,
): Result<{ refundCents: number }, ReturnRefusal> {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const asked = findReturn(ctx, returnId);
    if (asked?.orderId !== orderId || asked.supplierId !== supplierId) throw new NotFound(`return ${returnId}`);
    if (asked.state !== 'open') return refused('not-now');
    let refundCents = 0;
    if (answer.agree) {
      const { line, is } = effectiveLines(supplierPart).find((own) => own.line.line === asked.line)!;
      if (asked.quantity > is.quantity) return refused('quantity');
      const change = reduceLine(line, is, is.quantity - asked.quantity, 'returned');
      if (answer.restock) returnToStock(ctx, [change], 'return');
      refundCents = applyLineChanges(ctx, supplierPart, [change], { reason: 'returned', occasion: returnId });
    }
    closeReturn(ctx, returnId, answer.agree ? 'accepted' : 'refused', answer.agree ? '' : answer.why, refundCents);
    enqueue(ctx, 'mail', `mail:return-answered:${returnId}`, {
      template: 'return-answered',
      orderId,
      supplierId,
      returnId,
    });
    recordAudit(ctx, answer.agree ? 'acceptReturn' : 'refuseReturn', returnId);
    return done({ refundCents });
  });
}
