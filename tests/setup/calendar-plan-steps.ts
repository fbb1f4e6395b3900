// The steps of a random history that change when a capacity is open, and its terms.
import { deepStrictEqual } from 'node:assert';
import { findCapacity, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { removeException, saveException, savePlan } from '#app/domain/calendar/opening-plans.server.ts';
import { openRules } from '#app/domain/calendar/span.ts';
import { addDays } from '#app/domain/shared/context.ts';
import { type History, isCounting, type ModelCapacity, nowOf, nowT, one, unitsAt } from './calendar-model.ts';

/** One of its terms changes, if its bookings allow it. */
export function changeTerms(history: History): string {
  const { ctx, below, spans } = history;
  const capacity = one(history, history.capacities)!;
  const kind = below(5);
  const terms = {
    ...capacity,
    ...(kind === 0 && { units: below(5) }),
    ...(kind === 1 && { longest: 2 + below(10) }),
    ...(kind === 2 && { bufferBefore: below(2), bufferAfter: below(3) }),
    ...(kind === 3 && { openRule: openRules[below(3)]! }),
    ...(kind === 4 && { worksHolidays: below(2) === 0 }),
  };
  const own = spans.filter((span) => span.capacity === capacity.id);
  const from = nowT(history, capacity);
  const last = Math.max(from, ...own.map(({ busyTo }) => busyTo));
  const firm = own.map((span) => ({ ...span, lateTo: null }));
  let outcome = 'ok';
  for (let cell = from; terms.units < capacity.units && cell < last; cell++)
    if (firm.reduce((load, span) => load + unitsAt(span, cell, nowOf(history)), 0) > terms.units)
      outcome = 'more-booked';
  const isLonger = own.some((span) => isCounting(span) && span.busyTo - span.busyFrom > terms.longest);
  if (terms.longest < capacity.longest && isLonger) outcome = 'longer-booked';
  const real = saveCapacity(ctx, terms);
  deepStrictEqual(real.ok ? 'ok' : real.reason, outcome);
  const raises = terms.openRule !== capacity.openRule || terms.worksHolidays !== capacity.worksHolidays;
  if (real.ok) Object.assign(capacity, terms, { planVersion: capacity.planVersion + (raises ? 1 : 0) });
  deepStrictEqual(findCapacity(ctx, capacity.subject)?.planVersion, capacity.planVersion);
  return outcome;
}

/** Another week: whole days by days, hours by quarters, some of it from a day on or up to one. */
export function changePlan({ ctx, below, firstDay }: History, capacity: ModelCapacity): string {
  const weekly = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const begin = capacity.grain === 'day' ? 0 : below(48);
    const [from, to] = capacity.grain === 'day' ? [0, 96] : [begin, begin + 1 + below(96 - begin)];
    const season =
      below(6) === 0 ? { fromDay: addDays(firstDay, below(4)), toDay: addDays(firstDay, 5 + below(9)) } : {};
    const second = below(4) === 0 && to < 96 ? [{ weekday, from: to + below(96 - to), to: 96 }] : [];
    return below(5) === 0 ? [] : [{ weekday, from, to, ...season }, ...second];
  });
  savePlan(ctx, capacity.id, weekly);
  Object.assign(capacity, { weekly, planVersion: capacity.planVersion + 1 });
  return 'ok';
}

export function changeException({ ctx, below, firstDay }: History, capacity: ModelCapacity): string {
  capacity.planVersion++;
  const kept = capacity.exceptions[below(3)];
  if (kept && below(2) === 0) {
    removeException(ctx, capacity.id, kept);
    capacity.exceptions = capacity.exceptions.filter((exception) => exception !== kept);
    return 'removed';
  }
  const fromDay = addDays(firstDay, below(10));
  const from = capacity.grain === 'day' ? 0 : below(90);
  const to = capacity.grain === 'day' ? 96 : from + 1 + below(96 - from);
  const exception = { fromDay, toDay: addDays(fromDay, 1 + below(3)), from, to, open: below(2) === 0, reason: '' };
  saveException(ctx, capacity.id, exception);
  const others = capacity.exceptions.filter(
    (other) => other.fromDay !== fromDay || other.from !== from || other.open !== exception.open,
  );
  capacity.exceptions = [...others, exception];
  return exception.open ? 'open' : 'shut';
}
