// A supplier's side of the orders: its parts, their states, what its lines became. Scoped by supplier, never by buyer.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type Ctx, today, utc } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { sum } from '#app/domain/shared/money.ts';
import { inIds, prepared, preparedQuery } from '#db/client.ts';
import { orderLines, orderOutcomes, orderParts, orderProposals, orders } from '#db/schema/orders.ts';
import type { Order, OrderLine, OrderPart } from './orders.server.ts';
import { type PartStep, partSteps, type Role, statesBefore } from './part.ts';

export type Outcome = typeof orderOutcomes.$inferSelect;
export type Proposal = typeof orderProposals.$inferSelect;
export type SupplierPart = {
  order: Order;
  part: OrderPart;
  lines: OrderLine[];
  outcomes: Outcome[];
  proposals: Proposal[];
};

export const openStates = ['to-prepare', 'confirmed'] as const;

/** Parts to get ready, by the day they must arrive, with their lines: three queries, however many orders. */
export function listPartsToPrepare(ctx: Pick<Ctx, 'db'>, supplierId: string): SupplierPart[] {
  return listParts(ctx, supplierId, [...openStates], 300);
}

/** What was handed over, or will not be, the latest first. */
export function listPartsDone(ctx: Pick<Ctx, 'db'>, supplierId: string, limit = 50): SupplierPart[] {
  return listParts(ctx, supplierId, ['handed-over', 'cancelled', 'refused'], limit).reverse();
}

function listParts(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
  states: OrderPart['state'][],
  limit: number,
): SupplierPart[] {
  const rows = db
    .select({ order: orders, part: orderParts })
    .from(orderParts)
    .innerJoin(orders, eq(orders.id, orderParts.orderId))
    .where(and(eq(orderParts.supplierId, supplierId), inArray(orderParts.state, states), eq(orders.state, 'paid')))
    .orderBy(asc(sql`coalesce(${orderParts.deliverOn}, '9999')`), asc(orders.placedAt))
    .limit(limit)
    .all();
  return fill({ db }, supplierId, rows);
}

/** The orders in which a supplier's part stands in a state. */
export function listPartsOfSupplier({ db }: Pick<Ctx, 'db'>, supplierId: string, state: OrderPart['state']): string[] {
  const orderIds = prepared(db, 'select order_id from order_parts where supplier_id = ? and state = ?').pluck();
  return orderIds.all(supplierId, state) as string[];
}

/** One part of one order. Throws NotFound for an order in which the supplier sells nothing, or that is not paid. */
export function getSupplierPart(ctx: Pick<Ctx, 'db'>, supplierId: string, orderId: string): SupplierPart {
  const held = findSupplierPart(ctx, supplierId, orderId);
  if (!held) throw new NotFound(`part of ${orderId}`);
  return held;
}

/** The same; null where the other throws. */
export function findSupplierPart({ db }: Pick<Ctx, 'db'>, supplierId: string, orderId: string): SupplierPart | null {
  const row = db
    .select({ order: orders, part: orderParts })
    .from(orderParts)
    .innerJoin(orders, eq(orders.id, orderParts.orderId))
    .where(and(eq(orderParts.supplierId, supplierId), eq(orderParts.orderId, orderId), eq(orders.state, 'paid')))
    .get();
  return row ? fill({ db }, supplierId, [row])[0]! : null;
}

function fill({ db }: Pick<Ctx, 'db'>, supplierId: string, rows: { order: Order; part: OrderPart }[]): SupplierPart[] {
  const ids = rows.map((row) => row.order.id);
  if (ids.length === 0) return [];
  const ownLine = and(inArray(orderLines.orderId, ids), eq(orderLines.supplierId, supplierId));
  const lines = Map.groupBy(
    db.select().from(orderLines).where(ownLine).orderBy(asc(orderLines.line)).all(),
    (line) => line.orderId,
  );
  const outcomes = Map.groupBy(listOutcomes({ db }, ids), (outcome) => outcome.orderId);
  const proposals = Map.groupBy(listProposals({ db }, ids), (proposal) => proposal.orderId);
  return rows.map(({ order, part }) => ({
    order,
    part,
    lines: lines.get(order.id) ?? [],
    outcomes: outcomes.get(order.id) ?? [],
    proposals: (proposals.get(order.id) ?? []).filter((proposal) => proposal.supplierId === supplierId),
  }));
}

const outcomesOf = preparedQuery((db) => db.select().from(orderOutcomes).where(inIds(orderOutcomes.orderId)).prepare());
const proposalsOf = preparedQuery((db) =>
  db
    .select()
    .from(orderProposals)
    .where(inIds(orderProposals.orderId))
    .orderBy(asc(orderProposals.proposedAt))
    .prepare(),
);

export function listOutcomes({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Outcome[] {
  return outcomesOf(db).all({ ids: JSON.stringify(orderIds) });
}

export function listProposals({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Proposal[] {
  return proposalsOf(db).all({ ids: JSON.stringify(orderIds) });
}

/** A guarded step of one part along its table. False when it was not in a state that allows it. */
export function movePart(
  ctx: Ctx,
  orderId: string,
  supplierId: string,
  step: PartStep,
  role: Role,
  changes: Omit<Partial<OrderPart>, 'state'>,
): boolean {
  const from = statesBefore(step, role);
  const to = from[0] && partSteps[from[0]][step]?.to;
  invariant(to, `a ${role} never takes the step ${step}`);
  return (
    ctx.db
      .update(orderParts)
      .set({ ...changes, state: to })
      .where(
        and(eq(orderParts.orderId, orderId), eq(orderParts.supplierId, supplierId), inArray(orderParts.state, from)),
      )
      .run().changes > 0
  );
}

/** The delivery of a part is given back, once. False when it already was, or cost nothing. */
export function markDeliveryRefunded({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string): boolean {
  const mark = prepared(
    db,
    'update order_parts set delivery_refunded = 1 where order_id = ? and supplier_id = ? and delivery_refunded = 0 and delivery_cents > 0',
  );
  return mark.run(orderId, supplierId).changes > 0;
}

/** What a line became; the latest word replaces the one before, which the ledger keeps. */
export function putOutcome(ctx: Ctx, outcome: Omit<Outcome, 'at'>): void {
  const row = { ...outcome, at: utc(ctx.now) };
  ctx.db
    .insert(orderOutcomes)
    .values(row)
    .onConflictDoUpdate({ target: [orderOutcomes.orderId, orderOutcomes.line], set: row })
    .run();
}

/** False when the line has an open proposal already. */
export function insertProposal(ctx: Ctx, proposal: Proposal): boolean {
  return ctx.db.insert(orderProposals).values(proposal).onConflictDoNothing().run().changes > 0;
}

/** A guarded answer: an answered proposal stays answered. */
export function closeProposal(
  ctx: Ctx,
  id: string,
  state: 'accepted' | 'refused' | 'withdrawn',
  refundCents: number | null = null,
): boolean {
  return (
    ctx.db
      .update(orderProposals)
      .set({ state, refundCents, answeredAt: utc(ctx.now) })
      .where(and(eq(orderProposals.id, id), eq(orderProposals.state, 'open')))
      .run().changes > 0
  );
}

export type MonthSales = { month: string; orders: number; htCents: number; vatCents: number; refundedCents: number };

type OrderSales = { paidAt: string; htCents: number; vatCents: number; refundedCents: number };

/** Sales by month of payment (Paris), as ordered, with what was given back since. */
export function salesByMonth({ db }: Pick<Ctx, 'db'>, supplierId: string): MonthSales[] {
  const rows = prepared(
    db,
    `select o.paid_at as paidAt, sum(l.ht_cents) + p.delivery_cents as htCents, sum(l.vat_cents) + p.delivery_vat_cents as vatCents,
       (select coalesce(sum(iif(g.side = 'debit', g.amount_cents, -g.amount_cents)), 0) from book_entries e join book_postings g on g.entry_id = e.id
         where e.reference = o.id and e.code = 'refund-agreed' and g.party = @supplierId) as refundedCents
     from order_lines l join orders o on o.id = l.order_id join order_parts p on p.order_id = o.id and p.supplier_id = @supplierId
     where l.supplier_id = @supplierId and o.state = 'paid' group by o.id order by o.paid_at desc`,
  ).all({ supplierId }) as OrderSales[];
  const byMonth = Map.groupBy(rows, (row) => today(new Date(row.paidAt)).slice(0, 7));
  return [...byMonth].map(([month, own]) => ({
    month,
    orders: own.length,
    htCents: sum(own.map((row) => row.htCents)),
    vatCents: sum(own.map((row) => row.vatCents)),
    refundedCents: sum(own.map((row) => row.refundedCents)),
  }));
}

/** By the books: owed and not sent yet, for what was handed over; and paid by buyers for what is not yet, incl. VAT. */
export function sumDue({ db }: Pick<Ctx, 'db'>, supplierId: string): { dueCents: number; waitingCents: number } {
  const rows = prepared(
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

/** Every line a supplier sold, the latest first. */
export function listSoldLines({ db }: Pick<Ctx, 'db'>, supplierId: string): SoldLine[] {
  return prepared(
    db,
    `select o.paid_at as paidAt, o.number, l.line, l.offer_slug as slug, l.name_fr as nameFr, l.name_en as nameEn, l.quantity, l.price_cents as priceCents, l.ht_cents as htCents,
       l.vat_basis_points as vatBasisPoints, l.vat_cents as vatCents, p.state, x.quantity as deliveredQuantity, x.ht_cents as deliveredHtCents
     from order_lines l join orders o on o.id = l.order_id join order_parts p on p.order_id = o.id and p.supplier_id = l.supplier_id
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.supplier_id = ? and o.state = 'paid' order by o.paid_at desc, l.line`,
  ).all(supplierId) as SoldLine[];
}
