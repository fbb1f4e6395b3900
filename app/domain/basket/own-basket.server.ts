// Whose basket it is. One without a person belongs to whoever has its random id, the browser that filled it; one of a
// person is theirs alone, on each device where they are signed in.
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { findValue, getValue, integer, text } from '#db/rows.ts';
import { maxLines } from './pricing.ts';

/** The basket of the signed-in person, else that of the browser until a person claims it; null if there is none. */
export function findBasket({ db, actor }: Pick<Ctx, 'db' | 'actor'>, browserId: string | null): string | null {
  const own = actor.kind === 'user' ? findBasketOf(db, actor.userId) : undefined;
  return own ?? (browserId && findUnclaimed(db, browserId)) ?? null;
}

/** The number of lines in a browser's basket; 0 if there is none, or if it is a person's. */
export function countBrowserLines({ db }: Pick<Ctx, 'db'>, browserId: string): number {
  return getValue(
    db,
    integer,
    `select count(*)
     from baskets b
     join basket_lines l on l.basket_id = b.id
     where b.id = ? and b.user_id is null`,
    browserId,
  );
}

/**
 * At sign-in: the browser's basket becomes the person's. If they have one already, the lines join it; of an offer that
 * is in both, the larger quantity stays. Lines above the limit of a basket are left out.
 */
export function claimBasket(ctx: Ctx, userId: string, browserId: string | null): void {
  inTransaction(ctx, ({ db }) => {
    const from = browserId && findUnclaimed(db, browserId);
    if (!from) return;
    const into = findBasketOf(db, userId);
    if (into) mergeBaskets(db, from, into);
    else preparedSql(db, 'update baskets set user_id = ? where id = ?').run(userId, from);
  });
}

/** With the person's erasure. */
export function eraseBasket({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from baskets where user_id = ?').run(userId);
}

function mergeBaskets(db: Db, from: string, into: string): void {
  preparedSql(
    db,
    `update basket_lines as own
     set quantity = max(own.quantity, other.quantity)
     from basket_lines other
     where own.basket_id = @into and other.basket_id = @from and other.offer_id = own.offer_id
       and other.booked_time = own.booked_time`,
  ).run({ from, into });
  preparedSql(
    db,
    `insert into basket_lines (basket_id, offer_id, quantity, added_at, booked_time)
     select @into, offer_id, quantity, added_at, booked_time
     from basket_lines
     where basket_id = @from
       and (offer_id, booked_time) not in (select offer_id, booked_time from basket_lines where basket_id = @into)
     order by added_at
     limit max(0, @max - (select count(*) from basket_lines where basket_id = @into))`,
  ).run({ from, into, max: maxLines });
  preparedSql(
    db,
    `insert or ignore into basket_deliveries (basket_id, supplier_id, choice, day)
     select @into, supplier_id, choice, day from basket_deliveries where basket_id = @from`,
  ).run({ from, into });
  preparedSql(db, 'delete from baskets where id = ?').run(from);
}

function findBasketOf(db: Db, userId: string): string | undefined {
  return findValue(db, text, 'select id from baskets where user_id = ?', userId);
}

function findUnclaimed(db: Db, basketId: string): string | undefined {
  return findValue(db, text, 'select id from baskets where id = ? and user_id is null', basketId);
}

/** Deletes baskets that were last changed before `before`, at most `limit`; returns how many. */
export function eraseOldBaskets({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(db, 'delete from baskets where id in (select id from baskets where updated_at < ? limit ?)').run(
    before,
    limit,
  ).changes;
}
