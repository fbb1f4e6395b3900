import { expect, test } from 'vitest';
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { type BookedTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { earliestDay, findBookingBlocks, readCalendar } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { addDays, addMinutes, isoWeekday } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { noe } from '#tests/setup/evidence.ts';
import { carrots, comeLate } from '#tests/setup/sales.ts';
import {
  camille,
  checkoutOf,
  karim,
  offerId,
  openTown,
  press,
  stockOf,
  type TestTown,
} from '#tests/setup/test-town.ts';
import { placeOrder } from './place-order.server.ts';
import { startPayment } from './start-payment.server.ts';
import { expireOverdueOrders, syncPayment } from './sync-payment.server.ts';
import { reinstateOrder } from './unallocated-payments.server.ts';

const hall = 'grand-hangar-300-personnes-journee';
const drill = 'perceuse-visseuse-a-la-journee';
const bicycle = 'velo-cargo-electrique-a-la-journee';
const throwIt = (error: unknown) => {
  throw error;
};

function offerOf(town: TestTown, slug: string) {
  return findOffers(town, [offerId(town, slug)])[0]!;
}

/** The first days of a weekday that are wholly free for some days on end. */
function freeDay(town: TestTown, slug: string, weekday: number): string {
  const offer = offerOf(town, slug);
  const from = addDays(earliestDay(town.ctx(), offer), 1);
  const { days } = readCalendar(town.ctx(), offer, from, addDays(from, 90));
  const found = days.find(
    ({ day, open, free }) => open && free === offer.bookingTerms!.units && isoWeekday(day) === weekday,
  );
  return found!.day;
}

/** 9 h to 13 h on the next Tuesday that is free. */
function tuesdayMorning(town: TestTown): BookedTime {
  return { way: 'slot', day: freeDay(town, hall, 2), start: 9 * 4, end: 13 * 4 };
}

function order(
  town: TestTown,
  wanted: readonly [slug: string, units: number, time: BookedTime | null][],
  who = camille,
) {
  const ctx = town.ctx(who);
  let basketId: string | null = null;
  for (const [slug, units, time] of wanted) {
    const added = addToBasket(ctx, basketId, offerId(town, slug), units, time);
    if (!added.ok) throw new Error(added.reason);
    basketId = added.basketId;
  }
  const organisationId = checkoutOf(ctx, basketId!).organisationId;
  return { ctx, basketId: basketId!, placed: placeOrder(ctx, checkoutOf(ctx, basketId!, { organisationId })) };
}

async function start(town: TestTown, orderId: string, who = camille): Promise<string> {
  const started = await startPayment(town.ctx(who), getOwnOrder(town.ctx(who), orderId), 'http://halle.test', String);
  if (!started.ok) throw new Error(started.reason);
  return started.url.split('/').at(-1)!;
}

const states = (town: TestTown, orderId: string) => listSpansOf(town, orderId).map(({ state }) => state);

test('a hall for a Tuesday morning, a drill for two days and carrots are one paid order', async () => {
  const town = await openTown();
  const morning = tuesdayMorning(town);
  const from = freeDay(town, drill, 3);
  const before = stockOf(town, carrots);
  const { placed } = order(town, [
    [hall, 1, morning],
    [drill, 1, { way: 'period', from, to: addDays(from, 1) }],
    [carrots, 2, null],
  ]);
  if (!placed.ok) throw new Error(placed.reason);
  const { lines, parts } = findOrder(town, placed.orderId)!;
  const byOffer = new Map(lines.map((line) => [line.offerSlug, line]));
  expect([byOffer.get(hall)?.htCents, byOffer.get(drill)?.htCents]).toEqual([39_000, 1200]);
  expect([byOffer.get(hall)?.packMilli, byOffer.get(drill)?.packMilli, byOffer.get(drill)?.quantity]).toEqual([
    1000, 2000, 1,
  ]);
  expect(byOffer.get(hall)?.bookedTime).toBe(writeTime(morning));
  expect(byOffer.get(hall)?.name.fr).toMatch(/^Grand hangar, 300 personnes, journée · mardi .*, 09:00–13:00$/);
  expect(byOffer.get(hall)?.name.en).toMatch(/Tuesday, .*, 09:00–13:00$/);
  const part = (slug: string) => parts.find(({ supplierId }) => supplierId === byOffer.get(slug)?.supplierId);
  expect(part(hall)).toMatchObject({ choice: 'on-site', deliverOn: morning.way === 'slot' && morning.day });
  expect(part(drill)).toMatchObject({ deliverOn: from });
  expect(part(drill)?.choice).not.toBe('on-site');
  expect(states(town, placed.orderId)).toEqual(['held', 'held']);
  const sessionId = await start(town, placed.orderId);
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  expect(findOrder(town, placed.orderId)?.order.state).toBe('paid');
  expect(states(town, placed.orderId)).toEqual(['booked', 'booked']);
  expect(stockOf(town, carrots)).toBe(before - 2);
  // The supplier has its place again when the buyer cancels.
  const ctx = town.ctx();
  expect(cancelPart(ctx, placed.orderId, part(hall)!.supplierId).ok).toBe(true);
  expect(states(town, placed.orderId).sort()).toEqual(['booked', 'cancelled']);
  expect(findBookingBlocks(ctx, [{ offer: offerOf(town, hall), time: morning, units: 1 }])).toEqual([null]);
});

test('a time that another buyer has is refused by its name, and the basket stays', async () => {
  const town = await openTown();
  const morning = tuesdayMorning(town);
  expect(order(town, [[hall, 1, morning]]).placed.ok).toBe(true);
  const { ctx, basketId, placed } = order(
    town,
    [
      [hall, 1, morning],
      [carrots, 2, null],
    ],
    karim,
  );
  expect(placed).toEqual({ ok: false, reason: 'blocked', offerId: offerId(town, hall), block: 'taken', time: morning });
  const view = viewBasket(ctx, basketId, demoTown.hub, false);
  expect(view.suppliers.flatMap(({ lines }) => lines.map(({ block }) => block)).toSorted()).toEqual([null, 'taken']);
});

test('three days of a bicycle are one bicycle at 72 euros, and four can be out at once', async () => {
  const town = await openTown();
  const from = freeDay(town, bicycle, 1);
  const time: BookedTime = { way: 'period', from, to: addDays(from, 2) };
  const { placed } = order(town, [[bicycle, 1, time]]);
  if (!placed.ok) throw new Error(placed.reason);
  expect(findOrder(town, placed.orderId)?.lines[0]).toMatchObject({ quantity: 1, htCents: 7200, packMilli: 3000 });
  const offer = offerOf(town, bicycle);
  const blocks = [3, 4].map((units) => findBookingBlocks(town.ctx(), [{ offer, time, units }])[0]);
  expect(blocks).toEqual([null, 'taken']);
});

test('what is booked for a time needs one, and goods have none', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  expect(addToBasket(ctx, null, offerId(town, hall), 1)).toEqual({ ok: false, reason: 'time' });
  expect(addToBasket(ctx, null, offerId(town, carrots), 1, tuesdayMorning(town))).toEqual({
    ok: false,
    reason: 'time',
  });
});

test('refuses what is past, shut, too short, too long or without a price', async () => {
  const town = await openTown();
  const offer = offerOf(town, hall);
  const day = freeDay(town, hall, 2);
  const block = (time: BookedTime) => findBookingBlocks(town.ctx(), [{ offer, time, units: 1 }])[0];
  const slot = (date: string, start: number, end: number): BookedTime => ({ way: 'slot', day: date, start, end });
  expect(block(slot(addDays(earliestDay(town.ctx(), offer), -1), 36, 52))).toBe('past');
  expect(block(slot(addDays(day, 5), 36, 52))).toBe('closed'); // a Sunday
  expect(block(slot(day, 28, 52))).toBe('closed'); // from 7 h, open from 8 h
  expect(block(slot(day, 36, 40))).toBe('too-short');
  expect(block(slot(day, 36, 36 + 97))).toBe('too-long');
  expect(block({ way: 'period', from: day, to: day })).toBe('way');
  expect(block(slot(day, 36, 52))).toBeNull();
});

test('an unpaid time is free again', async () => {
  const town = await openTown();
  const morning = tuesdayMorning(town);
  const { placed } = order(town, [[hall, 1, morning]]);
  if (!placed.ok) throw new Error(placed.reason);
  await start(town, placed.orderId);
  const later = { ...town.ctx(), now: addMinutes(town.ctx().now, 45) };
  expect(await expireOverdueOrders(later, throwIt)).toBe(1);
  expect(states(town, placed.orderId)).toEqual(['lapsed']);
  expect(order(town, [[hall, 1, morning]], karim).placed.ok).toBe(true);
});

test.each([false, true])('a late payment takes its time back while it is free (taken: %s)', async (isTaken) => {
  const town = await openTown();
  const morning = tuesdayMorning(town);
  const { placed } = order(town, [[hall, 1, morning]]);
  if (!placed.ok) throw new Error(placed.reason);
  const sessionId = await start(town, placed.orderId);
  await press(town, sessionId, 'late');
  await comeLate(town, sessionId);
  expect(states(town, placed.orderId)).toEqual(['lapsed']);
  if (isTaken) order(town, [[hall, 1, morning]], karim);
  expect(await syncPayment(town.ctx(), sessionId)).toBe('late');
  const [late] = listCases(town);
  const reinstated = reinstateOrder(town.ctx(noe), late!.id);
  expect(reinstated.ok || reinstated.reason).toBe(isTaken ? 'time-taken' : true);
  expect(states(town, placed.orderId)).toEqual([isTaken ? 'lapsed' : 'booked']);
});
