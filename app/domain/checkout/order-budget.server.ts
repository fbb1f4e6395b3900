// The budget of a buyer: unpaid orders hold stock that others cannot buy, so that each person has only so much of it.
import type { BasketView } from '#app/domain/basket/baskets.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { findBuyerHistory, listReserved } from '#app/domain/orders/buyer-history.server.ts';
import { buyerBudgets, buyerTrustOf, buyerUse, maxReserved } from '#app/domain/security/budgets.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type BudgetRefusal =
  | { reason: 'unpaid-orders'; max: number }
  | { reason: 'share-of-stock'; offerId: number; max: number };

/** Refuses one more unpaid order, or more of an offer's stock than the person may hold. Null when the order fits. */
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
  const reserved = listReserved(
    ctx,
    userId,
    lines.map(({ offer }) => offer.id),
  );
  for (const { offer, quantity } of lines) {
    if (offer.stock === null) continue; // made to order
    const own = reserved.get(offer.id) ?? 0;
    const share = Math.max(maxReserved(trust, offer.stock, own), minimumQuantity(offer));
    if (own + quantity > share) return { reason: 'share-of-stock', offerId: offer.id, max: Math.max(0, share - own) };
  }
  return null;
}

/** The actor's budget for unpaid orders, as their account shows it. */
export function ownOrderBudget(ctx: Pick<Ctx, 'db'>, userId: string) {
  const { paid, unpaid } = findBuyerHistory(ctx, userId);
  const trust = buyerTrustOf(paid);
  return {
    trust,
    uses: [buyerUse('unpaid-orders', trust, unpaid), buyerUse('stock-permille', trust, 0)],
  };
}
