// The effects of a hand-over before it: the invoice, what is missing and refunded, and what the supplier is owed for it.
import { deliveredLines } from '#app/domain/invoicing/invoice-lines.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { contributionOf } from '#app/domain/settlement/contribution.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { contributionVatBasisPoints } from '#app/domain/shared/contribution-rate.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';
import {
  amountsBack,
  type EffectiveLine,
  effectiveLines,
  keepVatExact,
  type LineChange,
  reduceLine,
} from './line-changes.server.ts';
import { awaitsWeight, weighingOf, weightChange } from './weighing.server.ts';

/** Line and quantity that was really there, when it is less than agreed. */
export type Delivered = ReadonlyMap<number, number>;

export type HandOverPreview = {
  missing: { line: number; name: EffectiveLine['name']; quantity: number; refundCents: number }[];
  /** Lines at their weight: `cents` is their amount incl. VAT. */
  weighed: { line: number; name: EffectiveLine['name']; grams: number; cents: number; refundCents: number }[];
  refundCents: number;
  /** Incl. VAT, after what is missing. */
  invoiceCents: number;
  /** The cooperative's contribution, incl. its VAT. */
  contributionCents: number;
  /** Sent to the supplier once the money is released. */
  leavesCents: number;
};

/** The lines at their weight, and those of which less was there than agreed, as changes with exact VAT on what remains. */
export function deliveryChanges(supplierPart: SupplierPart, delivered: Delivered): LineChange[] {
  const changes = effectiveLines(supplierPart).flatMap(({ line, is }): LineChange[] => {
    const there = delivered.get(line.line) ?? is.quantity;
    const weighed = there > 0 ? weightChange(supplierPart, line, is) : null;
    if (there === is.quantity) return weighed ? [weighed] : [];
    return [{ ...reduceLine(line, weighed?.after ?? is, there, 'shorter'), before: is }];
  });
  return keepVatExact(supplierPart, changes);
}

/** Why these quantities cannot be handed over; null if they can. */
export function quantityRefusal(
  supplierPart: SupplierPart,
  delivered: Delivered,
): 'quantity' | 'nothing' | 'unweighed' | null {
  const agreed = effectiveLines(supplierPart);
  const there = (line: number, quantity: number) => delivered.get(line) ?? quantity;
  if (agreed.some(({ line, is }) => !isPart(there(line.line, is.quantity), is.quantity))) return 'quantity';
  const promised = agreed.filter(({ is }) => is.quantity > 0);
  const none = promised.length > 0 && promised.every(({ line, is }) => there(line.line, is.quantity) === 0);
  if (none) return 'nothing';
  return awaitsWeight(supplierPart, delivered) ? 'unweighed' : null;
}

function isPart(quantity: number, of: number): boolean {
  return Number.isInteger(quantity) && quantity >= 0 && quantity <= of;
}

/** Amounts in cents of a hand-over with these quantities, which `quantityRefusal` does not refuse. */
export function previewHandOver(now: Date, supplierPart: SupplierPart, delivered: Delivered): HandOverPreview {
  const changes = deliveryChanges(supplierPart, delivered);
  const back = amountsBack(changes).map(({ line, before, quantity, htCents, vatCents }) => ({
    line: line.line,
    name: before.name,
    quantity,
    refundCents: htCents + vatCents,
  }));
  const changed = new Map(changes.map(({ line, after }) => [line.line, after]));
  const outcomes = effectiveLines(supplierPart).map(({ line, is }) => ({
    ...(changed.get(line.line) ?? is),
    orderId: line.orderId,
    line: line.line,
    at: isoUtc(now),
  }));
  const after = { ...supplierPart, outcomes };
  const invoiceCents = sum(deliveredLines(after).flatMap(({ htCents, vatCents }) => [htCents, vatCents]));
  const net = contributionOf(after);
  const contributionCents = net + applyRate(net, contributionVatBasisPoints);
  return {
    missing: back.filter(({ quantity }) => quantity > 0),
    weighed: effectiveLines(after).flatMap(({ line, is }) =>
      weighingOf(supplierPart, line, is)
        ? [
            {
              line: line.line,
              name: is.name,
              grams: is.impactInput.massGrams,
              cents: is.htCents + is.vatCents,
              refundCents: back.find((one) => one.line === line.line)?.refundCents ?? 0,
            },
          ]
        : [],
    ),
    refundCents: sum(back.map(({ refundCents }) => refundCents)),
    invoiceCents,
    contributionCents,
    leavesCents: invoiceCents - contributionCents,
  };
}

/** The amounts that a page showed, as its form carries them: another text is another hand-over. */
export function shownAmounts({ invoiceCents, refundCents, leavesCents }: HandOverPreview): string {
  return [invoiceCents, refundCents, leavesCents].join('-');
}
