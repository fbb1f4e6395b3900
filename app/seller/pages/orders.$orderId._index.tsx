import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listOwnOffers } from '#app/domain/catalogue/listing.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listReturns } from '#app/domain/orders/return-rows.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { documentsOf } from '#app/http/document-responses.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { noFields, optionalText, rowId, ticked, wholeNumber } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import {
  answerAsked,
  confirm,
  proposeInstead,
  recordContainers,
  refuseWholePart,
  undoHandedOver,
  weighPacked,
  withdrawProposed,
} from '#app/seller/fulfilment-actions.server.ts';
import { HandOverForm } from '#app/seller/hand-over-form.tsx';
import { HandOverRecord } from '#app/seller/hand-over-record.tsx';
import { viewHandOver } from '#app/seller/hand-over-view.server.ts';
import { LendingLink } from '#app/seller/lending-link.tsx';
import { viewToHandOut } from '#app/seller/lending-view.server.ts';
import { LentContainers } from '#app/seller/lent-containers.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { PartLines } from '#app/seller/part-lines.tsx';
import { PartProposals } from '#app/seller/part-proposals.tsx';
import { PartReturns, RefusePart } from '#app/seller/part-returns.tsx';
import { disputeOf, viewPart } from '#app/seller/part-view.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { WeighForm } from '#app/seller/weigh-form.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/orders.$orderId._index', (ctx, { supplier, roles }, { params }) => {
  const supplierPart = getSupplierPart(ctx, supplier.id, params.orderId ?? '');
  const part = viewPart(ctx, supplierPart);
  const open = isPartOpen(part.state);
  const offers = open ? listOwnOffers(ctx, supplier.id, { perPage: 200 }).rows : [];
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.fulfilment.order(part.number), { state: ctx.t.order.todo[part.state] }),
    part,
    dispute: disputeOf(ctx, supplierPart),
    handOver: viewHandOver(ctx, supplierPart),
    lent: viewToHandOut(ctx, supplier.id, part.orderId),
    documents: documentsOf(ctx, part.orderId).filter(({ supplierId }) => supplierId === supplier.id),
    returns: listReturns(ctx, [part.orderId])
      .filter((one) => one.supplierId === supplier.id && one.state === 'open')
      .map(({ id, line, quantity, reason }) => ({
        id,
        quantity,
        reason,
        name: part.lines.find((own) => own.line === line)!.name,
      })),
    offers: offers
      .filter((offer) => offer.status === 'live' && !offer.onQuote)
      .map((offer) => ({ id: offer.id, name: translated(offer.name, ctx.locale) })),
  };
});

const proposed = z.object({
  line: wholeNumber(0, 9999),
  /** An offer instead; empty for fewer of the same. */
  offer: z.union([z.literal('').transform(() => null), wholeNumber(1, Number.MAX_SAFE_INTEGER, 'choice')]),
  quantity: wholeNumber(0, 9999),
  note: optionalText(500),
});
const why = optionalText(500).refine((text) => text !== '', 'reason');
const units = z.object({ units: wholeNumber(1, 9999) });

export const action = supplierFormAction('seller/orders.$orderId._index', {
  confirm: { schema: noFields, run: (ctx, own, _, { orderId }) => confirm(ctx, own, orderId) },
  propose: { schema: proposed, run: (ctx, own, input, { orderId }) => proposeInstead(ctx, own, orderId, input) },
  withdraw: {
    schema: z.object({ proposal: rowId }),
    run: (ctx, own, { proposal }, { orderId }) => withdrawProposed(ctx, own, orderId, proposal),
  },
  weigh: {
    schema: z.object({}).catchall(z.string('text')),
    run: (ctx, own, input, { orderId }) => weighPacked(ctx, own, orderId, input),
  },
  'undo-hand-over': { schema: noFields, run: (ctx, own, _, { orderId }) => undoHandedOver(ctx, own, orderId) },
  refuse: {
    schema: z.object({ why }),
    run: (ctx, own, input, { orderId }) => refuseWholePart(ctx, own, orderId, input.why),
  },
  'accept-return': {
    schema: z.object({ return: rowId, restock: ticked }),
    run: (ctx, own, { return: returnId, restock }, { orderId }) =>
      answerAsked(ctx, own, orderId, returnId, { agree: true, restock }),
  },
  'refuse-return': {
    schema: z.object({ return: rowId, why }),
    run: (ctx, own, input, { orderId }) =>
      answerAsked(ctx, own, orderId, input.return, { agree: false, why: input.why }),
  },
  'take-back': {
    schema: units,
    run: (ctx, own, input, { orderId }) => recordContainers(ctx, own, orderId, input.units, 'returned'),
  },
  'give-up': {
    schema: units,
    run: (ctx, own, input, { orderId }) => recordContainers(ctx, own, orderId, input.units, 'lost'),
  },
});

export default function SupplierOrder() {
  const { supplier, part, dispute, handOver, lent, documents, returns, offers } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  const open = isPartOpen(part.state);
  const takenBack = dispute === 'taken-back';
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">
        {messages.forWhom(part.buyer)} ·{' '}
        {part.handedOverAt ? messages.handedOver(formatDateTime(part.handedOverAt, locale)) : t.order.todo[part.state]}
      </p>
      {dispute && (
        <div className="notice care" role="status">
          <p>{messages.disputes[open ? dispute : 'over']}</p>
        </div>
      )}
      <div className="split">
        <div className="grid gap-5">
          <PartLines part={part} slug={supplier.slug} />
          {open && <WeighForm part={part} />}
          <PartProposals part={part} offers={offers} open={open && !takenBack} />
        </div>
        <div className="grid gap-5">
          <DocumentLinks documents={documents} />
          <LendingLink lent={lent} slug={supplier.slug} />
          {open && !takenBack && <HandOverForm part={part} slug={supplier.slug} />}
          {handOver && <HandOverRecord handOver={handOver} />}
          {open && <RefusePart takenBack={takenBack} />}
          <PartReturns returns={returns} />
          {part.packaging.lent > 0 && <LentContainers packaging={part.packaging} open={part.state === 'handed-over'} />}
        </div>
      </div>
    </SellerLayout>
  );
}
