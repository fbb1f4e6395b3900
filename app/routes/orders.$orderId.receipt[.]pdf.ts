import type { LoaderFunctionArgs } from '@remix-run/node';
import { receiptView } from '#app/documents/receipt.server.ts';
import { renderReceipt } from '#app/documents/receipt-pdf.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { pdfResponse } from '#app/http/documents.server.ts';

export const loader = answer('orders.$orderId.receipt[.]pdf', async (visit, { params }: LoaderFunctionArgs) => {
  const whole = getOwnOrder(visit, params.orderId ?? '');
  const view = receiptView(visit, whole, visit.hall.env.origin);
  const info = { lang: visit.locale, at: visit.now, author: visit.ledgerKey.origin };
  return pdfResponse(await renderReceipt(view, visit.t.receipt, info), `halle-${whole.order.number}.pdf`);
});
