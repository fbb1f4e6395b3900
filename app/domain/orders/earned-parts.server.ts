// Parts whose money was earned, by handing over or by a fee that is kept, and whether it was released for their supplier.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { listRows } from '#db/rows.ts';
import { type PartKey, partKey } from './parts.server.ts';

/** Frees the money that a part's supplier has earned (`isEarned`). False when it already is, or when nothing is earned. */
export function markReleased(ctx: Ctx, orderId: string, supplierId: string): boolean {
  const mark = preparedSql(
    ctx.db,
    `update order_parts
     set released_at = ?
     where order_id = ? and supplier_id = ? and (state = 'handed-over' or fee_kept_at is not null) and released_at is null`,
  );
  return mark.run(isoUtc(ctx.now), orderId, supplierId).changes > 0;
}

/** Parts whose money was earned before a time and is not released yet, the earliest first; at most five hundred. */
export function listUnreleasedParts({ db }: Pick<Ctx, 'db'>, before: Date): PartKey[] {
  return listRows(
    db,
    partKey,
    `select order_id as orderId, supplier_id as supplierId
     from (
       select order_id, supplier_id, handed_over_at as earned_at
       from order_parts
       where state = 'handed-over' and released_at is null and handed_over_at <= @before
       union all
       select order_id, supplier_id, fee_kept_at
       from order_parts
       where fee_kept_at is not null and released_at is null and fee_kept_at <= @before
     )
     order by earned_at
     limit 500`,
    { before: isoUtc(before) },
  );
}

/** A part that ended is one of which a fee is kept from now on. */
export function markFeeKept(ctx: Ctx, orderId: string, supplierId: string): void {
  const mark = 'update order_parts set fee_kept_at = ? where order_id = ? and supplier_id = ?';
  preparedSql(ctx.db, mark).run(isoUtc(ctx.now), orderId, supplierId);
}
