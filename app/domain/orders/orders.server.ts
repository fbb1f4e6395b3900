// Owns the order tables. An order is a snapshot of offers, prices and scoring method at the moment it was placed.
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { isMember, listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newOrderNumber } from '#app/domain/shared/ids.ts';
import { preparedInsert, preparedQuery, preparedSql } from '#db/client.ts';
import { findValue, integer, listRows, listValues, oneOf, type Row, text } from '#db/rows.ts';
import { orderLines, orderParts, orders } from '#db/schema/orders.ts';
import {
  delayedPaymentDays,
  type OrderState,
  type OrderStep,
  orderPayments,
  orderStates,
  transitions,
} from './order.ts';

export type Order = typeof orders.$inferSelect;
export type OrderPart = typeof orderParts.$inferSelect;
/** The parts of a line's packed input that queries ask for. */
type SearchedImpact = Pick<typeof orderLines.$inferSelect, 'massGrams' | 'lentUnits' | 'awaitsRelease' | 'stated'>;
export type OrderLine = Omit<typeof orderLines.$inferSelect, keyof SearchedImpact>;
export type WholeOrder = { order: Order; parts: OrderPart[]; lines: OrderLine[] };

const addOrder = preparedInsert(orders);
const addPart = preparedInsert(orderParts);
const addLine = preparedInsert(orderLines);

/** Writes a frozen order, in the caller's transaction. */
export function insertOrder(ctx: Ctx, { order, parts, lines }: WholeOrder): void {
  addOrder(ctx.db)(order);
  for (const part of parts) addPart(ctx.db)(part);
  for (const line of lines) addLine(ctx.db)({ ...line, ...searchedImpact(line) });
}

function searchedImpact({ impactInput: { massGrams, lentUnits, pendingScenario, stated } }: OrderLine): SearchedImpact {
  const isStated = stated !== undefined && Object.values(stated).some((word) => word !== null);
  return { massGrams, lentUnits, awaitsRelease: pendingScenario !== undefined, stated: isStated ? stated : null };
}

/** An order of the actor or their organisations. Throws NotFound also for an existing order of another buyer. */
export function getOwnOrder(ctx: Ctx, orderId: string): WholeOrder {
  const order = orderById(ctx.db).get({ id: orderId });
  if (!order || !ownsOrder(ctx, order)) throw new NotFound(`order ${orderId}`);
  return wholeOrder(ctx, order);
}

/** The buyer as an organisation's latest order froze it; undefined before its first one. The caller checks membership. */
export function lastBilledBuyer({ db }: Pick<Ctx, 'db'>, organisationId: string): Order['buyer'] | undefined {
  const latest = db
    .select({ buyer: orders.buyer })
    .from(orders)
    .where(eq(orders.organisationId, organisationId))
    .orderBy(desc(orders.placedAt))
    .limit(1)
    .get();
  return latest?.buyer;
}

/** The actor's latest unpaid order made from a basket; null when there is none. */
export function findOrderOfBasket(ctx: Ctx, basketId: string): string | null {
  const latest = findValue(
    ctx.db,
    text,
    `select id
     from orders
     where basket_id = ? and user_id = ? and state = 'placed'
     order by placed_at desc
     limit 1`,
    basketId,
    requireUserId(ctx),
  );
  return latest ?? null;
}

/** For the system's own work (payments, settlement, mail): does not check the actor. */
export function findOrder(ctx: Pick<Ctx, 'db'>, orderId: string): WholeOrder | undefined {
  const order = orderById(ctx.db).get({ id: orderId });
  return order && wholeOrder(ctx, order);
}

/** Orders of the actor's organisations: id -> number. */
export function listOrganisationOrders(ctx: Ctx): Map<string, string> {
  const organisations = listOwnOrganisations(ctx).map((organisation) => organisation.id);
  if (organisations.length === 0) return new Map();
  const rows = ctx.db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.organisationId, organisations))
    .all();
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Public numbers of the given orders: id -> number. */
export function listOrderNumbers({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Map<string, string> {
  const rows = listRows(
    db,
    { id: text, number: text },
    'select id, number from orders where id in (select value from json_each(?))',
    JSON.stringify(orderIds),
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Public numbers and buyers of the given orders, by id. */
export function listOrderHeads(
  { db }: Pick<Ctx, 'db'>,
  orderIds: readonly string[],
): Map<string, { number: string; buyerName: string }> {
  const rows = listRows(
    db,
    { id: text, number: text, buyerName: text },
    'select id, number, buyer_name as buyerName from orders where id in (select value from json_each(?))',
    JSON.stringify(orderIds),
  );
  return new Map(rows.map(({ id, ...head }) => [id, head]));
}

const orderTotal = {
  orderId: text,
  payment: oneOf(orderPayments),
  paidAt: text,
  totalCents: integer,
};
export type OrderTotal = Row<typeof orderTotal>;

/** All orders that were paid, or accepted on account. */
export function listPaidTotals({ db }: Pick<Ctx, 'db'>): OrderTotal[] {
  return listRows(
    db,
    orderTotal,
    `select id as orderId, payment, paid_at as paidAt, total_cents as totalCents
     from orders
     where state = 'paid'`,
  );
}

/** A public number that no order has yet. */
export function freeOrderNumber({ db }: Pick<Ctx, 'db'>): string {
  for (;;) {
    const number = newOrderNumber();
    if (findValue(db, text, 'select id from orders where number = ?', number) === undefined) return number;
  }
}

/** Guarded update by the table of transitions. False when the order's state does not allow the step. */
export function transitionOrder(ctx: Ctx, orderId: string, step: OrderStep, to: OrderState): boolean {
  const from = orderStates.filter((state) => transitions[state][step] === to);
  const { changes } = preparedSql(
    ctx.db,
    `update orders
     set state = ?, paid_at = coalesce(?, paid_at)
     where id = ? and state in (select value from json_each(?))`,
  ).run(to, step === 'pay' || step === 'reinstate' ? isoUtc(ctx.now) : null, orderId, JSON.stringify(from));
  if (changes > 0 && to === 'paid')
    preparedSql(ctx.db, `update order_parts set state = 'to-prepare' where order_id = ?`).run(orderId);
  return changes > 0;
}

/** Changes the day of a part and its hours (`09:00-12:00`, or empty), in the transaction of the order's own step. */
export function setPartDay(
  { db }: Pick<Ctx, 'db'>,
  { orderId, supplierId }: Pick<OrderPart, 'orderId' | 'supplierId'>,
  deliverOn: string,
  hours: string,
): void {
  preparedSql(
    db,
    'update order_parts set deliver_on = ?, deliver_hours = ? where order_id = ? and supplier_id = ?',
  ).run(deliverOn, hours, orderId, supplierId);
}

/** Keeps the stock reserved while a bank debit is on its way; returns until when, in ISO UTC. */
export function holdForDelayedPayment(ctx: Ctx, orderId: string): string {
  const until = isoUtc(addMinutes(ctx.now, delayedPaymentDays * 24 * 60));
  ctx.db
    .update(orders)
    .set({ reservedUntil: until })
    .where(and(eq(orders.id, orderId), eq(orders.state, 'placed')))
    .run();
  return until;
}

/** Postpones an overdue order that cannot be ended now, so that the others come first. */
export function postponeExpiry(ctx: Ctx, orderId: string, minutes: number): void {
  const until = isoUtc(addMinutes(ctx.now, minutes));
  ctx.db
    .update(orders)
    .set({ reservedUntil: until })
    .where(and(eq(orders.id, orderId), eq(orders.state, 'placed')))
    .run();
}

/** Placed orders with an expired reservation, the earliest first; at most a hundred. */
export function listOverdue(ctx: Ctx): { id: string }[] {
  return listRows(
    ctx.db,
    { id: text },
    `select id
     from orders
     where state = 'placed' and reserved_until < ?
     order by reserved_until
     limit 100`,
    isoUtc(ctx.now),
  );
}

const partsOf = preparedQuery((db) =>
  db
    .select()
    .from(orderParts)
    .where(eq(orderParts.orderId, sql.placeholder('id')))
    .orderBy(asc(orderParts.supplierName))
    .prepare(),
);
const linesOf = preparedQuery((db) =>
  db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, sql.placeholder('id')))
    .orderBy(asc(orderLines.line))
    .prepare(),
);
const orderById = preparedQuery((db) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.id, sql.placeholder('id')))
    .prepare(),
);

function wholeOrder({ db }: Pick<Ctx, 'db'>, order: Order): WholeOrder {
  return { order, parts: partsOf(db).all({ id: order.id }), lines: linesOf(db).all({ id: order.id }) };
}

/** The rule of `listOwnOrders` for an order that was already read. */
/** Whether an order is the actor's own, or one of their organisations. */
export function ownsOrder(ctx: Ctx, order: Order): boolean {
  if (order.organisationId === null) return order.userId === requireUserId(ctx);
  return isMember(ctx, order.organisationId);
}

/**
 * `own`: orders of a buyer (person or organisation); `placed`: orders that the person placed for organisations.
 */
export function listOrdersOf(
  { db }: Pick<Ctx, 'db'>,
  buyer: { userId: string } | { organisationId: string },
): { own: string[]; placed: string[] } {
  if ('organisationId' in buyer) {
    const own = listValues(db, text, 'select id from orders where organisation_id = ?', buyer.organisationId);
    return { own, placed: [] };
  }
  const { userId } = buyer;
  return {
    own: listValues(db, text, 'select id from orders where user_id = ? and organisation_id is null', userId),
    placed: listValues(db, text, 'select id from orders where user_id = ? and organisation_id is not null', userId),
  };
}

/** Whether any of the orders is still to be paid, prepared or handed over. */
export function hasOpenParts({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): boolean {
  const open = findValue(
    db,
    text,
    `select o.id
     from orders o
     join order_parts p on p.order_id = o.id
     where o.id in (select value from json_each(?))
       and o.state in ('placed', 'paid', 'paid-late')
       and p.state in ('waiting', 'to-prepare', 'confirmed', 'handing-over')`,
    JSON.stringify(orderIds),
  );
  return open !== undefined;
}
