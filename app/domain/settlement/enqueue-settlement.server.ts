import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

/** Asks for a supplier's part to be settled after commit, once for each occasion. */
export function enqueueSettlement(ctx: Ctx, orderId: string, supplierId: string, occasion: string): void {
  enqueue(ctx, 'settle', `settle:${orderId}:${supplierId}:${occasion}`, { orderId, supplierId });
}
