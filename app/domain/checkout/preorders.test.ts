// Produce that is ordered in advance of its forecast: from the forecast to the paid order, and what is refused.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { addToBasket, setQuantity, viewBasket } from '#app/domain/basket/baskets.server.ts';
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { mondayOf, weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { listHarvests, saveForecast, saveSeason } from '#app/domain/catalogue/harvests.server.ts';
import { askForNotice, listNotices, tellAwaited } from '#app/domain/catalogue/notices.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { moveStock } from '#app/domain/catalogue/stock.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { orderBooked, payOrder } from '#tests/setup/bookings.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, karim, offerId, openTown, stockOf, type TestTown } from '#tests/setup/test-town.ts';

const leeks = 'poireaux-cagette-de-5-kg';
const offerOf = (town: TestTown, slug = carrots) => findOffers(town, [offerId(town, slug)])[0]!;

/** The Mondays of the coming weeks. */
function mondays(town: TestTown): string[] {
  const first = mondayOf(localDay(town.ctx().now, town.town));
  return Array.from({ length: 9 }, (_, i) => addDays(first, 7 * i));
}

const inWeek = (monday: string): BookedTime => ({ way: 'week', monday });

/** Carrots that are in season from the second to the sixth week after this one, forty packs forecast for each. */
async function openHarvest(packs = 40): Promise<{ town: TestTown; weeks: string[] }> {
  const town = await openTown();
  const weeks = mondays(town);
  const range = { from: weekOfDay(weeks[2]!).week, to: weekOfDay(weeks[6]!).week };
  expect(saveSeason(town.ctx(), offerOf(town), [range])).toEqual({ ok: true });
  const forecast = saveForecast(town.ctx(), offerOf(town), { from: weeks[2]!, to: weeks[6]!, packs });
  expect(forecast).toEqual({ ok: true, weeks: 5 });
  return { town, weeks };
}

/** Of each line, or of that at a time. */
function blocksOf(town: TestTown, basketId: string, time?: BookedTime | null) {
  const lines = viewBasket(town.ctx(), basketId, demoTown.hub).suppliers.flatMap((basket) => basket.lines);
  const wanted = lines.filter((line) => time === undefined || isDeepStrictEqual(line.time, time));
  return wanted.map(({ block }) => block);
}

test('an order in advance is paid, arrives in its week, leaves the stock alone and counts of the forecast', async () => {
  const { town, weeks } = await openHarvest();
  const monday = weeks[3]!;
  const before = stockOf(town, carrots);
  const { placed } = orderBooked(town, [[carrots, 14, inWeek(monday)]]);
  if (!placed.ok) throw new Error(placed.reason);
  await payOrder(town, placed.orderId);
  const whole = findOrder(town, placed.orderId)!;
  expect(whole.order.state).toBe('paid');
  const deliverOn = whole.parts[0]!.deliverOn!;
  expect([deliverOn >= monday, deliverOn <= addDays(monday, 6)]).toEqual([true, true]);
  expect(whole.lines[0]!.bookedTime).toBe(`${monday}/week`);
  expect(stockOf(town, carrots)).toBe(before);
  const week = listHarvests(town.ctx(), offerOf(town)).find((one) => one.monday === monday);
  expect(week).toMatchObject({ expected: 40, promised: 14, left: 26 });
});

test('a pack of the forecast is promised once', async () => {
  const { town, weeks } = await openHarvest();
  const monday = weeks[2]!;
  const [first, second] = [
    orderBooked(town, [[carrots, 25, inWeek(monday)]]),
    orderBooked(town, [[carrots, 15, inWeek(monday)]], karim),
  ];
  expect([first.placed.ok, second.placed.ok]).toEqual([true, true]);
  const third = orderBooked(town, [[carrots, 12, inWeek(monday)]], karim);
  expect(third.placed).toMatchObject({ ok: false, reason: 'blocked', block: 'forecast-full' });
});

test('a forecast goes no lower than what is promised, and a season leaves no promised week', async () => {
  const { town, weeks } = await openHarvest();
  const monday = weeks[2]!;
  expect(orderBooked(town, [[carrots, 16, inWeek(monday)]]).placed.ok).toBe(true);
  const lower = (packs: number) => saveForecast(town.ctx(), offerOf(town), { from: weeks[2]!, to: weeks[4]!, packs });
  expect(lower(15)).toEqual({ ok: false, reason: 'promised', monday, promised: 16 });
  // All weeks or none.
  expect(listHarvests(town.ctx(), offerOf(town)).map(({ expected }) => expected)).toEqual([40, 40, 40, 40, 40]);
  expect(lower(16)).toMatchObject({ ok: true });
  const { week } = weekOfDay(weeks[5]!);
  const moved = saveSeason(town.ctx(), offerOf(town), [{ from: week, to: week }]);
  expect(moved).toEqual({ ok: false, reason: 'promised', monday, promised: 16 });
});

test('out of season, goods are refused by name, and so is a week without forecast, past or out of season', async () => {
  const { town, weeks } = await openHarvest();
  const ctx = town.ctx();
  const id = offerId(town, carrots);
  const blockOf = (time: BookedTime | null, packs = 1) => {
    const added = addToBasket(ctx, null, id, packs, time);
    if (!added.ok) return added.reason;
    const [block] = blocksOf(town, added.basketId, time);
    setQuantity(ctx, added.basketId, id, 0, time);
    return block;
  };
  expect(blockOf(null)).toBe('out-of-season');
  expect(blockOf(inWeek(weeks[0]!))).toBe('past');
  expect(blockOf(inWeek(weeks[1]!))).toBe('out-of-season');
  expect(blockOf(inWeek(weeks[2]!), 41)).toBe('forecast-full');
  expect(blockOf(inWeek(weeks[2]!), 40)).toBeNull();
  saveForecast(ctx, offerOf(town), { from: weeks[3]!, to: weeks[3]!, packs: 0 });
  expect(blockOf(inWeek(weeks[3]!))).toBe('no-forecast');
  expect(saveForecast(ctx, offerOf(town), { from: weeks[0]!, to: weeks[1]!, packs: 5 })).toMatchObject({
    reason: 'no-week',
  });
  expect(saveForecast(ctx, offerOf(town), { from: weeks[2]!, to: weeks[2]!, packs: 2.5 })).toMatchObject({
    reason: 'packs',
  });
});

test('goods of today and of a week do not come on one trip', async () => {
  const { town, weeks } = await openHarvest();
  const { basketId, placed } = orderBooked(town, [
    [leeks, 12, null],
    [carrots, 12, inWeek(weeks[2]!)],
  ]);
  expect(blocksOf(town, basketId, null)).toEqual([null]);
  expect(blocksOf(town, basketId, inWeek(weeks[2]!))).toEqual(['other-week']);
  expect(placed).toMatchObject({ ok: false, block: 'other-week' });
});

test('who waits for an offer is told once, when its season opens or its stock comes', async () => {
  const { town, weeks } = await openHarvest();
  const id = offerId(town, leeks);
  moveStock(town.ctx(), id, { kind: 'count', to: 0 });
  const ctx = town.ctx(camille);
  expect(askForNotice(ctx, offerOf(town))).toEqual({ ok: true });
  expect(askForNotice(ctx, offerOf(town, leeks))).toEqual({ ok: true });
  expect(askForNotice(ctx, offerOf(town, leeks))).toEqual({ ok: true });
  expect(listNotices(ctx).length).toBe(2);
  const letters = () =>
    town.db.$client.prepare("select count(*) from outbox where payload ->> '$.template' = 'offer-back'").pluck().get();
  tellAwaited(town.ctx());
  expect(letters()).toBe(0);
  moveStock(town.ctx(), id, { kind: 'count', to: 5 });
  tellAwaited(town.ctx());
  expect([letters(), listNotices(ctx).map(({ slug }) => slug)]).toEqual([1, [carrots]]);
  expect(askForNotice(ctx, offerOf(town, leeks))).toEqual({ ok: false, reason: 'can-be-had' });
  const opening = new Date(`${weeks[2]}T04:00:00Z`);
  tellAwaited({ ...town.ctx(), now: opening });
  tellAwaited({ ...town.ctx(), now: opening });
  expect([letters(), listNotices(ctx)]).toEqual([2, []]);
});

test('a cancelled order in advance gives its week back', async () => {
  const { town, weeks } = await openHarvest();
  const { placed } = orderBooked(town, [[carrots, 40, inWeek(weeks[4]!)]]);
  if (!placed.ok) throw new Error(placed.reason);
  await payOrder(town, placed.orderId);
  const leftOf = () => listHarvests(town.ctx(), offerOf(town)).find(({ monday }) => monday === weeks[4])!.left;
  expect(leftOf()).toBe(0);
  const before = stockOf(town, carrots);
  expect(cancelPart(town.ctx(), placed.orderId, findOrder(town, placed.orderId)!.parts[0]!.supplierId)).toMatchObject({
    ok: true,
  });
  expect([leftOf(), stockOf(town, carrots)]).toEqual([40, before]);
});
