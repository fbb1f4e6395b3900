import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ImpactReceipt } from '#app/buyer/impact-receipt.tsx';
import { qrPicture } from '#app/documents/qr.server.ts';
import { receiptView } from '#app/documents/receipt.server.ts';
import { getOrderForReceipt, hasReceiptOnly } from '#app/domain/orders/order-rights.server.ts';
import { checkInside, findOrderInside } from '#app/domain/reporting/inside-total.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { InsideTotalPanel } from '#app/ui/inside-total-panel.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/orders.$orderId.receipt', async (ctx, { params }: LoaderFunctionArgs) => {
  const whole = getOrderForReceipt(ctx, params.orderId ?? '');
  const { lines, ...view } = receiptView(ctx, whole, ctx.services.env.origin);
  const pictured = lines.map(async (line) => ({ ...line, qr: await qrPicture(line.verify) }));
  const inside = findOrderInside(ctx, whole.order.id);
  return {
    ...view,
    orderId: whole.order.id,
    back: hasReceiptOnly(ctx, whole.order) ? null : `/orders/${whole.order.id}`,
    lines: await Promise.all(pictured),
    inside: inside && checkInside(ctx, inside),
  };
});

export default function ReceiptPage() {
  const { orderId, back, inside, ...view } = useLoaderData<typeof loader>();
  const t = useMessages().receipt;
  return (
    <div className="wrap section receipt">
      <ImpactReceipt view={view} />
      <InsideTotalPanel inside={inside} file={`/orders/${orderId}/published.json`} />
      <p className="no-print mt-6 flex flex-wrap gap-3">
        <a className="button" href={`/orders/${orderId}/receipt.pdf`}>
          {t.pdf}
        </a>
        {back && (
          <a className="button quiet" href={back}>
            {t.back}
          </a>
        )}
      </p>
    </div>
  );
}
