// The copy of a request's state in its row, and what follows from its change: letters, and its budget.
import { eq } from 'drizzle-orm';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { hasRow, listValues, text } from '#db/rows.ts';
import { purchaseRequests } from '#db/schema/buying.ts';
import { budgetYear, claimBudgets } from './cost-centre-budgets.server.ts';
import { findBasis } from './cost-centres.server.ts';
import type { PurchaseRequest } from './request-rows.server.ts';

/** Brings the row of a request to its reading, in the caller's transaction. Idempotent. */
export function keepRequest(ctx: Ctx, request: PurchaseRequest): void {
  const { row, reading, events } = request;
  const { state, totalCents, waitingFor, nextAt } = reading;
  const kept = {
    state,
    totalCents,
    waitingFor: [...waitingFor],
    nextAt: nextAt === null ? null : isoUtc(new Date(nextAt)),
  };
  ctx.db.update(purchaseRequests).set(kept).where(eq(purchaseRequests.id, row.id)).run();
  reserve(ctx, request);
  const of = `${row.id}:${events.length}`;
  for (const userId of waitingFor)
    if (!row.waitingFor.includes(userId)) write(ctx, `request-asked:${of}`, 'request-asked', row.id, userId);
  if (state !== row.state && state !== 'ordered' && state !== 'withdrawn')
    write(ctx, `request-moved:${of}:${state}`, 'request-moved', row.id, row.requesterId);
}

function write(ctx: Ctx, key: string, template: string, requestId: string, userId: string): void {
  enqueue(ctx, 'mail', `mail:${key}:${userId}`, { template, requestId, userId });
}

/** A request reserves of its cost centre until it is ordered or ended; an order commits by itself. */
function reserve(ctx: Ctx, { row, reading }: PurchaseRequest): void {
  if (row.costCentreId === null) return;
  const isOpen = reading.state === 'submitted' || reading.state === 'approved';
  const isNet = findBasis(ctx, row.costCentreId) === 'net';
  const kept = row.snapshot.lines.filter(({ id }) => !reading.refusedLines.has(id));
  const suppliers = new Set(kept.map(({ supplierId }) => supplierId));
  const carried = row.snapshot.deliveries.filter(({ supplierId }) => suppliers.has(supplierId));
  const cents = [...kept, ...carried].reduce((sum, one) => sum + (isNet ? one.netCents : one.cents), 0);
  claimBudgets(ctx, [
    {
      ...{ reference: row.id, costCentreId: row.costCentreId, year: budgetYear(ctx, new Date(row.submittedAt)) },
      ...{ reserved: isOpen ? cents : 0, committed: 0, spent: 0 },
    },
  ]);
}

/** Requests of which time changes something by now: they escalate or expire. */
export function listDueRequests({ db, now }: Pick<Ctx, 'db' | 'now'>): string[] {
  return listValues(
    db,
    text,
    'select id from purchase_requests where next_at <= ? order by next_at limit 100',
    isoUtc(now),
  );
}

export function hasDueRequest({ db, now }: Pick<Ctx, 'db' | 'now'>): boolean {
  return hasRow(db, 'select 1 from purchase_requests where next_at <= ? limit 1', isoUtc(now));
}
