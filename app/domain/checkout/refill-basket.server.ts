import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { type BookedTime, daysOfTime, readTime } from '#app/domain/calendar/booked-time.ts';
import type { OrderLine, WholeOrder } from '#app/domain/orders/orders.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';

/**
 * Adds the lines of an order to a basket at today's prices; offers no longer on sale, and times that are over, are left out
 * and counted.
 */
export function refillBasket(
  ctx: Ctx,
  { lines }: WholeOrder,
  basketId: string | null,
): { basketId: string | null; missing: number } {
  return inTransaction(ctx, () => {
    let [into, missing] = [basketId, 0];
    for (const line of lines) {
      const added = addToBasket(ctx, into, line.offerId, line.quantity, timeAgain(ctx, line));
      if (added.ok) into = added.basketId;
      else missing++;
    }
    return { basketId: into, missing };
  });
}

/** Without its time, an offer that needs one is refused. */
function timeAgain(ctx: Ctx, { bookedTime }: Pick<OrderLine, 'bookedTime'>): BookedTime | null {
  const time = readTime(bookedTime);
  return time && daysOfTime(time).first >= localDay(ctx.now, ctx.town) ? time : null;
}
