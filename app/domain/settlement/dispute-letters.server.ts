// Letters about a dispute, to the suppliers of its order and to the stewards.
import { listRoleHolders } from '#app/domain/accounts/roles.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type DisputeStep = 'opened' | 'lost' | 'won';

/**
 * Enqueues one letter for each supplier and steward, once per `occasion`. Suppliers are none for a payment that no
 * order took.
 */
export function announceDispute(
  ctx: Ctx,
  step: DisputeStep,
  { disputeId, orderId, supplierIds }: { disputeId: string; orderId: string; supplierIds: readonly string[] },
  occasion: string,
): void {
  const letter = { template: 'dispute', step, disputeId, orderId };
  for (const supplierId of supplierIds)
    enqueue(ctx, 'mail', `mail:dispute:${occasion}:${supplierId}`, { ...letter, supplierId });
  for (const userId of new Set(listRoleHolders(ctx).map((holder) => holder.userId)))
    enqueue(ctx, 'mail', `mail:dispute:${occasion}:${userId}`, { ...letter, userId });
}
