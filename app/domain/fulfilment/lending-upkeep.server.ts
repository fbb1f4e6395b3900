// Letters that lending owes as time goes by, after the calendar marked late things: to borrowers, and to those who booked the
// same thing next.
import { axisNow, dayAt } from '#app/domain/calendar/axis.ts';
import { findCapacities } from '#app/domain/calendar/capacities.server.ts';
import { listLateSpans } from '#app/domain/calendar/spans.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listBookedAtRisk, writeAtRisk, writeLate } from './lending-letters.server.ts';
import { readLentSpan } from './lent-spans.server.ts';

/** Writes the letters that are due, a capacity at a time; each letter once. A context is made for each slice. */
export function* eachLendingUpkeep(context: () => Ctx): Slices {
  const byCapacity = Map.groupBy(listLateSpans(context()), ({ capacity }) => capacity);
  for (const capacity of findCapacities(context(), [...byCapacity.keys()])) {
    const ctx = context();
    inTransaction(ctx, () => {
      for (const span of byCapacity.get(capacity.id) ?? []) {
        const lent = readLentSpan(span, capacity);
        if (!lent || span.state !== 'out') continue;
        writeLate(ctx, lent, dayAt(capacity, axisNow(capacity, ctx.now)) - dayAt(capacity, span.toT));
      }
      writeAtRisk(ctx, capacity, listBookedAtRisk(ctx, capacity));
    });
    yield;
  }
}
