// Owns purchase requests: frozen when they are submitted, then moved by events that are only ever added. Their state is
// read from the events; its copy in the row is for lists and for the job. Orders are made of them in the room `checkout`.
import { createHash } from 'node:crypto';
import { desc, eq, inArray } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { ownMembership } from '#app/domain/accounts/memberships.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { getValue, integer } from '#db/rows.ts';
import { purchaseEvents, purchaseRequests } from '#db/schema/buying.ts';
import { peopleNow } from './delegations.server.ts';
import type { RequestDelivery, RequestSnapshot } from './purchase-request.ts';
import { keepRequest, listDueRequests } from './request-keeping.server.ts';
import {
  findRequest,
  type PurchaseRequest,
  type RequestEventRow,
  type RequestRow,
  readStored,
} from './request-rows.server.ts';
import type { RequestClause } from './request-seats.ts';

type NewRequest = {
  organisationId: string;
  policyId: string | null;
  costCentreId: string | null;
  fromRequest: string | null;
  snapshot: RequestSnapshot;
  clauses: RequestClause[];
  notes: string[];
  delivery: RequestDelivery;
  reason: string;
  totalCents: number;
};

/** Submits a request of the actor, in the caller's transaction; who must approve is told by letter. Returns its id. */
export function insertRequest(ctx: Ctx, { totalCents, ...request }: NewRequest): string {
  const id = newId('req');
  const frozen = { snapshot: request.snapshot, clauses: request.clauses, policyId: request.policyId };
  ctx.db
    .insert(purchaseRequests)
    .values({
      ...{ id, requesterId: requireUserId(ctx), ...request, submittedAt: isoUtc(ctx.now), state: 'submitted' },
      hash: createHash('sha256').update(JSON.stringify(frozen)).digest(),
      ...{ totalCents, waitingFor: [], nextAt: null, orderId: null },
    })
    .run();
  recordAudit(ctx, 'submitRequest', id);
  keepRequest(ctx, readStored(ctx, id));
  return id;
}

/** A request of an organisation of the actor. Throws NotFound for all others. */
export function getRequest(ctx: Ctx, id: string): PurchaseRequest {
  const request = findRequest(ctx, id);
  if (!request || ownMembership(ctx, request.row.organisationId).length === 0) throw new NotFound(`request ${id}`);
  return request;
}

type NewEvent = Pick<RequestEventRow, 'kind' | 'person'> &
  Partial<Pick<RequestEventRow, 'verdict' | 'lines' | 'prices' | 'reason'>>;

/** Adds an event in the caller's transaction, and returns the request as it is then. Times of a request only grow. */
export function appendEvent(ctx: Ctx, { row, events }: PurchaseRequest, event: NewEvent): PurchaseRequest {
  const last = events.at(-1);
  const at = new Date(Math.max(ctx.now.getTime(), last ? Date.parse(last.at) + 1 : 0));
  ctx.db
    .insert(purchaseEvents)
    .values({
      ...{ requestId: row.id, verdict: null, lines: [], prices: null, reason: '', ...event },
      ...{ people: peopleNow(ctx, row.organisationId), at: isoUtc(at) },
    })
    .run();
  recordAudit(ctx, `request:${event.verdict ?? event.kind}`, row.id);
  const request = readStored(ctx, row.id);
  keepRequest(ctx, request);
  return request;
}

/** Names the order that was made of a request, in the transaction that placed it. */
export function linkOrder({ db }: Pick<Ctx, 'db'>, id: string, orderId: string): void {
  db.update(purchaseRequests).set({ orderId }).where(eq(purchaseRequests.id, id)).run();
}

const listed = 100;

/** The latest requests of the actor's organisations, the newest first; those of others too, for all to read. */
export function listRequests(ctx: Ctx, organisationIds: readonly string[]): RequestRow[] {
  if (organisationIds.length === 0) return [];
  return ctx.db
    .select()
    .from(purchaseRequests)
    .where(inArray(purchaseRequests.organisationId, [...organisationIds]))
    .orderBy(desc(purchaseRequests.submittedAt))
    .limit(listed)
    .all();
}

/** How many requests wait for the actor. */
export function countWaitingRequests(ctx: Ctx): number {
  return getValue(
    ctx.db,
    integer,
    `select count(*)
     from purchase_requests r, json_each(r.waiting_for) w
     where r.state = 'submitted' and w.value = ?`,
    requireUserId(ctx),
  );
}

/** The request that an order was made of; undefined for an order without one. */
export function findRequestOfOrder(ctx: Pick<Ctx, 'db' | 'now'>, orderId: string): PurchaseRequest | undefined {
  const row = ctx.db
    .select({ id: purchaseRequests.id })
    .from(purchaseRequests)
    .where(eq(purchaseRequests.orderId, orderId))
    .get();
  return row && readStored(ctx, row.id);
}

/** An order of a request was never paid: the request is approved again. In the caller's transaction. */
export function reopenRequestOf(ctx: Ctx, orderId: string): void {
  const request = findRequestOfOrder(ctx, orderId);
  if (request?.reading.state === 'ordered') appendEvent(ctx, request, { kind: 'unpaid', person: 'system' });
}

/** Brings requests up to date whose time has come: escalated or expired. Returns how many. */
export function keepDueRequests(ctx: Ctx): number {
  return inTransaction(ctx, () => {
    const due = listDueRequests(ctx);
    for (const id of due) keepRequest(ctx, readStored(ctx, id));
    return due.length;
  });
}
