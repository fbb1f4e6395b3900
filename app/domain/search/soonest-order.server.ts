// The order by the first moment at which each offer can be had: what is booked by the calendar, the rest by the first day on
// which its supplier can hand it over.
import { dayStart } from '#app/domain/calendar/axis.ts';
import { dayNumber } from '#app/domain/calendar/civil-time.ts';
import { findNextFree } from '#app/domain/catalogue/free-offers.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { arrivalDay, choicesOf } from '#app/domain/suppliers/supplier.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { keptTimesOf, type TimeReader } from './asked-time.server.ts';
import type { SoonestOrder } from './search.ts';

/** Behind every moment: what is not free within two months, and what no supplier can hand over. */
const never = 2 ** 31 - 1;

export function soonestOrder(ctx: TimeReader): SoonestOrder {
  const kept = keptTimesOf(ctx);
  kept.soonest ??= makeOrder(ctx);
  return kept.soonest;
}

/** Days of arrival are worked out as they are asked for: a page looks at few pairs of supplier and lead time twice. */
function makeOrder(ctx: TimeReader): SoonestOrder {
  const today = localDay(ctx.now, ctx.town);
  const booked = new Map([...findNextFree(ctx, null, today)].map(([id, { at }]) => [id, at]));
  const suppliers = new Map(listSuppliers(ctx).map((supplier) => [supplier.slug, supplier]));
  const arrivals = new Map<string, number>();
  const arrivalOf = (slug: string, leadDays: number): number => {
    const supplier = suppliers.get(slug);
    if (!supplier) return never;
    const days = choicesOf(supplier).flatMap(
      (choice) => arrivalDay(supplier, choice, leadDays, ctx.now, ctx.town) ?? [],
    );
    const [first] = days.sort();
    return first === undefined ? never : dayStart({ grain: 'quarter', zone: ctx.town.timeZone }, dayNumber(first));
  };
  return {
    booked,
    others: (slug, leadDays) => {
      const key = `${slug} ${leadDays}`;
      const moment = arrivals.get(key) ?? arrivalOf(slug, leadDays);
      arrivals.set(key, moment);
      return moment;
    },
  };
}
