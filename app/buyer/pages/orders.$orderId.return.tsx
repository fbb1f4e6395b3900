import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { findSession, latestSession } from '#app/domain/payments/payment-sessions.server.ts';
import { findClaim } from '#app/domain/settlement/claim-rows.server.ts';
import { isClaimReference } from '#app/domain/settlement/lending-claim.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/**
 * Return page of the payment provider. Calls the same syncPayment as the webhook: whichever comes first confirms the
 * order.
 */
export const loader = routeHandler('buyer/orders.$orderId.return', async (ctx, { params }: LoaderFunctionArgs) => {
  const { order } = getOwnOrder(ctx, params.orderId ?? '');
  const named = findSession(ctx, ctx.url.searchParams.get('session_id') ?? '');
  const isClaim = named && isClaimReference(named.reference) && findClaim(ctx, named.reference)?.orderId === order.id;
  const session = named?.reference === order.id || isClaim ? named : latestSession(ctx, order.id);
  // With a wrong clock the payment waits: the provider keeps it, and it is asked again.
  if (session && ctx.services.clock.state() !== 'wrong') {
    try {
      await syncPayment(ctx, session.id);
    } catch (error) {
      // The webhook will follow; the page says that the payment is being processed.
      ctx.services.log.warn({ err: error, requestId: ctx.requestId }, 'landing could not settle');
    }
  }
  return redirect(`/orders/${order.id}`, 303);
});
