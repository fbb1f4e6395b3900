// Lent things as their lender and borrower see them: whose a span is, whether it is there, and the price of being late.
import { axisNow } from '#app/domain/calendar/axis.ts';
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { findCapacities, getCapacity } from '#app/domain/calendar/capacities.server.ts';
import { civil, dayText } from '#app/domain/calendar/civil-time.ts';
import type { Capacity, Span } from '#app/domain/calendar/span.ts';
import { findSpan, listSpansOfOrders, listSpansOn } from '#app/domain/calendar/spans.server.ts';
import { latePriceCents } from '#app/domain/calendar/tariff.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { readLineBooking } from './lending.ts';
import { effectiveLines } from './line-changes.server.ts';

/** A booked span of an offer with its capacity; `booked`: the order and line, null for one that the lender took itself. */
export type LentSpan = {
  span: Span;
  capacity: Capacity;
  offerId: number;
  booked: { orderId: string; line: number } | null;
};

/** The offer that a capacity is the calendar of; null for others, such as a round. */
function offerOf({ subject }: Pick<Capacity, 'subject'>): number | null {
  const [, id] = /^offer:(\d+)$/.exec(subject) ?? [];
  return id ? Number(id) : null;
}

/** Whether a thing changes hands: it is handed out at its start and brought back at its end. */
export function isLent({ openRule }: Pick<Capacity, 'openRule'>): boolean {
  return openRule === 'ends';
}

/** A span of an offer with its capacity; null for what is no booking of an offer, or a service of its owner's. */
export function readLentSpan(span: Span, capacity: Capacity): LentSpan | null {
  const offerId = offerOf(capacity);
  if (offerId === null || span.state === 'service') return null;
  return { span, capacity, offerId, booked: readLineBooking(span.booking) };
}

/** When it is booked for, by the clock of its capacity. */
export function timeOfSpan({
  span,
  capacity,
}: Pick<LentSpan, 'span' | 'capacity'>): Extract<BookedTime, { way: 'slot' | 'period' }> {
  if (capacity.grain === 'day') return { way: 'period', from: dayText(span.fromT), to: dayText(span.toT - 1) };
  const zone = { timeZone: capacity.zone };
  const [from, to] = [civil(zone, span.fromT), civil(zone, span.toT)];
  return { way: 'slot', day: dayText(from.day), start: from.quarter, end: to.quarter + 96 * (to.day - from.day) };
}

/** A booked span of this supplier's. Throws NotFound for any other, so that it does not tell that there is one. */
export function getLentSpan(ctx: Pick<Ctx, 'db'>, supplierId: string, spanId: string): LentSpan {
  const span = findSpan(ctx, spanId);
  const lent = span ? readLentSpan(span, getCapacity(ctx, span.capacity)) : null;
  if (lent?.capacity.owner !== supplierId) throw new NotFound(`span ${spanId}`);
  return lent;
}

/** The lent spans of some orders, by time. */
export function listLentSpans(ctx: Pick<Ctx, 'db'>, orderIds: readonly string[]): LentSpan[] {
  const spans = listSpansOfOrders(ctx, orderIds);
  if (spans.length === 0) return [];
  const capacities = findCapacities(ctx, [...new Set(spans.map(({ capacity }) => capacity))]);
  const byId = new Map(capacities.map((capacity) => [capacity.id, capacity]));
  return spans.flatMap((span) => readLentSpan(span, byId.get(span.capacity)!) ?? []);
}

/** Whether it should be back by now. */
export function isOverdue({ span, capacity }: LentSpan, now: Date): boolean {
  return span.state === 'out' && span.toT <= axisNow(capacity, now);
}

/**
 * Whether too few of its things are here for a hand-out: others are out, lost or in repair, or came back late and are in
 * their buffer. An inspected thing is here.
 */
export function isMissing(ctx: Pick<Ctx, 'db' | 'now'>, { span, capacity }: LentSpan): boolean {
  const now = axisNow(capacity, ctx.now);
  const away = listSpansOn(ctx, [capacity.id]).filter(({ state, busyFrom, busyTo, lateTo }) => {
    if (state === 'out' || state === 'lost') return true;
    if (state === 'back') return now < (lateTo ?? busyTo);
    return state === 'service' && busyFrom <= now && now < busyTo;
  });
  return away.reduce((units, one) => units + one.units, 0) + span.units > capacity.units;
}

/**
 * The sum that is owed on top for bringing it back now, in cents excl. VAT: the best price of the whole time less what was paid, with
 * a quarter of an hour of grace (calendar/tariff.ts), by the tariff that the order kept; 0 in time, and where no order paid for it.
 */
export function lateCentsNow(ctx: Ctx, { span, capacity, booked }: LentSpan): number {
  const now = axisNow(capacity, ctx.now);
  if (!booked || now < span.toT) return 0;
  const part = findSupplierPart(ctx, capacity.owner, booked.orderId);
  const line = part && effectiveLines(part).find((one) => one.line.line === booked.line);
  if (!line?.line.lending) return 0;
  const zone = { timeZone: capacity.zone };
  const paid = { units: span.units, paidCents: line.is.htCents };
  return latePriceCents(line.line.lending.tariff, { from: span.fromT, to: span.toT }, now + 1, zone, paid);
}
