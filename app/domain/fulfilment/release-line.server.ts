// A line too large to be signed has no CO2e figure until a steward looked at it; released, its entry is written again.
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { listLargeLines } from '#app/domain/orders/large-lines.server.ts';
import { getSupplierPart, saveOutcome } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { appendCorrections, nextEvent } from './corrections.server.ts';
import { effectiveLines } from './line-changes.server.ts';

/** Gives a large line the figure of its frame: a reversal and a new entry, with the steward's reason in the audit trail. */
export function releaseLargeLine(
  ctx: LedgerCtx & ActiveRules,
  orderId: string,
  lineNumber: number,
  reason: string,
): Result<object, { reason: 'not-now' | 'reason-missing' }> {
  const large = listLargeLines(ctx).find((one) => one.orderId === orderId && one.line === lineNumber);
  if (!large) return refused('not-now');
  const { supplierId } = large;
  requireImpartialSteward(ctx, supplierId);
  if (!reason) return refused('reason-missing');
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const own = effectiveLines(supplierPart).find(({ line }) => line.line === lineNumber);
    if (!own?.is.impactInput.pendingScenario) return refused('not-now');
    const { pendingScenario, ...input } = own.is.impactInput;
    const event = nextEvent(own.is.event, 'released');
    const released = { ...input, scenario: pendingScenario };
    saveOutcome(ctx, { ...own.is, orderId, line: lineNumber, event, impactInput: released });
    const after = { event, input: released, offerSlug: own.is.offerSlug, supplierId };
    appendCorrections(ctx, supplierPart.order, [{ line: lineNumber, before: own.is.event, reason: 'released', after }]);
    recordAudit(ctx, `releaseLargeLine:${reason.slice(0, 200)}`, `${orderId} ${lineNumber}`);
    return done();
  });
}
