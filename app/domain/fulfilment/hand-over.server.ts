// Confirms a part and hands it over with its real mode and trip.

import type { FrozenImpact } from '#app/domain/impact/line-input.ts';
import type { Mode, Trip } from '#app/domain/impact/terms.ts';
import { issueInvoice } from '#app/domain/invoicing/invoices.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getSupplierPart, type SupplierPart, saveOutcome, transitionPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { allocate } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { appendCorrections, nextEvent } from './corrections.server.ts';
import {
  amountsBack,
  applyLineChanges,
  effectiveLines,
  keepVatExact,
  reduceLine,
  returnToStock,
} from './line-changes.server.ts';

/** The supplier accepts the part. False when it is already confirmed or no longer open. */
export function confirmPart(ctx: Ctx, supplierId: string, orderId: string): boolean {
  return inTransaction(ctx, () => {
    getSupplierPart(ctx, supplierId, orderId);
    const moved = transitionPart(ctx, orderId, supplierId, 'confirm', 'supplier', { confirmedAt: isoUtc(ctx.now) });
    if (moved) {
      enqueue(ctx, 'mail', `mail:part-confirmed:${orderId}:${supplierId}`, {
        template: 'part-confirmed',
        orderId,
        supplierId,
      });
      recordAudit(ctx, 'confirmPart', `${orderId}:${supplierId}`);
    }
    return moved;
  });
}

export type HandOver = {
  mode: Mode;
  trip: 'shared' | 'dedicated';
  /** By line: quantity that was really there, when it is less than agreed. */
  delivered?: ReadonlyMap<number, number>;
  /** Pickup code given by the buyer; required from people, not from the system. */
  code?: string;
  /** Why something is missing, for the buyer. */
  why?: string;
};
export type HandOverRefusal = { reason: 'not-now' | 'open-proposal' | 'quantity' | 'nothing' | 'code' | 'taken-back' };

/**
 * The goods change hands. Missing goods are refunded at once. When the trip differs from the plan, each line's
 * entry is reversed and replaced with the real trip; a dedicated trip is shared over the lines by mass. Issues
 * the invoice for the goods that were there and starts the settlement of the part. Refused while the buyer's bank has
 * the supplier's whole payment.
 */
export function handOver(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  { delivered = new Map(), code, why, ...real }: HandOver,
): Result<{ corrected: number; refundCents: number }, HandOverRefusal> {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    if (supplierPart.proposals.some((proposal) => proposal.state === 'open')) return refused('open-proposal');
    if (isTakenBack(ctx, orderId, supplierId)) return refused('taken-back');
    const { pickupCode } = supplierPart.part;
    if (pickupCode && ctx.actor.kind !== 'system' && code?.trim().toUpperCase() !== pickupCode) return refused('code');
    const agreed = effectiveLines(supplierPart);
    const there = (line: number, quantity: number) => delivered.get(line) ?? quantity;
    if (agreed.some(({ line, is }) => !isPart(there(line.line, is.quantity), is.quantity))) return refused('quantity');
    const promised = agreed.filter(({ is }) => is.quantity > 0);
    if (promised.length > 0 && promised.every(({ line, is }) => there(line.line, is.quantity) === 0))
      return refused('nothing');
    const { mode, trip } = supplierPart.part;
    const shorter = agreed
      .filter(({ line, is }) => there(line.line, is.quantity) < is.quantity)
      .map(({ line, is }) => reduceLine(line, is, there(line.line, is.quantity), 'shorter'));
    const missing = keepVatExact(supplierPart, shorter);
    if (
      !transitionPart(ctx, orderId, supplierId, 'hand-over', ctx.actor.kind === 'system' ? 'system' : 'supplier', {
        handedOverAt: isoUtc(ctx.now),
        ...(missing.length > 0 && why && { missingReason: why }),
        ...real,
      })
    )
      return refused('not-now');
    returnToStock(ctx, missing);
    const occasion = `missing:${orderId}:${supplierId}`;
    const refundCents =
      missing.length > 0 ? applyLineChanges(ctx, supplierPart, missing, { reason: 'shorter', occasion }) : 0;
    const now = getSupplierPart(ctx, supplierId, orderId);
    const corrected = mode === real.mode && trip === real.trip ? 0 : correctTrip(ctx, now, real);
    issueInvoice(ctx, now);
    // No provider call is needed for orders on account, so the part is settled in this transaction: the contribution
    // is posted before any bank payout reads the amount owed.
    if (now.order.payment === 'account') settlePart(ctx, orderId, supplierId);
    else enqueueSettlement(ctx, orderId, supplierId, 'handed-over');
    enqueue(ctx, 'mail', `mail:handed-over:${orderId}:${supplierId}`, {
      template: 'handed-over',
      orderId,
      supplierId,
      refundCents,
      missing: amountsBack(missing).map(({ line: { line }, quantity, htCents, vatCents }) => ({
        line,
        quantity,
        refundCents: htCents + vatCents,
      })),
    });
    recordAudit(ctx, 'handOver', `${orderId}:${supplierId}`);
    return done({ corrected, refundCents });
  });
}

function isPart(quantity: number, of: number): boolean {
  return Number.isInteger(quantity) && quantity >= 0 && quantity <= of;
}

function correctTrip(
  ctx: LedgerCtx & ActiveRules,
  supplierPart: SupplierPart,
  real: Pick<HandOver, 'mode' | 'trip'>,
): number {
  const { order, part } = supplierPart;
  const now = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
  if (now.length === 0) return 0;
  const shares = allocate(
    1000,
    now.map(({ is }) => is.impactInput.massGrams),
  );
  const corrections = now.map(({ line, is }, i) => {
    const frozen = is.impactInput;
    const trip: Trip = {
      ...real,
      distanceMeters: part.distanceMeters,
      sharePermille: real.trip === 'dedicated' ? shares[i]! : frozen.trip.sharePermille,
    };
    const input: FrozenImpact = { ...frozen, trip };
    const event = nextEvent(is.event, 'delivery');
    saveOutcome(ctx, {
      ...is,
      orderId: order.id,
      line: line.line,
      event,
      impactInput: input,
    });
    return {
      line: line.line,
      before: is.event,
      reason: 'delivery' as const,
      after: { event, input, offerSlug: is.offerSlug, supplierId: line.supplierId },
    };
  });
  appendCorrections(ctx, order, corrections);
  return corrections.length;
}
