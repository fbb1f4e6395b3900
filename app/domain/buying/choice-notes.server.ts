// Owns notes of choice: what a buyer compared, with the figures of that day, what they chose and why. A note is never
// changed; it can become part of one order. Its writer reads it and, for an organisation, its people.
import { and, desc, eq, isNull, or } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { ownMembership } from '#app/domain/accounts/memberships.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, integer } from '#db/rows.ts';
import { buyingNotes } from '#db/schema/buying.ts';
import type { OfferComparison } from './comparison.ts';

export type ChoiceNote = typeof buyingNotes.$inferSelect;
/** `offerId`: the chosen one of the comparison. `organisationId`: for which it was chosen; null for the person. */
type NewNote = { comparison: OfferComparison; offerId: number; reason: string; organisationId: string | null };

/** The most notes of a person that are part of no order. */
const maxLooseNotes = 100;
export const maxReason = 1000;

/** Keeps a comparison with the choice and its reason. */
export function keepNote(ctx: Ctx, note: NewNote): Result<{ id: string }, { reason: 'choice' | 'full' }> {
  const userId = requireUserId(ctx);
  const { organisationId, comparison, offerId } = note;
  if (!comparison.offers.some(({ id }) => id === offerId)) return refused('choice');
  return inTransaction(ctx, ({ db }) => {
    if (organisationId !== null && ownMembership(ctx, organisationId).length === 0) throw new NotFound(organisationId);
    const sql = 'select count(*) from buying_notes where user_id = ? and order_id is null';
    if (getValue(db, integer, sql, userId) >= maxLooseNotes) return refused('full');
    const id = newId('not');
    db.insert(buyingNotes)
      .values({ id, userId, orderId: null, ...note, createdAt: isoUtc(ctx.now) })
      .run();
    return done({ id });
  });
}

/** A note that the actor may read. Throws NotFound. */
export function getNote(ctx: Ctx, id: string): ChoiceNote {
  const userId = requireUserId(ctx);
  const note = ctx.db.select().from(buyingNotes).where(eq(buyingNotes.id, id)).get();
  const isOfTeam = note?.organisationId ? ownMembership(ctx, note.organisationId).length > 0 : false;
  if (!note || (note.userId !== userId && !isOfTeam)) throw new NotFound(`note ${id}`);
  return note;
}

/** The actor's notes that are part of no order, newest first. */
export function listLooseNotes(ctx: Ctx): ChoiceNote[] {
  const own = and(eq(buyingNotes.userId, requireUserId(ctx)), isNull(buyingNotes.orderId));
  return ctx.db.select().from(buyingNotes).where(own).orderBy(desc(buyingNotes.createdAt)).all();
}

/** The actor's notes that are part of no order and chose one of these offers, newest first. */
export function listNotesAbout(ctx: Ctx, offerIds: readonly number[]): ChoiceNote[] {
  return listLooseNotes(ctx).filter(({ offerId }) => offerIds.includes(offerId));
}

/** The notes of an order that the actor was let read, and theirs that could become part of it: those of what was ordered. */
export function listOrderNotes(
  ctx: Ctx,
  { order, lines }: Pick<WholeOrder, 'order' | 'lines'>,
): { own: ChoiceNote[]; possible: ChoiceNote[] } {
  const ordered = new Set(lines.map(({ offerId }) => offerId));
  const loose = and(isNull(buyingNotes.orderId), eq(buyingNotes.userId, requireUserId(ctx)));
  const found = ctx.db
    .select()
    .from(buyingNotes)
    .where(or(eq(buyingNotes.orderId, order.id), loose))
    .orderBy(desc(buyingNotes.createdAt))
    .all();
  const possible = found.filter(({ orderId: of, offerId }) => of === null && ordered.has(offerId));
  return { own: found.filter(({ orderId: of }) => of !== null), possible };
}

/** Makes a note of the actor part of an order that they may change and that holds what it chose; once and for good. */
export function attachNote(ctx: Ctx, orderId: string, noteId: string): Result<object, { reason: 'not-now' }> {
  return inTransaction(ctx, ({ db }) => {
    const { order, lines } = getOrderToChange(ctx, orderId);
    const note = getNote(ctx, noteId);
    const isOwn = note.userId === requireUserId(ctx) && note.orderId === null;
    if (!isOwn || !lines.some(({ offerId }) => offerId === note.offerId)) return refused('not-now');
    // From now on it is of whoever ordered: a note of an organisation's order is read by its people.
    db.update(buyingNotes)
      .set({ orderId: order.id, organisationId: order.organisationId })
      .where(and(eq(buyingNotes.id, noteId), isNull(buyingNotes.orderId)))
      .run();
    return done();
  });
}

/** Deletes a note of the actor that is part of no order. */
export function deleteNote(ctx: Ctx, id: string): void {
  const { userId, orderId } = getNote(ctx, id);
  if (userId !== requireUserId(ctx) || orderId !== null) throw new NotFound(`note ${id} to delete`);
  preparedSql(ctx.db, 'delete from buying_notes where id = ? and order_id is null').run(id);
}

/** With a person's erasure, in the caller's transaction: their own notes go, those of organisations lose their writer. */
export function eraseNotesOf({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from buying_notes where user_id = ? and organisation_id is null').run(userId);
  preparedSql(db, 'update buying_notes set user_id = null where user_id = ?').run(userId);
}

/** With an organisation's erasure, in the caller's transaction. */
export function eraseNotesOfOrganisation({ db }: Pick<Ctx, 'db'>, organisationId: string): void {
  preparedSql(db, 'delete from buying_notes where organisation_id = ?').run(organisationId);
}

/** Deletes notes that were written before `before`, at most `limit`; returns how many. */
export function eraseOldNotes({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from buying_notes where id in (select id from buying_notes where created_at < ? limit ?)',
  ).run(before, limit).changes;
}

/** The same for notes that are part of no order. */
export function eraseLooseNotes({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from buying_notes
     where id in (select id from buying_notes where order_id is null and created_at < ? limit ?)`,
  ).run(before, limit).changes;
}
