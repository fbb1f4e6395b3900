// Purchases as the reports need them: paid orders of a buyer, and lines with their parties.
import type { Ctx } from '#app/domain/shared/context.ts';
import { findRow, getValue, integer, listRows, nullable, type Row, sourceText, text } from '#db/rows.ts';

/** A person orders for themselves or for an organisation; an organisation's orders are not its people's. */
export type BuyerId = { userId: string } | { organisationId: string };

const paidOrder = { orderId: text, number: text, paidAt: text };
export type PaidOrder = Row<typeof paidOrder>;

/** Paid orders of a buyer, paid from `from` up to `to` (ISO times), `to` excluded. Each case has its own index. */
export function listPaidOrders(
  { db }: Pick<Ctx, 'db'>,
  buyer: BuyerId,
  { from, to }: { from: string; to: string },
): PaidOrder[] {
  if ('organisationId' in buyer)
    return listRows(
      db,
      paidOrder,
      `select id as orderId, number, paid_at as paidAt
       from orders
       where organisation_id = ? and state = 'paid' and paid_at >= ? and paid_at < ?`,
      buyer.organisationId,
      from,
      to,
    );
  return listRows(
    db,
    paidOrder,
    `select id as orderId, number, paid_at as paidAt
     from orders
     where user_id = ? and organisation_id is null and state = 'paid' and paid_at >= ? and paid_at < ?`,
    buyer.userId,
    from,
    to,
  );
}

const paymentTime = { orderId: text, paidAt: text };

/** Time of payment of the given orders, by id; an unpaid order has none. */
export function paymentTimes({ db }: Pick<Ctx, 'db'>, orderIds: Iterable<string>): Map<string, string> {
  const rows = listRows(
    db,
    paymentTime,
    `select id as orderId, paid_at as paidAt
     from orders
     where paid_at is not null and id in (select value from json_each(?))`,
    JSON.stringify([...orderIds]),
  );
  return new Map(rows.map(({ orderId, paidAt }) => [orderId, paidAt]));
}

const purchaseLine = {
  orderId: text,
  line: integer,
  category: text,
  /** Kind of the offer when it was ordered. */
  kind: text,
  /** As delivered: the substitute's when another offer came. */
  name: sourceText,
  supplierId: text,
  supplierName: text,
  /** The supplier's commune on the day of the order. */
  supplierInsee: nullable(text),
  /** The organisation, or else the person. */
  buyer: text,
  organisationId: nullable(text),
  buyerInsee: text,
  /** Null until the part changes hands. */
  handedOverAt: nullable(text),
  /** As the seller said it of the offer that came; null in older lines, and where nothing was said. */
  statedEgalim: nullable(text),
  statedFamily: nullable(text),
  statedRepair: nullable(text),
};
export type PurchaseLine = Row<typeof purchaseLine>;

/** Lines of the given orders, by `lineKey`. */
export function purchaseLines({ db }: Pick<Ctx, 'db'>, orderIds: Iterable<string>): Map<string, PurchaseLine> {
  const rows = listRows(
    db,
    purchaseLine,
    `select l.order_id as orderId, l.line, l.category, l.kind,
       coalesce(x.name, l.name) as name,
       p.supplier_id as supplierId, p.supplier_name as supplierName, p.insee as supplierInsee,
       coalesce(o.organisation_id, o.user_id) as buyer, o.organisation_id as organisationId, o.insee as buyerInsee,
       p.handed_over_at as handedOverAt,
       iif(x.order_id is null, l.stated, x.impact_input -> '$.stated') ->> '$.egalim' as statedEgalim,
       iif(x.order_id is null, l.stated, x.impact_input -> '$.stated') ->> '$.foodFamily' as statedFamily,
       iif(x.order_id is null, l.stated, x.impact_input -> '$.stated') ->> '$.repairedThing' as statedRepair
     from json_each(?) wanted
     join orders o on o.id = wanted.value
     join order_lines l on l.order_id = o.id
     join order_parts p on p.order_id = l.order_id and p.supplier_id = l.supplier_id
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line`,
    JSON.stringify([...orderIds]),
  );
  return new Map(rows.map((row) => [lineKey(row.orderId, row.line), row]));
}

export function lineKey(orderId: string, line: number): string {
  return `${orderId} ${line}`;
}

const paidLine = {
  orderId: text,
  line: integer,
  /** The category that the line was sold in. */
  category: text,
  htCents: integer,
  paidAt: nullable(text),
  buyer: text,
  supplierId: text,
};
export type PaidOrderLine = Row<typeof paidLine>;

/** SQL: the line of an order that was paid at some time. */
const wasPaid = `(o.state in ('paid', 'refunded') or o.paid_at is not null)`;

/** One line of an order that was paid at some time, as it was sold. */
export function findPaidLine({ db }: Pick<Ctx, 'db'>, orderId: string, line: number): PaidOrderLine | undefined {
  return findRow(
    db,
    paidLine,
    `select l.order_id as orderId, l.line, l.category, l.ht_cents as htCents, o.paid_at as paidAt,
       coalesce(o.organisation_id, o.user_id) as buyer, l.supplier_id as supplierId
     from order_lines l
     join orders o on o.id = l.order_id
     where l.order_id = ? and l.line = ? and ${wasPaid}`,
    orderId,
    line,
  );
}

const soldLine = { key: text, summary: nullable(text) };

/**
 * Every such line by its `lineKey`: `summary` is the second of its payment, category, cents excl. VAT, buyer and supplier as one
 * text, null for an order that was never paid. For a whole log at once: one text is read faster than five columns.
 */
export function listPaidLines({ db }: Pick<Ctx, 'db'>): Row<typeof soldLine>[] {
  return listRows(
    db,
    soldLine,
    `select l.order_id || ' ' || l.line as "key",
       substr(o.paid_at, 1, 19) || 'Z ' || l.category || ' ' || l.ht_cents || ' '
         || coalesce(o.organisation_id, o.user_id) || ' ' || l.supplier_id as summary
     from order_lines l
     join orders o on o.id = l.order_id
     where ${wasPaid}`,
  );
}

const suppliedLine = { orderId: text, line: integer, paidAt: text, buyer: text };
export type SuppliedLine = Row<typeof suppliedLine>;

/** Lines of a supplier in paid orders. */
export function listSuppliedLines({ db }: Pick<Ctx, 'db'>, supplierId: string): SuppliedLine[] {
  return listRows(
    db,
    suppliedLine,
    `select l.order_id as orderId, l.line, o.paid_at as paidAt, coalesce(o.organisation_id, o.user_id) as buyer
     from order_lines l
     join orders o on o.id = l.order_id
     where l.supplier_id = ? and o.state = 'paid'`,
    supplierId,
  );
}

/** Lines of a supplier in the next paid orders after an id, paid from a time on: all lines of at most `limit` orders. */
export function listSuppliedAfter(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
  { after, since, limit }: { after: string; since: string; limit: number },
): SuppliedLine[] {
  return listRows(
    db,
    suppliedLine,
    `select l.order_id as orderId, l.line, s.paid_at as paidAt, s.buyer
     from (
       select o.id, o.paid_at, coalesce(o.organisation_id, o.user_id) as buyer
       from (select distinct order_id from order_lines where supplier_id = @supplierId and order_id > @after) sold
       join orders o on o.id = sold.order_id
       where o.state = 'paid' and o.paid_at >= @since
       order by o.id
       limit @limit
     ) s
     join order_lines l on l.supplier_id = @supplierId and l.order_id = s.id
     order by l.order_id`,
    { supplierId, after, since, limit },
  );
}

/**
 * How many parts of a supplier were ever paid, from an index alone: a part waits until its order is paid and never waits again,
 * so that the number names the state of what was sold.
 */
export function countSoldParts({ db }: Pick<Ctx, 'db'>, supplierId: string): number {
  const sql = `select count(*) from order_parts where supplier_id = ? and state <> 'waiting'`;
  return getValue(db, integer, sql, supplierId);
}

/** The supplier of each line of a paid order, by its `lineKey`. */
export function listSellers({ db }: Pick<Ctx, 'db'>): Map<string, string> {
  const rows = listRows(
    db,
    { key: text, supplierId: text },
    `select l.order_id || ' ' || l.line as "key", l.supplier_id as supplierId
     from orders o
     join order_lines l on l.order_id = o.id
     where o.state = 'paid'`,
  );
  return new Map(rows.map(({ key, supplierId }) => [key, supplierId]));
}

const orderedShare = { orderId: text, supplierId: text, kind: text, htCents: integer };

/** Cents excl. VAT of the given orders as ordered, by supplier and frozen kind of offer; `delivery` is the delivery. */
export function listOrderedByKind({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Row<typeof orderedShare>[] {
  const ids = JSON.stringify(orderIds);
  return listRows(
    db,
    orderedShare,
    `select order_id as orderId, supplier_id as supplierId, kind, sum(ht_cents) as htCents
     from order_lines
     where order_id in (select value from json_each(?))
     group by order_id, supplier_id, kind
     union all
     select order_id, supplier_id, 'delivery', delivery_cents
     from order_parts
     where order_id in (select value from json_each(?)) and delivery_cents > 0`,
    ids,
    ids,
  );
}
