// Sales of a supplier: by month, by line, and the amounts due according to the books.
import { listBalancesOf, refundsByReference, sumOwedTo } from '#app/domain/books/balances.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { sum, vatWithin } from '#app/domain/shared/money.ts';
import { monthStart, nextMonth } from '#app/domain/shared/month.ts';
import { priceBases } from '#app/domain/shared/price.ts';
import { getRow, integer, listRows, listValues, nullable, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import { partStates } from './part.ts';
import { countSoldParts } from './purchases.server.ts';

export type MonthSales = { month: string; orders: number; htCents: number; vatCents: number; refundedCents: number };

/** Sales by month of payment in the town as ordered, with the amounts refunded since; the latest first. */
export function salesByMonth({ db, town }: Pick<Ctx, 'db' | 'town'>, supplierId: string): MonthSales[] {
  const refunded = refundsByReference({ db }, supplierId);
  const paidIn = new Map<string, number>();
  for (const [orderId, at] of listPaymentTimes({ db }, [...refunded.keys()])) {
    const month = localDay(new Date(at), town).slice(0, 7);
    paidIn.set(month, (paidIn.get(month) ?? 0) + refunded.get(orderId)!);
  }
  return soldByMonth({ db, town }, supplierId).map((row) => ({ ...row, refundedCents: paidIn.get(row.month) ?? 0 }));
}

type SoldMonth = Omit<MonthSales, 'refundedCents'>;
const known = new WeakMap<object, Map<string, { parts: number; months: SoldMonth[] }>>();
const maxKnown = 500;

/** An order never changes once it is paid: the sums are made again when the supplier has another paid part. */
function soldByMonth({ db, town }: Pick<Ctx, 'db' | 'town'>, supplierId: string): SoldMonth[] {
  const bySupplier = known.get(db.$client) ?? new Map();
  known.set(db.$client, bySupplier);
  const parts = countSoldParts({ db }, supplierId);
  const kept = bySupplier.get(supplierId);
  if (kept?.parts === parts) return kept.months;
  const months = sumSoldMonths({ db, town }, supplierId);
  if (bySupplier.size >= maxKnown) bySupplier.clear();
  bySupplier.set(supplierId, { parts, months });
  return months;
}

function sumSoldMonths({ db, town }: Pick<Ctx, 'db' | 'town'>, supplierId: string): SoldMonth[] {
  return listRows(
    db,
    { month: text, orders: integer, htCents: integer, vatCents: integer },
    `with
       sold as materialized (
         select o.paid_at, p.delivery_cents + sum(l.ht_cents) as ht, p.delivery_vat_cents + sum(l.vat_cents) as vat
         from order_lines l
         join orders o on o.id = l.order_id
         join order_parts p on p.order_id = o.id and p.supplier_id = l.supplier_id
         where l.supplier_id = @supplierId and o.state = 'paid'
         group by o.id
       ),
       months as materialized (
         select value ->> 'month' as month, value ->> 'from' as begins, value ->> 'to' as ends
         from json_each(@months)
       )
     select m.month, count(*) as orders, sum(s.ht) as htCents, sum(s.vat) as vatCents
     from sold s
     join months m on s.paid_at >= m.begins and s.paid_at < m.ends
     group by m.month
     order by m.month desc`,
    { supplierId, months: JSON.stringify(monthsSince({ db, town }, supplierId)) },
  );
}

/** The town's months in UTC, from the supplier's first order on. */
function monthsSince({ db, town }: Pick<Ctx, 'db' | 'town'>, supplierId: string) {
  const { first, last } = getRow(
    db,
    { first: nullable(text), last: nullable(text) },
    `select min(o.paid_at) as first, max(o.paid_at) as last
     from order_parts p
     join orders o on o.id = p.order_id
     where p.supplier_id = ?`,
    supplierId,
  );
  const months: { month: string; from: string; to: string }[] = [];
  if (first === null || last === null) return months;
  const end = localDay(new Date(last), town).slice(0, 7);
  for (let month = localDay(new Date(first), town).slice(0, 7); month <= end; month = nextMonth(month))
    months.push({ month, from: isoUtc(monthStart(month, town)), to: isoUtc(monthStart(nextMonth(month), town)) });
  return months;
}

/** Time of payment of the given orders, of those that count as paid now. */
function listPaymentTimes({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): [orderId: string, at: string][] {
  const rows = listRows(
    db,
    { id: text, at: text },
    `select id, paid_at as at
     from orders
     where state = 'paid' and id in (select value from json_each(?))`,
    JSON.stringify(orderIds),
  );
  return rows.map(({ id, at }) => [id, at]);
}

/**
 * According to the books, incl. VAT: `dueCents` is owed for closed parts and not yet sent; `waitingCents` was
 * paid for parts still to be handed over.
 */
export function sumDue({ db }: Pick<Ctx, 'db'>, supplierId: string): { dueCents: number; waitingCents: number } {
  const waiting = listValues(
    db,
    text,
    `select order_id
     from order_parts
     where supplier_id = ? and state in ('to-prepare', 'confirmed', 'handing-over')`,
    supplierId,
  );
  const owed = listBalancesOf({ db }, supplierId).filter(({ account }) => account === 'supplier' || account === 'vat');
  const waitingCents = sumOwedTo({ db }, supplierId, waiting);
  return { dueCents: sum(owed.map((one) => one.creditCents - one.debitCents)) - waitingCents, waitingCents };
}

const soldLine = {
  paidAt: text,
  number: text,
  line: integer,
  slug: text,
  name: sourceText,
  quantity: integer,
  priceCents: integer,
  priceBasis: oneOf(priceBases),
  htCents: integer,
  vatBasisPoints: integer,
  vatCents: integer,
  state: oneOf(partStates),
  /** Null when the line was delivered as ordered. */
  deliveredQuantity: nullable(integer),
  deliveredHtCents: nullable(integer),
};
export type SoldLine = Row<typeof soldLine>;

/** The price of one pack excl. VAT; of a consumer's order, what is left of the price that they paid. */
export function netUnitCents({
  priceCents,
  priceBasis,
  vatBasisPoints,
}: Pick<SoldLine, 'priceCents' | 'priceBasis' | 'vatBasisPoints'>): number {
  return priceBasis === 'net' ? priceCents : priceCents - vatWithin(priceCents, vatBasisPoints);
}

/** All lines that a supplier sold, the latest first. */
export function listSoldLines({ db }: Pick<Ctx, 'db'>, supplierId: string): SoldLine[] {
  return listRows(
    db,
    soldLine,
    `select o.paid_at as paidAt, o.number, l.line, l.offer_slug as slug, l.name,
       l.quantity, l.price_cents as priceCents, l.price_basis as priceBasis, l.ht_cents as htCents,
       l.vat_basis_points as vatBasisPoints, l.vat_cents as vatCents, p.state,
       x.quantity as deliveredQuantity, x.ht_cents as deliveredHtCents
     from order_lines l
     join orders o on o.id = l.order_id
     join order_parts p on p.order_id = o.id and p.supplier_id = l.supplier_id
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.supplier_id = ? and o.state = 'paid'
     order by o.paid_at desc, l.line`,
    supplierId,
  );
}
