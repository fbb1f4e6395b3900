// The right to change an order: of an organisation's members, those who buy for it have it. A person who left keeps receipts.
import { isMember, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { findOrder, getOwnOrder, type Order, ownsOrder, type WholeOrder } from './orders.server.ts';

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

/**
 * An order for its receipt: one that the actor may read, or that they placed for an organisation which they have left.
 * That order is the organisation's; what was bought and what it did, who placed it may still show. Throws NotFound.
 */
export function getOrderForReceipt(ctx: Ctx, orderId: string): WholeOrder {
  const whole = findOrder(ctx, orderId);
  if (!whole || !(ownsOrder(ctx, whole.order) || hasReceiptOnly(ctx, whole.order)))
    throw new NotFound(`order ${orderId}`);
  return whole;
}

/** Whether the actor placed an order for an organisation which they have left since. */
export function hasReceiptOnly(ctx: Ctx, { userId, organisationId }: Order): boolean {
  return userId === requireUserId(ctx) && organisationId !== null && !isMember(ctx, organisationId);
}
