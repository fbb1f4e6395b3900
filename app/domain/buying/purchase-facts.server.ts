// The facts of a basket that rules of purchases ask for: its suppliers, and what was bought in a window before it.
import type { BasketView } from '#app/domain/basket/baskets.server.ts';
import { type BoughtLine, listBoughtLines, listKnownSuppliers } from '#app/domain/orders/bought-lines.server.ts';
import { findScores } from '#app/domain/scoring/scores.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { listRows, text } from '#db/rows.ts';
import type { PurchaseFacts, WindowKey } from './purchase-policy.ts';
import type { RequestSnapshot } from './purchase-request.ts';

const day = 24 * 3_600_000;

/** `requester`: who buys. Reads only what the rules ask for, in the transaction that submits. */
export function purchaseFacts(
  ctx: Ctx,
  organisationId: string,
  requester: string,
  { suppliers, totals }: BasketView,
): PurchaseFacts {
  const ids = suppliers.map(({ supplier }) => supplier.id);
  const known = new Set(listKnownSuppliers(ctx, organisationId, ids));
  const scores = findScores(ctx, ids);
  const own = suppliers.flatMap(({ supplier, lines, priced }): BoughtLine[] => [
    ...lines.map(({ offer }, i) => ({
      ...{ userId: requester, supplierId: supplier.id, category: offer.category },
      cents: priced.lines[i]!.htCents + priced.lines[i]!.vatCents,
    })),
    {
      ...{ userId: requester, supplierId: supplier.id, category: '' },
      cents: priced.deliveryCents + priced.deliveryVatCents,
    },
  ]);
  return {
    totalCents: totals.totalCents,
    suppliers: ids.map((id) => ({ isNew: !known.has(id), proven: scores.get(id)?.proven ?? 0 })),
    lines: suppliers.flatMap(({ lines }) => lines.map(({ offer: { category, kind } }) => ({ category, kind }))),
    windowCents: ({ days, by }) => {
      const since = isoUtc(new Date(ctx.now.getTime() - days * day));
      const bought = [
        ...listBoughtLines(ctx, organisationId, since),
        ...listRequestedLines(ctx, organisationId, since),
      ];
      return Math.max(0, ...by.map((key) => largestSum(own, bought, key)));
    },
  };
}

/** The largest sum of this purchase and the others that share its requester, one of its suppliers or its categories. */
export function largestSum(own: readonly BoughtLine[], others: readonly BoughtLine[], key: WindowKey): number {
  const column = ({ requester: 'userId', supplier: 'supplierId', category: 'category' } as const)[key];
  const keys = new Set(own.map((line) => line[column]).filter((value) => value !== ''));
  const sums = [...keys].map((value) =>
    [...own, ...others].filter((line) => line[column] === value).reduce((sum, { cents }) => sum + cents, 0),
  );
  return Math.max(0, ...sums);
}

/** The lines of requests that wait for an answer or for their order. */
function listRequestedLines({ db }: Pick<Ctx, 'db'>, organisationId: string, since: string): BoughtLine[] {
  const rows = listRows(
    db,
    { userId: text, snapshot: text },
    `select requester_id as userId, snapshot
     from purchase_requests
     where organisation_id = ? and submitted_at > ? and state in ('submitted', 'approved')`,
    organisationId,
    since,
  );
  return rows.flatMap(({ userId, snapshot }) => {
    const { lines, deliveries }: RequestSnapshot = JSON.parse(snapshot);
    return [
      ...lines.map(({ supplierId, category, cents }) => ({ userId, supplierId, category, cents })),
      ...deliveries.map(({ supplierId, cents }) => ({ userId, supplierId, category: '', cents })),
    ];
  });
}
