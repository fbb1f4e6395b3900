// The budget of a buyer: unpaid orders hold stock that others cannot buy, so that each person has only so much of it.
import type { BasketView } from '#app/domain/basket/baskets.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { findBuyerHistory, listReserved, listReservedByNew } from '#app/domain/orders/buyer-history.server.ts';
import { drawnToday } from '#app/domain/security/budget-draws.server.ts';
import { buyerBudgets, buyerTrustOf, buyerUse, maxReserved } from '#app/domain/security/budgets.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type BudgetRefusal =
  | { reason: 'unpaid-orders'; max: number }
  | { reason: 'share-of-stock' | 'common-share'; offerId: number; max: number };

export function isBudgetReason(reason: string): boolean {
  return reason === 'unpaid-orders' || reason === 'share-of-stock' || reason === 'common-share';
}

/**
 * Refuses one more unpaid order, more of an offer's stock than the person may hold, and of a new account more than what
 * all new ones may hold together: else three of them hold a whole shelf. Null when the order fits.
 */
export function findBudgetRefusal(
  ctx: Pick<Ctx, 'db'>,
  userId: string,
  suppliers: BasketView['suppliers'],
): BudgetRefusal | null {
  const { paid, unpaid } = findBuyerHistory(ctx, userId);
  const trust = buyerTrustOf(paid);
  const max = buyerBudgets['unpaid-orders'][trust];
  if (unpaid >= max) return { reason: 'unpaid-orders', max };
  const lines = suppliers.flatMap((basket) => basket.lines);
  const offerIds = lines.map(({ offer }) => offer.id);
  const reserved = listReserved(ctx, userId, offerIds);
  const reservedByNew = trust === 'new' ? listReservedByNew(ctx, offerIds) : null;
  for (const { offer, quantity } of lines) {
    if (offer.stock === null) continue; // made to order
    const own = reserved.get(offer.id) ?? 0;
    const share = Math.max(maxReserved(trust, offer.stock, own), minimumQuantity(offer));
    if (own + quantity > share) return { reason: 'share-of-stock', offerId: offer.id, max: Math.max(0, share - own) };
    if (!reservedByNew) continue;
    const together = reservedByNew.get(offer.id) ?? 0;
    const common = Math.max(maxReserved(trust, offer.stock, together, 'common-permille'), minimumQuantity(offer));
    if (together + quantity > common)
      return { reason: 'common-share', offerId: offer.id, max: Math.max(0, common - together) };
  }
  return null;
}

/** The actor's budget, as their account shows it. */
export function ownOrderBudget(ctx: Pick<Ctx, 'db' | 'now'>, userId: string) {
  const { paid, unpaid } = findBuyerHistory(ctx, userId);
  const trust = buyerTrustOf(paid);
  return {
    trust,
    uses: [
      buyerUse('unpaid-orders', trust, unpaid),
      buyerUse('stock-permille', trust, 0),
      ...(trust === 'new' ? [buyerUse('common-permille', trust, 0)] : []), // it bounds new accounts alone
      ...(['ledger-entries', 'released-cents'] as const).map((name) =>
        buyerUse(name, trust, drawnToday(ctx, { name, subject: userId })),
      ),
    ],
  };
}
