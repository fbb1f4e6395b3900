import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';

/**
 * Takes `quantity` packs from an offer's stock, in the caller's transaction. A guarded update: false, without any
 * change, when the stock is too low or offer or supplier is not live. Offers made to order have no stock limit.
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

/** Returns packs to the stock: an unpaid reservation ended, or a line was reduced or removed. */
export function releaseStock(ctx: Ctx, offerId: number, quantity: number): void {
  const now = preparedSql(ctx.db, 'update offers set stock = stock + ? where id = ? returning stock').get(
    quantity,
    offerId,
  ) as { stock: number | null };
  if (now.stock === quantity) stockTurned(ctx, offerId, 'in');
}

/** Reindexes only when the stock reaches zero or comes back from zero; the search index needs no other value. */
function stockTurned(ctx: Ctx, offerId: number, way: 'in' | 'out'): void {
  enqueue(ctx, 'search', `stock:${offerId}:${way}:${ctx.now.getTime()}`, { offerIds: [offerId] });
}
