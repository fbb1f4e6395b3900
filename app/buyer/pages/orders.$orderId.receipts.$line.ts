import type { LoaderFunctionArgs } from '@remix-run/node';
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { getOrderForReceipt } from '#app/domain/orders/order-rights.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** The receipt of one order line as a .tlog-proof file, against the latest signed checkpoint. */
export const loader = routeHandler('buyer/orders.$orderId.receipts.$line', (ctx, { params }: LoaderFunctionArgs) => {
  const { order } = getOrderForReceipt(ctx, params.orderId ?? '');
  const entries = entriesOf(ctx, order.id);
  const events = new Set(entries.map(({ event }) => event));
  const entry = entries.find(
    ({ kind, event }) =>
      kind === 'impact.line' &&
      event.startsWith(`${order.id}:line:${params.line}:`) &&
      !events.has(`${event}:reversed`),
  );
  if (!entry) throw new NotFound(`receipt ${params.line}`);
  const name = `halle-${order.number}-${params.line}.tlog-proof`;
  return new Response(receiptOf(ctx, entry.index), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
});
