// The times of an order's lines in the calendar. The span of a line is booked under `order/line`: what confirms, prolongs or
// releases all of an order's spans finds it.
import { axisSpan, type BookedTime, daysOfTime, readTime, stretchesOf } from '#app/domain/calendar/booked-time.ts';
import { listCapacitiesOf } from '#app/domain/calendar/capacities.server.ts';
import { quarterStart } from '#app/domain/calendar/civil-time.ts';
import { holdSpan } from '#app/domain/calendar/spans.server.ts';
import { subjectAt } from '#app/domain/catalogue/bookings.server.ts';
import { reservationMinutes } from '#app/domain/orders/order.ts';
import type { OrderLine, WholeOrder } from '#app/domain/orders/orders.server.ts';
import { addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';

/**
 * Keeps the time of each booked line for this order until its payment page is closed, in the caller's transaction. Returns
 * the first line that another order has by now; null if there is none.
 */
export function holdTimes(ctx: Ctx, { order, lines }: WholeOrder): OrderLine | null {
  const timed = lines.flatMap((line) => {
    const time = readTime(line.bookedTime);
    return time ? [{ line, time }] : [];
  });
  if (timed.length === 0) return null;
  const subjects = timed.map(({ line, time }) => subjectOfLine(line, time));
  const capacities = new Map(listCapacitiesOf(ctx, subjects).map((capacity) => [capacity.subject, capacity]));
  const until = isoUtc(addMinutes(ctx.now, reservationMinutes));
  for (const { line, time } of timed) {
    const capacity = capacities.get(subjectOfLine(line, time));
    if (!capacity) return line;
    for (const stretch of stretchesOf(time)) {
      const span = axisSpan(stretch, ctx.town);
      if (!span) return line;
      const hold = holdSpan(ctx, {
        capacity,
        booking: `${order.id}/${line.line}`,
        fromT: span.from,
        toT: span.to,
        units: line.quantity,
        until,
        planVersion: capacity.planVersion,
      });
      if (!hold.ok) return line;
    }
  }
  return null;
}

function subjectOfLine({ offerId }: Pick<OrderLine, 'offerId'>, time: BookedTime): string {
  return subjectAt({ id: offerId }, time);
}

/** Whether a line's time has begun, so that it cannot be booked late: a slot at its hour, a period after its first day. */
export function haveBegun(ctx: Ctx, lines: readonly Pick<OrderLine, 'bookedTime'>[]): boolean {
  const today = localDay(ctx.now, ctx.town);
  return lines.some(({ bookedTime }) => {
    const time = readTime(bookedTime);
    if (time === null) return false;
    if (time.way === 'period' || time.way === 'week') return daysOfTime(time).first < today;
    const [first] = stretchesOf(time);
    const span = first ? axisSpan(first, ctx.town) : null;
    return span === null || ctx.now >= quarterStart(span.from);
  });
}
