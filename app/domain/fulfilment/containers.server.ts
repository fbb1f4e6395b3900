// Lent containers (crates, bottles, boxes): records their return and their loss.
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getSupplierPart, type SupplierPart, transitionPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { drawBudgets } from '#app/domain/security/budget-draws.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { ledgerLineOf } from '#app/domain/suppliers/trust.server.ts';
import { effectiveLines } from './line-changes.server.ts';

export type Containers = { lent: number; returned: number; lost: number };
type ContainerResult = Result<object, { reason: 'quantity' | 'not-now' | 'budget' }>;

/** Containers lent with the delivered lines of a part, returned and lost. */
export function packagingOf(supplierPart: SupplierPart): Containers {
  const kept = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
  const lent = sum(kept.map(({ is }) => is.impactInput.lentUnits));
  return { lent, returned: supplierPart.part.returnedUnits, lost: supplierPart.part.lostUnits };
}

/** Records returned containers as a ledger entry of their own. Refused for more than are still lent. */
export function takeBackContainers(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  units: number,
): ContainerResult {
  return recordContainers(ctx, supplierId, orderId, units, 'returned');
}

/** Records broken or lost containers as a ledger entry of their own. */
export function writeOffContainers(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  units: number,
): ContainerResult {
  return recordContainers(ctx, supplierId, orderId, units, 'lost');
}

function recordContainers(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  units: number,
  as: 'returned' | 'lost',
): ContainerResult {
  return inTransaction(ctx, () => {
    const { lent, ...resolved } = packagingOf(getSupplierPart(ctx, supplierId, orderId));
    if (!Number.isInteger(units) || units < 1 || resolved.returned + resolved.lost + units > lent)
      return refused('quantity');
    if (!drawBudgets(ctx, [ledgerLineOf(ctx, supplierId)], 1)) return refused('budget');
    const now = resolved[as] + units;
    if (
      !transitionPart(
        ctx,
        orderId,
        supplierId,
        'take-back',
        'supplier',
        as === 'lost' ? { lostUnits: now } : { returnedUnits: now },
      )
    )
      return refused('not-now');
    appendEntries(ctx, [
      {
        kind: `packaging.${as}`,
        event: `${orderId}:packaging:${supplierId}:${as === 'lost' ? 'lost:' : ''}${now}`,
        body: {
          v: 1,
          at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
          methodology: methodologyOf(ctx),
          order: orderId,
        },
        figures: { packaging: { lent_units: lent, [`${as}_units`]: units } },
      },
    ]);
    recordAudit(ctx, `${as === 'lost' ? 'giveUp' : 'takeBack'}:${units}`, `${orderId}:${supplierId}`);
    return done();
  });
}
