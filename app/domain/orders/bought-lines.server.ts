// Purchases of an organisation lately, for the rules under which it buys.
import type { Ctx } from '#app/domain/shared/context.ts';
import { integer, listRows, listValues, type Row, text } from '#db/rows.ts';

const shape = { userId: text, supplierId: text, category: text, cents: integer };
/** A line of an order as it is now, or a delivery, whose category is empty; cents incl. VAT. */
export type BoughtLine = Row<typeof shape>;

/** Lines and deliveries of live orders that were placed after `since` (ISO 8601). The caller checks membership. */
export function listBoughtLines({ db }: Pick<Ctx, 'db'>, organisationId: string, since: string): BoughtLine[] {
  return listRows(
    db,
    shape,
    `with live as materialized (
       select id, user_id from orders where organisation_id = ? and placed_at > ? and state in ('placed', 'paid')
     )
     select o.user_id as userId, l.supplier_id as supplierId, l.category,
       coalesce(c.ht_cents + c.vat_cents, l.ht_cents + l.vat_cents) as cents
     from live o
     join order_lines l on l.order_id = o.id
     join order_parts p on p.order_id = l.order_id and p.supplier_id = l.supplier_id
     left join order_outcomes c on c.order_id = l.order_id and c.line = l.line
     where p.state not in ('cancelled', 'refused')
     union all
     select o.user_id, p.supplier_id, '', p.delivery_cents + p.delivery_vat_cents
     from live o
     join order_parts p on p.order_id = o.id
     where p.delivery_refunded = 0 and p.state not in ('cancelled', 'refused')`,
    organisationId,
    since,
  );
}

/** Those of the suppliers of which the organisation has ordered something. */
export function listKnownSuppliers(
  { db }: Pick<Ctx, 'db'>,
  organisationId: string,
  supplierIds: readonly string[],
): string[] {
  return listValues(
    db,
    text,
    `select distinct p.supplier_id
     from orders o
     join order_parts p on p.order_id = o.id
     where o.organisation_id = ? and o.state in ('placed', 'paid')
       and p.supplier_id in (select value from json_each(?))`,
    organisationId,
    JSON.stringify(supplierIds),
  );
}
