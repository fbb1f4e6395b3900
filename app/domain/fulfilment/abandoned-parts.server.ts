// Abandoned parts: fourteen days after their day they are closed as planned, and their supplier is paid.
import type { Mode } from '#app/domain/impact/terms.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { abandonedDays } from '#app/domain/orders/part.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { handOver } from './hand-over.server.ts';

type AbandonedPart = { orderId: string; supplierId: string; mode: Mode; trip: 'shared' | 'dedicated' };

/**
 * Runs each day. A part with an open proposal waits for its answer; a failing one is passed to `onError`. Returns
 * the number of closed parts.
 */
export function closeAbandonedParts(ctx: LedgerCtx, onError: (error: unknown, orderId: string) => void): number {
  const before = addDays(localDay(ctx.now), -abandonedDays);
  const rows = preparedSql(
    ctx.db,
    `select p.order_id as orderId, p.supplier_id as supplierId, p.mode, p.trip from order_parts p join orders o on o.id = p.order_id
     where p.state in ('to-prepare', 'confirmed') and o.state = 'paid' and coalesce(p.deliver_on, substr(o.paid_at, 1, 10)) < ? limit 500`,
  ).all(before) as AbandonedPart[];
  return rows.filter(({ orderId, supplierId, mode, trip }) => {
    try {
      return handOver(ctx, supplierId, orderId, { mode, trip }).ok;
    } catch (error) {
      onError(error, orderId);
      return false;
    }
  }).length;
}
