// The stock of offers, in packs. Owns stock_movements and the column offers.stock: `moveStock` is the only writer of
// both, so that the stock is the sum of its movements. Never knows why an order wants its packs.

import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, findValue, getValue, integer, nullable } from '#db/rows.ts';
import type { MovementKind } from './offer.ts';
import { findOffers } from './offers.server.ts';

/** A movement to make: packs to add (negative: to take), or the stock as it is to be (null: made to order). */
export type StockMovement = {
  kind: MovementKind;
  reason?: string;
  /** The order or import that it belongs to. */
  reference?: string | null;
  /** The page shown from which it is typed (`openEdit`), so that what is sent twice counts once. */
  editId?: string | null;
} & ({ change: number } | { to: number | null });

export type StockRefusal = { reason: 'too-low'; stock: number };

/**
 * Moves an offer's stock and records it, in one transaction. Refuses what would leave it below zero, without any
 * change. Packs added to or taken from an offer made to order change nothing: it has no stock.
 */
export function moveStock(
  ctx: Ctx,
  offerId: number,
  movement: StockMovement,
): Result<{ stock: number | null; changed: boolean }, StockRefusal> {
  const { kind, reason = '', reference = null, editId = null } = movement;
  return inTransaction(ctx, ({ db }) => {
    const offer = findRow(db, { stock: nullable(integer) }, 'select stock from offers where id = ?', offerId);
    if (!offer) throw new NotFound(`offer ${offerId}`);
    const before = offer.stock;
    const after = stockAfter(before, movement);
    if (after === before) return done({ stock: before, changed: false });
    if (after !== null && after < 0) return refused('too-low', { stock: before ?? 0 });
    preparedSql(db, 'update offers set stock = ? where id = ? and stock is ?').run(after, offerId, before);
    preparedSql(
      db,
      `insert into stock_movements (offer_id, at, actor, kind, quantity, balance, reason, reference, edit_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      offerId,
      isoUtc(ctx.now),
      recordedActor(ctx),
      kind,
      (after ?? 0) - (before ?? 0),
      after,
      reason,
      reference,
      editId,
    );
    if (hasStock(before) !== hasStock(after)) stockTurned(ctx, offerId, hasStock(after) ? 'in' : 'out');
    return done({ stock: after, changed: true });
  });
}

function stockAfter(before: number | null, movement: StockMovement): number | null {
  if ('to' in movement) return movement.to;
  return before === null ? null : before + movement.change;
}

/**
 * Takes `quantity` packs for an order (`reference`), in the caller's transaction. False, without any change, when the
 * stock is too low or offer or supplier is not live. Offers made to order have no stock limit.
 */
export function reserveStock(ctx: Ctx, offerId: number, quantity: number, reference: string): boolean {
  const [offer] = findOffers(ctx, [offerId]);
  if (offer?.status !== 'live') return false;
  return moveStock(ctx, offerId, { kind: 'sale', change: -quantity, reference }).ok;
}

/**
 * Puts packs of an order back: an unpaid reservation ended, a line was reduced or removed, goods were returned. At most
 * what the order took: it took nothing of an offer that was made to order then and has a stock now.
 */
export function releaseStock(
  ctx: Ctx,
  offerId: number,
  quantity: number,
  reference: string,
  kind: 'release' | 'return' = 'release',
): void {
  const taken = getValue(
    ctx.db,
    integer,
    'select coalesce(-sum(quantity), 0) from stock_movements where reference = ? and offer_id = ?',
    reference,
    offerId,
  );
  const change = Math.min(quantity, Math.max(0, taken));
  moveStock(ctx, offerId, { kind, change, reference });
}

/** A stock that a person typed into a page: `shown` is what the page showed, undefined if it did not say. */
export type TypedStock = Omit<StockMovement, 'change' | 'to'> & {
  shown: number | null | undefined;
  typed: number | null;
};

/**
 * Writes a typed stock as its difference to the one shown, so that what was sold after the page was opened stays sold:
 * 55 shown, 57 typed, 3 sold makes 54. The same page sent again counts from what it wrote before. To or from "made to
 * order" there is no difference: refused as `moved` unless the stock is still the one shown.
 */
export function typeStock(
  ctx: Ctx,
  offerId: number,
  { shown, typed, ...movement }: TypedStock,
): Result<{ stock: number | null; changed: boolean }, StockRefusal | { reason: 'moved'; stock: number | null }> {
  return inTransaction(ctx, ({ db }) => {
    const stock = getValue(db, nullable(integer), 'select stock from offers where id = ?', offerId);
    const written = quantityOfEdit(ctx, offerId, movement.editId);
    const original = shown === undefined ? stock : shown;
    const from = written === null ? original : (original ?? 0) + written;
    if (from === typed || (stock === null && typed === null)) return done({ stock, changed: false });
    if (from !== null && typed !== null && stock !== null)
      return moveStock(ctx, offerId, { ...movement, change: typed - from });
    return stock === from ? moveStock(ctx, offerId, { ...movement, to: typed }) : refused('moved', { stock });
  });
}

/** A loss or a correction that a person enters: like `moveStock`, and the same one of the same page counts once. */
export function enterMovement(
  ctx: Ctx,
  offerId: number,
  movement: { kind: 'loss' | 'correction'; change: number; reason: string; editId: string | null },
): ReturnType<typeof moveStock> {
  return inTransaction(ctx, ({ db }) => {
    const again = findValue(
      db,
      nullable(integer),
      'select balance from stock_movements where edit_id = ? and offer_id = ? and kind = ? and quantity = ? limit 1',
      movement.editId,
      offerId,
      movement.kind,
      movement.change,
    );
    return again === undefined ? moveStock(ctx, offerId, movement) : done({ stock: again, changed: false });
  });
}

/** The sum of what a page shown has written of an offer's stock; null if nothing. */
function quantityOfEdit({ db }: Ctx, offerId: number, editId: string | null | undefined): number | null {
  if (!editId) return null;
  return getValue(
    db,
    nullable(integer),
    'select sum(quantity) from stock_movements where edit_id = ? and offer_id = ?',
    editId,
    offerId,
  );
}

function hasStock(stock: number | null): boolean {
  return stock === null || stock > 0;
}

/** Reindexes only when the stock reaches zero or comes back from zero; the search index needs no other value. */
function stockTurned(ctx: Ctx, offerId: number, way: 'in' | 'out'): void {
  enqueue(ctx, 'search', `stock:${offerId}:${way}:${ctx.now.getTime()}`, { offerIds: [offerId] });
}
