import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { fulfil } from '#app/domain/checkout/fulfil.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { findSession, latestSession } from '#app/domain/payments/sessions.server.ts';
import { answer } from '#app/http/answer.server.ts';

/** Where the payment page lands. It calls the very same fulfil as the webhook: whoever comes first settles the order. */
export const loader = answer('orders.$orderId.return', async (visit, { params }: LoaderFunctionArgs) => {
  const { order } = getOwnOrder(visit, params.orderId ?? '');
  const named = findSession(visit, visit.url.searchParams.get('session_id') ?? '');
  const session = named?.reference === order.id ? named : latestSession(visit, order.id);
  if (session) {
    try {
      await fulfil(visit, session.id);
    } catch (error) {
      // The webhook will come; the page says that the payment is on its way.
      visit.hall.log.warn({ err: error, requestId: visit.requestId }, 'landing could not settle');
    }
  }
  return redirect(`/orders/${order.id}`, 303);
});
