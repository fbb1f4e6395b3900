import { findOrder } from '#app/domain/orders/orders.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { ConcernedParty } from '#app/domain/suppliers/decision.ts';

/** The parties of a decision about an order: its buyer, the buyer's organisation, its suppliers. Empty for none. */
export function orderParties(ctx: Pick<Ctx, 'db'>, orderId: string | null): ConcernedParty[] {
  const whole = orderId === null ? undefined : findOrder(ctx, orderId);
  if (!whole) return [];
  const { userId, organisationId } = whole.order;
  return [
    { kind: 'person', id: userId },
    ...(organisationId ? [{ kind: 'organisation' as const, id: organisationId }] : []),
    ...whole.parts.map(({ supplierId }) => ({ kind: 'supplier' as const, id: supplierId })),
  ];
}
