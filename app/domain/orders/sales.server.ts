// Sales of a supplier: by month, by line, and the amounts due according to the books.
import { owedByReference, refundsByReference } from '#app/domain/books/balances.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { sum, vatWithin } from '#app/domain/shared/money.ts';
import { priceBases } from '#app/domain/shared/price.ts';
import { integer, listRows, nullable, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import { isPartOpen, partStates } from './part.ts';

export type MonthSales = { month: string; orders: number; htCents: number; vatCents: number; refundedCents: number };

/** Sales by month of payment in the town as ordered, with the amounts refunded since. */
export function salesByMonth({ db, town }: Pick<Ctx, 'db' | 'town'>, supplierId: string): MonthSales[] {
  const rows = listRows(
    db,
    { orderId: text, paidAt: text, htCents: integer, vatCents: integer },
    `select o.id as orderId, o.paid_at as paidAt,
       sum(l.ht_cents) + p.delivery_cents as htCents,
       sum(l.vat_cents) + p.delivery_vat_cents as vatCents
     from order_lines l
     join orders o on o.id = l.order_id
     join order_parts p on p.order_id = o.id and p.supplier_id = l.supplier_id
     where l.supplier_id = ? and o.state = 'paid'
     group by o.id
     order by o.paid_at desc`,
    supplierId,
  );
  const refunded = refundsByReference({ db }, supplierId);
  const byMonth = Map.groupBy(rows, (row) => localDay(new Date(row.paidAt), town).slice(0, 7));
  return [...byMonth].map(([month, own]) => ({
    month,
    orders: own.length,
    htCents: sum(own.map((row) => row.htCents)),
    vatCents: sum(own.map((row) => row.vatCents)),
    refundedCents: sum(own.map((row) => refunded.get(row.orderId) ?? 0)),
  }));
}

/**
 * According to the books, incl. VAT: `dueCents` is owed for closed parts and not yet sent; `waitingCents` was
 * paid for parts still to be handed over.
 */
export function sumDue({ db }: Pick<Ctx, 'db'>, supplierId: string): { dueCents: number; waitingCents: number } {
  const parts = listRows(
    db,
    { orderId: text, state: oneOf(partStates) },
    'select order_id as orderId, state from order_parts where supplier_id = ?',
    supplierId,
  );
  const owed = owedByReference({ db }, supplierId);
  const of = (waiting: boolean) =>
    sum(
      parts
        .filter(({ state }) => (isPartOpen(state) || state === 'handing-over') === waiting)
        .map(({ orderId }) => owed.get(orderId) ?? 0),
    );
  return { dueCents: of(false), waitingCents: of(true) };
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
