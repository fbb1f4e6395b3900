import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import { lineKey, purchaseLines } from '#app/domain/orders/purchases.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { readPublished } from './publication.server.ts';
import { buyerParty } from './small-cells.ts';

/** `size`: of the publication that took the line first. */
export type AnnouncedLine = { size: number; order: string; seller: string; buyer: string; entry: ImpactEntry };

/**
 * Each order line that was ever published, once, as it was published first: corrections take none away. An order that
 * the tables do not have is a party of its own.
 */
export function listAnnouncedLines(ctx: Pick<Ctx, 'db'>, size: number): AnnouncedLine[] {
  const first = new Map<string, { size: number; order: string; entry: ImpactEntry }>();
  for (const { side, size: at, line } of readPublished(ctx, size).entries) {
    const key = lineKey(line.order, line.entry.line);
    if (side === 'plus' && !first.has(key)) first.set(key, { size: at, order: line.order, entry: line.entry });
  }
  const purchases = purchaseLines(ctx, new Set([...first.values()].map(({ order }) => order)));
  return [...first].map(([key, line]) => {
    const purchase = purchases.get(key);
    const buyer = purchase ? buyerParty(purchase.organisationId) : line.order;
    return { ...line, seller: purchase?.supplierId ?? line.order, buyer };
  });
}
