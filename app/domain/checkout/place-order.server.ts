// Turns a basket into an order: one transaction freezes lines, prices, VAT, scores and method, and reserves stock.
import { createHash } from 'node:crypto';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import { type BasketView, emptyBasket, type SupplierBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import type { LineBlock } from '#app/domain/basket/line-block.ts';
import type { PricedLine } from '#app/domain/basket/pricing.ts';
import { gramsOf } from '#app/domain/basket/round-deliveries.server.ts';
import { egalimInForce, statedFood } from '#app/domain/catalogue/egalim.ts';
import { frozenWeight } from '#app/domain/catalogue/piece-weight.ts';
import { reserveStock } from '#app/domain/catalogue/stock.server.ts';
import { reservationMinutes } from '#app/domain/orders/order.ts';
import {
  freeOrderNumber,
  insertOrder,
  type OrderLine,
  type OrderPart,
  type WholeOrder,
} from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { holdRound } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findScores, type SupplierScore } from '#app/domain/scoring/scores.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { contributionBasisPoints } from '#app/domain/settlement/contribution.ts';
import { placeOfCommune } from '#app/domain/shared/communes.server.ts';
import { addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { Forbidden, invariant } from '#app/domain/shared/errors.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { newHandOverCode, newId } from '#app/domain/shared/ids.ts';
import type { LegalParty } from '#app/domain/shared/legal-party.ts';
import { done, type Result } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { frozenSeller } from '#app/domain/suppliers/frozen-seller.server.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { findMandates } from '#app/domain/suppliers/signature-rows.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { type BudgetRefusal, findBudgetRefusal, isBudgetReason } from './order-budget.server.ts';
import { basketLegalTexts, findPayer, hashPreview, toOrderPreview } from './order-preview.server.ts';
import { requireWholeNumbers } from './require-whole-numbers.ts';

export type PlaceOrder = {
  basketId: string;
  organisationId: string | null;
  buyerName: string;
  contact: { name: string; email: string; phone: string };
  place: Point & { address: string; insee: string };
  /** The billing address, when it is neither the organisation's address nor the place of delivery. */
  billing?: BillingAddress | null;
  /** The buyer's VAT number and its address for e-invoices, where it gave them. */
  invoicing?: Pick<LegalParty, 'vatNumber' | 'invoiceRoute'>;
  note: string;
  /** By offer id: per mille of the purchase that replaces a new product; null when the buyer did not answer. */
  displacement: Record<number, number | null>;
  /** Version of the terms of sale on the page. */
  terms: string;
  /** Hash of all that the page showed: `hashPreview` of its `OrderPreview`. */
  shownHash: string;
};

type Buyer = { userId: string; organisation: Organisation | null } & Pick<WholeOrder['order'], 'legalTexts'>;
type PartSeller = Pick<OrderPart, 'seller' | 'mandateVersion'>;

export type BillingAddress = Pick<LegalParty, 'address' | 'postcode' | 'city'>;

export type PlaceRefusal =
  | { reason: 'empty' }
  | { reason: 'out-of-stock'; offerId: number }
  | { reason: 'blocked'; offerId: number; block: Exclude<LineBlock, 'stock'> }
  | { reason: 'round-full' }
  | { reason: 'below-minimum'; supplierName: string; missingCents: number }
  | { reason: 'changed' }
  | BudgetRefusal;

/**
 * Places the order that the buyer confirmed, or returns the refusal and changes nothing: what blocks the basket, then
 * anything that differs from the page, then the budget of unpaid orders. Throws Forbidden for an organisation of others.
 */
export function placeOrder(ctx: Ctx & ActiveRules, input: PlaceOrder): Result<{ orderId: string }, PlaceRefusal> {
  const userId = requireUserId(ctx);
  if (input.organisationId !== null && !mayBuyFor(ctx, input.organisationId))
    throw new Forbidden('no buyer of this organisation');
  const placed = inTransactionOrRollback(ctx, (refuse: (refusal: PlaceRefusal) => never) => {
    const { organisation, audience, basis } = findPayer(ctx, input.organisationId);
    const basket = viewBasket(ctx, input.basketId, input.place, false, basis);
    if (basket.suppliers.length === 0) refuse({ reason: 'empty' });
    const block = findBlock(basket.suppliers);
    if (block) refuse(block);
    if (hashPreview(toOrderPreview(ctx, basket, input.terms, input.organisationId)) !== input.shownHash)
      refuse({ reason: 'changed' });
    const over = findBudgetRefusal(ctx, userId, basket.suppliers);
    if (over) refuse(over);
    const orderId = newId('ord');
    for (const { offer, quantity } of basket.suppliers.flatMap((basket) => basket.lines)) {
      if (!reserveStock(ctx, offer.id, quantity, orderId)) refuse({ reason: 'out-of-stock', offerId: offer.id });
    }
    for (const answer of Object.values(input.displacement))
      invariant(answer === null || typeof answer === 'number', 'the buyer’s answer is a whole number');
    const legalTexts = basketLegalTexts(ctx, basket, audience).map(({ document, version }) => ({ document, version }));
    const whole = freeze(ctx, orderId, { userId, organisation, legalTexts }, input, basket);
    requireWholeNumbers(whole);
    for (const part of whole.parts)
      if (part.choice === 'round' && !holdRound(ctx, part, whole.order.reservedUntil)) refuse({ reason: 'round-full' });
    insertOrder(ctx, whole);
    emptyBasket(ctx, input.basketId);
    recordAudit(ctx, 'placeOrder', whole.order.id);
    return done({ orderId: whole.order.id });
  });
  if (!placed.ok && isBudgetReason(placed.reason))
    recordSecurityEvent(ctx, { kind: 'limit-reached', detail: `budget ${placed.reason}` });
  return placed;
}

/** The first thing that keeps the basket from being ordered, as its page says it; null when nothing does. */
function findBlock(baskets: readonly SupplierBasket[]): PlaceRefusal | null {
  for (const { supplier, minimum, lines } of baskets) {
    if (minimum.missing.netCents > 0)
      return { reason: 'below-minimum', supplierName: supplier.name, missingCents: minimum.missing.netCents };
    for (const { offer, block } of lines) {
      if (block === 'stock') return { reason: 'out-of-stock', offerId: offer.id };
      if (block) return { reason: 'blocked', offerId: offer.id, block };
    }
  }
  return null;
}

function freeze(
  ctx: Ctx & ActiveRules,
  id: string,
  { userId, organisation, legalTexts }: Buyer,
  input: PlaceOrder,
  { suppliers: baskets, totals }: BasketView,
): WholeOrder {
  const supplierIds = baskets.map((basket) => basket.supplier.id);
  const scores = findScores(ctx, supplierIds);
  const sellers = frozenSellers(ctx, baskets);
  const parts = baskets.map((basket) =>
    freezePart(id, basket, sellers.get(basket.supplier.id)!, scores.get(basket.supplier.id)),
  );
  const labels = validLabels(ctx, supplierIds, localDay(ctx.now, ctx.town));
  const lines = baskets.flatMap((basket) =>
    basket.lines.map((line, i) => freezeLine(id, basket, line, basket.priced.lines[i]!, input.displacement, labels)),
  );
  lines.forEach((line, i) => {
    line.line = i + 1;
  });
  const snapshot = JSON.stringify({
    parts,
    lines,
    total: totals.totalCents,
    method: refOf(ctx.method),
    factors: ctx.factors.active.ref,
  });
  return {
    order: {
      id,
      number: freeOrderNumber(ctx),
      userId,
      organisationId: input.organisationId,
      basketId: input.basketId,
      state: 'placed',
      buyerName: organisation?.name ?? input.buyerName,
      buyer: frozenBuyer(input, organisation),
      contactName: input.contact.name,
      contactEmail: input.contact.email,
      contactPhone: input.contact.phone,
      address: input.place.address,
      insee: input.place.insee,
      lat: input.place.lat,
      lon: input.place.lon,
      note: input.note,
      locale: ctx.locale,
      goodsCents: totals.goodsCents,
      deliveryCents: totals.deliveryCents,
      vatCents: totals.vatCents,
      totalCents: totals.totalCents,
      method: refOf(ctx.method),
      factors: ctx.factors.active.ref,
      snapshotHash: createHash('sha256').update(snapshot).digest(),
      placedAt: isoUtc(ctx.now),
      reservedUntil: isoUtc(addMinutes(ctx.now, reservationMinutes)),
      paidAt: null,
      payment: 'online',
      dueOn: null,
      legalTexts,
    },
    parts,
    lines,
  };
}

/** Each seller with the mandate that is in force, under which its invoices will be issued. */
function frozenSellers(ctx: Ctx, baskets: readonly SupplierBasket[]): Map<string, PartSeller> {
  const ids = baskets.map(({ supplier }) => supplier.id);
  const mandates = findMandates(ctx, ids);
  return new Map(
    findSuppliers(ctx, ids).map((supplier) => [
      supplier.id,
      { seller: frozenSeller(supplier), mandateVersion: mandates.get(supplier.id) ?? null },
    ]),
  );
}

/** An organisation is billed at its own address, a person where the goods go, unless they said another place. */
function frozenBuyer(
  { buyerName, contact, place, billing, invoicing }: PlaceOrder,
  organisation: Organisation | null,
): LegalParty {
  const { address, insee } = organisation?.address ? organisation : place;
  return {
    name: organisation?.name ?? buyerName,
    legalForm: null,
    siret: organisation?.siret ?? null,
    vatNumber: invoicing?.vatNumber ?? null,
    ...(billing ?? { address, ...placeOfCommune(insee) }),
    email: contact.email,
    invoiceRoute: invoicing?.invoiceRoute ?? null,
  };
}

function freezePart(
  orderId: string,
  { supplier, choice, options, priced, lines }: SupplierBasket,
  { seller, mandateVersion }: PartSeller,
  score: SupplierScore | undefined,
): OrderPart {
  const { trip } = lines[0]!.impact;
  return {
    orderId,
    supplierId: supplier.id,
    supplierName: supplier.name,
    supplierSlug: supplier.slug,
    seller,
    mandateVersion,
    insee: supplier.insee,
    state: 'waiting',
    confirmedAt: null,
    missingReason: null,
    handedOverAt: null,
    returnedUnits: 0,
    lostUnits: 0,
    choice,
    mode: trip.mode,
    trip: trip.trip,
    distanceMeters: trip.distanceMeters,
    deliverOn: options.find((option) => option.choice === choice)!.arrivesOn,
    deliveryCents: priced.deliveryCents,
    deliveryVatCents: priced.deliveryVatCents,
    deliveryByRate: priced.deliveryByRate,
    contributionBasisPoints,
    closedReason: null,
    roundGrams: choice === 'round' ? gramsOf(lines) : 0,
    deliveryRefunded: false,
    handOverCode: newHandOverCode(),
    codeTries: 0,
    releasedAt: null,
    scoreProven: score?.proven ?? null,
    scoreDeclared: score?.declared ?? null,
  };
}

function freezeLine(
  orderId: string,
  { supplier }: SupplierBasket,
  { offer, quantity, impact }: SupplierBasket['lines'][number],
  { basis, priceCents, htCents, vatCents }: PricedLine,
  displacement: PlaceOrder['displacement'],
  labels: ReturnType<typeof validLabels>,
): OrderLine {
  return {
    orderId,
    line: 0,
    supplierId: supplier.id,
    offerId: offer.id,
    offerSlug: offer.slug,
    name: offer.name,
    kind: offer.kind,
    category: offer.category,
    unit: offer.unit,
    orderUnit: offer.orderUnit,
    packMilli: offer.packMilli,
    pieceWeight: frozenWeight(offer, basis),
    quantity,
    priceCents,
    priceBasis: basis,
    htCents,
    vatBasisPoints: offer.vatBasisPoints,
    vatCents,
    impactInput: {
      ...impact,
      displacementPermille: displacement[offer.id] ?? null,
      agec58: offer.agec58,
      egalim: egalimInForce(offer, labels),
      stated: statedFood(offer),
    },
  };
}
