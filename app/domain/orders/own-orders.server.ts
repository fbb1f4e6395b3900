// The list of a buyer's orders.
import { and, count, desc, type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { integer, listRows, oneOf, text } from '#db/rows.ts';
import { orders } from '#db/schema/orders.ts';
import { type OrderFilter, type OrderProgress, progressOf } from './order.ts';
import { type Order, ownedBy } from './orders.server.ts';
import { partStates } from './part.ts';

export type OwnOrder = Order & { suppliers: string[]; progress: OrderProgress; currentCents: number };

/** A page of the actor's and their organisations' orders, the latest first, with what each comes to now. Three queries. */
export function listOwnOrders(
  ctx: Ctx,
  { filter = null, limit = 200, offset = 0 }: { filter?: OrderFilter | null; limit?: number; offset?: number } = {},
): OwnOrder[] {
  const own = ctx.db
    .select()
    .from(orders)
    .where(and(ownedBy(ctx), filter ? ofFilter[filter] : undefined))
    .orderBy(desc(orders.placedAt))
    .limit(limit)
    .offset(offset)
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
  const where = and(ownedBy(ctx), filter ? ofFilter[filter] : undefined);
  return ctx.db.select({ count: count() }).from(orders).where(where).get()?.count ?? 0;
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
