// The supplier's view of orders: parts, their states, outcomes of lines. Scoped by supplier, never by buyer.
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { findValue, getValue, integer, listRows, listValues, type Row, text } from '#db/rows.ts';
import { orderLines, orderOutcomes, orderParts, orderProposals, orders, orderWeights } from '#db/schema/orders.ts';
import type { Order, OrderLine, OrderPart } from './orders.server.ts';
import { type PartActor, type PartStep, partSteps, statesBefore } from './part.ts';

export type Outcome = typeof orderOutcomes.$inferSelect;
export type Proposal = typeof orderProposals.$inferSelect;
export type LineWeight = typeof orderWeights.$inferSelect;
export type SupplierPart = {
  order: Order;
  part: OrderPart;
  lines: OrderLine[];
  outcomes: Outcome[];
  proposals: Proposal[];
  weights: LineWeight[];
};

/** Open parts with their lines, by delivery day. A fixed number of queries, whatever the number of orders. */
export function listPartsToPrepare(ctx: Pick<Ctx, 'db'>, supplierId: string): SupplierPart[] {
  const next = `select o.id
     from order_parts p
     join orders o on o.id = p.order_id
     where p.supplier_id = ? and p.state in ('to-prepare', 'confirmed') and o.state = 'paid'
     order by coalesce(p.deliver_on, '9999'), o.placed_at
     limit 300`;
  return readParts(ctx, supplierId, listValues(ctx.db, text, next, supplierId));
}

/** Parts that are being or were handed over, cancelled or refused, the latest day first. */
export function listPartsDone(ctx: Pick<Ctx, 'db'>, supplierId: string, limit = 50): SupplierPart[] {
  const since = findValue(ctx.db, text, daysDone, supplierId, 2 * limit);
  const latest = (from: string) => listValues(ctx.db, text, ordersDone, supplierId, from, limit);
  const recent = since === undefined ? [] : latest(since);
  return readParts(ctx, supplierId, recent.length === limit ? recent : latest(''));
}

const doneParts = `p.supplier_id = ? and p.state in ('handing-over', 'handed-over', 'cancelled', 'refused')`;
/** By the index alone: only the orders of the last days are read, twice as many as are shown. */
const daysDone = `select coalesce(p.deliver_on, '9999')
     from order_parts p
     where ${doneParts}
     order by 1 desc
     limit 1 offset ?`;
const ordersDone = `select o.id
     from order_parts p
     join orders o on o.id = p.order_id
     where ${doneParts} and coalesce(p.deliver_on, '9999') >= ? and o.state = 'paid'
     order by coalesce(p.deliver_on, '9999') desc, o.placed_at desc
     limit ?`;

const partsOfOrders = preparedQuery((db) =>
  db
    .select({ order: orders, part: orderParts })
    .from(orderParts)
    .innerJoin(orders, eq(orders.id, orderParts.orderId))
    .where(and(inIds(orders.id), eq(orderParts.supplierId, sql.placeholder('supplierId'))))
    .prepare(),
);

/** The supplier's parts of the given orders, in their order. */
function readParts({ db }: Pick<Ctx, 'db'>, supplierId: string, orderIds: readonly string[]): SupplierPart[] {
  const rows = partsOfOrders(db).all({ ids: JSON.stringify(orderIds), supplierId });
  const byId = new Map(rows.map((row) => [row.order.id, row]));
  return withLines(
    { db },
    supplierId,
    orderIds.flatMap((id) => byId.get(id) ?? []),
  );
}

/** Orders in which the supplier's part is in a state. */
export function listPartsOfSupplier({ db }: Pick<Ctx, 'db'>, supplierId: string, state: OrderPart['state']): string[] {
  return listValues(
    db,
    text,
    'select order_id from order_parts where supplier_id = ? and state = ?',
    supplierId,
    state,
  );
}

export const partKey = { orderId: text, supplierId: text };
export type PartKey = Row<typeof partKey>;

/**
 * Paid parts that were not handed over and whose day (without one, the day of payment) is before `day`; at most
 * five hundred.
 */
export function listOverdueParts({ db }: Pick<Ctx, 'db'>, day: string): PartKey[] {
  return listRows(
    db,
    partKey,
    `select p.order_id as orderId, p.supplier_id as supplierId
     from order_parts p
     join orders o on o.id = p.order_id
     where p.state in ('to-prepare', 'confirmed') and o.state = 'paid'
       and coalesce(p.deliver_on, substr(o.paid_at, 1, 10)) < ?
     limit 500`,
    day,
  );
}

/**
 * A supplier's part of an order. Throws NotFound when the supplier has none in it, or when the order is not paid.
 */
export function getSupplierPart(ctx: Pick<Ctx, 'db'>, supplierId: string, orderId: string): SupplierPart {
  const supplierPart = findSupplierPart(ctx, supplierId, orderId);
  if (!supplierPart) throw new NotFound(`part of ${orderId}`);
  return supplierPart;
}

/** Like `getSupplierPart`, but null where that throws. */
export function findSupplierPart({ db }: Pick<Ctx, 'db'>, supplierId: string, orderId: string): SupplierPart | null {
  const row = db
    .select({ order: orders, part: orderParts })
    .from(orderParts)
    .innerJoin(orders, eq(orders.id, orderParts.orderId))
    .where(and(eq(orderParts.supplierId, supplierId), eq(orderParts.orderId, orderId), eq(orders.state, 'paid')))
    .get();
  return row ? withLines({ db }, supplierId, [row])[0]! : null;
}

function withLines(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
  rows: { order: Order; part: OrderPart }[],
): SupplierPart[] {
  const ids = rows.map((row) => row.order.id);
  if (ids.length === 0) return [];
  const lines = Map.groupBy(linesOfParts(db).all({ ids: JSON.stringify(ids), supplierId }), (line) => line.orderId);
  const outcomes = Map.groupBy(listOutcomes({ db }, ids), (outcome) => outcome.orderId);
  const proposals = Map.groupBy(listProposals({ db }, ids), (proposal) => proposal.orderId);
  const weights = Map.groupBy(listWeights({ db }, ids), (weight) => weight.orderId);
  return rows.map(({ order, part }) => ({
    order,
    part,
    lines: lines.get(order.id) ?? [],
    outcomes: outcomes.get(order.id) ?? [],
    proposals: (proposals.get(order.id) ?? []).filter((proposal) => proposal.supplierId === supplierId),
    weights: weights.get(order.id) ?? [],
  }));
}

const linesOfParts = preparedQuery((db) =>
  db
    .select()
    .from(orderLines)
    .where(and(inIds(orderLines.orderId), eq(orderLines.supplierId, sql.placeholder('supplierId'))))
    .orderBy(asc(orderLines.line))
    .prepare(),
);
const outcomesOf = preparedQuery((db) => db.select().from(orderOutcomes).where(inIds(orderOutcomes.orderId)).prepare());
const proposalsOf = preparedQuery((db) =>
  db
    .select()
    .from(orderProposals)
    .where(inIds(orderProposals.orderId))
    .orderBy(asc(orderProposals.proposedAt))
    .prepare(),
);

const weightsOf = preparedQuery((db) => db.select().from(orderWeights).where(inIds(orderWeights.orderId)).prepare());

export function listOutcomes({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Outcome[] {
  return outcomesOf(db).all({ ids: JSON.stringify(orderIds) });
}

export function listProposals({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Proposal[] {
  return proposalsOf(db).all({ ids: JSON.stringify(orderIds) });
}

/** The weights entered for lines of the given orders. */
function listWeights({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): LineWeight[] {
  return weightsOf(db).all({ ids: JSON.stringify(orderIds) });
}

/** Saves the weight of a line's pieces; it replaces the one before. */
export function saveWeight(ctx: Ctx, weight: Omit<LineWeight, 'at'>): void {
  const row = { ...weight, at: isoUtc(ctx.now) };
  ctx.db
    .insert(orderWeights)
    .values(row)
    .onConflictDoUpdate({ target: [orderWeights.orderId, orderWeights.line], set: row })
    .run();
}

/** Guarded step of a part by the table of steps. False when the part's state does not allow it. */
export function transitionPart(
  ctx: Ctx,
  orderId: string,
  supplierId: string,
  step: PartStep,
  role: PartActor,
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

/** Counts a wrong code. Returns the number of wrong ones since the code is new. */
export function countCodeTry({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string): number {
  const count = `update order_parts
     set code_tries = code_tries + 1
     where order_id = ? and supplier_id = ?
     returning code_tries`;
  return getValue(db, integer, count, orderId, supplierId);
}

/** A new code, of which no wrong one was given yet. */
export function saveHandOverCode({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string, code: string): void {
  preparedSql(
    db,
    `update order_parts
     set hand_over_code = ?, code_tries = 0
     where order_id = ? and supplier_id = ?`,
  ).run(code, orderId, supplierId);
}

/** Marks the delivery of a part as refunded, once. False when it already is, or when it was free. */
export function markDeliveryRefunded({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string): boolean {
  const mark = preparedSql(
    db,
    `update order_parts
     set delivery_refunded = 1
     where order_id = ? and supplier_id = ? and delivery_refunded = 0 and delivery_cents > 0`,
  );
  return mark.run(orderId, supplierId).changes > 0;
}

/** Saves the outcome of a line. The latest replaces the one before; the ledger keeps the history. */
export function saveOutcome(ctx: Ctx, outcome: Omit<Outcome, 'at'>): void {
  const row = { ...outcome, at: isoUtc(ctx.now) };
  ctx.db
    .insert(orderOutcomes)
    .values(row)
    .onConflictDoUpdate({ target: [orderOutcomes.orderId, orderOutcomes.line], set: row })
    .run();
}

/** False when the line already has an open proposal. */
export function insertProposal(ctx: Ctx, proposal: Proposal): boolean {
  return ctx.db.insert(orderProposals).values(proposal).onConflictDoNothing().run().changes > 0;
}

/** Proposals of another time that were to be answered by now, the earliest first. */
export function listUnansweredTimes({ db, now }: Pick<Ctx, 'db' | 'now'>, limit: number): Proposal[] {
  const due = and(eq(orderProposals.state, 'open'), lte(orderProposals.answerBy, isoUtc(now)));
  return db.select().from(orderProposals).where(due).orderBy(asc(orderProposals.answerBy)).limit(limit).all();
}

/** Guarded answer: a closed proposal does not change. */
export function closeProposal(
  ctx: Ctx,
  id: string,
  state: 'accepted' | 'refused' | 'withdrawn',
  refundCents: number | null = null,
): boolean {
  return (
    ctx.db
      .update(orderProposals)
      .set({ state, refundCents, answeredAt: isoUtc(ctx.now) })
      .where(and(eq(orderProposals.id, id), eq(orderProposals.state, 'open')))
      .run().changes > 0
  );
}
