// Reads of an offer's stock movements, the newest first.
import type { Ctx } from '#app/domain/shared/context.ts';
import { getValue, integer, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { movementKinds } from './offer.ts';

const movement = {
  id: integer,
  at: text,
  actor: text,
  kind: oneOf(movementKinds),
  quantity: integer,
  balance: nullable(integer),
  reason: text,
  reference: nullable(text),
};
export type Movement = Row<typeof movement>;

/** The movements with ids below `before`, at most `limit`. */
export function listMovements(
  { db }: Pick<Ctx, 'db'>,
  offerId: number,
  { before = Number.MAX_SAFE_INTEGER, limit = 50, skip = 0 }: { before?: number; limit?: number; skip?: number } = {},
): Movement[] {
  return listRows(
    db,
    movement,
    `select id, at, actor, kind, quantity, balance, reason, reference
     from stock_movements
     where offer_id = ? and id < ?
     order by id desc
     limit ? offset ?`,
    offerId,
    before,
    limit,
    skip,
  );
}

export function countMovements({ db }: Pick<Ctx, 'db'>, offerId: number): number {
  return getValue(db, integer, 'select count(*) from stock_movements where offer_id = ?', offerId);
}
