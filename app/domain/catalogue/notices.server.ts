// Owns offer_notices: people who want to be told when an offer can be ordered again, because its season opens or stock comes.
// Each is told once.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, integer, listRows, listValues, type Row, sourceText, text } from '#db/rows.ts';
import { findOffers, type Offer } from './offers.server.ts';
import { sellingState } from './season.ts';

const maxNotices = 100;

/** Asks for a letter when an offer can be ordered again; asked twice, it is one. */
export function askForNotice(ctx: Ctx, offer: Offer): Result<object, { reason: 'can-be-had' | 'full' }> {
  const userId = requireUserId(ctx);
  if (canBeHad(offer, localDay(ctx.now, ctx.town))) return refused('can-be-had');
  return inTransaction(ctx, ({ db }) => {
    if (getValue(db, integer, 'select count(*) from offer_notices where user_id = ?', userId) >= maxNotices)
      return refused('full');
    preparedSql(
      db,
      'insert into offer_notices (user_id, offer_id, asked_at) values (?, ?, ?) on conflict do nothing',
    ).run(userId, offer.id, isoUtc(ctx.now));
    return done();
  });
}

/** The actor waits for an offer no longer. */
export function stopNotice(ctx: Ctx, offerId: number): void {
  preparedSql(ctx.db, 'delete from offer_notices where user_id = ? and offer_id = ?').run(requireUserId(ctx), offerId);
}

const notice = { offerId: integer, slug: text, name: sourceText, askedAt: text };

/** The offers that the actor waits for, the last asked first. */
export function listNotices(ctx: Ctx): Row<typeof notice>[] {
  return listRows(
    ctx.db,
    notice,
    `select n.offer_id as offerId, o.slug, o.name, n.asked_at as askedAt
     from offer_notices n
     join offers o on o.id = n.offer_id
     where n.user_id = ?
     order by n.asked_at desc, n.offer_id`,
    requireUserId(ctx),
  );
}

/** Tells those who wait for an offer that can be had now, because of a new week or a new stock. Idempotent. */
export function tellAwaited(ctx: Ctx): void {
  inTransaction(ctx, () => {
    const today = localDay(ctx.now, ctx.town);
    const awaited = findOffers(ctx, listValues(ctx.db, integer, possible));
    const ids = awaited.filter((offer) => canBeHad(offer, today)).map(({ id }) => id);
    if (ids.length > 0) tellWaiting(ctx, ids);
  });
}

/** Awaited offers that can be had by their stock, whatever their season. */
const possible = `select distinct n.offer_id
  from offer_notices n
  join offers o on o.id = n.offer_id
  where o.status = 'live' and (o.stock is null or o.stock >= o.min_quantity)
  order by n.offer_id`;

function canBeHad(offer: Offer, day: string): boolean {
  const state = sellingState(offer, day);
  return offer.status === 'live' && !offer.onQuote && (state === 'in-stock' || state === 'made-to-order');
}

function tellWaiting(ctx: Ctx, offerIds: readonly number[]): void {
  const waiting = listRows(
    ctx.db,
    { userId: text, offerId: integer, askedAt: text },
    `delete from offer_notices
     where offer_id in (select value from json_each(?))
     returning user_id as userId, offer_id as offerId, asked_at as askedAt`,
    JSON.stringify(offerIds),
  );
  for (const { userId, offerId, askedAt } of waiting)
    enqueue(ctx, 'mail', `mail:offer-back:${userId}:${offerId}:${askedAt}`, {
      template: 'offer-back',
      userId,
      offerId,
    });
}

/** Deletes what a person waits for, in the caller's transaction. */
export function eraseNotices({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from offer_notices where user_id = ?').run(userId);
}

/** Deletes notices that were asked for before `before`, at most `limit`; returns how many. */
export function eraseOldNotices({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from offer_notices
     where rowid in (select rowid from offer_notices where asked_at < ? limit ?)`,
  ).run(before, limit).changes;
}
