import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listOwnOffers } from '#app/domain/catalogue/listing.server.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listReturns } from '#app/domain/orders/returns.server.ts';
import { refusePart } from '#app/domain/preparing/cancel.server.ts';
import { giveUp, takeBack } from '#app/domain/preparing/containers.server.ts';
import { confirmPart, handOver } from '#app/domain/preparing/hand-over.server.ts';
import { propose, withdrawProposal } from '#app/domain/preparing/proposals.server.ts';
import { answerReturn } from '#app/domain/preparing/returns.server.ts';
import type { Stall } from '#app/domain/suppliers/members.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { documentsOf } from '#app/http/documents.server.ts';
import { titled } from '#app/http/meta.ts';
import { viewPart } from '#app/http/part-view.server.ts';
import { stallHead } from '#app/http/stall-head.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDateTime } from '#app/i18n/format.ts';
import { Desk } from '#app/ui/desk-nav.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';
import { HandOverForm } from '#app/ui/hand-over-form.tsx';
import { Packaging } from '#app/ui/packaging.tsx';
import { PartLines } from '#app/ui/part-lines.tsx';
import { Proposals } from '#app/ui/proposals.tsx';
import { RefusePart, StallReturns } from '#app/ui/stall-returns.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.orders.$orderId', (visit, { supplier }, { params }) => {
  const part = viewPart(visit, getSupplierPart(visit, supplier.id, params.orderId ?? ''));
  const open = part.state === 'to-prepare' || part.state === 'confirmed';
  const offers = open ? listOwnOffers(visit, supplier.id, { perPage: 200 }).rows : [];
  return {
    ...stallHead(supplier, visit.t.prepare.order(part.number)),
    part,
    documents: documentsOf(visit, part.orderId).filter(({ supplierId }) => supplierId === supplier.id),
    returns: listReturns(visit, [part.orderId])
      .filter((one) => one.supplierId === supplier.id && one.state === 'open')
      .map(({ id, line, quantity, reason }) => ({
        id,
        quantity,
        reason,
        name: part.lines.find((own) => own.line === line)!.name,
      })),
    told: visit.url.searchParams.get('told'),
    offers: offers
      .filter((offer) => offer.status === 'live' && !offer.onQuote)
      .map((offer) => ({ id: offer.id, name: visit.locale === 'fr' ? offer.nameFr : offer.nameEn })),
  };
});

const back = ({ supplier }: Stall, orderId: string | undefined, told = '') =>
  redirect(`/supplier/${supplier.slug}/orders/${orderId}${told && `?told=${told}`}`, 303);
const refuse = (error: string) => data({ error }, { status: 422 });

export const action = actStall('supplier.$slug.orders.$orderId', {
  confirm(visit, stall, _form, { params }) {
    confirmPart(visit, stall.supplier.id, params.orderId ?? '');
    return back(stall, params.orderId);
  },
  propose(visit, stall, form, { params }) {
    const offerId = form.get('offer') ? Number(form.get('offer')) : null;
    const proposed = propose(visit, stall.supplier.id, params.orderId ?? '', {
      line: Number(form.get('line')),
      quantity: Number(form.get('quantity') || Number.NaN),
      offerId,
      note: String(form.get('note') ?? '')
        .trim()
        .slice(0, 500),
    });
    return proposed.ok ? back(stall, params.orderId) : refuse(visit.t.prepare.errors[proposed.reason]);
  },
  withdraw(visit, stall, form, { params }) {
    withdrawProposal(visit, stall.supplier.id, params.orderId ?? '', String(form.get('proposal')));
    return back(stall, params.orderId);
  },
  'hand-over'(visit, stall, form, { params }) {
    const mode = modes.find((known) => known === form.get('mode'));
    const trip = form.get('trip') === 'dedicated' ? ('dedicated' as const) : ('shared' as const);
    if (!mode) return refuse(visit.t.prepare.errors['not-now']);
    const done = handOver(visit, stall.supplier.id, params.orderId ?? '', { mode, trip, ...handedOver(form) });
    if (!done.ok) return refuse(wordsOf(visit, done.reason));
    return back(stall, params.orderId, done.corrected > 0 ? 'corrected' : 'plain');
  },
  refuse(visit, stall, form, { params }) {
    const why = reasonIn(form);
    if (!why) return refuse(visit.t.afterwards.supplier.noReason);
    const done = refusePart(visit, stall.supplier.id, params.orderId ?? '', why);
    return done.ok ? back(stall, params.orderId, 'refused') : refuse(wordsOf(visit, done.reason));
  },
  'accept-return'(visit, stall, form, { params }) {
    const answer = { agree: true as const, restock: form.has('restock') };
    const done = answerReturn(visit, stall.supplier.id, params.orderId ?? '', String(form.get('return')), answer);
    return done.ok ? back(stall, params.orderId, 'returned') : refuse(wordsOf(visit, done.reason));
  },
  'refuse-return'(visit, stall, form, { params }) {
    const why = reasonIn(form);
    if (!why) return refuse(visit.t.afterwards.supplier.noReason);
    const answer = { agree: false as const, why };
    const done = answerReturn(visit, stall.supplier.id, params.orderId ?? '', String(form.get('return')), answer);
    return done.ok ? back(stall, params.orderId, 'kept') : refuse(wordsOf(visit, done.reason));
  },
  'take-back'(visit, stall, form, { params }) {
    const done = takeBack(visit, stall.supplier.id, params.orderId ?? '', Number(form.get('units') || Number.NaN));
    return done.ok ? back(stall, params.orderId, 'tookBack') : refuse(visit.t.prepare.errors[done.reason]);
  },
  'give-up'(visit, stall, form, { params }) {
    const done = giveUp(visit, stall.supplier.id, params.orderId ?? '', Number(form.get('units') || Number.NaN));
    return done.ok ? back(stall, params.orderId, 'gaveUp') : refuse(visit.t.prepare.errors[done.reason]);
  },
});

type Errors = Visit['t']['afterwards']['supplier']['errors'];
type OlderErrors = Visit['t']['prepare']['errors'];

function wordsOf({ t }: Visit, reason: keyof Errors | keyof OlderErrors): string {
  const { errors } = t.afterwards.supplier;
  return reason in errors ? errors[reason as keyof Errors] : t.prepare.errors[reason as keyof OlderErrors];
}

function reasonIn(form: FormData): string {
  return String(form.get('why') ?? '')
    .trim()
    .slice(0, 500);
}

/** How many of each line were there, and the code the buyer said. */
function handedOver(form: FormData): { delivered: Map<number, number>; code?: string } {
  const delivered = new Map<number, number>();
  for (const [name, value] of form) {
    const line = /^there-(\d{1,3})$/.exec(name)?.[1];
    if (line && value !== '') delivered.set(Number(line), Number(value));
  }
  return { delivered, ...(form.has('code') && { code: String(form.get('code')) }) };
}

export default function SupplierOrder() {
  const { stall, part, documents, returns, told, offers } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const p = t.prepare;
  const locale = useLocale();
  const open = part.state === 'to-prepare' || part.state === 'confirmed';
  const after = t.afterwards.supplier.told;
  const words =
    told === 'corrected' || told === 'plain' || told === 'tookBack' || told === 'gaveUp'
      ? p[told]
      : told && Object.hasOwn(after, told)
        ? after[told as keyof typeof after]
        : null;
  return (
    <Desk stall={stall}>
      {words && !refused && (
        <p className="notice" role="status">
          {words}
        </p>
      )}
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <p className="lead">
        {p.forWhom(part.buyer)} ·{' '}
        {part.handedOverAt ? p.handedOver(formatDateTime(part.handedOverAt, locale)) : t.order.todo[part.state]}
      </p>
      <div className="split">
        <div className="grid gap-5">
          <PartLines part={part} slug={stall.slug} />
          <Proposals part={part} offers={offers} open={open} />
        </div>
        <div className="grid gap-5">
          <DocumentLinks documents={documents} />
          {open && <HandOverForm part={part} />}
          {open && <RefusePart />}
          <StallReturns returns={returns} />
          {part.packaging.lent > 0 && <Packaging packaging={part.packaging} open={part.state === 'handed-over'} />}
        </div>
      </div>
    </Desk>
  );
}
