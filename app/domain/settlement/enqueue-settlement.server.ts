import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

/** Enqueues the settlement of a part after commit, once per occasion. */
export function enqueueSettlement(ctx: Ctx, orderId: string, supplierId: string, occasion: string): void {
  enqueue(ctx, 'settle', `settle:${orderId}:${supplierId}:${occasion}`, { orderId, supplierId });
}
