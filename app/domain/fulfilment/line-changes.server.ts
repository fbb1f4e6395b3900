// Changes of lines after payment and their effects (stock, ledger, order, books, refund), in the caller's
// transaction.

import { postEntry } from '#app/domain/books/books.server.ts';
import { listSpansOf, moveSpan, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { releaseStock } from '#app/domain/catalogue/stock.server.ts';
import type { FrozenImpact } from '#app/domain/impact/line-input.ts';
import type { InvoiceLine } from '#app/domain/invoicing/invoice.ts';
import { deliveryLines, invoiceLine } from '#app/domain/invoicing/invoice-lines.ts';
import { issueCreditNote } from '#app/domain/invoicing/invoices.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import { markDeliveryRefunded, type Outcome, type SupplierPart, saveOutcome } from '#app/domain/orders/parts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { openRefund } from '#app/domain/payments/refunds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { creditedEntry } from '#app/domain/settlement/account-postings.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { refundAgreedEntry } from '#app/domain/settlement/postings.ts';
import { settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import { allocate, sum } from '#app/domain/shared/money.ts';
import { appendCorrections, type CorrectionReason, nextEvent } from './corrections.server.ts';
import { remainingVat } from './remaining-vat.ts';

/** A line as it is now. */
export type EffectiveLine = Omit<Outcome, 'orderId' | 'line' | 'at'>;
/** `reason`: of this line alone, where others change at the same time for another one. */
export type LineChange = {
  line: OrderLine;
  before: EffectiveLine;
  after: EffectiveLine;
  reason?: CorrectionReason;
};

type ChangedPart = Pick<SupplierPart, 'part' | 'lines' | 'outcomes'>;

/** A line as it is now: its outcome, or as ordered when it has none. */
export function effectiveLine(line: OrderLine, outcome: Outcome | undefined): EffectiveLine {
  if (outcome) {
    const { orderId: _, line: _l, at: _a, ...rest } = outcome;
    return rest;
  }
  const { offerId, offerSlug, name, quantity, htCents, vatCents, bookedTime, cancellation, impactInput: input } = line;
  const event = `${line.orderId}:line:${line.line}:paid`;
  return { offerId, offerSlug, name, quantity, htCents, vatCents, bookedTime, cancellation, impactInput: input, event };
}

/** All lines of a part as they are now. */
export function effectiveLines({
  lines,
  outcomes,
}: Pick<SupplierPart, 'lines' | 'outcomes'>): { line: OrderLine; is: EffectiveLine }[] {
  const became = new Map(outcomes.map((outcome) => [outcome.line, outcome]));
  return lines.map((line) => ({ line, is: effectiveLine(line, became.get(line.line)) }));
}

/** Reduces a line to a quantity: amounts, mass and containers shrink in proportion. */
export function reduceLine(
  line: OrderLine,
  before: EffectiveLine,
  quantity: number,
  reason: CorrectionReason,
): LineChange {
  const { htCents, vatCents } = shareOf(line, before, quantity);
  const input = before.impactInput;
  const after = {
    ...before,
    event: nextEvent(before.event, reason),
    quantity,
    htCents,
    vatCents,
    impactInput: scaled(input, quantity, before.quantity, htCents),
  };
  return { line, before, after };
}

/**
 * Amounts of some of a line's packs. Excl. and incl. VAT in proportion, whichever is price times quantity stays so; of a
 * few cents both may round the other way, and neither is below zero.
 */
export function shareOf(
  { priceBasis }: Pick<OrderLine, 'priceBasis'>,
  before: Pick<EffectiveLine, 'quantity' | 'htCents' | 'vatCents'>,
  quantity: number,
): { htCents: number; vatCents: number } {
  if (before.quantity === 0) return { htCents: 0, vatCents: 0 };
  const weights = [quantity, before.quantity - quantity];
  const netCents = allocate(before.htCents, weights)[0]!;
  const grossCents = allocate(before.htCents + before.vatCents, weights)[0]!;
  const htCents = priceBasis === 'gross' ? Math.min(netCents, grossCents) : netCents;
  return { htCents, vatCents: Math.max(0, grossCents - htCents) };
}

/** The amounts of a line that now costs `wholeCents` on its own basis; never more than it costs. */
export function amountsUpTo(
  { priceBasis }: Pick<OrderLine, 'priceBasis'>,
  before: Pick<EffectiveLine, 'htCents' | 'vatCents'>,
  wholeCents: number,
): { htCents: number; vatCents: number } {
  if (priceBasis === 'net') {
    const htCents = Math.min(before.htCents, wholeCents);
    return { htCents, vatCents: vatOf(before, htCents) };
  }
  const paidCents = before.htCents + before.vatCents;
  const grossCents = Math.min(paidCents, wholeCents);
  const vatCents = paidCents === 0 ? 0 : allocate(before.vatCents, [grossCents, paidCents - grossCents])[0]!;
  return { htCents: grossCents - vatCents, vatCents };
}

/** VAT in proportion, so that the refunded and the remaining amount sum to the paid amount. */
function vatOf(before: { htCents: number; vatCents: number }, htCents: number): number {
  return before.htCents === 0 ? 0 : allocate(before.vatCents, [htCents, before.htCents - htCents])[0]!;
}

/** Frozen input of a line for a smaller quantity: everything counted per pack shrinks with it. */
function scaled(input: FrozenImpact, quantity: number, of: number, htCents: number): FrozenImpact {
  const part = (amount: number) => (of === 0 ? 0 : Math.round((amount * quantity) / of));
  return {
    ...input,
    quantity,
    htCents,
    massGrams: part(input.massGrams),
    referenceUnits: part(input.referenceUnits),
    lentUnits: part(input.lentUnits),
  };
}

/**
 * The changes with the VAT that base times rate gives for what remains of their rates. When a line goes wholly, another
 * of its rate may take the cent: a change of its VAT alone, without a new event.
 */
export function keepVatExact(supplierPart: ChangedPart, changes: readonly LineChange[]): LineChange[] {
  const { part } = supplierPart;
  const changeOf = new Map(changes.map((change) => [change.line.line, change]));
  const lines = effectiveLines(supplierPart).map(({ line, is }) => ({ line, is, change: changeOf.get(line.line) }));
  const nothingCharged = part.deliveryRefunded || leavesNothing(supplierPart, changes);
  const exact = remainingVat(
    lines.map(({ line: { line, vatBasisPoints, priceBasis }, is, change }) => {
      const { quantity, htCents, vatCents } = change?.after ?? is;
      return { line, vatBasisPoints, priceBasis, quantity, htCents, vatCents, changed: change !== undefined };
    }),
    nothingCharged ? [] : part.deliveryByRate,
  );
  return lines.flatMap(({ line, is, change }): LineChange[] => {
    const amounts = exact.get(line.line);
    if (!amounts) return change ? [change] : [];
    if (!change) return [{ line, before: is, after: { ...is, ...amounts } }];
    const impactInput = { ...change.after.impactInput, htCents: amounts.htCents };
    return [{ ...change, after: { ...change.after, ...amounts, impactInput } }];
  });
}

/** The refund of each changed line. A change of VAT alone is part of the first changed line of its rate. */
export function amountsBack(
  exact: readonly LineChange[],
): (LineChange & { quantity: number; htCents: number; vatCents: number })[] {
  const [changed, vatOnly] = [exact.filter(isNewEvent), exact.filter((change) => !isNewEvent(change))];
  const firstOfRate = new Map(changed.toReversed().map((change) => [change.line.vatBasisPoints, change]));
  return changed.map((change) => {
    const isFirst = firstOfRate.get(change.line.vatBasisPoints) === change;
    const moved = isFirst ? vatOnly.filter(({ line }) => line.vatBasisPoints === change.line.vatBasisPoints) : [];
    const all = [change, ...moved];
    return {
      ...change,
      quantity: change.before.quantity - change.after.quantity,
      htCents: sum(all.map(({ before, after }) => before.htCents - after.htCents)),
      vatCents: sum(all.map(({ before, after }) => before.vatCents - after.vatCents)),
    };
  });
}

/** Cents incl. VAT that changes would give back, with the delivery where nothing is left to deliver. */
export function refundOf(supplierPart: ChangedPart, changes: readonly LineChange[]): number {
  const { part } = supplierPart;
  const delivery = leavesNothing(supplierPart, changes) && !part.deliveryRefunded ? deliveryLines(part) : [];
  const back = [...amountsBack(keepVatExact(supplierPart, changes)), ...delivery];
  return sum(back.flatMap(({ htCents, vatCents }) => [htCents, vatCents]));
}

function massBack(before: EffectiveLine, after: EffectiveLine): number {
  return before.impactInput.massGrams - after.impactInput.massGrams;
}

function isNewEvent({ before, after }: LineChange): boolean {
  return before.event !== after.event;
}

/** Puts goods back into stock that the buyer does not take (release) or has brought back (return). */
export function returnToStock(
  ctx: LedgerCtx,
  changes: readonly LineChange[],
  kind: 'release' | 'return' = 'release',
): void {
  for (const { line, before, after } of changes)
    if (after.quantity < before.quantity) {
      if (line.bookedTime) giveTimeBack(ctx, line, after.quantity);
      else releaseStock(ctx, before.offerId, before.quantity - after.quantity, line.orderId, kind);
    }
}

/** Frees the time of a line, or that of the things that are not taken. */
function giveTimeBack(ctx: LedgerCtx, { orderId, line }: Pick<OrderLine, 'orderId' | 'line'>, units: number): void {
  const booking = `${orderId}/${line}`;
  if (units === 0) releaseSpans(ctx, booking, 'cancelled');
  else
    for (const span of listSpansOf(ctx, booking)) moveSpan(ctx, span.id, { fromT: span.fromT, toT: span.toT, units });
}

/**
 * Writes changed lines to order, ledger and books, with the refund, and a credit note if there is an invoice. A part
 * that loses its last line refunds its delivery too. `occasion` is unique for ever. Returns the refund in cents.
 */
export function applyLineChanges(
  ctx: LedgerCtx & ActiveRules,
  supplierPart: SupplierPart,
  changes: readonly LineChange[],
  { reason, occasion }: { reason: CorrectionReason; occasion: string },
): number {
  const { order, part } = supplierPart;
  const { supplierId } = part;
  const exact = keepVatExact(supplierPart, changes);
  for (const { line, after } of exact) saveOutcome(ctx, { ...after, orderId: order.id, line: line.line });
  appendCorrections(
    ctx,
    order,
    exact.filter(isNewEvent).map(({ line, before, after, reason: own = reason }) => ({
      line: line.line,
      before: before.event,
      reason: own,
      after: deliveredInput(after, supplierId),
    })),
  );
  const deliveryBack = leavesNothing(supplierPart, changes) && markDeliveryRefunded(ctx, order.id, supplierId);
  const back = [
    ...amountsBack(exact).map(({ line, before, after, quantity, htCents, vatCents }) =>
      invoiceLine(line, {
        ...before,
        quantity,
        htCents,
        vatCents,
        impactInput: { massGrams: massBack(before, after) },
      }),
    ),
    ...(deliveryBack ? deliveryLines(part) : []),
  ];
  const cents = sum(back.flatMap(({ htCents, vatCents }) => [htCents, vatCents]));
  if (cents === 0) return 0;
  const credited = back.filter(({ quantity }) => quantity > 0);
  // The buyer's bank has the money: nothing is refunded now, and what was cancelled is once the dispute is won.
  const refundCents = isTakenBack(ctx, order.id, supplierId) ? 0 : cents;
  if (refundCents > 0) refundOrCredit(ctx, supplierPart, back, refundCents, occasion);
  issueCreditNote(ctx, supplierPart, occasion, credited);
  return refundCents;
}

/** On account, credits the receivable; otherwise refunds through the provider. */
function refundOrCredit(
  ctx: LedgerCtx,
  supplierPart: SupplierPart,
  back: InvoiceLine[],
  cents: number,
  occasion: string,
): void {
  const { order, part } = supplierPart;
  const { supplierId } = part;
  const given = back.map((line) => ({ ...line, supplierId }));
  if (order.payment === 'account') {
    postEntry(ctx, creditedEntry(occasion, order, given));
    settlePart(ctx, order.id, supplierId);
  } else {
    const refundId = openRefund(ctx, order.id, cents, occasion);
    postEntry(ctx, refundAgreedEntry(refundId, order.id, given));
    enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
    enqueueSettlement(ctx, order.id, supplierId, `refund:${refundId}`);
  }
}

function deliveredInput(after: EffectiveLine, supplierId: string) {
  const { event, offerSlug, quantity, impactInput } = after;
  return quantity === 0 ? null : { event, input: impactInput, offerSlug, supplierId };
}

function leavesNothing(supplierPart: ChangedPart, changes: readonly LineChange[]): boolean {
  const after = new Map(changes.map((change) => [change.line.line, change.after.quantity]));
  return effectiveLines(supplierPart).every(({ line, is }) => (after.get(line.line) ?? is.quantity) === 0);
}
