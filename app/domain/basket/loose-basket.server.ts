// A basket that is no person's and in no browser: made to be ordered at once, and deleted with it.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newBearerId } from '#app/domain/shared/ids.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import { preparedSql } from '#db/client.ts';

type LooseLine = { offerId: number; quantity: number; time: string };
type LooseDelivery = { supplierId: string; choice: DeliveryChoice; day: string | null };

/** In the caller's transaction. Deliveries of suppliers without a line do nothing. */
export function createLooseBasket(
  ctx: Pick<Ctx, 'db' | 'now'>,
  lines: readonly LooseLine[],
  deliveries: readonly LooseDelivery[],
): string {
  const id = newBearerId('bsk');
  const at = isoUtc(ctx.now);
  preparedSql(ctx.db, 'insert into baskets (id, user_id, updated_at) values (?, null, ?)').run(id, at);
  preparedSql(
    ctx.db,
    `insert into basket_lines (basket_id, offer_id, quantity, added_at, booked_time)
     select ?, value ->> 'offerId', value ->> 'quantity', ?, value ->> 'time' from json_each(?)`,
  ).run(id, at, JSON.stringify(lines));
  preparedSql(
    ctx.db,
    `insert into basket_deliveries (basket_id, supplier_id, choice, day)
     select ?, value ->> 'supplierId', value ->> 'choice', value ->> 'day' from json_each(?)`,
  ).run(id, JSON.stringify(deliveries));
  return id;
}

/** With its lines and deliveries. */
export function deleteLooseBasket({ db }: Pick<Ctx, 'db'>, id: string): void {
  preparedSql(db, 'delete from baskets where id = ? and user_id is null').run(id);
}
