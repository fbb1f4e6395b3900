// The right to change an order: of an organisation's members, those who buy for it have it.
import { mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { getOwnOrder, type Order, type WholeOrder } from './orders.server.ts';

/**
 * An order that the actor may change: a person's own, or one of an organisation that they buy for. Throws NotFound for
 * an order of others, and Forbidden for one that the actor may only read.
 */
export function getOrderToChange(ctx: Ctx, orderId: string): WholeOrder {
  const whole = getOwnOrder(ctx, orderId);
  if (!mayChange(ctx, whole.order)) throw new Forbidden('people who buy for the organisation only');
  return whole;
}

/** Whether the actor, who may read an order, may change it too. */
export function mayChange(ctx: Ctx, { organisationId }: Pick<Order, 'organisationId'>): boolean {
  return organisationId === null || mayBuyFor(ctx, organisationId);
}
