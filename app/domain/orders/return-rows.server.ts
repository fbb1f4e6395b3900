// Rows of returns: the buyers' requests and the answers. Written in the transactions of the verbs in
// `fulfilment`.
import { and, asc, eq } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inIds, preparedQuery } from '#db/client.ts';
import { orderReturns } from '#db/schema/orders.ts';

export type Return = typeof orderReturns.$inferSelect;
type ReturnRequest = Pick<
  Return,
  'id' | 'orderId' | 'line' | 'supplierId' | 'quantity' | 'reason' | 'askedBy' | 'askedAt'
>;

/** False when the line already has an open return. */
export function insertReturn({ db }: Pick<Ctx, 'db'>, asked: ReturnRequest): boolean {
  const row = { ...asked, state: 'open' as const };
  return db.insert(orderReturns).values(row).onConflictDoNothing().run().changes > 0;
}

export function findReturn({ db }: Pick<Ctx, 'db'>, id: string): Return | undefined {
  return db.select().from(orderReturns).where(eq(orderReturns.id, id)).get();
}

const returnsOf = preparedQuery((db) =>
  db.select().from(orderReturns).where(inIds(orderReturns.orderId)).orderBy(asc(orderReturns.askedAt)).prepare(),
);

/** Returns of the given orders, the earliest first. */
export function listReturns({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Return[] {
  return returnsOf(db).all({ ids: JSON.stringify(orderIds) });
}

/** Guarded answer: a closed return does not change. */
export function closeReturn(
  ctx: Ctx,
  id: string,
  state: 'accepted' | 'refused',
  answer: string,
  refundCents: number,
): void {
  const open = and(eq(orderReturns.id, id), eq(orderReturns.state, 'open'));
  ctx.db
    .update(orderReturns)
    .set({ state, answer, refundCents, answeredAt: isoUtc(ctx.now) })
    .where(open)
    .run();
}
