import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockedList } from '#app/buyer/blocked-list.tsx';
import { AskFirst, ConfirmedFields, PayOnline } from '#app/buyer/checkout-buttons.tsx';
import { CheckoutFields, keptValues } from '#app/buyer/checkout-fields.tsx';
import { type CheckoutForm, checkoutForm } from '#app/buyer/checkout-form.ts';
import { invoicingErrors, invoicingOf, missingReferences } from '#app/buyer/checkout-invoicing.ts';
import { termsVersion } from '#app/buyer/checkout-terms.server.ts';
import { toNoteLink } from '#app/buyer/loose-notes.server.ts';
import { payOrder } from '#app/buyer/order-actions.server.ts';
import { describeOrderChange } from '#app/buyer/order-changes.ts';
import { OrderTotals } from '#app/buyer/order-totals.tsx';
import { PartSummary } from '#app/buyer/part-summary.tsx';
import { PayerChoice } from '#app/buyer/payer-choice.tsx';
import { chosenPayer, listPayers } from '#app/buyer/payers.server.ts';
import type { ReferenceFacts } from '#app/buyer/reference-fields.tsx';
import { keepDeliveryAddress, listDeliveryAddresses } from '#app/domain/accounts/delivery-addresses.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import { listRequiredReferences } from '#app/domain/accounts/required-references.server.ts';
import { toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { viewBasket } from '#app/domain/basket/baskets.server.ts';
import { attachNote, listNotesAbout } from '#app/domain/buying/choice-notes.server.ts';
import { budgetYear, listOpenBudgets } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { listOpenCentres } from '#app/domain/buying/cost-centres.server.ts';
import type { PlaceOrder } from '#app/domain/checkout/freeze-order.server.ts';
import {
  canOrderOnAccount,
  creditOf,
  type OnAccountRefusal,
  orderOnAccount,
} from '#app/domain/checkout/on-account.server.ts';
import { basketLegalTexts, findPayer, hashPreview, toOrderPreview } from '#app/domain/checkout/order-preview.server.ts';
import { listOrderChanges, type OrderPreview, parseOrderPreview } from '#app/domain/checkout/order-preview.ts';
import { submitRequest } from '#app/domain/checkout/order-request.server.ts';
import { readOwnPolicy } from '#app/domain/checkout/own-policy.server.ts';
import { type PlaceRefusal, placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { findOrderOfBasket, lastBilledBuyer } from '#app/domain/orders/orders.server.ts';
import { onlinePaymentOf } from '#app/domain/payments/online-limits.ts';
import type { Flash } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { StatutoryTexts } from '#app/ui/statutory-notes.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/checkout', (ctx) => {
  const payer = chosenPayer(ctx);
  const { audience, basis, organisation } = findPayer(ctx, payer);
  const view = viewBasket(ctx, ctx.basketId, ctx.place, false, basis);
  if (view.suppliers.length === 0) throw redirect(wayForward(ctx), 303);
  const { suppliers, blocked } = toBasketPage(ctx, view);
  const texts = basketLegalTexts(ctx, view, audience);
  const preview = toOrderPreview(ctx, view, termsVersion(ctx.t, texts), payer);
  const policy = readOwnPolicy(ctx, payer, view);
  const addresses = listDeliveryAddresses(ctx);
  return {
    title: ctx.t.checkout.title,
    preview,
    hash: hashPreview(preview),
    blocked: blocked ? suppliers : null,
    user: requireUser(ctx),
    addresses,
    chosen: addresses.find(({ id }) => id === ctx.url.searchParams.get('address')) ?? null,
    query: ctx.url.search,
    communes: ctx.town.communes.map(({ insee, name, postcode }) => ({ insee, name, postcode })),
    payers: listPayers(ctx, view, payer),
    consumer: audience === 'consumer',
    billing: organisation && billedSo(ctx, organisation),
    references: organisation && referencesOf(ctx, organisation),
    texts,
    credit: payer && ctx.services.env.bankIban ? creditOf(ctx, payer).leftCents : 0,
    notes: listNotesAbout(ctx, offersIn(preview)).map((note) => toNoteLink(ctx, note)),
    asked: policy?.asksFirst ? { needsReason: policy.needsReason, refusal: policy.refusal } : null,
  };
});

/** The answers of the organisation's last order about its invoices; its own address is no other one. */
function billedSo(ctx: RequestContext, { id, address }: Organisation) {
  const last = lastBilledBuyer(ctx, id);
  const elsewhere = last && last.address !== address ? last : null;
  return {
    billingAddress: elsewhere?.address ?? '',
    billingPostcode: elsewhere?.postcode ?? '',
    billingCity: elsewhere?.city ?? '',
    vatNumber: last?.vatNumber ?? '',
    invoiceRoute: last?.invoiceRoute ?? '',
    serviceCode: last?.references?.serviceCode ?? '',
  };
}

/** The references that the organisation asks for, and its cost centres with what is free of their budgets. */
function referencesOf(ctx: RequestContext, { id, kind }: Organisation): ReferenceFacts {
  return {
    isPublic: kind === 'public',
    required: listRequiredReferences(ctx, id),
    centres: listOpenBudgets(ctx, id, budgetYear(ctx, ctx.now)),
  };
}

export const action = formAction('buyer/checkout', { schema: checkoutForm, run: order });

async function order(ctx: RequestContext, form: CheckoutForm): Promise<FormAnswer> {
  const { lat, lon, insee } = form.insee;
  const payer = form.organisation || null;
  const { organisation, audience, basis } = findPayer(ctx, payer);
  const errors = invoicingErrors(ctx, form, organisation);
  const required = organisation ? listRequiredReferences(ctx, organisation.id) : [];
  const lacking = errors ?? missingReferences(ctx, form, required);
  if (lacking) return invalidInput(lacking);
  if (
    organisation &&
    form.costCentre &&
    !listOpenCentres(ctx, organisation.id).some(({ id }) => id === form.costCentre)
  )
    return invalidInput({ costCentre: ctx.t.formErrors.choice });
  const view = viewBasket(ctx, ctx.basketId, form.insee, false, basis);
  const terms = termsVersion(ctx.t, basketLegalTexts(ctx, view, audience));
  const preview = toOrderPreview(ctx, view, terms, payer);
  const isOfBasket = listNotesAbout(ctx, offersIn(preview)).some(({ id }) => id === form.choiceNote);
  if (form.choiceNote && !isOfBasket) return invalidInput({ choiceNote: ctx.t.formErrors.choice });
  const confirmed = {
    basketId: ctx.basketId ?? '',
    organisationId: form.organisation || null,
    buyerName: requireUser(ctx).name,
    contact: { name: form.name, email: form.email, phone: form.phone },
    place: { lat, lon, insee, address: form.address },
    ...(organisation && invoicingOf(form)),
    note: form.note,
    displacement: form.displacement,
    terms,
    shownHash: form.confirmed,
  };
  if (form.how === 'request' && organisation) return ask(ctx, confirmed, form, preview);
  const onAccount = form.how === 'account';
  if (onAccount && !(ctx.services.env.bankIban && canOrderOnAccount(ctx, form.organisation, preview.totals.totalCents)))
    return invalidForm(ctx.t.receivables.checkout.credit);
  const online = onlinePaymentOf(preview.totals.totalCents);
  if (!onAccount && (online === 'too-small' || online === 'too-large'))
    return invalidForm(ctx.t.checkout.online[online]);
  const placed = placeOrder(ctx, confirmed);
  if (!placed.ok) return refuse(ctx, placed, form.preview, preview);
  if (form.keepAddress) keepDeliveryAddress(ctx, { name: form.name, phone: form.phone, address: form.address, insee });
  if (form.choiceNote) attachNote(ctx, placed.orderId, form.choiceNote);
  return onAccount ? takeOnAccount(ctx, placed.orderId) : payOrder(ctx, placed.orderId);
}

/** The basket as a request of its organisation, instead of an order. */
function ask(ctx: RequestContext, confirmed: PlaceOrder, form: CheckoutForm, preview: OrderPreview): FormAnswer {
  const { requests: t } = ctx.t;
  const asked = submitRequest(ctx, { ...confirmed, reason: form.why, fromRequest: null });
  if (asked.ok) return goTo(`/requests/${asked.requestId}`, ['saved']);
  if (asked.reason === 'reason-missing') return invalidInput({ why: t.checkout.whyRequired });
  if (asked.reason === 'policy') return invalidForm(t.checkout.refused(asked.text), 409);
  return refuse(ctx, asked, form.preview, preview);
}

function takeOnAccount(ctx: RequestContext, orderId: string): FormAnswer {
  const taken = orderOnAccount(ctx, orderId);
  return goTo(`/orders/${orderId}`, taken.ok ? null : onAccountRefusals[taken.reason]);
}

const onAccountRefusals: Record<OnAccountRefusal['reason'], Flash> = {
  'not-now': ['order.not-now'],
  credit: ['order.credit'],
  overdue: ['order.overdue'],
};

/**
 * With nothing in the basket: to the unpaid order that was made of it, after a double click or Back from the payment
 * page, where it can be paid or taken back; else to the basket.
 */
function wayForward(ctx: RequestContext): string {
  const placed = findOrderOfBasket(ctx, ctx.basketId ?? '');
  return placed ? `/orders/${placed}` : '/basket';
}

/** The form again, with what changed since the page and what blocks the basket. */
function refuse(ctx: RequestContext, refusal: PlaceRefusal, shown: string, preview: OrderPreview): FormAnswer {
  const { t, locale } = ctx;
  const { reason } = refusal;
  if (reason === 'unpaid-orders') return invalidForm(t.limits.budgets.refused.unpaid(refusal.max), 429);
  if (reason === 'share-of-stock' || reason === 'common-share')
    return invalidForm(t.limits.budgets.refused[reason](offerName(preview, refusal.offerId), refusal.max), 429);
  if (reason === 'approval') return invalidForm(t.requests.checkout.asks, 409);
  if (reason === 'empty') return goTo(wayForward(ctx));
  if (reason === 'round-full') return invalidForm(t.rounds.full, 409);
  const was = parseOrderPreview(shown);
  const changes = was ? listOrderChanges(was, preview).map((change) => describeOrderChange(change, t, locale)) : [];
  if (reason === 'blocked' && refusal.block === 'taken')
    return invalidForm(t.booking.takenNow(takenName(refusal, preview, ctx)), 409, changes);
  if (reason !== 'changed') return invalidForm(t.checkout.blocked, 409, changes);
  return invalidForm(changes.length > 0 ? t.checkout.changed.lead : t.checkout.changed.page, 409, changes);
}

function offersIn({ parts }: OrderPreview): number[] {
  return parts.flatMap(({ lines }) => lines.map(({ offerId }) => offerId));
}

/** The offer with the time that another buyer has: a basket may hold it at several. */
function takenName(
  { offerId, time }: Extract<PlaceRefusal, { reason: 'blocked' }>,
  preview: OrderPreview,
  { t, locale }: RequestContext,
): string {
  const name = offerName(preview, offerId);
  return time ? `${name}, ${formatTime(time, t, locale)}` : name;
}

function offerName({ parts }: OrderPreview, offerId: number): string {
  return parts.flatMap(({ lines }) => lines).find((line) => line.offerId === offerId)?.name ?? '';
}

export default function CheckoutPage() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const { preview, consumer } = page;
  const { totalCents } = preview.totals;
  const total = formatMoney(totalCents, locale);
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/basket">{t.checkout.toBasket}</a>
      </p>
      <h1 className="mt-2">{t.checkout.title}</h1>
      <PayerChoice payers={page.payers} />
      <PostForm kept={keptValues(page)} className="mt-6 grid gap-5">
        <div className="split">
          <div className="grid gap-7">
            <CheckoutFields page={page} />
          </div>
          <div className="panel grid gap-4">
            <h2>{t.checkout.recap}</h2>
            {preview.parts.map((part) => (
              <PartSummary key={part.supplierId} part={part} />
            ))}
            <OrderTotals totals={preview.totals} reading={preview.basis} />
            {preview.depositCents > 0 && (
              <p className="small">{t.basket.deposits(formatMoney(preview.depositCents, locale))}</p>
            )}
            {preview.parts.some(({ lines }) => lines.some((line) => line.pieceWeight)) && (
              <p className="small">{t.weighed.promise}</p>
            )}
            <ConfirmedFields hash={page.hash} preview={preview} />
            {consumer && <p className="notice small">{t.checkout.guarantee}</p>}
            <StatutoryTexts texts={page.texts} />
            <CheckField name="terms" value="yes" label={t.checkout.terms} optional={false} />
            <a className="small" href="/legal">
              {t.checkout.termsLink}
            </a>
            {page.blocked && <BlockedList suppliers={page.blocked} basis={preview.basis} />}
            {!page.blocked && page.asked && <AskFirst {...page.asked} />}
            {!page.blocked && !page.asked && <PayOnline totalCents={totalCents} />}
            {!page.blocked && !page.asked && totalCents > 0 && page.credit >= totalCents && (
              <>
                <button type="submit" className="button" name="how" value="account">
                  {t.receivables.checkout.order(total)}
                </button>
                <p className="small">{t.receivables.checkout.lead(formatMoney(page.credit, locale))}</p>
              </>
            )}
          </div>
        </div>
      </PostForm>
    </div>
  );
}
