// Abandoned parts: fourteen days after their day they are closed as planned.
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { abandonedDays } from '#app/domain/orders/part.ts';
import { listOverdueParts } from '#app/domain/orders/parts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { handOverAsPlanned } from './hand-over.server.ts';

/**
 * Runs each day, for the parts that were abandoned at `until`, which is now unless a clock that jumped is followed day by
 * day. A part with an open proposal waits for its answer; a failing one is passed to `onError`. Returns
 * the number of closed parts.
 */
export function closeAbandonedParts(
  ctx: LedgerCtx & ActiveRules,
  onError: (error: unknown, orderId: string) => void,
  until: Date = ctx.now,
): number {
  const before = addDays(localDay(new Date(until.getTime() - 1), ctx.town), -abandonedDays);
  return listOverdueParts(ctx, before).filter(({ orderId, supplierId }) => {
    try {
      return handOverAsPlanned(ctx, supplierId, orderId).ok;
    } catch (error) {
      onError(error, orderId);
      return false;
    }
  }).length;
}
