// Purchase requests as they are stored, with their events, read into their state. Checks no right.
import { asc, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { purchaseEvents, purchaseRequests } from '#db/schema/buying.ts';
import { peopleNow } from './delegations.server.ts';
import { toleranceOf } from './policies.server.ts';
import { datePeople, snapshotPrices } from './purchase-request.ts';
import type { RequestEvent, SubmittedRequest } from './request-fold.ts';
import type { RequestPeople } from './request-seats.ts';
import { type RequestReading, readRequest } from './request-state.ts';

export type RequestRow = typeof purchaseRequests.$inferSelect;
export type RequestEventRow = typeof purchaseEvents.$inferSelect;
export type PurchaseRequest = {
  row: RequestRow;
  events: RequestEventRow[];
  submitted: SubmittedRequest;
  people: RequestPeople;
  reading: RequestReading;
};

/** Undefined for an unknown one. */
export function findRequest(ctx: Pick<Ctx, 'db' | 'now'>, id: string): PurchaseRequest | undefined {
  const isKnown = ctx.db
    .select({ id: purchaseRequests.id })
    .from(purchaseRequests)
    .where(eq(purchaseRequests.id, id))
    .get();
  return isKnown && readStored(ctx, id);
}

/** Throws NotFound for an unknown one. */
export function readStored(ctx: Pick<Ctx, 'db' | 'now'>, id: string): PurchaseRequest {
  const row = ctx.db.select().from(purchaseRequests).where(eq(purchaseRequests.id, id)).get();
  if (!row) throw new NotFound(`request ${id}`);
  const events = ctx.db
    .select()
    .from(purchaseEvents)
    .where(eq(purchaseEvents.requestId, id))
    .orderBy(asc(purchaseEvents.id))
    .all();
  const submitted: SubmittedRequest = {
    submittedAt: Date.parse(row.submittedAt),
    prices: snapshotPrices(row.snapshot),
    clauses: row.clauses,
    tolerance: toleranceOf(ctx, row.policyId),
  };
  const seen = events.map(({ at, people }) => ({ at: Date.parse(at), people }));
  const last = seen.at(-1)?.at ?? 0;
  const now = Math.max(ctx.now.getTime(), last);
  const people = datePeople(row.requesterId, [...seen, { at: now, people: peopleNow(ctx, row.organisationId) }]);
  const reading = readRequest(submitted, people, events.map(toEvent), now);
  return { row, events, submitted, people, reading };
}

/** An event as the fold takes it. */
export function toEvent({ kind, at, person, verdict, lines, prices }: RequestEventRow): RequestEvent {
  const time = Date.parse(at);
  if (kind === 'verdict' && verdict) return { kind, at: time, person, verdict, lines };
  if (kind === 'attempt' && prices) return { kind, at: time, prices };
  return { kind: kind === 'unpaid' ? 'unpaid' : 'withdrawn', at: time };
}
