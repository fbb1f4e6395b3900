// Owns moved_commitments: triggers name there the orders of a cost centre whose amounts moved, whatever moved them.
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { hasRow, integer, listRows, type Row, text } from '#db/rows.ts';

const shape = {
  orderId: text,
  costCentreId: text,
  placedAt: text,
  /** 1 while it is ordered: placed or paid, and not ended unpaid. */
  isOrdered: integer,
  openNet: integer,
  openVat: integer,
  doneNet: integer,
  doneVat: integer,
};
/**
 * The amounts of an order now, in cents: `open` of parts that are still to come, `done` of parts that were
 * handed over, or of what is kept of cancelled ones.
 */
export type OrderCommitment = Row<typeof shape>;

/** The orders whose amounts moved, with their amounts now. */
export function listMovedCommitments({ db }: Pick<Ctx, 'db'>, limit: number): OrderCommitment[] {
  return listRows(
    db,
    shape,
    `with
       moved as materialized (select order_id from moved_commitments limit ?),
       amounts as (
         select l.order_id, p.state, coalesce(c.ht_cents, l.ht_cents) as net, coalesce(c.vat_cents, l.vat_cents) as vat
         from moved m
         join order_lines l on l.order_id = m.order_id
         join order_parts p on p.order_id = l.order_id and p.supplier_id = l.supplier_id
         left join order_outcomes c on c.order_id = l.order_id and c.line = l.line
         union all
         select p.order_id, p.state, p.delivery_cents, p.delivery_vat_cents
         from moved m
         join order_parts p on p.order_id = m.order_id
         where p.delivery_refunded = 0
       ),
       ended as (select *, state in ('handed-over', 'cancelled', 'refused') as done from amounts)
     select o.id as orderId, o.cost_centre_id as costCentreId, o.placed_at as placedAt,
       o.state in ('placed', 'paid') as isOrdered,
       sum(iif(e.done, 0, e.net)) as openNet, sum(iif(e.done, 0, e.vat)) as openVat,
       sum(iif(e.done, e.net, 0)) as doneNet, sum(iif(e.done, e.vat, 0)) as doneVat
     from ended e
     join orders o on o.id = e.order_id
     group by o.id`,
    limit,
  );
}

export function hasMovedCommitments({ db }: Pick<Ctx, 'db'>): boolean {
  return hasRow(db, 'select 1 from moved_commitments limit 1');
}

/** In the transaction that read them. */
export function clearMovedCommitments({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): void {
  preparedSql(db, 'delete from moved_commitments where order_id in (select value from json_each(?))').run(
    JSON.stringify(orderIds),
  );
}
