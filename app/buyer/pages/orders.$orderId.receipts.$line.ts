import type { LoaderFunctionArgs } from '@remix-run/node';
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { openingsOf } from '#app/domain/ledger/openings.server.ts';
import { findPromise } from '#app/domain/ledger/promises.server.ts';
import { openedReceipt } from '#app/domain/ledger/receipt.ts';
import { getOrderForReceipt } from '#app/domain/orders/order-rights.server.ts';
import type { Order } from '#app/domain/orders/orders.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/**
 * The receipt of one order line as a .tlog-proof file, against the latest signed checkpoint; with `?opened` a text that
 * also opens the figures and names that the entry commits to. In place of a line, `promise` gives the ledger's signed
 * promise of the order's entries.
 */
export const loader = routeHandler(
  'buyer/orders.$orderId.receipts.$line',
  (ctx, { params, request }: LoaderFunctionArgs) => {
    const { order } = getOrderForReceipt(ctx, params.orderId ?? '');
    if (params.line === 'promise') return promiseFile(ctx, order);
    const entries = entriesOf(ctx, order.id);
    const events = new Set(entries.map(({ event }) => event));
    const entry = entries.find(
      ({ kind, event }) =>
        kind === 'impact.line' &&
        event.startsWith(`${order.id}:line:${params.line}:`) &&
        !events.has(`${event}:reversed`),
    );
    if (!entry) throw new NotFound(`receipt ${params.line}`);
    const isOpened = new URL(request.url).searchParams.has('opened');
    const name = `halle-${order.number}-${params.line}.${isOpened ? 'receipt.txt' : 'tlog-proof'}`;
    const receipt = receiptOf(ctx, entry.index);
    return textFile(isOpened ? openedReceipt(receipt, openingsOf(ctx, entry.index)) : receipt, name);
  },
);

function promiseFile(ctx: RequestContext, { id, number }: Pick<Order, 'id' | 'number'>): Response {
  const promise = findPromise(ctx, id);
  if (promise === null) throw new NotFound(`promise of ${id}`);
  return textFile(promise, `halle-${number}-promise.txt`);
}

function textFile(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
