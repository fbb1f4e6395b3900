// Owns hand_overs: how each part changed hands.

import { and, eq, isNull } from 'drizzle-orm';
import { undoMinutes } from '#app/domain/orders/part.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { anonymiseClaims } from '#app/domain/settlement/claim-rows.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { preparedSql } from '#db/client.ts';
import { handOvers } from '#db/schema/fulfilment.ts';
import { anonymiseConditions } from './span-conditions.server.ts';

export type Acknowledgement =
  | { by: 'code'; code: string }
  /** `drawing`: the strokes of the signature (see `strokesPattern`); null when it was not drawn. */
  | { by: 'signature'; name: string; drawing: string | null };
export type HandOverRow = typeof handOvers.$inferSelect;
type NewHandOver = Pick<HandOverRow, 'orderId' | 'supplierId' | 'mode' | 'trip' | 'delivered' | 'why'> & {
  acknowledgement: Acknowledgement;
};

/** Records a hand-over and asks for its end in ten minutes, in the caller's transaction. */
export function saveHandOver(ctx: Ctx, { acknowledgement, ...handOver }: NewHandOver): void {
  const id = newId('hov');
  const closesAt = addMinutes(ctx.now, undoMinutes);
  const isSigned = acknowledgement.by === 'signature';
  ctx.db
    .insert(handOvers)
    .values({
      id,
      ...handOver,
      acknowledgement: acknowledgement.by,
      signedBy: isSigned ? acknowledgement.name.trim() : null,
      signature: isSigned ? acknowledgement.drawing : null,
      recordedAt: isoUtc(ctx.now),
      closesAt: isoUtc(closesAt),
    })
    .run();
  enqueue(ctx, 'hand-over', `hand-over:${id}`, { handOverId: id }, closesAt);
}

/** The hand-over of a part that is in force; undefined if there is none, or if the system closed the part. */
export function findHandOver({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string): HandOverRow | undefined {
  const inForce = and(eq(handOvers.orderId, orderId), eq(handOvers.supplierId, supplierId), isNull(handOvers.undoneAt));
  return db.select().from(handOvers).where(inForce).get();
}

export function markUndone(ctx: Ctx, id: string): void {
  preparedSql(ctx.db, 'update hand_overs set undone_at = ? where id = ?').run(isoUtc(ctx.now), id);
}

/** Closes a hand-over and returns it; undefined when it was undone or is already closed. */
export function takeOpenHandOver(ctx: Ctx, id: string): HandOverRow | undefined {
  const open = and(eq(handOvers.id, id), isNull(handOvers.undoneAt), isNull(handOvers.closedAt));
  return ctx.db
    .update(handOvers)
    .set({ closedAt: isoUtc(ctx.now) })
    .where(open)
    .returning()
    .get();
}

/** Blanks who signed for the given orders, and the words about things lent with them, in the caller's transaction. */
export function anonymiseHandOvers(ctx: Pick<Ctx, 'db'>, orderIds: readonly string[]): void {
  anonymiseConditions(ctx, orderIds);
  anonymiseClaims(ctx, orderIds);
  preparedSql(
    ctx.db,
    `update hand_overs
     set signed_by = '', signature = null
     where signed_by <> '' and order_id in (select value from json_each(?))`,
  ).run(JSON.stringify(orderIds));
}

/** Erases names and strokes of hand-overs recorded before `before`, at most `limit`; returns how many. */
export function eraseOldSignatures({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `update hand_overs
     set signed_by = '', signature = null
     where id in (select id from hand_overs where recorded_at < ? and signed_by <> '' limit ?)`,
  ).run(before, limit).changes;
}
