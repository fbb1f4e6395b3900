import type { Ctx } from '#app/domain/shared/context.ts';
import { hasRow } from '#db/rows.ts';

/** Whether a person has placed an order that was paid, with a part of this supplier. */
export function hasPaidOrder({ db }: Pick<Ctx, 'db'>, userId: string, supplierId: string): boolean {
  return hasRow(
    db,
    `select 1
     from orders o
     join order_parts p on p.order_id = o.id
     where o.user_id = ? and o.paid_at is not null and p.supplier_id = ?`,
    userId,
    supplierId,
  );
}
