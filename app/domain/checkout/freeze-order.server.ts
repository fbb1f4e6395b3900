// Freezes a basket into the order that is placed: lines, prices, VAT, sellers, scores, method and impact inputs.
import { createHash } from 'node:crypto';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import type { BasketView } from '#app/domain/basket/baskets.server.ts';
import type { PricedLine } from '#app/domain/basket/pricing.ts';
import { gramsOf } from '#app/domain/basket/round-deliveries.server.ts';
import type { SupplierBasket } from '#app/domain/basket/supplier-basket.server.ts';
import type { CostCentre } from '#app/domain/buying/cost-centre.ts';
import { type BookedTime, timeNames, writeTime } from '#app/domain/calendar/booked-time.ts';
import { cancellationTermsAt, lendingTermsOf } from '#app/domain/catalogue/booking-terms.ts';
import { egalimInForce, statedFood } from '#app/domain/catalogue/egalim.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { frozenWeight } from '#app/domain/catalogue/piece-weight.ts';
import { reservationMinutes } from '#app/domain/orders/order.ts';
import { freeOrderNumber, type OrderLine, type OrderPart, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findScores, type SupplierScore } from '#app/domain/scoring/scores.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { contributionBasisPoints } from '#app/domain/settlement/contribution.ts';
import { placeOfCommune } from '#app/domain/shared/communes.server.ts';
import { addMinutes, type Ctx, isoUtc, localDay, type Zone } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { newHandOverCode } from '#app/domain/shared/ids.ts';
import type { BuyerParty, LegalParty } from '#app/domain/shared/legal-party.ts';
import { perLocale } from '#app/domain/shared/locale.ts';
import { givenReferences, noReferences, type OrderReferences } from '#app/domain/shared/order-references.ts';
import { frozenSeller } from '#app/domain/suppliers/frozen-seller.server.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { findMandates } from '#app/domain/suppliers/signature-rows.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';

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
  /** The organisation's own references, and the cost centre that bears the order. */
  references?: Omit<OrderReferences, 'costCentre'>;
  costCentreId?: string | null;
  note: string;
  /** By offer id: per mille of the purchase that replaces a new product; null when the buyer did not answer. */
  displacement: Record<number, number | null>;
  /** Version of the terms of sale on the page. */
  terms: string;
  /** Hash of all that the page showed: `hashPreview` of its `OrderPreview`. */
  shownHash: string;
  /** The request of which it is the order: the rules of the organisation have asked already. */
  approvedRequest?: string;
};

export type BillingAddress = Pick<LegalParty, 'address' | 'postcode' | 'city'>;

type FrozenBuyer = {
  userId: string;
  organisation: Organisation | null;
  costCentre: Pick<CostCentre, 'id' | 'code'> | null;
} & Pick<WholeOrder['order'], 'legalTexts'>;
type PartSeller = Pick<OrderPart, 'seller' | 'mandateVersion'>;

/** The order that the basket would be, its lines numbered from one, with everything that later pages and invoices say. */
export function freezeOrder(
  ctx: Ctx & ActiveRules,
  id: string,
  { userId, organisation, costCentre, legalTexts }: FrozenBuyer,
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
    basket.lines.map((line, i) =>
      freezeLine(ctx.town, id, basket, line, basket.priced.lines[i]!, input.displacement, labels),
    ),
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
      buyer: frozenBuyer(input, organisation, costCentre?.code ?? ''),
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
      costCentreId: costCentre?.id ?? null,
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
  { buyerName, contact, place, billing, invoicing, references }: PlaceOrder,
  organisation: Organisation | null,
  costCentre: string,
): BuyerParty {
  const own = { ...noReferences, ...references, costCentre };
  const { address, insee } = organisation?.address ? organisation : place;
  return {
    name: organisation?.name ?? buyerName,
    legalForm: null,
    siret: organisation?.siret ?? null,
    vatNumber: invoicing?.vatNumber ?? null,
    ...(billing ?? { address, ...placeOfCommune(insee) }),
    email: contact.email,
    invoiceRoute: invoicing?.invoiceRoute ?? null,
    ...(organisation && givenReferences(own).length > 0 && { references: own }),
  };
}

function freezePart(
  orderId: string,
  { supplier, choice, options, priced, lines }: SupplierBasket,
  { seller, mandateVersion }: PartSeller,
  score: SupplierScore | undefined,
): OrderPart {
  const { trip } = lines[0]!.impact;
  const option = options.find((one) => one.choice === choice)!;
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
    deliverOn: option.arrivesOn,
    deliverHours: option.hours,
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
    feeKeptAt: null,
    scoreProven: score?.proven ?? null,
    scoreDeclared: score?.declared ?? null,
  };
}

function freezeLine(
  zone: Zone,
  orderId: string,
  { supplier }: SupplierBasket,
  { offer, quantity, time, place, impact }: SupplierBasket['lines'][number],
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
    name: nameAtTime(offer.name, time, place),
    pieceWeight: frozenWeight(offer, basis),
    bookedTime: time ? writeTime(time) : '',
    cancellation: time && offer.bookingTerms ? cancellationTermsAt(offer.bookingTerms, time, zone) : null,
    lending: time ? lendingTermsOf(offer) : null,
    kind: offer.kind,
    category: offer.category,
    unit: offer.unit,
    orderUnit: offer.orderUnit,
    packMilli: offer.packMilli,
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

/** The frozen name of a line says its time: letters, invoices and files name the line by it. */
export function nameAtTime(name: Offer['name'], time: BookedTime | null, place = ''): Offer['name'] {
  if (!time) return name;
  const names = timeNames(time);
  const at = perLocale((locale) =>
    name[locale] ? [name[locale], names[locale], place].filter(Boolean).join(' · ') : null,
  );
  return { ...name, ...at, fr: at.fr ?? name.fr };
}
