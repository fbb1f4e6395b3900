// Sales of a supplier: by month, by line, and the amounts due according to the books.
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { preparedSql } from '#db/client.ts';
import type { OrderPart } from './orders.server.ts';

export type MonthSales = { month: string; orders: number; htCents: number; vatCents: number; refundedCents: number };

type OrderSales = { paidAt: string; htCents: number; vatCents: number; refundedCents: number };

/** Sales by month of payment (Paris) as ordered, with the amounts refunded since. */
export function salesByMonth({ db }: Pick<Ctx, 'db'>, supplierId: string): MonthSales[] {
  const rows = preparedSql(
    db,
    `select o.paid_at as paidAt, sum(l.ht_cents) + p.delivery_cents as htCents, sum(l.vat_cents) + p.delivery_vat_cents as vatCents,
       (select coalesce(sum(iif(g.side = 'debit', g.amount_cents, -g.amount_cents)), 0) from book_entries e join book_postings g on g.entry_id = e.id
         where e.reference = o.id and e.code = 'refund-agreed' and g.party = @supplierId) as refundedCents
     from order_lines l join orders o on o.id = l.order_id join order_parts p on p.order_id = o.id and p.supplier_id = @supplierId
     where l.supplier_id = @supplierId and o.state = 'paid' group by o.id order by o.paid_at desc`,
  ).all({ supplierId }) as OrderSales[];
  const byMonth = Map.groupBy(rows, (row) => localDay(new Date(row.paidAt)).slice(0, 7));
  return [...byMonth].map(([month, own]) => ({
    month,
    orders: own.length,
    htCents: sum(own.map((row) => row.htCents)),
    vatCents: sum(own.map((row) => row.vatCents)),
    refundedCents: sum(own.map((row) => row.refundedCents)),
  }));
}

/**
 * According to the books, incl. VAT: `dueCents` is owed for closed parts and not yet sent; `waitingCents` was
 * paid for parts still to be handed over.
 */
export function sumDue({ db }: Pick<Ctx, 'db'>, supplierId: string): { dueCents: number; waitingCents: number } {
  const rows = preparedSql(
    db,
    `select p.state in ('to-prepare', 'confirmed') as waiting, sum(iif(g.side = 'credit', g.amount_cents, -g.amount_cents)) as cents
     from book_postings g join book_entries e on e.id = g.entry_id join order_parts p on p.order_id = e.reference and p.supplier_id = g.party
     where g.party = ? and g.account in ('supplier', 'vat') group by 1`,
  ).all(supplierId) as { waiting: number; cents: number }[];
  const of = (waiting: number) => sum(rows.filter((row) => row.waiting === waiting).map((row) => row.cents));
  return { dueCents: of(0), waitingCents: of(1) };
}

export type SoldLine = {
  paidAt: string;
  number: string;
  line: number;
  slug: string;
  nameFr: string;
  nameEn: string;
  quantity: number;
  priceCents: number;
  htCents: number;
  vatBasisPoints: number;
  vatCents: number;
  state: OrderPart['state'];
  /** Null when the line was delivered as ordered. */
  deliveredQuantity: number | null;
  deliveredHtCents: number | null;
};

/** All lines that a supplier sold, the latest first. */
export function listSoldLines({ db }: Pick<Ctx, 'db'>, supplierId: string): SoldLine[] {
  return preparedSql(
    db,
    `select o.paid_at as paidAt, o.number, l.line, l.offer_slug as slug, l.name_fr as nameFr, l.name_en as nameEn, l.quantity, l.price_cents as priceCents, l.ht_cents as htCents,
       l.vat_basis_points as vatBasisPoints, l.vat_cents as vatCents, p.state, x.quantity as deliveredQuantity, x.ht_cents as deliveredHtCents
     from order_lines l join orders o on o.id = l.order_id join order_parts p on p.order_id = o.id and p.supplier_id = l.supplier_id
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.supplier_id = ? and o.state = 'paid' order by o.paid_at desc, l.line`,
  ).all(supplierId) as SoldLine[];
}
