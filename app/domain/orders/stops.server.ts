// Stops of the town's rounds: the parts that travel on them.
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';

const stop = {
  day: text,
  orderId: text,
  number: text,
  buyerName: text,
  address: text,
  insee: text,
  supplierName: text,
  grams: integer,
};
export type Stop = Row<typeof stop>;

/** Stops of the next two weeks, by day, address and supplier. */
export function listStops(ctx: Pick<Ctx, 'db' | 'now' | 'town'>): Stop[] {
  const from = localDay(ctx.now, ctx.town);
  return listRows(
    ctx.db,
    stop,
    `select p.deliver_on as day, o.id as orderId, o.number, o.buyer_name as buyerName, o.address, o.insee,
       p.supplier_name as supplierName, p.round_grams as grams
     from order_parts p
     join orders o on o.id = p.order_id
     where p.choice = 'round' and p.state in ('to-prepare', 'confirmed', 'handing-over', 'handed-over')
       and p.deliver_on between ? and ?
     order by p.deliver_on, o.address, o.number, p.supplier_name`,
    from,
    addDays(from, 14),
  );
}
