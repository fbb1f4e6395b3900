// How a person bought here: what the budget for unpaid orders depends on.
import type { Ctx } from '#app/domain/shared/context.ts';
import { getRow, integer, listRows, listValues, text } from '#db/rows.ts';

/** Orders that the person placed: how many were paid, and how many wait for their payment now. */
export function findBuyerHistory({ db }: Pick<Ctx, 'db'>, userId: string): { paid: number; unpaid: number } {
  return getRow(
    db,
    { paid: integer, unpaid: integer },
    `select count(*) filter (where state = 'paid') as paid, count(*) filter (where state = 'placed') as unpaid
     from orders
     where user_id = ?`,
    userId,
  );
}

/** Packs by offer in the unpaid orders of all people who never paid one. */
export function listReservedByNew({ db }: Pick<Ctx, 'db'>, offerIds: readonly number[]): Map<number, number> {
  const rows = listRows(
    db,
    { offerId: integer, packs: integer },
    `select l.offer_id as offerId, sum(l.quantity) as packs
     from orders o
     join order_lines l on l.order_id = o.id
     where o.state = 'placed' and l.offer_id in (select value from json_each(?))
       and not exists (select 1 from orders p where p.user_id = o.user_id and p.state = 'paid')
     group by l.offer_id`,
    JSON.stringify(offerIds),
  );
  return new Map(rows.map(({ offerId, packs }) => [offerId, packs]));
}

/** Packs by offer in the person's unpaid orders, also while a bank debit is under way. */
export function listReserved(
  { db }: Pick<Ctx, 'db'>,
  userId: string,
  offerIds: readonly number[],
): Map<number, number> {
  const rows = listRows(
    db,
    { offerId: integer, packs: integer },
    `select l.offer_id as offerId, sum(l.quantity) as packs
     from orders o
     join order_lines l on l.order_id = o.id
     where o.user_id = ? and o.state = 'placed' and l.offer_id in (select value from json_each(?))
     group by l.offer_id`,
    userId,
    JSON.stringify(offerIds),
  );
  return new Map(rows.map(({ offerId, packs }) => [offerId, packs]));
}

/** Those of the organisations for which an order was ever paid. */
export function listPayingOrganisations({ db }: Pick<Ctx, 'db'>, ids: readonly string[]): ReadonlySet<string> {
  const paid = listValues(
    db,
    text,
    `select distinct organisation_id
     from orders
     where state = 'paid' and organisation_id in (select value from json_each(?))`,
    JSON.stringify(ids),
  );
  return new Set(paid);
}
