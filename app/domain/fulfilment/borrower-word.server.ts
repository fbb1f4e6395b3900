// The borrower's word about a lent thing, beside its lender's: at the hand-out and at the return.
import type { SpanState } from '#app/domain/calendar/span.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { ConditionWord, LendingRecord } from './lending.ts';
import { listLentSpans } from './lent-spans.server.ts';
import { getRecord, saveCondition } from './span-conditions.server.ts';

export type BorrowerMoment = 'out' | 'back';
export type BorrowerWord = { moment: BorrowerMoment; condition: ConditionWord; note: string };

/** The moments that a borrower can still speak of: while the thing is out, and until the upkeep closes what came back. */
export function openMoments(state: SpanState, record: LendingRecord): BorrowerMoment[] {
  const open =
    state === 'out' ? (['out'] as const) : state === 'back' || state === 'inspected' ? (['back'] as const) : [];
  return open.filter((moment) => record[moment]);
}

/** Says how the borrower found the thing; said again, it replaces the earlier word. The lender gets a letter. */
export function sayCondition(
  ctx: Ctx,
  orderId: string,
  spanId: string,
  { moment, condition, note }: BorrowerWord,
): Result<object, { reason: 'not-now' }> {
  getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    const lent = listLentSpans(ctx, [orderId]).find(({ span }) => span.id === spanId);
    if (!lent) throw new NotFound(`span ${spanId}`);
    if (!openMoments(lent.span.state, getRecord(ctx, spanId)).includes(moment)) return refused('not-now');
    saveCondition(ctx, spanId, { kind: moment, side: 'borrower', condition, note });
    const letter = { template: 'condition-differs', orderId, supplierId: lent.capacity.owner, spanId };
    enqueue(ctx, 'mail', `mail:condition-differs:${spanId}:${moment}:${isoUtc(ctx.now)}`, letter);
    recordAudit(ctx, 'sayCondition', spanId);
    return done();
  });
}
