// Turns a basket into an order: one transaction freezes it, takes its stock, and holds its times and its place on the round.

import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import { emptyBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import type { LineBlock } from '#app/domain/basket/line-block.ts';
import type { SupplierBasket } from '#app/domain/basket/supplier-basket.server.ts';
import { getOpenCentre } from '#app/domain/buying/cost-centres.server.ts';
import { type BookedTime, readTime } from '#app/domain/calendar/booked-time.ts';
import { reserveStock } from '#app/domain/catalogue/stock.server.ts';
import { insertOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { holdRound } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden, invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { freezeOrder, type PlaceOrder } from './freeze-order.server.ts';
import { holdTimes } from './hold-times.server.ts';
import { type BudgetRefusal, findBudgetRefusal, isBudgetReason } from './order-budget.server.ts';
import { basketLegalTexts, findPayer, hashPreview, toOrderPreview } from './order-preview.server.ts';
import { readOwnPolicy } from './own-policy.server.ts';
import { requireWholeNumbers } from './require-whole-numbers.ts';

export type PlaceRefusal =
  | { reason: 'empty' }
  | { reason: 'out-of-stock'; offerId: number }
  | { reason: 'blocked'; offerId: number; block: Exclude<LineBlock, 'stock'>; time: BookedTime | null }
  | { reason: 'round-full' }
  | { reason: 'below-minimum'; supplierName: string; missingCents: number }
  | { reason: 'changed' }
  | { reason: 'approval' }
  | BudgetRefusal;

/**
 * Places the order that the buyer confirmed, or returns the refusal and changes nothing: what blocks the basket, then
 * anything that differs from the page, then the rules of the organisation, then the budget of unpaid orders. Throws Forbidden for an organisation of others.
 */
export function placeOrder(ctx: Ctx & ActiveRules, input: PlaceOrder): Result<{ orderId: string }, PlaceRefusal> {
  const userId = requireUserId(ctx);
  if (input.organisationId !== null && !mayBuyFor(ctx, input.organisationId))
    throw new Forbidden('no buyer of this organisation');
  const placed = inTransactionOrRollback(ctx, (refuse: (refusal: PlaceRefusal) => never) => {
    const { organisation, audience, basis } = findPayer(ctx, input.organisationId);
    const basket = viewBasket(ctx, input.basketId, input.place, false, basis);
    if (basket.suppliers.length === 0) refuse({ reason: 'empty' });
    const block = findBlock(basket.suppliers);
    if (block) refuse(block);
    if (hashPreview(toOrderPreview(ctx, basket, input.terms, input.organisationId)) !== input.shownHash)
      refuse({ reason: 'changed' });
    if (!input.approvedRequest && readOwnPolicy(ctx, input.organisationId, basket)?.asksFirst)
      refuse({ reason: 'approval' });
    const over = findBudgetRefusal(ctx, userId, basket.suppliers);
    if (over) refuse(over);
    const orderId = newId('ord');
    for (const { offer, quantity, time } of basket.suppliers.flatMap((basket) => basket.lines)) {
      if (!time && !reserveStock(ctx, offer.id, quantity, orderId))
        refuse({ reason: 'out-of-stock', offerId: offer.id });
    }
    for (const answer of Object.values(input.displacement))
      invariant(answer === null || typeof answer === 'number', 'the buyer’s answer is a whole number');
    const costCentre = input.costCentreId ? getOpenCentre(ctx, input.organisationId ?? '', input.costCentreId) : null;
    const legalTexts = basketLegalTexts(ctx, basket, audience).map(({ document, version }) => ({ document, version }));
    const whole = freezeOrder(ctx, orderId, { userId, organisation, costCentre, legalTexts }, input, basket);
    requireWholeNumbers(whole);
    for (const part of whole.parts)
      if (part.choice === 'round' && !holdRound(ctx, part, whole.order.reservedUntil)) refuse({ reason: 'round-full' });
    const taken = holdTimes(ctx, whole);
    if (taken) refuse({ reason: 'blocked', offerId: taken.offerId, block: 'taken', time: readTime(taken.bookedTime) });
    insertOrder(ctx, whole);
    emptyBasket(ctx, input.basketId);
    recordAudit(ctx, 'placeOrder', whole.order.id);
    return done({ orderId: whole.order.id });
  });
  if (!placed.ok && isBudgetReason(placed.reason))
    recordSecurityEvent(ctx, { kind: 'limit-reached', detail: `budget ${placed.reason}` });
  return placed;
}

/** The first thing that keeps the basket from being ordered, as its page says it; null when nothing does. */
export function findBlock(baskets: readonly SupplierBasket[]): PlaceRefusal | null {
  for (const { supplier, minimum, lines } of baskets) {
    if (minimum.missing.netCents > 0)
      return { reason: 'below-minimum', supplierName: supplier.name, missingCents: minimum.missing.netCents };
    for (const { offer, block, time } of lines) {
      if (block === 'stock') return { reason: 'out-of-stock', offerId: offer.id };
      if (block) return { reason: 'blocked', offerId: offer.id, block, time };
    }
  }
  return null;
}
