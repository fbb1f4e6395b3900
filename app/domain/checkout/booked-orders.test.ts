import { expect, test } from 'vitest';
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { type BookedTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { earliestDay, findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { addDays, addMinutes } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { demoTown } from '#seeds/demo-town.ts';
import {
  bicycle,
  drill,
  freeDay,
  hall,
  offerOf,
  orderBooked,
  spanStatesOf,
  startBooked,
  tuesdayMorning,
} from '#tests/setup/bookings.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { carrots, comeLate, openPaidTown } from '#tests/setup/sales.ts';
import { camille, karim, offerId, openTown, press, stockOf } from '#tests/setup/test-town.ts';
import { expireOverdueOrders, syncPayment } from './sync-payment.server.ts';

const throwIt = (error: unknown) => {
  throw error;
};

test('a hall for a Tuesday morning, a drill for two days and carrots are one paid order', async () => {
  const town = await openTown();
  const morning = tuesdayMorning(town);
  const from = freeDay(town, drill, 3);
  const before = stockOf(town, carrots);
  const { placed } = orderBooked(town, [
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
  expect(part(hall)).toMatchObject({ mode: 'transport.none', distanceMeters: 0 }); // a hall does not travel
  expect(part(drill)).toMatchObject({ deliverOn: from });
  expect(part(drill)?.choice).not.toBe('on-site');
  expect(spanStatesOf(town, placed.orderId)).toEqual(['held', 'held']);
  const sessionId = await startBooked(town, placed.orderId);
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  expect(findOrder(town, placed.orderId)?.order.state).toBe('paid');
  expect(spanStatesOf(town, placed.orderId)).toEqual(['booked', 'booked']);
  expect(stockOf(town, carrots)).toBe(before - 2);
  // The supplier has its place again when the buyer cancels.
  const ctx = town.ctx();
  expect(cancelPart(ctx, placed.orderId, part(hall)!.supplierId).ok).toBe(true);
  expect(spanStatesOf(town, placed.orderId).sort()).toEqual(['booked', 'cancelled']);
  expect(findBookingBlocks(ctx, [{ offer: offerOf(town, hall), time: morning, units: 1 }])).toEqual([null]);
});

test('a time that another buyer has is refused by its name, and the basket stays', async () => {
  const town = await openTown();
  const morning = tuesdayMorning(town);
  expect(orderBooked(town, [[hall, 1, morning]]).placed.ok).toBe(true);
  const { ctx, basketId, placed } = orderBooked(
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
  const { placed } = orderBooked(town, [[bicycle, 1, time]]);
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
  const { placed } = orderBooked(town, [[hall, 1, morning]]);
  if (!placed.ok) throw new Error(placed.reason);
  await startBooked(town, placed.orderId);
  const later = { ...town.ctx(), now: addMinutes(town.ctx().now, 45) };
  expect(await expireOverdueOrders(later, throwIt)).toBe(1);
  expect(spanStatesOf(town, placed.orderId)).toEqual(['lapsed']);
  expect(orderBooked(town, [[hall, 1, morning]], karim).placed.ok).toBe(true);
});

test.each([false, true])(
  'a late payment has its time while it is free, or is refunded with a letter (taken: %s)',
  async (isTaken) => {
    const town = await openPaidTown();
    const morning = tuesdayMorning(town);
    const { placed } = orderBooked(town, [
      [hall, 1, morning],
      [carrots, 2, null],
    ]);
    if (!placed.ok) throw new Error(placed.reason);
    const stock = stockOf(town, carrots)!;
    const sessionId = await startBooked(town, placed.orderId);
    await press(town, sessionId, 'late');
    await comeLate(town, sessionId);
    expect(spanStatesOf(town, placed.orderId)).toEqual(['lapsed']);
    if (isTaken) orderBooked(town, [[hall, 1, morning]], karim);
    expect(await syncPayment(town.ctx(), sessionId)).toBe(isTaken ? 'late' : 'paid');
    expect(await syncPayment(town.ctx(), sessionId)).toBe('already-paid');
    expect(findOrder(town, placed.orderId)?.order.state).toBe(isTaken ? 'refunded' : 'paid');
    expect(spanStatesOf(town, placed.orderId)).toEqual([isTaken ? 'lapsed' : 'booked']);
    expect(stockOf(town, carrots)).toBe(isTaken ? stock + 2 : stock);
    expect(listCases(town)).toEqual([]);
    await workOff(town);
    expect(sum(listRefunds(town, placed.orderId).map(({ amountCents }) => amountCents))).toBe(
      isTaken ? findOrder(town, placed.orderId)!.order.totalCents : 0,
    );
    await expectSound(town);
  },
);

test('of two late payments for one time one has it and one is refunded, whichever comes first', async () => {
  const town = await openPaidTown();
  const morning = tuesdayMorning(town);
  const pay = async (who: string) => {
    const { placed } = orderBooked(town, [[hall, 1, morning]], who);
    if (!placed.ok) throw new Error(placed.reason);
    const sessionId = await startBooked(town, placed.orderId, who);
    await press(town, sessionId, 'late');
    await comeLate(town, sessionId);
    return { orderId: placed.orderId, sessionId };
  };
  const [one, other] = [await pay(camille), await pay(karim)];
  const outcomes = await Promise.all([one, other].map(({ sessionId }) => syncPayment(town.ctx(), sessionId)));
  expect(outcomes.toSorted()).toEqual(['late', 'paid']);
  const states = [one, other].map(({ orderId }) => findOrder(town, orderId)?.order.state);
  expect(states.toSorted()).toEqual(['paid', 'refunded']);
  const spans = [one, other].flatMap(({ orderId }) => spanStatesOf(town, orderId));
  expect(spans.toSorted()).toEqual(['booked', 'lapsed']);
  await workOff(town);
  await expectSound(town);
});
