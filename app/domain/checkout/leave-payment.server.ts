import { chooseDelivery } from '#app/domain/basket/baskets.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { closeOpenSession } from '#app/domain/payments/payment-sessions.server.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { refillBasket } from './refill-basket.server.ts';
import { closeUnpaidOrder, type SettlementCtx, syncPayment } from './sync-payment.server.ts';

/**
 * Undoes an unpaid order at its buyer's wish: ends its payment page, releases its stock, and puts its lines and
 * deliveries back into the basket. `missing` counts offers no longer on sale. Refused when the order was paid, or its
 * payment is on its way. Throws when the provider does not answer, and then changes nothing.
 */
export async function returnToBasket(
  ctx: SettlementCtx,
  orderId: string,
  basketId: string | null,
): Promise<Result<{ basketId: string | null; missing: number }, { reason: 'not-now' }>> {
  if (getOrderToChange(ctx, orderId).order.state !== 'placed') return refused('not-now');
  const page = await closeOpenSession(ctx, orderId);
  if (page.state === 'complete') {
    await syncPayment(ctx, page.sessionId);
    return refused('not-now');
  }
  return inTransaction(ctx, () => {
    const whole = findOrder(ctx, orderId);
    if (!whole || closeUnpaidOrder(ctx, whole, null, 'expire') !== 'failed') return refused('not-now');
    const refilled = refillBasket(ctx, whole, basketId);
    const into = refilled.basketId;
    if (into)
      for (const { supplierId, choice, deliverOn } of whole.parts)
        chooseDelivery(ctx, into, supplierId, choice, deliverOn);
    return done(refilled);
  });
}
