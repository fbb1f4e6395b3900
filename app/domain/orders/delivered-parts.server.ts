// The parts that were handed over in a time, with the sums that the platform's own measures need.
import type { Ctx } from '#app/domain/shared/context.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';

const measured = {
  supplierId: text,
  choice: text,
  mode: text,
  distanceMeters: integer,
  grams: integer,
  units: integer,
  /** Units of lines whose containers are lent, and those containers. */
  lentLineUnits: integer,
  lentUnits: integer,
  returnedUnits: integer,
};
/** One part that was handed over; masses in grams as delivered by the order, distances in metres. */
export type DeliveredPart = Row<typeof measured>;

/** The parts of all suppliers that were handed over since `from` and before `until` (UTC times). */
export function listDeliveredParts({ db }: Pick<Ctx, 'db'>, from: string, until: string): DeliveredPart[] {
  return listRows(
    db,
    measured,
    `select p.supplier_id as supplierId, p.choice, p.mode, p.distance_m as distanceMeters,
       p.returned_units as returnedUnits,
       sum(l.mass_grams) as grams,
       sum(l.quantity) as units,
       sum(iif(l.lent_units > 0, l.quantity, 0)) as lentLineUnits,
       sum(l.lent_units) as lentUnits
     from order_parts p
     join order_lines l on l.order_id = p.order_id and l.supplier_id = p.supplier_id
     where p.state = 'handed-over' and p.handed_over_at >= ? and p.handed_over_at < ?
     group by p.order_id, p.supplier_id
     order by p.supplier_id, p.order_id`,
    from,
    until,
  );
}

const soldOffer = { supplierId: text, offerId: integer, cents: integer };
/** An offer's turnover in a time, in cents excl. VAT. */
export type SoldOffer = Row<typeof soldOffer>;

/** The offers of all suppliers of which something was handed over since `from` and before `until` (UTC times). */
export function listSoldOffers({ db }: Pick<Ctx, 'db'>, from: string, until: string): SoldOffer[] {
  return listRows(
    db,
    soldOffer,
    `select l.supplier_id as supplierId, l.offer_id as offerId, sum(l.ht_cents) as cents
     from order_parts p
     join order_lines l on l.order_id = p.order_id and l.supplier_id = p.supplier_id
     where p.state = 'handed-over' and p.handed_over_at >= ? and p.handed_over_at < ?
     group by l.supplier_id, l.offer_id
     order by l.supplier_id, l.offer_id`,
    from,
    until,
  );
}
