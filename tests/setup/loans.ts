// Bookings of things and rooms for tests: paid orders on days that are free, and what time does to them.
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { eachSpanUpkeep } from '#app/domain/calendar/span-upkeep.server.ts';
import { earliestDay, readCalendar } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { type SettlementCtx, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { eachLendingUpkeep } from '#app/domain/fulfilment/lending-upkeep.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { addDays } from '#app/domain/shared/context.ts';
import { runAtOnce } from '#app/domain/shared/slices.ts';
import { camille, checkoutOf, offerId, openTown, press, type TestTown } from './test-town.ts';

/** A town whose lenders have all of their things here. */
export async function openLendingTown(faults?: Parameters<typeof openTown>[0]): Promise<TestTown> {
  const town = await openTown(faults);
  town.db.$client.exec(`
    update suppliers set minimum_order_cents = 0;
    update spans set state = 'inspected', late_to = null where booking like 'own/%/desk%';`);
  return town;
}

/** The first of `days` days on end on which every unit of an offer is free, after `after`. */
export function freeDays(town: TestTown, slug: string, days: number, after = 1): string {
  const offer = findOffers(town, [offerId(town, slug)])[0]!;
  const from = addDays(earliestDay(town.ctx(), offer), after);
  const calendar = readCalendar(town.ctx(), offer, from, addDays(from, 120)).days;
  const all = offer.bookingTerms!.units;
  const isFree = (i: number) => calendar[i]?.free === all && calendar[i]?.open;
  const start = calendar.findIndex((_, i) => Array.from({ length: days }, (_d, j) => isFree(i + j)).every(Boolean));
  return calendar[start]!.day;
}

export type Wanted = readonly [slug: string, units: number, time: BookedTime | null];

/** Places and pays an order of booked times and goods; returns its id. */
export async function orderLoans(town: TestTown, wanted: readonly Wanted[], who = camille): Promise<string> {
  const ctx = town.ctx(who);
  let basketId: string | null = null;
  for (const [slug, units, time] of wanted) {
    const added = addToBasket({ ...ctx, actor: { kind: 'anonymous' } }, basketId, offerId(town, slug), units, time);
    if (!added.ok) throw new Error(added.reason);
    basketId = added.basketId;
  }
  const placed = placeOrder(ctx, checkoutOf(ctx, basketId!));
  if (!placed.ok) throw new Error(placed.reason);
  const started = await startPayment(ctx, getOwnOrder(ctx, placed.orderId), 'http://halle.test', String);
  if (!started.ok) throw new Error(started.reason);
  const sessionId = started.url.split('/').at(-1)!;
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  return placed.orderId;
}

/** So many days from a day on. */
export const period = (from: string, days: number): BookedTime => ({
  way: 'period',
  from,
  to: addDays(from, days - 1),
});
/** The context at an hour (UTC) of a day. */
export const at = (town: TestTown, day: string, hour = 12): SettlementCtx => ({
  ...town.ctx(),
  now: new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`),
});

/** Runs the jobs of the calendar and of lending at noon of a day. */
export function runUpkeep(town: TestTown, day: string): void {
  const ctx = at(town, day);
  runAtOnce(eachSpanUpkeep(() => ctx));
  runAtOnce(eachLendingUpkeep(() => ctx));
}
