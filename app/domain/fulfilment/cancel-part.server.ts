// Cancels a part, or a booking of it, by the buyer; or all of it, refused by the supplier. All of it is refunded, save
// the fee of a booking that its buyer gives up late.
import { issueInvoice } from '#app/domain/invoicing/invoices.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { markFeeKept } from '#app/domain/orders/earned-parts.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { closeProposal, getSupplierPart, type SupplierPart, transitionPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { cutoffFor, listRounds, releaseRound } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import { sum } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { type CancelRefusal, feesOf, previewCancel } from './cancel-preview.server.ts';
import { applyLineChanges, effectiveLines, type LineChange, reduceLine, returnToStock } from './line-changes.server.ts';
import { hasLeft } from './part-spans.server.ts';

type Cancelled = Result<{ refundCents: number }, CancelRefusal>;

/**
 * The buyer cancels the part of one supplier: its goods until that supplier's cut-off, its bookings until they begin, less
 * the fee of their terms. Only one booking of it where `line` is given; the last one ends the part.
 */
export function cancelPart(
  ctx: LedgerCtx & ActiveRules,
  orderId: string,
  supplierId: string,
  why = '',
  line: number | null = null,
): Cancelled {
  getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const [supplier] = findSuppliers(ctx, [supplierId]);
    if (!supplier) return refused('too-late');
    const preview = previewCancel(ctx, supplierPart, cutoffFor(listRounds(ctx), supplierPart.part, supplier), line);
    if (!preview.ok) return preview;
    const { changes } = preview;
    const isLast = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0).length <= changes.length;
    if (!isLast) return giveBack(ctx, supplierPart, changes, { reason: 'cancelled', why, ends: false });
    if (!transitionPart(ctx, orderId, supplierId, 'cancel', 'buyer', {})) return refused('not-now');
    return giveBack(ctx, supplierPart, changes, { reason: 'cancelled', why, ends: true });
  });
}

/** The supplier refuses the whole part, with a reason. Nothing is kept of what it refuses. */
export function refusePart(ctx: LedgerCtx & ActiveRules, supplierId: string, orderId: string, why: string): Cancelled {
  return refuseLines(ctx, supplierId, orderId, null, why);
}

/** The same of some of its lines, or of all; the last ones end the part. */
export function refuseLines(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  lines: readonly number[] | null,
  why: string,
): Cancelled {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    if (hasLeft(ctx, supplierPart)) return refused('not-now');
    if (!isPartOpen(supplierPart.part.state)) return refused('not-now');
    const left = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
    const given = lines === null ? left : left.filter(({ line }) => lines.includes(line.line));
    const changes = given.map(({ line, is }) => reduceLine(line, is, 0, 'refused'));
    if (given.length < left.length)
      return giveBack(ctx, supplierPart, changes, { reason: 'refused', why, ends: false });
    if (!transitionPart(ctx, orderId, supplierId, 'refuse', 'supplier', { closedReason: why }))
      return refused('not-now');
    return giveBack(ctx, supplierPart, changes, { reason: 'refused', why, ends: true });
  });
}

/** `ends`: nothing is left of the part. */
type Occasion = { reason: 'cancelled' | 'refused'; why: string; ends: boolean };

function giveBack(
  ctx: LedgerCtx & ActiveRules,
  supplierPart: SupplierPart,
  changes: readonly LineChange[],
  { reason, why, ends }: Occasion,
): Cancelled {
  const { order, part } = supplierPart;
  const { supplierId } = part;
  const lines = changes.map((change) => change.line.line);
  const subject = [order.id, supplierId, ...(ends ? [] : lines)].join(':');
  returnToStock(ctx, changes);
  if (ends) releaseRound(ctx, order.id, supplierId);
  const refundCents = applyLineChanges(ctx, supplierPart, changes, { reason, occasion: `${reason}:${subject}` });
  closeProposals(ctx, supplierPart, ends ? null : lines);
  if (ends) billFees(ctx, supplierPart);
  const event = { orderId: order.id, supplierId, refundCents, why, lines, feeCents: feeOf(ctx, supplierPart, lines) };
  // A buyer whose bank has the money is promised no refund; the supplier is told in any case.
  const takenBack = isTakenBack(ctx, order.id, supplierId);
  if (reason === 'cancelled' || !takenBack)
    enqueue(ctx, 'mail', `mail:part-${reason}:${subject}`, { template: `part-${reason}`, ...event });
  if (reason === 'cancelled' && !takenBack)
    enqueue(ctx, 'mail', `mail:cancellation-confirmed:${subject}`, { template: 'cancellation-confirmed', ...event });
  recordAudit(ctx, reason === 'refused' ? 'refusePart' : 'cancelPart', subject);
  return done({ refundCents });
}

/** Proposals about a line that is gone, or about any of a part that ended. */
function closeProposals(ctx: LedgerCtx, { proposals }: SupplierPart, lines: readonly number[] | null): void {
  for (const proposal of proposals)
    if (proposal.state === 'open' && (lines === null || lines.includes(proposal.line)))
      closeProposal(ctx, proposal.id, 'withdrawn');
}

/** Fees of a part that ended are billed and settled like goods that are handed over. */
function billFees(ctx: LedgerCtx & ActiveRules, { order, part: { supplierId } }: SupplierPart): void {
  const ended = getSupplierPart(ctx, supplierId, order.id);
  if (feesOf(ended) === 0) return;
  markFeeKept(ctx, order.id, supplierId);
  issueInvoice(ctx, ended);
  if (order.payment === 'account') settlePart(ctx, order.id, supplierId);
  else enqueueSettlement(ctx, order.id, supplierId, 'fee-kept');
}

/** Cents incl. VAT that are kept of these lines now. */
function feeOf(ctx: LedgerCtx, { order, part }: SupplierPart, lines: readonly number[]): number {
  const now = effectiveLines(getSupplierPart(ctx, part.supplierId, order.id));
  const own = now.filter(({ line }) => lines.includes(line.line));
  return sum(own.flatMap(({ is: { htCents, vatCents } }) => [htCents, vatCents]));
}
