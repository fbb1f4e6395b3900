// Parts that nobody said anything of: after fourteen days their hand-over counts as done, as planned, and the supplier is paid.
import type { Mode } from '#app/domain/impact/terms.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { abandonedDays } from '#app/domain/orders/part.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { handOver } from './hand-over.server.ts';

type AbandonedPart = { orderId: string; supplierId: string; mode: Mode; trip: 'shared' | 'dedicated' };

/** Run each day. One with an open proposal waits for its answer; one that cannot be closed is told. Returns how many were closed. */
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
