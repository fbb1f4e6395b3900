// Orders on account, as rows: what a buyer owes for them is in the books.
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { listRows, type Row, text } from '#db/rows.ts';

/** Marks a paid order as on account, due on a day. */
export function markOnAccount({ db }: Pick<Ctx, 'db'>, orderId: string, dueOn: string): void {
  preparedSql(db, `update orders set payment = 'account', due_on = ? where id = ?`).run(dueOn, orderId);
}

const orderOnAccount = { orderId: text, number: text, organisationId: text, buyerName: text, dueOn: text };
export type AccountOrder = Row<typeof orderOnAccount>;

/** Orders on account: all, those of an organisation, or one; the earliest due first. */
export function listAccountOrders(
  { db }: Pick<Ctx, 'db'>,
  { organisationId = null, orderId = null }: { organisationId?: string | null; orderId?: string | null },
): AccountOrder[] {
  return listRows(
    db,
    orderOnAccount,
    `select id as orderId, number, organisation_id as organisationId, buyer_name as buyerName, due_on as dueOn
     from orders
     where payment = 'account'
       and (@orderId is null or id = @orderId)
       and (@organisationId is null or organisation_id = @organisationId)
     order by due_on`,
    { organisationId, orderId },
  );
}

const partOnAccount = { orderId: text, number: text, supplierId: text, supplierName: text };

/** Parts of orders on account whose money is released, by supplier and number. */
export function listAccountParts({ db }: Pick<Ctx, 'db'>): Row<typeof partOnAccount>[] {
  return listRows(
    db,
    partOnAccount,
    `select o.id as orderId, o.number, p.supplier_id as supplierId, p.supplier_name as supplierName
     from orders o
     cross join order_parts p on p.order_id = o.id -- the orders on account first, never all parts
     where o.payment = 'account' and p.released_at is not null
     order by p.supplier_name, o.number`,
  );
}
