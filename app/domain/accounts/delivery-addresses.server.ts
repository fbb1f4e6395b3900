// Owns delivery_addresses: where a person wants goods brought, kept for their next orders. An order freezes its own.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, integer, listRows, type Row, text } from '#db/rows.ts';

const maxAddresses = 20;

const deliveryAddress = { id: text, name: text, phone: text, address: text, insee: text };
export type DeliveryAddress = Row<typeof deliveryAddress>;
export type NewDeliveryAddress = Omit<DeliveryAddress, 'id'>;

/** The actor's addresses, the newest first; none for who is not signed in. */
export function listDeliveryAddresses(ctx: Ctx): DeliveryAddress[] {
  if (ctx.actor.kind !== 'user') return [];
  return listRows(
    ctx.db,
    deliveryAddress,
    `select id, name, phone, address, insee
     from delivery_addresses
     where user_id = ?
     order by created_at desc, id`,
    ctx.actor.userId,
  );
}

/** Keeps an address of the actor; the same one twice is one. Refuses the twenty-first. */
export function keepDeliveryAddress(ctx: Ctx, address: NewDeliveryAddress): Result<object, { reason: 'full' }> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    const kept = getValue(db, integer, 'select count(*) from delivery_addresses where user_id = ?', userId);
    if (kept >= maxAddresses) return refused('full');
    preparedSql(
      db,
      `insert into delivery_addresses (id, user_id, name, phone, address, insee, created_at)
       values (@id, @userId, @name, @phone, @address, @insee, @now)
       on conflict (user_id, address, insee) do update set name = @name, phone = @phone`,
    ).run({ id: newId('adr'), userId, ...address, now: isoUtc(ctx.now) });
    return done();
  });
}

/** Changes an address of the actor; refuses one that is gone, or that would be the same as another. */
export function changeDeliveryAddress(
  ctx: Ctx,
  id: string,
  address: NewDeliveryAddress,
): Result<object, { reason: 'not-now' }> {
  const changed = preparedSql(
    ctx.db,
    `update or ignore delivery_addresses
     set name = @name, phone = @phone, address = @address, insee = @insee
     where id = @id and user_id = @userId`,
  ).run({ ...address, id, userId: requireUserId(ctx) });
  return changed.changes === 1 ? done() : refused('not-now');
}

/** Removes an address of the actor; of another person nothing happens. */
export function removeDeliveryAddress(ctx: Ctx, id: string): void {
  preparedSql(ctx.db, 'delete from delivery_addresses where id = ? and user_id = ?').run(id, requireUserId(ctx));
}
