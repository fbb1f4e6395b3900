// Lines of paid orders whose figure is too large to be signed without a steward.
import type { Ctx } from '#app/domain/shared/context.ts';
import { integer, listRows, type Row, sourceText, text } from '#db/rows.ts';

const largeLine = {
  orderId: text,
  number: text,
  line: integer,
  name: sourceText,
  quantity: integer,
  supplierId: text,
  supplierName: text,
  paidAt: text,
};
export type LargeLine = Row<typeof largeLine>;

/** Those that still have something to deliver, the oldest first. */
export function listLargeLines({ db }: Pick<Ctx, 'db'>): LargeLine[] {
  return listRows(
    db,
    largeLine,
    `select l.order_id as orderId, o.number, l.line, coalesce(x.name, l.name) as name,
       coalesce(x.quantity, l.quantity) as quantity, p.supplier_id as supplierId, p.supplier_name as supplierName,
       o.paid_at as paidAt
     from order_lines l
     join orders o on o.id = l.order_id
     join order_parts p on p.order_id = l.order_id and p.supplier_id = l.supplier_id
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.awaits_release = 1 and o.state = 'paid'
       and (x.order_id is null or json_extract(x.impact_input, '$.pendingScenario') is not null)
       and coalesce(x.quantity, l.quantity) > 0
     order by o.paid_at, l.order_id, l.line`,
  );
}
