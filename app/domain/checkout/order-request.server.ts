// Requests of purchases at both of their ends: a basket becomes a request, and an approved request becomes an order. The
// order is placed by `placeOrder`, from a basket of its own, in the transaction that marks the request as ordered.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import { type BasketView, emptyBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { createLooseBasket, deleteLooseBasket } from '#app/domain/basket/loose-basket.server.ts';
import { getOpenCentre } from '#app/domain/buying/cost-centres.server.ts';
import { findPolicy } from '#app/domain/buying/policies.server.ts';
import { type RequestSnapshot, snapshotPrices } from '#app/domain/buying/purchase-request.ts';
import { appendEvent, getRequest, insertRequest, linkOrder } from '#app/domain/buying/requests.server.ts';
import { writeTime } from '#app/domain/calendar/booked-time.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import type { PurchaseText } from '#app/domain/shared/legal-texts.server.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { PlaceOrder } from './freeze-order.server.ts';
import { basketLegalTexts, findPayer, hashPreview, toOrderPreview } from './order-preview.server.ts';
import { readPolicyFor } from './own-policy.server.ts';
import { findBlock, type PlaceRefusal, placeOrder } from './place-order.server.ts';

type Reader = Ctx & ActiveRules;

export type SubmitRefusal =
  | Exclude<PlaceRefusal, { reason: 'approval' }>
  | { reason: 'reason-missing' }
  | { reason: 'policy'; text: string };

/** Submits the basket that the buyer confirmed as a request of its organisation, and empties it. Holds no stock. */
export function submitRequest(
  ctx: Reader,
  input: PlaceOrder & { reason: string; fromRequest: string | null },
): Result<{ requestId: string }, SubmitRefusal> {
  const { organisationId } = input;
  if (organisationId === null || !mayBuyFor(ctx, organisationId)) throw new Forbidden('no buyer of this organisation');
  return inTransactionOrRollback(ctx, (refuse: (refusal: SubmitRefusal) => never) => {
    const view = viewBasket(ctx, input.basketId, input.place, false, findPayer(ctx, organisationId).basis);
    if (view.suppliers.length === 0) refuse({ reason: 'empty' });
    const block = findBlock(view.suppliers);
    if (block && block.reason !== 'approval') refuse(block);
    const preview = toOrderPreview(ctx, view, input.terms, organisationId);
    if (hashPreview(preview) !== input.shownHash) refuse({ reason: 'changed' });
    if (input.costCentreId) getOpenCentre(ctx, organisationId, input.costCentreId);
    const policy = findPolicy(ctx, organisationId);
    const asked = policy && readPolicyFor(ctx, policy, organisationId, view);
    if (asked && asked.refusal !== null) refuse({ reason: 'policy', text: asked.refusal });
    if (asked?.needsReason && input.reason === '') refuse({ reason: 'reason-missing' });
    const requestId = insertRequest(ctx, {
      ...{ organisationId, policyId: policy?.id ?? null, costCentreId: input.costCentreId ?? null },
      ...{ fromRequest: input.fromRequest, reason: input.reason, totalCents: view.totals.totalCents },
      ...{ clauses: asked?.clauses ?? [], notes: asked?.notes ?? [] },
      snapshot: snapshotOf(ctx, view, preview.depositCents),
      delivery: deliveryOf(input),
    });
    emptyBasket(ctx, input.basketId);
    return done({ requestId });
  });
}

function snapshotOf(ctx: Reader, { suppliers }: BasketView, depositCents: number): RequestSnapshot {
  return {
    depositCents,
    deliveries: suppliers.map(({ supplier, choice, options, priced }) => ({
      ...{ supplierId: supplier.id, choice },
      day: options.find((option) => option.choice === choice)?.arrivesOn ?? null,
      ...{ cents: priced.deliveryCents + priced.deliveryVatCents, netCents: priced.deliveryCents },
    })),
    lines: suppliers.flatMap(({ supplier, lines, priced }) =>
      lines.map(({ offer, quantity, time }, i) => ({
        ...{ id: time ? `${offer.id} ${writeTime(time)}` : `${offer.id}`, offerId: offer.id, quantity },
        ...{ time: time ? writeTime(time) : '', name: translated(offer.name, ctx.locale) },
        ...{ category: offer.category, kind: offer.kind, supplierId: supplier.id, supplierName: supplier.name },
        ...{ cents: priced.lines[i]!.htCents + priced.lines[i]!.vatCents, netCents: priced.lines[i]!.htCents },
      })),
    ),
  };
}

function deliveryOf({ contact, place, note, displacement, billing, invoicing, references }: PlaceOrder) {
  const { lat, lon, address, insee } = place;
  return {
    ...{ contact, place: { lat, lon, address, insee }, note, displacement, billing: billing ?? null },
    ...{ vatNumber: invoicing?.vatNumber ?? null, invoiceRoute: invoicing?.invoiceRoute ?? null },
    references: references ?? { orderNumber: '', engagement: '', serviceCode: '' },
  };
}

export type OrderRequestRefusal = PlaceRefusal | { reason: 'not-approved' };

/**
 * Orders an approved request as its requester. Within the tolerance it is placed; dearer, the difference is asked first, and
 * `asked` says so. A refusal leaves the request approved. `termsOf`: version of the
 * terms of sale with these statutory texts.
 */
export function orderRequest(
  ctx: Reader,
  id: string,
  { termsOf, buyerName }: { termsOf: (texts: PurchaseText[]) => string; buyerName: string },
): Result<{ asked: true } | { asked: false; orderId: string }, OrderRequestRefusal> {
  const person = requireUserId(ctx);
  return inTransactionOrRollback(ctx, (refuse: (refusal: OrderRequestRefusal) => never) => {
    const request = getRequest(ctx, id);
    const { organisationId, requesterId, delivery, snapshot, costCentreId } = request.row;
    if (requesterId !== person || !mayBuyFor(ctx, organisationId))
      throw new Forbidden('a request is ordered by its requester, who buys for the organisation');
    const isOpen =
      request.reading.state === 'approved' || (request.reading.state === 'submitted' && request.reading.round > 1);
    if (!isOpen || !delivery) return refused('not-approved');
    const kept = snapshot.lines.filter(({ id: line }) => !request.reading.refusedLines.has(line));
    const basketId = createLooseBasket(ctx, kept, snapshot.deliveries);
    const { audience, basis } = findPayer(ctx, organisationId);
    const view = viewBasket(ctx, basketId, delivery.place, false, basis);
    const terms = termsOf(basketLegalTexts(ctx, view, audience));
    const tried = appendEvent(ctx, request, {
      kind: 'attempt',
      person,
      prices: snapshotPrices(snapshotOf(ctx, view, 0)),
    });
    if (tried.reading.state !== 'ordered') {
      deleteLooseBasket(ctx, basketId);
      return tried.reading.state === 'submitted' ? done({ asked: true as const }) : refused('not-approved');
    }
    const { billing, vatNumber, invoiceRoute, ...where } = delivery;
    const placed = placeOrder(ctx, {
      ...{ basketId, organisationId, buyerName, costCentreId, terms, billing, ...where },
      ...{ invoicing: { vatNumber, invoiceRoute }, approvedRequest: id },
      shownHash: hashPreview(toOrderPreview(ctx, view, terms, organisationId)),
    });
    if (!placed.ok) return refuse(placed);
    linkOrder(ctx, id, placed.orderId);
    deleteLooseBasket(ctx, basketId);
    return done({ asked: false as const, orderId: placed.orderId });
  });
}
