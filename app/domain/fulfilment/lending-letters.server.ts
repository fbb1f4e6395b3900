// Letters about lent things and booked times. The calendar below knows no order and writes to no one; this asks it what
// became of a booking and enqueues what its buyer should read.

import { listAtRisk } from '#app/domain/calendar/free-time.server.ts';
import type { Capacity, Span } from '#app/domain/calendar/span.ts';
import { listLateSpans } from '#app/domain/calendar/spans.server.ts';
import { enqueue, isEnqueued } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { readLineBooking } from './lending.ts';
import type { LentSpan } from './lent-spans.server.ts';

type BorrowerTemplate = 'thing-inspected' | 'thing-lost' | 'booking-missed';

/** Writes to the buyer of a booking, once; to no one for a booking that its lender took itself. */
export function writeToBorrower(ctx: Ctx, template: BorrowerTemplate, { span, capacity }: LentSpan): void {
  writeLetter(ctx, template, span, capacity.owner, `mail:${template}:${span.id}`);
}

/** Writes that a thing should be back: on the first day that it is late, and on the next. */
export function writeLate(ctx: Ctx, { span, capacity }: LentSpan, daysLate: number): void {
  const occasion = daysLate > 0 ? 'again' : 'first';
  writeLetter(ctx, 'thing-late', span, capacity.owner, `mail:thing-late:${span.id}:${occasion}`);
}

/** The bookings that late or lost things of a capacity put at risk, and which of those things came first. */
export type BookedAtRisk = { spans: Span[]; cause: string | null };

/** The booked spans that late or lost things of a capacity put at risk, by time. */
export function listBookedAtRisk(ctx: Ctx, capacity: Capacity): BookedAtRisk {
  const [late] = listLateSpans(ctx).filter((span) => span.capacity === capacity.id);
  if (!late) return { spans: [], cause: null };
  return { spans: listAtRisk(ctx, capacity).filter(({ state }) => state === 'booked'), cause: late.id };
}

const riskKey = (span: string, cause: string | null) => `mail:booking-at-risk:${span}:${cause ?? ''}`;

/** Writes to those whose booking is at risk, once a cause, with what they could have instead. */
export function writeAtRisk(ctx: Ctx, { owner }: Pick<Capacity, 'owner'>, { spans, cause }: BookedAtRisk): void {
  for (const span of spans) writeLetter(ctx, 'booking-at-risk', span, owner, riskKey(span.id, cause));
}

/** Writes to those who were told that their booking is at risk, and whose booking no longer is. */
export function writeSafe(ctx: Ctx, capacity: Capacity, before: BookedAtRisk): void {
  if (before.spans.length === 0) return;
  const still = new Set(listBookedAtRisk(ctx, capacity).spans.map(({ id }) => id));
  for (const span of before.spans)
    if (!still.has(span.id) && isEnqueued(ctx, riskKey(span.id, before.cause)))
      writeLetter(ctx, 'booking-safe', span, capacity.owner, `mail:booking-safe:${span.id}:${isoUtc(ctx.now)}`);
}

function writeLetter(ctx: Ctx, template: string, span: Span, supplierId: string, key: string): void {
  const booked = readLineBooking(span.booking);
  if (!booked) return;
  enqueue(ctx, 'mail', key, { template, orderId: booked.orderId, supplierId, spanId: span.id });
}
