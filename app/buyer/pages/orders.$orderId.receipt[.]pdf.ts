import type { LoaderFunctionArgs } from '@remix-run/node';
import { receiptView } from '#app/documents/receipt.server.ts';
import { renderReceipt } from '#app/documents/receipt-pdf.server.ts';
import { getOrderForReceipt } from '#app/domain/orders/order-rights.server.ts';
import { pdfResponse } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler(
  'buyer/orders.$orderId.receipt[.]pdf',
  async (ctx, { params }: LoaderFunctionArgs) => {
    const whole = getOrderForReceipt(ctx, params.orderId ?? '');
    const view = receiptView(ctx, whole, ctx.services.env.origin);
    const info = { lang: ctx.locale, author: ctx.ledgerKey.origin };
    return pdfResponse(await renderReceipt(view, ctx.t.receipt, info), `halle-${whole.order.number}.pdf`);
  },
);
