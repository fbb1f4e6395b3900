import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findRow, getValue, integer, nullable } from '#db/rows.ts';
import { findOffers } from './offers.server.ts';

/**
 * Takes `quantity` packs from an offer's stock, in the caller's transaction. A guarded update: false, without any
 * change, when the stock is too low or offer or supplier is not live. Offers made to order have no stock limit.
 */
export function reserveStock(ctx: Ctx, offerId: number, quantity: number): boolean {
  const [offer] = findOffers(ctx, [offerId]);
  if (offer?.status !== 'live') return false;
  const left = findRow(
    ctx.db,
    { stock: nullable(integer) },
    `update offers
     set stock = stock - ?
     where id = ? and status = 'live' and (stock is null or stock >= ?)
     returning stock`,
    quantity,
    offerId,
    quantity,
  );
  if (left?.stock === 0) stockTurned(ctx, offerId, 'out');
  return left !== undefined;
}

/** Returns packs to the stock: an unpaid reservation ended, or a line was reduced or removed. */
export function releaseStock(ctx: Ctx, offerId: number, quantity: number): void {
  const stock = getValue(
    ctx.db,
    nullable(integer),
    'update offers set stock = stock + ? where id = ? returning stock',
    quantity,
    offerId,
  );
  if (stock === quantity) stockTurned(ctx, offerId, 'in');
}

/** Reindexes only when the stock reaches zero or comes back from zero; the search index needs no other value. */
function stockTurned(ctx: Ctx, offerId: number, way: 'in' | 'out'): void {
  enqueue(ctx, 'search', `stock:${offerId}:${way}:${ctx.now.getTime()}`, { offerIds: [offerId] });
}
