import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';

/**
 * Takes `quantity` packs out of the stock of one offer, in the caller's transaction. A guarded update: false when there
 * is not enough left, and then nothing changed. Made-to-order offers have no stock to run out of.
 */
export function reserveStock(ctx: Ctx, offerId: number, quantity: number): boolean {
  const left = preparedSql(
    ctx.db,
    `update offers set stock = stock - ? where id = ? and status = 'live'
     and (select s.status from suppliers s where s.id = offers.supplier_id) = 'live' and (stock is null or stock >= ?) returning stock`,
  ).get(quantity, offerId, quantity) as { stock: number | null } | undefined;
  if (left?.stock === 0) stockTurned(ctx, offerId, 'out');
  return left !== undefined;
}

/** Puts packs back when a reservation ends without a payment. */
export function releaseStock(ctx: Ctx, offerId: number, quantity: number): void {
  const now = preparedSql(ctx.db, 'update offers set stock = stock + ? where id = ? returning stock').get(
    quantity,
    offerId,
  ) as { stock: number | null };
  if (now.stock === quantity) stockTurned(ctx, offerId, 'in');
}

/** The index only needs to know when an offer runs out or comes back. */
function stockTurned(ctx: Ctx, offerId: number, way: 'in' | 'out'): void {
  enqueue(ctx, 'search', `stock:${offerId}:${way}:${ctx.now.getTime()}`, { offerIds: [offerId] });
}
