import type { LoaderFunctionArgs } from '@remix-run/node';
import { getOrderForReceipt } from '#app/domain/orders/order-rights.server.ts';
import { findOrderInside } from '#app/domain/reporting/inside-total.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { privateFile } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** The lines of an order inside the town's published total. */
export const loader = routeHandler('buyer/orders.$orderId.published[.]json', (ctx, { params }: LoaderFunctionArgs) => {
  const { order } = getOrderForReceipt(ctx, params.orderId ?? '');
  const file = findOrderInside(ctx, order.id);
  if (!file) throw new NotFound(`published lines of ${order.id}`);
  return privateFile(JSON.stringify(file), 'application/json', `halle-${order.number}-total.json`);
});
