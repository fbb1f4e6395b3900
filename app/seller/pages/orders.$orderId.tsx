import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listOwnOffers } from '#app/domain/catalogue/listing.server.ts';
import { answerReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { refusePart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { takeBackContainers, writeOffContainers } from '#app/domain/fulfilment/containers.server.ts';
import { confirmPart, handOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { proposeChange, withdrawProposal } from '#app/domain/fulfilment/proposals.server.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listReturns } from '#app/domain/orders/return-rows.server.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { documentsOf } from '#app/http/document-responses.server.ts';
import { supplierIntentAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { HandOverForm } from '#app/seller/hand-over-form.tsx';
import { LentContainers } from '#app/seller/lent-containers.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { PartLines } from '#app/seller/part-lines.tsx';
import { PartProposals } from '#app/seller/part-proposals.tsx';
import { PartReturns, RefusePart } from '#app/seller/part-returns.tsx';
import { viewPart } from '#app/seller/part-view.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/orders.$orderId', (ctx, { supplier }, { params }) => {
  const part = viewPart(ctx, getSupplierPart(ctx, supplier.id, params.orderId ?? ''));
  const open = part.state === 'to-prepare' || part.state === 'confirmed';
  const offers = open ? listOwnOffers(ctx, supplier.id, { perPage: 200 }).rows : [];
  return {
    ...sellerHeader(supplier, ctx.t.fulfilment.order(part.number), { state: ctx.t.order.todo[part.state] }),
    part,
    documents: documentsOf(ctx, part.orderId).filter(({ supplierId }) => supplierId === supplier.id),
    returns: listReturns(ctx, [part.orderId])
      .filter((one) => one.supplierId === supplier.id && one.state === 'open')
      .map(({ id, line, quantity, reason }) => ({
        id,
        quantity,
        reason,
        name: part.lines.find((own) => own.line === line)!.name,
      })),
    flash: ctx.url.searchParams.get('told'),
    offers: offers
      .filter((offer) => offer.status === 'live' && !offer.onQuote)
      .map((offer) => ({ id: offer.id, name: translatedField(offer, 'name', ctx.locale) })),
  };
});

const back = ({ supplier }: OwnSupplier, orderId: string | undefined, flash = '') =>
  redirect(`/supplier/${supplier.slug}/orders/${orderId}${flash && `?told=${flash}`}`, 303);
const refuse = (error: string) => data({ error }, { status: 422 });

export const action = supplierIntentAction('seller/orders.$orderId', {
  confirm(ctx, own, _form, { params }) {
    confirmPart(ctx, own.supplier.id, params.orderId ?? '');
    return back(own, params.orderId);
  },
  propose(ctx, own, form, { params }) {
    const offerId = form.get('offer') ? Number(form.get('offer')) : null;
    const proposed = proposeChange(ctx, own.supplier.id, params.orderId ?? '', {
      line: Number(form.get('line')),
      quantity: Number(form.get('quantity') || Number.NaN),
      offerId,
      note: String(form.get('note') ?? '')
        .trim()
        .slice(0, 500),
    });
    return proposed.ok ? back(own, params.orderId) : refuse(ctx.t.fulfilment.errors[proposed.reason]);
  },
  withdraw(ctx, own, form, { params }) {
    withdrawProposal(ctx, own.supplier.id, params.orderId ?? '', String(form.get('proposal')));
    return back(own, params.orderId);
  },
  'hand-over'(ctx, own, form, { params }) {
    const mode = modes.find((known) => known === form.get('mode'));
    const trip = form.get('trip') === 'dedicated' ? ('dedicated' as const) : ('shared' as const);
    if (!mode) return refuse(ctx.t.fulfilment.errors['not-now']);
    const done = handOver(ctx, own.supplier.id, params.orderId ?? '', { mode, trip, ...handedOver(form) });
    if (!done.ok) return refuse(errorMessage(ctx, done.reason));
    return back(own, params.orderId, done.corrected > 0 ? 'corrected' : 'plain');
  },
  refuse(ctx, own, form, { params }) {
    const why = reasonIn(form);
    if (!why) return refuse(ctx.t.orderChanges.supplier.noReason);
    const done = refusePart(ctx, own.supplier.id, params.orderId ?? '', why);
    return done.ok ? back(own, params.orderId, 'refused') : refuse(errorMessage(ctx, done.reason));
  },
  'accept-return'(ctx, own, form, { params }) {
    const answer = { agree: true as const, restock: form.has('restock') };
    const done = answerReturn(ctx, own.supplier.id, params.orderId ?? '', String(form.get('return')), answer);
    return done.ok ? back(own, params.orderId, 'returned') : refuse(errorMessage(ctx, done.reason));
  },
  'refuse-return'(ctx, own, form, { params }) {
    const why = reasonIn(form);
    if (!why) return refuse(ctx.t.orderChanges.supplier.noReason);
    const answer = { agree: false as const, why };
    const done = answerReturn(ctx, own.supplier.id, params.orderId ?? '', String(form.get('return')), answer);
    return done.ok ? back(own, params.orderId, 'kept') : refuse(errorMessage(ctx, done.reason));
  },
  'take-back'(ctx, own, form, { params }) {
    const done = takeBackContainers(
      ctx,
      own.supplier.id,
      params.orderId ?? '',
      Number(form.get('units') || Number.NaN),
    );
    return done.ok ? back(own, params.orderId, 'tookBack') : refuse(ctx.t.fulfilment.errors[done.reason]);
  },
  'give-up'(ctx, own, form, { params }) {
    const done = writeOffContainers(
      ctx,
      own.supplier.id,
      params.orderId ?? '',
      Number(form.get('units') || Number.NaN),
    );
    return done.ok ? back(own, params.orderId, 'gaveUp') : refuse(ctx.t.fulfilment.errors[done.reason]);
  },
});

type Errors = RequestContext['t']['orderChanges']['supplier']['errors'];
type OlderErrors = RequestContext['t']['fulfilment']['errors'];

function errorMessage({ t }: RequestContext, reason: keyof Errors | keyof OlderErrors): string {
  const { errors } = t.orderChanges.supplier;
  return reason in errors ? errors[reason as keyof Errors] : t.fulfilment.errors[reason as keyof OlderErrors];
}

function reasonIn(form: FormData): string {
  return String(form.get('why') ?? '')
    .trim()
    .slice(0, 500);
}

/** The delivered quantity of each line, and the buyer's pick-up code. */
function handedOver(form: FormData): { delivered: Map<number, number>; code?: string } {
  const delivered = new Map<number, number>();
  for (const [name, value] of form) {
    const line = /^there-(\d{1,3})$/.exec(name)?.[1];
    if (line && value !== '') delivered.set(Number(line), Number(value));
  }
  return { delivered, ...(form.has('code') && { code: String(form.get('code')) }) };
}

export default function SupplierOrder() {
  const { supplier, part, documents, returns, flash, offers } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  const open = part.state === 'to-prepare' || part.state === 'confirmed';
  const after = t.orderChanges.supplier.done;
  const message =
    flash === 'corrected' || flash === 'plain' || flash === 'tookBack' || flash === 'gaveUp'
      ? messages[flash]
      : flash && Object.hasOwn(after, flash)
        ? after[flash as keyof typeof after]
        : null;
  return (
    <SellerLayout supplier={supplier}>
      {message && !refused && (
        <p className="notice" role="status">
          {message}
        </p>
      )}
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <p className="lead">
        {messages.forWhom(part.buyer)} ·{' '}
        {part.handedOverAt ? messages.handedOver(formatDateTime(part.handedOverAt, locale)) : t.order.todo[part.state]}
      </p>
      <div className="split">
        <div className="grid gap-5">
          <PartLines part={part} slug={supplier.slug} />
          <PartProposals part={part} offers={offers} open={open} />
        </div>
        <div className="grid gap-5">
          <DocumentLinks documents={documents} />
          {open && <HandOverForm part={part} />}
          {open && <RefusePart />}
          <PartReturns returns={returns} />
          {part.packaging.lent > 0 && <LentContainers packaging={part.packaging} open={part.state === 'handed-over'} />}
        </div>
      </div>
    </SellerLayout>
  );
}
