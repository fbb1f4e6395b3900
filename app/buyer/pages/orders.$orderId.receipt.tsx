import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ImpactReceipt } from '#app/buyer/impact-receipt.tsx';
import { qrPicture } from '#app/documents/qr.server.ts';
import { receiptView } from '#app/documents/receipt.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/orders.$orderId.receipt', async (ctx, { params }: LoaderFunctionArgs) => {
  const whole = getOwnOrder(ctx, params.orderId ?? '');
  const { lines, ...view } = receiptView(ctx, whole, ctx.services.env.origin);
  const pictured = lines.map(async (line) => ({ ...line, qr: await qrPicture(line.verify) }));
  return { ...view, orderId: whole.order.id, lines: await Promise.all(pictured) };
});

export default function ReceiptPage() {
  const { orderId, ...view } = useLoaderData<typeof loader>();
  const t = useMessages().receipt;
  return (
    <div className="wrap section receipt">
      <ImpactReceipt view={view} />
      <p className="no-print mt-6 flex flex-wrap gap-3">
        <a className="button" href={`/orders/${orderId}/receipt.pdf`}>
          {t.pdf}
        </a>
        <a className="button quiet" href={`/orders/${orderId}`}>
          {t.back}
        </a>
      </p>
    </div>
  );
}
