import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToBasket, chooseDelivery, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { expireOverdueOrders, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { reinstateOrder } from '#app/domain/checkout/unallocated-payments.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { listStops } from '#app/domain/orders/stops.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { addDays, addMinutes, isoUtc, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { noe } from '#tests/setup/evidence.ts';
import { expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { deliver, fiveSuppliers, openPaidTown, supplierOf } from '#tests/setup/sales.ts';
import { camille, checkoutOf, offerId, press, type TestTown } from '#tests/setup/test-town.ts';
import { nextRoundDay, type Round, splitStop } from './round.ts';
import { bookedGrams, holdRound, releaseRound, setRound } from './rounds.server.ts';

test("splitStop shares a stop's fee exactly to the cent", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 12 }),
      (fee, masses) => {
        const parts = splitStop(fee, masses);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(fee);
        expect(parts.every((part) => part >= 0)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('nextRoundDay respects lead time, cut-off, capacity and closures', () => {
  const now = new Date('2026-11-23T10:00:00Z'); // Monday, 11:00 in Paris
  const tuesdays: Round[] = [
    { weekday: 2, cutoffDays: 1, cutoffHour: 16, capacityGrams: 1000, stopFeeCents: 900, hours: '' },
  ];
  const works = { weekdays: [1, 2, 3, 4, 5], closures: [], worksHolidays: false, insee: '51454' };
  const seller = { plan: works, leadDays: 1, seenUntilHour: 18 };
  const load = { grams: 400, seller };
  const next = (changes = {}, booked: [string, number][] = [], at = now) =>
    nextRoundDay(tuesdays, new Map(booked), { ...load, ...changes }, at, demoTown);
  expect(next()).toBe('2026-11-24');
  expect(next({}, [], new Date('2026-11-23T15:30:00Z'))).toBe('2026-12-01'); // 16:30 in Paris, after the cut-off
  expect(next({ seller: { ...seller, leadDays: 2 } })).toBe('2026-12-01');
  expect(next({}, [['2026-11-24', 601]])).toBe('2026-12-01');
  const closed = { ...works, closures: [{ from: '2026-11-20', to: '2026-12-02' }] };
  expect(next({ seller: { ...seller, plan: closed } })).toBe('2026-12-08');
  expect(next({ grams: 1001 })).toBeNull();
  expect(nextRoundDay([], new Map(), load, now, demoTown)).toBeNull();
});

/** A town with a round every day, and two suppliers that join it. */
async function roundTown(capacityGrams = 5_000_000) {
  const town = await openPaidTown();
  for (let day = 1; day <= 7; day++)
    setRound(town.ctx(noe), day, {
      cutoffDays: 0,
      cutoffHour: 24,
      capacityGrams,
      stopFeeCents: 901,
    });
  const [a, b] = fiveSuppliers(town) as [string, string];
  town.db.$client.exec('update suppliers set joins_round = 0');
  const join = town.db.$client.prepare("update suppliers set joins_round = 1, closures = '[]' where id = ?");
  const suppliers = [supplierOf(town, a), supplierOf(town, b)] as const;
  for (const id of suppliers) join.run(id);
  town.db.$client.prepare('update offers set lead_days = 1 where slug in (?, ?)').run(a, b);
  return { town, slugs: [a, b] as const, suppliers };
}

function fill(town: TestTown, slugs: readonly string[], suppliers: readonly string[]): string {
  const first = addToBasket(town.ctx(), null, offerId(town, slugs[0]!), 2);
  if (!first.ok) throw new Error(first.reason);
  addToBasket(town.ctx(), first.basketId, offerId(town, slugs[1]!), 1);
  for (const id of suppliers) chooseDelivery(town.ctx(), first.basketId, id, 'round');
  return first.basketId;
}

test("two suppliers share a stop's fee; a cancelled part frees its capacity", async () => {
  const { town, slugs, suppliers } = await roundTown();
  const basketId = fill(town, slugs, suppliers);
  const { suppliers: baskets, totals } = viewBasket(town.ctx(), basketId, demoTown.hub, false);
  expect(baskets.map(({ choice }) => choice)).toEqual(['round', 'round']);
  expect(totals.deliveryCents).toBe(901);
  const placed = placeOrder(town.ctx(), checkoutOf(town.ctx(), basketId));
  if (!placed.ok) throw new Error(placed.reason);
  const { orderId } = placed;
  const { parts } = findOrder(town, orderId)!;
  const [day, ...otherDays] = [...new Set(parts.map(({ deliverOn }) => deliverOn!))];
  expect(otherDays).toEqual([]);
  const carried = parts.reduce((sum, { roundGrams }) => sum + roundGrams, 0);
  expect([carried > 0, bookedGrams(town.ctx()).get(day!)]).toEqual([true, carried]);
  const page = await startPayment(town.ctx(), getOwnOrder(town.ctx(), orderId), 'http://halle.test', (name) => name);
  if (!page.ok) throw new Error(page.reason);
  const sessionId = page.url.split('/').at(-1)!;
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  expect(listStops(town.ctx()).filter((stop) => stop.orderId === orderId)).toHaveLength(2);
  const [kept, gone] = parts;
  expect(cancelPart(town.ctx(), orderId, gone!.supplierId).ok).toBe(true);
  expect(bookedGrams(town.ctx()).get(day!)).toBe(kept!.roundGrams);
  const before = total(town, 'contribution');
  deliver(town, orderId, kept!.supplierId);
  await workOff(town);
  expect(before - total(town, 'contribution')).toBeGreaterThanOrEqual(kept!.deliveryCents);
  await expectSound(town);
});

test('a full round refuses bookings; an expired order frees its capacity', async () => {
  const { town, slugs, suppliers } = await roundTown();
  const basketId = fill(town, slugs, suppliers);
  const checkout = checkoutOf(town.ctx(), basketId);
  const day = viewBasket(town.ctx(), basketId, demoTown.hub, false).suppliers[0]!.options.find(
    ({ choice }) => choice === 'round',
  )!.arrivesOn!;
  const until = isoUtc(addMinutes(new Date(), 30));
  const hold = (grams: number) =>
    holdRound(town.ctx(), { orderId: 'ord_other', supplierId: suppliers[0], deliverOn: day, roundGrams: grams }, until);
  expect(hold(5_000_000)).toBe(true);
  expect(hold(1)).toBe(false);
  const later = viewBasket(town.ctx(), basketId, demoTown.hub, false).suppliers[0]!.options.find(
    ({ choice }) => choice === 'round',
  );
  expect(later!.arrivesOn! > day).toBe(true);
  releaseRound(town.ctx(), 'ord_other', suppliers[0]);
  const placed = placeOrder(town.ctx(), checkout);
  if (!placed.ok) throw new Error(placed.reason);
  expect(bookedGrams(town.ctx()).get(day)).toBeGreaterThan(0);
  const tomorrow = town.ctx(camille, new Date(Date.now() + 3600e3));
  await expireOverdueOrders(tomorrow, (error) => expect(error).toBeUndefined());
  expect(bookedGrams(town.ctx()).get(day)).toBeUndefined();
  setRound(town.ctx(noe), isoWeekday(day), null);
  expect(hold(1)).toBe(false);
  expect(addDays(localDay(new Date(), demoTown), 1) <= day).toBe(true);
});

test('a payment after its place was taken is late, and is reinstated on the next round', async () => {
  const { town, slugs, suppliers } = await roundTown();
  const placed = placeOrder(town.ctx(), checkoutOf(town.ctx(), fill(town, slugs, suppliers)));
  if (!placed.ok) throw new Error(placed.reason);
  const { orderId } = placed;
  const page = await startPayment(town.ctx(), getOwnOrder(town.ctx(), orderId), 'http://halle.test', (name) => name);
  if (!page.ok) throw new Error(page.reason);
  const day = findOrder(town, orderId)!.parts[0]!.deliverOn!;
  const afterHolds = town.ctx(camille, addMinutes(new Date(), 60));
  const other = { orderId: 'ord_other', supplierId: suppliers[0], deliverOn: day, roundGrams: 5_000_000 };
  expect(holdRound(town.ctx(), other, isoUtc(addMinutes(new Date(), 30)))).toBe(false);
  expect(holdRound(afterHolds, other, isoUtc(addMinutes(new Date(), 90)))).toBe(true);
  const sessionId = page.url.split('/').at(-1)!;
  await press(town, sessionId, 'pay');
  expect(await syncPayment(afterHolds, sessionId)).toBe('late');
  expect(findOrder(town, orderId)!.order.state).toBe('paid-late');
  await expectSound(town);
  expect(reinstateOrder(town.ctx(noe, afterHolds.now), listCases(town)[0]!.id).ok).toBe(true);
  const whole = findOrder(town, orderId)!;
  expect([whole.order.state, whole.parts.every(({ deliverOn }) => deliverOn! > day)]).toEqual(['paid', true]);
  expect(listSpansOf(town, orderId).filter(({ state }) => state === 'booked')).toHaveLength(2);
  await expectSound(town);
});

test('a steward cannot make a round smaller than its load', async () => {
  const { town, slugs, suppliers } = await roundTown();
  const placed = placeOrder(town.ctx(), checkoutOf(town.ctx(), fill(town, slugs, suppliers)));
  if (!placed.ok) throw new Error(placed.reason);
  const { parts } = findOrder(town, placed.orderId)!;
  const load = parts.reduce((sum, { roundGrams }) => sum + roundGrams, 0);
  const weekday = isoWeekday(parts[0]!.deliverOn!);
  const round = { cutoffDays: 0, cutoffHour: 24, stopFeeCents: 901 };
  const set = (capacityGrams: number) => setRound(town.ctx(noe), weekday, { ...round, capacityGrams });
  expect(set(load - 1)).toEqual({ ok: false, reason: 'more-booked' });
  expect(set(load)).toEqual({ ok: true });
});
