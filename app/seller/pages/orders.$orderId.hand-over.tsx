import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { strokesPattern } from '#app/domain/fulfilment/strokes.ts';
import { recordedModes } from '#app/domain/impact/terms.ts';
import { isPartOpen, trips } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { optionalText } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { handOverPart } from '#app/seller/fulfilment-actions.server.ts';
import { HandOverAcknowledgement } from '#app/seller/hand-over-acknowledgement.tsx';
import { HandOverEffects } from '#app/seller/hand-over-effects.tsx';
import { handOverPage } from '#app/seller/hand-over-view.server.ts';
import { LendingLink } from '#app/seller/lending-link.tsx';
import { viewToHandOut } from '#app/seller/lending-view.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler(
  'seller/orders.$orderId.hand-over',
  (ctx, { supplier, roles }, { params, request }) => {
    const page = handOverPage(
      ctx,
      getSupplierPart(ctx, supplier.id, params.orderId ?? ''),
      new URL(request.url).searchParams,
    );
    const lent = viewToHandOut(ctx, supplier.id, page.part.orderId);
    return { ...sellerHeader({ supplier, roles }, ctx.t.handOver.title(page.part.number)), ...page, lent };
  },
);

const handedOver = z
  .object({
    mode: z.enum(recordedModes, 'choice'),
    trip: z.enum(trips, 'choice'),
    shown: optionalText(60),
    code: optionalText(20),
    name: optionalText(120),
    why: optionalText(300),
    drawing: optionalText(4000).refine((text) => text === '' || strokesPattern.test(text), 'text'),
  })
  .catchall(z.string('text'));

export const action = supplierFormAction('seller/orders.$orderId.hand-over', {
  schema: handedOver,
  run: (ctx, own, input, { orderId }) => handOverPart(ctx, own, orderId, input),
});

export default function HandOverPage() {
  const { supplier, lent, ...page } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const { part, refusal } = page;
  return (
    <SellerLayout supplier={supplier}>
      <p className="small">
        <a href={`/supplier/${supplier.slug}/orders/${part.orderId}`}>{t.handOver.back}</a>
      </p>
      <LendingLink lent={lent} slug={supplier.slug} />
      {!isPartOpen(part.state) ? (
        <p className="notice">{t.order.todo[part.state]}</p>
      ) : part.isEarly && part.deliverOn ? (
        <p className="notice">{t.handOver.opensOn(formatDay(part.deliverOn, locale))}</p>
      ) : refusal ? (
        <p className="notice care">{t.handOver.errors[refusal]}</p>
      ) : (
        <div className="split">
          <HandOverEffects page={page} />
          <HandOverAcknowledgement page={page} />
        </div>
      )}
    </SellerLayout>
  );
}
