// Expected deliveries of a buyer by day, across all orders and suppliers.
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { deliveryChoices } from '#app/domain/suppliers/supplier.ts';
import { integer, listRows, nullable, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import { partStates } from './part.ts';

const arrivingPart = {
  orderId: text,
  number: text,
  supplierId: text,
  supplierName: text,
  choice: oneOf(deliveryChoices),
  state: oneOf(partStates),
  /** YYYY-MM-DD; null when no day was agreed. */
  day: nullable(text),
  handOverCode: text,
};
const arrivingLine = { orderId: text, supplierId: text, quantity: integer, name: sourceText };
export type Arrival = Row<typeof arrivingPart> & {
  lines: Pick<Row<typeof arrivingLine>, 'quantity' | 'name'>[];
};

const daysBack = 7;

/**
 * Parts of the actor's and their organisations' orders: open ones, and those handed over with a day in the last
 * week. Parts without a day come last. Two queries. `count`: of all pages.
 */
export function listArrivals(
  ctx: Ctx,
  { limit, offset }: { limit: number; offset: number } = { limit: 300, offset: 0 },
): { count: number; arrivals: Arrival[] } {
  const mine = {
    userId: requireUserId(ctx),
    organisations: JSON.stringify(listOwnOrganisations(ctx).map(({ id }) => id)),
    from: addDays(localDay(ctx.now, ctx.town), -daysBack),
  };
  const all = listRows(
    ctx.db,
    arrivingPart,
    `select p.order_id as orderId, o.number, p.supplier_id as supplierId, p.supplier_name as supplierName,
       p.choice, p.state, p.deliver_on as day, p.hand_over_code as handOverCode
     from (
       select rowid as part from order_parts where state in ('to-prepare', 'confirmed')
       union all
       select rowid from order_parts where state = 'handing-over'
       union all
       select rowid from order_parts where state = 'handed-over' and deliver_on >= @from
     ) d
     join order_parts p on p.rowid = d.part
     join orders o on o.id = p.order_id
     where o.state = 'paid'
       and (o.user_id = @userId or o.organisation_id in (select value from json_each(@organisations)))
     order by coalesce(p.deliver_on, '9999'), p.supplier_name, o.number`,
    mine,
  );
  const count = all.length;
  const parts = all.slice(offset, offset + limit);
  const lines = listRows(
    ctx.db,
    arrivingLine,
    `select l.order_id as orderId, l.supplier_id as supplierId,
       coalesce(x.quantity, l.quantity) as quantity,
       coalesce(x.name, l.name) as name
     from order_lines l
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.order_id in (select value from json_each(?))
     order by l.order_id, l.line`,
    JSON.stringify([...new Set(parts.map(({ orderId }) => orderId))]),
  );
  const byPart = Map.groupBy(lines, ({ orderId, supplierId }) => `${orderId} ${supplierId}`);
  const arrivals = parts.map((part) => ({
    ...part,
    lines: (byPart.get(`${part.orderId} ${part.supplierId}`) ?? []).filter(({ quantity }) => quantity > 0),
  }));
  return { count, arrivals };
}
