// Expected deliveries of a buyer by day, across all orders and suppliers.
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import { preparedSql } from '#db/client.ts';
import type { PartState } from './part.ts';

export type Arrival = {
  orderId: string;
  number: string;
  supplierId: string;
  supplierName: string;
  choice: DeliveryChoice;
  state: PartState;
  /** YYYY-MM-DD; null when no day was agreed. */
  day: string | null;
  pickupCode: string | null;
  lines: { quantity: number; nameFr: string; nameEn: string }[];
};

const daysBack = 7;

/**
 * Parts of the actor's and their organisations' orders: open ones, and those handed over with a day in the last
 * week. Parts without a day come last. Two queries.
 */
export function listArrivals(ctx: Ctx): Arrival[] {
  const mine = {
    userId: requireUserId(ctx),
    organisations: JSON.stringify(listOwnOrganisations(ctx).map(({ id }) => id)),
    from: addDays(localDay(ctx.now), -daysBack),
  };
  const parts = preparedSql(
    ctx.db,
    `select p.order_id as orderId, o.number, p.supplier_id as supplierId, p.supplier_name as supplierName, p.choice, p.state, p.deliver_on as day, p.pickup_code as pickupCode
     from orders o join order_parts p on p.order_id = o.id
     where (o.user_id = @userId or o.organisation_id in (select value from json_each(@organisations))) and o.state = 'paid'
       and (p.state in ('to-prepare', 'confirmed') or (p.state = 'handed-over' and p.deliver_on >= @from))
     order by coalesce(p.deliver_on, '9999'), p.supplier_name, o.number limit 300`,
  ).all(mine) as Omit<Arrival, 'lines'>[];
  const lines = preparedSql(
    ctx.db,
    `select l.order_id as orderId, l.supplier_id as supplierId, coalesce(x.quantity, l.quantity) as quantity, coalesce(x.name_fr, l.name_fr) as nameFr, coalesce(x.name_en, l.name_en) as nameEn
     from order_lines l left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.order_id in (select value from json_each(?)) order by l.order_id, l.line`,
  ).all(JSON.stringify([...new Set(parts.map(({ orderId }) => orderId))])) as ({
    orderId: string;
    supplierId: string;
  } & Arrival['lines'][number])[];
  const byPart = Map.groupBy(lines, ({ orderId, supplierId }) => `${orderId} ${supplierId}`);
  return parts.map((part) => ({
    ...part,
    lines: (byPart.get(`${part.orderId} ${part.supplierId}`) ?? []).filter(({ quantity }) => quantity > 0),
  }));
}
