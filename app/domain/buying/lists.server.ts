// Owns the buying lists: favourites and named lists of a person, and those of an organisation, which its people share by
// role. Every read and write goes through `getList`: a list of anybody else does not exist.
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { ownMembership } from '#app/domain/accounts/memberships.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, integer } from '#db/rows.ts';
import { buyingLists } from '#db/schema/buying.ts';
import {
  type BuyingLine,
  type ListChanger,
  maxListLines,
  maxLists,
  type NewLine,
  shownLines,
  withChange,
  withChosen,
  withLine,
  withLines,
  withMoved,
  withoutLine,
  withRestored,
} from './list-line.ts';

export type BuyingList = typeof buyingLists.$inferSelect;
/** Of a person: the organisation is null. */
export type ListOwner = { organisationId: string | null; changedBy: ListChanger };

/** The actor's lists and those of their organisations: favourites first, then by name. */
export function listOwnLists(ctx: Ctx): BuyingList[] {
  const organisationIds = listOwnOrganisations(ctx).map(({ id }) => id);
  const own = and(isNull(buyingLists.organisationId), eq(buyingLists.userId, requireUserId(ctx)));
  return ctx.db
    .select()
    .from(buyingLists)
    .where(and(isNull(buyingLists.removedAt), or(own, inArray(buyingLists.organisationId, organisationIds))))
    .orderBy(sql`is_favourites desc`, asc(buyingLists.name))
    .all();
}

/** A list that the actor may read, even a recently removed one. Throws NotFound. */
export function getList(ctx: Ctx, id: string): BuyingList {
  const userId = requireUserId(ctx);
  const list = ctx.db.select().from(buyingLists).where(eq(buyingLists.id, id)).get();
  const { organisationId = null } = list ?? {};
  const isOwn = organisationId === null ? list?.userId === userId : ownMembership(ctx, organisationId).length > 0;
  if (!list || !isOwn) throw new NotFound(`list ${id}`);
  return list;
}

/** Whether the actor, who may read the list, may change it. */
export function mayChangeList(ctx: Ctx, { organisationId, changedBy }: BuyingList): boolean {
  return organisationId === null || holdsMembershipRole(ownMembership(ctx, organisationId), changedBy);
}

export function createList(ctx: Ctx, name: string, owner: ListOwner): Result<{ id: string }, { reason: 'full' }> {
  return inTransaction(ctx, () => {
    requireOwner(ctx, owner);
    if (countLists(ctx, owner.organisationId) >= maxLists) return refused('full');
    return done({ id: insertList(ctx, { name, ...owner, isFavourites: false }) });
  });
}

/** Renames a list and says whose it is: the actor's, or an organisation's that they belong to. */
export function changeList(ctx: Ctx, id: string, name: string, owner: ListOwner): Result<object, { reason: 'full' }> {
  return inTransaction(ctx, () => {
    const list = requireChangeable(ctx, id);
    requireOwner(ctx, owner);
    const moves = list.organisationId !== owner.organisationId;
    if (moves && countLists(ctx, owner.organisationId) >= maxLists) return refused('full');
    const userId = moves ? requireUserId(ctx) : list.userId;
    const isFavourites = list.isFavourites && owner.organisationId === null;
    update(ctx, id, { name, ...owner, userId, isFavourites });
    return done();
  });
}

/** Removes a list, or takes its removal back; undo is possible for a month. Favourites come back as such unless others began. */
export function removeList(ctx: Ctx, id: string, isRemoved: boolean): void {
  inTransaction(ctx, () => {
    const list = requireChangeable(ctx, id);
    if (isRemoved) return update(ctx, id, { removedAt: isoUtc(ctx.now) });
    const others = listOwnLists(ctx).some((other) => other.isFavourites && other.id !== id);
    update(ctx, id, { removedAt: null, isFavourites: list.isFavourites && !others });
  });
}

export function addLine(ctx: Ctx, id: string, line: NewLine): Result<object, { reason: 'full' }> {
  return inTransaction(ctx, () => addTo(ctx, requireChangeable(ctx, id), line));
}

/** Adds all lines or none: a list holds two hundred. */
export function addLines(ctx: Ctx, id: string, added: readonly NewLine[]): Result<object, { reason: 'full' }> {
  return inTransaction(ctx, () => {
    const { lines } = requireChangeable(ctx, id);
    const changed = withLines(lines, added);
    if (shownLines(changed).length > maxListLines) return refused('full');
    update(ctx, id, { lines: changed });
    return done();
  });
}

/** Puts what was chosen in the place of a line; a line that is no longer there stays so. */
export function replaceLine(ctx: Ctx, id: string, lineId: number, chosen: NewLine): void {
  inTransaction(ctx, () => {
    const { lines } = requireChangeable(ctx, id);
    update(ctx, id, { lines: withChosen(lines, lineId, chosen) });
  });
}

/** Adds an offer to the actor's favourites, which begin with the first one; gives the list. */
export function addFavourite(ctx: Ctx, name: string, offerId: number): Result<{ id: string }, { reason: 'full' }> {
  return inTransaction(ctx, () => {
    const owner = { organisationId: null, changedBy: 'buy' as const };
    const known = listOwnLists(ctx).find(({ isFavourites }) => isFavourites);
    const id = known?.id ?? insertList(ctx, { name, ...owner, isFavourites: true });
    const added = addTo(ctx, getList(ctx, id), { offerId, quantity: null, text: '' });
    return added.ok ? done({ id }) : added;
  });
}

function addTo(ctx: Ctx, { id, lines }: BuyingList, line: NewLine): Result<object, { reason: 'full' }> {
  const changed = withLine(lines, line);
  if (shownLines(changed).length > maxListLines) return refused('full');
  update(ctx, id, { lines: changed });
  return done();
}

/** A change of one line by a person. */
export type ListedChange =
  | { do: 'set'; quantity: number | null; text: string }
  | { do: 'up' | 'down' | 'remove' | 'restore' };

/** Changes one line; a line that is no longer there stays so. */
export function changeLine(ctx: Ctx, id: string, lineId: number, change: ListedChange): void {
  inTransaction(ctx, () => {
    const { lines } = requireChangeable(ctx, id);
    update(ctx, id, { lines: changedLines(lines, lineId, change) });
  });
}

function changedLines(lines: BuyingLine[], lineId: number, change: ListedChange): BuyingLine[] {
  if (change.do === 'set') return withChange(lines, lineId, { quantity: change.quantity, text: change.text });
  if (change.do === 'remove') return withoutLine(lines, lineId);
  if (change.do === 'restore') return withRestored(lines, lineId);
  return withMoved(lines, lineId, change.do === 'up' ? -1 : 1);
}

/** Throws NotFound for a list of others, Forbidden for one that the actor only reads. */
function requireChangeable(ctx: Ctx, id: string): BuyingList {
  const list = getList(ctx, id);
  if (!mayChangeList(ctx, list)) throw new Forbidden(`list ${id} is changed by others`);
  return list;
}

/** Throws Forbidden for an organisation in which the actor does not hold the role that would change the list. */
function requireOwner(ctx: Ctx, { organisationId, changedBy }: ListOwner): void {
  requireUserId(ctx);
  if (organisationId !== null && !holdsMembershipRole(ownMembership(ctx, organisationId), changedBy))
    throw new Forbidden('a list of an organisation is made by those who may change it');
}

function countLists(ctx: Ctx, organisationId: string | null): number {
  return organisationId === null
    ? getValue(
        ctx.db,
        integer,
        'select count(*) from buying_lists where user_id = ? and organisation_id is null and removed_at is null',
        requireUserId(ctx),
      )
    : getValue(
        ctx.db,
        integer,
        'select count(*) from buying_lists where organisation_id = ? and removed_at is null',
        organisationId,
      );
}

function insertList(ctx: Ctx, list: Pick<BuyingList, 'name' | 'isFavourites'> & ListOwner): string {
  const id = newId('lst');
  const at = isoUtc(ctx.now);
  const row = { id, userId: requireUserId(ctx), ...list, lines: [], createdAt: at, updatedAt: at, removedAt: null };
  ctx.db.insert(buyingLists).values(row).run();
  return id;
}

function update(ctx: Ctx, id: string, set: Partial<BuyingList>): void {
  ctx.db
    .update(buyingLists)
    .set({ ...set, updatedAt: isoUtc(ctx.now) })
    .where(eq(buyingLists.id, id))
    .run();
}

/** With a person's erasure, in the caller's transaction: their own lists go, those of organisations lose their name. */
export function eraseListsOf({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from buying_lists where user_id = ? and organisation_id is null').run(userId);
  preparedSql(db, 'update buying_lists set user_id = null where user_id = ?').run(userId);
}

/** With an organisation's erasure, in the caller's transaction. */
export function eraseListsOfOrganisation({ db }: Pick<Ctx, 'db'>, organisationId: string): void {
  preparedSql(db, 'delete from buying_lists where organisation_id = ?').run(organisationId);
}

/** Deletes lists that were removed before `before`, at most `limit`; returns how many. */
export function eraseRemovedLists({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from buying_lists where id in (select id from buying_lists where removed_at < ? limit ?)',
  ).run(before, limit).changes;
}
