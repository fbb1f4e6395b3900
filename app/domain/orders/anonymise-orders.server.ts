// Takes a person's data out of the order tables.
import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { erasedParty } from '#app/domain/shared/legal-party.ts';
import { preparedSql } from '#db/client.ts';
import { packByDictionary } from '#db/packed.ts';
import { orders } from '#db/schema/orders.ts';

/**
 * Anonymises the contact of orders and the reasons of their returns, and forgets who sat on their seats, in the caller's transaction; with `whole`
 * also the buyer's name and address.
 */
export function anonymiseOrders({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[], whole: boolean): void {
  const ids = JSON.stringify(orderIds);
  preparedSql(
    db,
    `update orders
     set contact_name = '', contact_email = '', contact_phone = '', note = ''
     where id in (select value from json_each(?))`,
  ).run(ids);
  if (whole)
    preparedSql(
      db,
      `update orders
       set buyer_name = '', buyer = ?, address = '', lat = 0, lon = 0
       where id in (select value from json_each(?))`,
    ).run(packByDictionary('seller', JSON.stringify(erasedParty)), ids);
  else eraseBilledEmails(db, ids);
  preparedSql(db, 'delete from order_seats where order_id in (select value from json_each(?))').run(ids);
  preparedSql(
    db,
    `update order_returns
     set reason = ''
     where order_id in (select value from json_each(?))`,
  ).run(ids);
}

/** In the packed billed party of each order of the list. */
function eraseBilledEmails(db: Ctx['db'], ids: string): void {
  const save = preparedSql(db, 'update orders set buyer = ? where id = ?');
  const billed = { id: orders.id, buyer: orders.buyer };
  const own = db.select(billed).from(orders).where(sql`${orders.id} in (select value from json_each(${ids}))`).all();
  for (const { id, buyer } of own) save.run(packByDictionary('seller', JSON.stringify({ ...buyer, email: '' })), id);
}
