// Bookings of the seeded town for tests: a hall by the hour, a drill and a bicycle by days.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { earliestDay, readCalendar } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { addDays, isoWeekday } from '#app/domain/shared/context.ts';
import { camille, checkoutOf, offerId, press, type TestTown } from './test-town.ts';

export const hall = 'grand-hangar-300-personnes-journee';
export const drill = 'perceuse-visseuse-a-la-journee';
export const bicycle = 'velo-cargo-electrique-a-la-journee';

/** An offer of the seeded town. */
export function offerOf(town: TestTown, slug: string) {
  return findOffers(town, [offerId(town, slug)])[0]!;
}

/** The first of the days of a weekday that are wholly free, some days after the earliest that can be booked. */
export function freeDay(town: TestTown, slug: string, weekday: number, after = 1): string {
  const offer = offerOf(town, slug);
  const from = addDays(earliestDay(town.ctx(), offer), after);
  const { days } = readCalendar(town.ctx(), offer, from, addDays(from, 90));
  const found = days.find(
    ({ day, open, free }) => open && free === offer.bookingTerms!.units && isoWeekday(day) === weekday,
  );
  return found!.day;
}

/** 9 h to 13 h on the next Tuesday that is free. */
export function tuesdayMorning(town: TestTown, after = 1): BookedTime {
  return { way: 'slot', day: freeDay(town, hall, 2, after), start: 9 * 4, end: 13 * 4 };
}

/** Offers with their units and times. */
export type Wanted = readonly [slug: string, units: number, time: BookedTime | null][];

/** Fills a basket with offers at their times and places the order; `payer`: the person, or their first organisation. */
export function orderBooked(
  town: TestTown,
  wanted: Wanted,
  who = camille,
  payer: 'person' | 'organisation' = 'person',
) {
  const ctx = town.ctx(who);
  let basketId: string | null = null;
  for (const [slug, units, time] of wanted) {
    const added = addToBasket(ctx, basketId, offerId(town, slug), units, time);
    if (!added.ok) throw new Error(added.reason);
    basketId = added.basketId;
  }
  const organisationId = payer === 'organisation' ? listOwnOrganisations(ctx)[0]!.id : null;
  return { ctx, basketId: basketId!, placed: placeOrder(ctx, checkoutOf(ctx, basketId!, { organisationId })) };
}

/** Opens the payment page of an order; its session. */
export async function startBooked(town: TestTown, orderId: string, who = camille): Promise<string> {
  const started = await startPayment(town.ctx(who), getOwnOrder(town.ctx(who), orderId), 'http://halle.test', String);
  if (!started.ok) throw new Error(started.reason);
  return started.url.split('/').at(-1)!;
}

/** Pays an order online. */
export async function payOrder(town: TestTown, orderId: string, who = camille): Promise<void> {
  const sessionId = await startBooked(town, orderId, who);
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
}

/** An order of bookings that was paid online. */
export async function payBooked(town: TestTown, wanted: Wanted, payer: 'person' | 'organisation' = 'person') {
  const { placed } = orderBooked(town, wanted, camille, payer);
  if (!placed.ok) throw new Error(placed.reason);
  await payOrder(town, placed.orderId);
  return placed.orderId;
}

/** The states of an order's spans. */
export const spanStatesOf = (town: TestTown, orderId: string) => listSpansOf(town, orderId).map(({ state }) => state);
