// The list of a buyer's orders.
import { desc, type SQL, sql } from 'drizzle-orm';
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { integer, listRows, oneOf, text } from '#db/rows.ts';
import { orders } from '#db/schema/orders.ts';
import { type OrderFilter, type OrderProgress, progressOf } from './order.ts';
import type { Order } from './orders.server.ts';
import { partStates } from './part.ts';

export type OwnOrder = Order & { suppliers: string[]; progress: OrderProgress; currentCents: number };

/** A page of the actor's and their organisations' orders, the latest first, with what each comes to now. Three queries. */
export function listOwnOrders(
  ctx: Ctx,
  { filter = null, limit = 200, offset = 0 }: { filter?: OrderFilter | null; limit?: number; offset?: number } = {},
): OwnOrder[] {
  const rows = ownRows(ctx);
  const shown = filter
    ? sql`select rowid from orders where rowid in (select row from ${rows}) and ${ofFilter[filter]} order by placed_at desc`
    : sql`select row from ${rows} order by placed_at desc`;
  const own = ctx.db
    .select()
    .from(orders)
    .where(sql`rowid in (${shown} limit ${limit} offset ${offset})`)
    .orderBy(desc(orders.placedAt))
    .all();
  const ids = JSON.stringify(own.map(({ id }) => id));
  const parts = Map.groupBy(listRows(ctx.db, ownPart, ownPartsSql, ids), ({ orderId }) => orderId);
  const goods = new Map(listRows(ctx.db, ownGoods, ownGoodsSql, ids).map(({ orderId, cents }) => [orderId, cents]));
  return own.map((order) => {
    const ownParts = parts.get(order.id) ?? [];
    return {
      ...order,
      suppliers: ownParts.map(({ name }) => name),
      progress: progressOf(
        order.state,
        ownParts.map(({ state }) => state),
      ),
      currentCents: (goods.get(order.id) ?? 0) + sum(ownParts.map(({ deliveryCents }) => deliveryCents)),
    };
  });
}

/** How many orders `listOwnOrders` has of a filter. */
export function countOwnOrders(ctx: Ctx, filter: OrderFilter | null): number {
  const rows = ownRows(ctx);
  const counted = filter
    ? sql`select count(*) as count from orders where rowid in (select row from ${rows}) and ${ofFilter[filter]}`
    : sql`select count(*) as count from ${rows}`;
  return ctx.db.get<{ count: number }>(counted).count;
}

/**
 * The actor's own orders and those of their organisations: who has left one reads its orders no more. By two indexes alone: a
 * whole order is wide, and a page shows few of them.
 */
function ownRows(ctx: Ctx): SQL {
  const organisations = JSON.stringify(listOwnOrganisations(ctx).map(({ id }) => id));
  return sql`(
    select rowid as row, placed_at from orders where user_id = ${requireUserId(ctx)} and organisation_id is null
    union all
    select rowid as row, placed_at from orders where organisation_id in (select value from json_each(${organisations}))
  )`;
}

/** `filterOf` of `progressOf` in SQL; open parts have an index of their own. */
const hasOpenPart = sql`${orders.id} in (select order_id from order_parts where state in ('to-prepare', 'confirmed'))`;
const hasPart = sql`exists (select 1 from order_parts p where p.order_id = ${orders.id})`;
const wasHandedOver = sql`exists (select 1 from order_parts p where p.order_id = ${orders.id} and p.state = 'handed-over')`;
const isOpen = sql`(${orders.state} in ('placed', 'paid-late') or (${orders.state} = 'paid' and (${hasOpenPart} or not ${hasPart})))`;
const isHandedOver = sql`(${orders.state} = 'paid' and not ${hasOpenPart} and ${wasHandedOver})`;
const ofFilter: Record<OrderFilter, SQL> = {
  open: isOpen,
  'handed-over': isHandedOver,
  ended: sql`not ${isOpen} and not ${isHandedOver}`,
};

const ownPart = { orderId: text, name: text, state: oneOf(partStates), deliveryCents: integer };
const ownPartsSql = `select order_id as orderId, supplier_name as name, state,
       iif(delivery_refunded, 0, delivery_cents + delivery_vat_cents) as deliveryCents
     from order_parts
     where order_id in (select value from json_each(?))`;

const ownGoods = { orderId: text, cents: integer };
const ownGoodsSql = `select l.order_id as orderId,
       sum(coalesce(x.ht_cents, l.ht_cents) + coalesce(x.vat_cents, l.vat_cents)) as cents
     from order_lines l
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.order_id in (select value from json_each(?))
     group by l.order_id`;
