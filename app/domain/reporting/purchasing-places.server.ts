import { purchaseLines } from '#app/domain/orders/purchases.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

/** How many organisations of each commune placed one of the orders. */
export function listPurchasingPlaces(ctx: Pick<Ctx, 'db'>, orderIds: ReadonlySet<string>): Map<string, number> {
  const organisations = new Map<string, Set<string>>();
  for (const { buyerInsee, organisationId } of purchaseLines(ctx, orderIds).values())
    if (organisationId) organisations.set(buyerInsee, (organisations.get(buyerInsee) ?? new Set()).add(organisationId));
  return new Map([...organisations].map(([insee, own]) => [insee, own.size]));
}
