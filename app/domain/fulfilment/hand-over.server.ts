// Confirms a part and hands it over with its real mode and trip: begun, for ten minutes undone, then closed.

import type { FrozenImpact } from '#app/domain/impact/line-input.ts';
import { type Mode, recordedModes, type Trip } from '#app/domain/impact/terms.ts';
import { issueInvoice } from '#app/domain/invoicing/invoices.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import type { OrderPart } from '#app/domain/orders/orders.server.ts';
import { isBeforeItsDay, isPartOpen } from '#app/domain/orders/part.ts';
import { getSupplierPart, type SupplierPart, saveOutcome, transitionPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { allocate } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { appendCorrections, nextEvent } from './corrections.server.ts';
import { checkCode, isCodeLocked } from './hand-over-code.server.ts';
import {
  type Delivered,
  deliveryChanges,
  type HandOverPreview,
  previewHandOver,
  quantityRefusal,
  shownAmounts,
} from './hand-over-preview.server.ts';
import {
  type Acknowledgement,
  findHandOver,
  markUndone,
  saveHandOver,
  takeOpenHandOver,
} from './hand-over-rows.server.ts';
import { amountsBack, applyLineChanges, effectiveLines, returnToStock } from './line-changes.server.ts';
import { handOutOfPart, hasComeBack, undoHandOuts } from './part-spans.server.ts';
import { strokesPattern } from './strokes.ts';

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

export type HandOver = RealTrip & {
  /** By line: quantity that was really there, when it is less than agreed. */
  delivered?: Delivered;
  acknowledgement: Acknowledgement;
  /** Why something is missing, for the buyer. */
  why?: string;
  /** The amounts that the page showed (`shownAmounts`). */
  shown: string;
  /** The caller hands the part's last thing out itself. */
  withoutThings?: true;
};
type RealTrip = { mode: Mode; trip: 'shared' | 'dedicated' };
export type HandOverRefusal = {
  reason:
    | 'not-now'
    | 'before-its-day'
    | 'open-proposal'
    | 'taken-back'
    | 'quantity'
    | 'nothing'
    | 'unweighed'
    | 'changed'
    | 'code'
    | 'locked'
    | 'signature';
};

/**
 * The goods change hands, on their day or after it, and the buyer shows it by a code or a signature. Nothing leaves for
 * ten minutes: until then `undoHandOver` puts the part back, after that `closeHandOver` runs. Refused while the buyer's
 * bank has the supplier's whole payment.
 */
export function beginHandOver(
  ctx: Ctx,
  supplierId: string,
  orderId: string,
  { delivered = new Map(), acknowledgement, why = '', shown, mode, trip, withoutThings }: HandOver,
): Result<{ preview: HandOverPreview }, HandOverRefusal> {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const { part } = supplierPart;
    if (!isPartOpen(part.state)) return refused('not-now');
    if (isBeforeItsDay(part, ctx.now, ctx.town)) return refused('before-its-day');
    const hindrance = hindranceOf(ctx, supplierPart) ?? quantityRefusal(supplierPart, delivered);
    if (hindrance) return refused(hindrance);
    const preview = previewHandOver(ctx.now, supplierPart, delivered);
    if (shownAmounts(preview) !== shown) return refused('changed');
    const unproven = acknowledgementRefusal(ctx, part, acknowledgement);
    if (unproven) return refused(unproven);
    const handedOverAt = isoUtc(ctx.now);
    transitionPart(ctx, orderId, supplierId, 'begin-hand-over', 'supplier', { handedOverAt });
    // A thing that is used on the spot does not travel, whatever a form says.
    const real = part.choice === 'on-site' ? { mode: modeOf(part.mode), trip: part.trip } : { mode, trip };
    saveHandOver(ctx, { orderId, supplierId, ...real, delivered: [...delivered], why, acknowledgement });
    if (!withoutThings) handOutOfPart(ctx, supplierPart, delivered);
    recordAudit(ctx, 'beginHandOver', `${orderId}:${supplierId}`);
    return done({ preview });
  });
}

/** Why a part cannot be handed over by anybody now. */
function hindranceOf(ctx: Ctx, { order, part, proposals }: SupplierPart): 'open-proposal' | 'taken-back' | null {
  if (proposals.some((proposal) => proposal.state === 'open')) return 'open-proposal';
  return isTakenBack(ctx, order.id, part.supplierId) ? 'taken-back' : null;
}

/** Null for the buyer's word. A locked code leaves no other way: who tried five codes would sign next. */
export function acknowledgementRefusal(
  ctx: Ctx,
  part: OrderPart,
  acknowledgement: Acknowledgement,
): 'code' | 'locked' | 'signature' | null {
  if (isCodeLocked(part)) return 'locked';
  if (acknowledgement.by === 'code') return checkCode(ctx, part, acknowledgement.code);
  const { name, drawing } = acknowledgement;
  return name.trim() === '' || (drawing !== null && !strokesPattern.test(drawing)) ? 'signature' : null;
}

/** Puts a part back as it was before its hand-over, for ten minutes after it. */
export function undoHandOver(ctx: Ctx, supplierId: string, orderId: string): Result<object, { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const { part } = supplierPart;
    const handOver = findHandOver(ctx, orderId, supplierId);
    if (part.state !== 'handing-over' || !handOver || handOver.closesAt <= isoUtc(ctx.now)) return refused('not-now');
    if (hasComeBack(ctx, supplierPart)) return refused('not-now');
    const step = part.confirmedAt ? 'undo-hand-over' : 'undo-unconfirmed';
    if (!transitionPart(ctx, orderId, supplierId, step, 'supplier', { handedOverAt: null })) return refused('not-now');
    markUndone(ctx, handOver.id);
    undoHandOuts(ctx, supplierPart);
    recordAudit(ctx, 'undoHandOver', `${orderId}:${supplierId}`);
    return done();
  });
}

/**
 * Ends the time to undo: refunds what was missing, corrects the trip in the ledger, issues the invoice, writes to the
 * buyer and asks for the settlement. Idempotent; does nothing for a hand-over that was undone.
 */
export function closeHandOver(ctx: LedgerCtx & ActiveRules, handOverId: string): void {
  inTransaction(ctx, () => {
    const handOver = takeOpenHandOver(ctx, handOverId);
    if (!handOver) return;
    const { orderId, supplierId, mode, trip, why } = handOver;
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const moved = transitionPart(ctx, orderId, supplierId, 'hand-over', 'system', {
      mode,
      trip,
      ...(handOver.delivered.length > 0 && why !== '' && { missingReason: why }),
    });
    invariant(moved, `hand-over ${handOverId} of a part that is not being handed over`);
    concludePart(ctx, supplierPart, { mode: modeOf(mode), trip }, new Map(handOver.delivered));
  });
}

/** The system hands an abandoned part over, as planned and without the buyer's word. */
export function handOverAsPlanned(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
): Result<object, { reason: 'not-now' | 'open-proposal' | 'taken-back' }> {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const hindrance = hindranceOf(ctx, supplierPart);
    if (hindrance) return refused(hindrance);
    if (!isPartOpen(supplierPart.part.state)) return refused('not-now');
    transitionPart(ctx, orderId, supplierId, 'hand-over', 'system', { handedOverAt: isoUtc(ctx.now) });
    const { mode, trip } = supplierPart.part;
    concludePart(ctx, supplierPart, { mode: modeOf(mode), trip }, new Map());
    return done();
  });
}

/** The effects of a hand-over, in the transaction that ends it. `before` is the part as it was agreed. */
function concludePart(ctx: LedgerCtx & ActiveRules, before: SupplierPart, real: RealTrip, delivered: Delivered): void {
  const { orderId, supplierId, mode, trip } = before.part;
  const changes = deliveryChanges(before, delivered);
  returnToStock(ctx, changes);
  const occasion = `missing:${orderId}:${supplierId}`;
  const refundCents = changes.length > 0 ? applyLineChanges(ctx, before, changes, { reason: 'shorter', occasion }) : 0;
  const now = getSupplierPart(ctx, supplierId, orderId);
  if (mode !== real.mode || trip !== real.trip) correctTrip(ctx, now, real);
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
    missing: amountsBack(changes).flatMap(({ line: { line }, quantity, htCents, vatCents }) =>
      quantity > 0 ? [{ line, quantity, refundCents: htCents + vatCents }] : [],
    ),
  });
  recordAudit(ctx, 'handOver', `${orderId}:${supplierId}`);
}

function modeOf(stored: string): Mode {
  const mode = recordedModes.find((known) => known === stored);
  invariant(mode, `no mode of transport ${stored}`);
  return mode;
}

/**
 * Each line's entry is reversed and replaced with the real trip; a dedicated trip is shared over the lines by mass.
 */
function correctTrip(ctx: LedgerCtx & ActiveRules, supplierPart: SupplierPart, real: RealTrip): void {
  const { order, part } = supplierPart;
  const now = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
  if (now.length === 0) return;
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
}
