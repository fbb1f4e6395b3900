// Visits by appointment: the same hours of several days as one line, each a span on the calendar of those who come.
import { expect, test } from 'vitest';
import { listBlockedDays, readAskedTime } from '#app/domain/basket/offer-booking.server.ts';
import { type BookedTime, maxTimeLength, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { earliestDay, findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { addDays, isoWeekday } from '#app/domain/shared/context.ts';
import { orderBooked, payOrder, type Wanted } from '#tests/setup/bookings.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, karim, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';

const cleaning = 'entretien-de-bureaux-a-l-heure';
const windows = 'nettoyage-de-vitres-a-la-visite';

function offerOf(town: TestTown, slug: string) {
  return findOffers(town, [offerId(town, slug)])[0]!;
}

/** Days on which the cleaners can come, from a week after the first that can be asked for. */
function openDays(town: TestTown, slug: string, count: number, hours = { start: 36, end: 48 }): string[] {
  const offer = offerOf(town, slug);
  const days: string[] = [];
  for (let day = addDays(earliestDay(town.ctx(), offer), 7); days.length < count; day = addDays(day, 1)) {
    const time: BookedTime = { way: 'appointment', days: [day], ...hours };
    if (findBookingBlocks(town.ctx(), [{ offer, time, units: 1 }])[0] === null) days.push(day);
  }
  return days;
}

const order = (town: TestTown, wanted: Wanted, who = camille) => orderBooked(town, wanted, who).placed;

const states = (town: TestTown, orderId: string) => listSpansOf(town, orderId).map(({ state }) => state);

test('the text of visits is read as it was written, in order and once each', () => {
  const time: BookedTime = { way: 'appointment', days: ['2026-12-08', '2026-12-10'], start: 36, end: 48 };
  expect(writeTime(time)).toBe('2026-12-08,2026-12-10,T09:00/12:00');
  expect(readTime('2026-12-10,2026-12-08,2026-12-10,T09:00/12:00')).toEqual(time);
  expect([readTime('2026-02-30,T09:00/12:00'), readTime(',T09:00/12:00')]).toEqual([null, null]);
  const many = Array.from({ length: 26 }, (_, i) => addDays('2026-12-08', 7 * i));
  const longest = writeTime({ ...time, days: many });
  expect([longest.length <= maxTimeLength, readTime(longest)]).toEqual([true, { ...time, days: many }]);
  expect(readTime(longest.replace('T', '2027-12-08,T'))).toBeNull();
});

test('the cleaner comes on three chosen dates, with carrots in the same paid order', async () => {
  const town = await openTown();
  const days = openDays(town, cleaning, 3);
  const { priceCents } = offerOf(town, cleaning);
  const placed = order(town, [
    [cleaning, 1, { way: 'appointment', days, start: 36, end: 48 }],
    [carrots, 2, null],
  ]);
  if (!placed.ok) throw new Error(placed.reason);
  const { lines, parts } = findOrder(town, placed.orderId)!;
  const line = lines.find(({ offerSlug }) => offerSlug === cleaning)!;
  expect(line).toMatchObject({ quantity: 1, htCents: 9 * priceCents, packMilli: 9000, unit: 'hour' });
  const part = parts.find(({ supplierId }) => supplierId === line.supplierId)!;
  expect(part).toMatchObject({ choice: 'visit', deliverOn: days[0], deliveryCents: 0 });
  expect(states(town, placed.orderId)).toEqual(['held', 'held', 'held']);
  await payOrder(town, placed.orderId);
  expect(states(town, placed.orderId)).toEqual(['booked', 'booked', 'booked']);
  expect(cancelPart(town.ctx(), placed.orderId, part.supplierId).ok).toBe(true);
  expect(states(town, placed.orderId)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});

test('a day that others have is named, with the travel after it, and nothing of the series is held', async () => {
  const town = await openTown();
  const days = openDays(town, windows, 3);
  const at = (start: number, own = days): BookedTime => ({ way: 'appointment', days: own, start, end: start + 12 });
  expect(order(town, [[windows, 1, at(36, [days[1]!])]]).ok).toBe(true);
  const offer = offerOf(town, windows);
  expect(listBlockedDays(town.ctx(), offer, at(36), 1)).toEqual([{ day: days[1], problem: 'taken' }]);
  expect(listBlockedDays(town.ctx(), offer, at(49), 1)).toEqual([{ day: days[1], problem: 'taken' }]); // on the road
  expect(listBlockedDays(town.ctx(), offer, at(50), 1)).toEqual([]);
  expect(order(town, [[windows, 1, at(36)]], karim)).toMatchObject({ ok: false, block: 'taken' });
  expect(order(town, [[windows, 1, at(50)]]).ok).toBe(true);
});

test('a visit without a price by the hour has that of the offer, once a day', async () => {
  const town = await openTown();
  const placed = order(town, [
    [windows, 1, { way: 'appointment', days: openDays(town, windows, 2), start: 36, end: 48 }],
  ]);
  if (!placed.ok) throw new Error(placed.reason);
  const { priceCents } = offerOf(town, windows);
  expect(findOrder(town, placed.orderId)?.lines[0]).toMatchObject({ htCents: 2 * priceCents, packMilli: 2000 });
});

test('the form reads a day, three days, or every week until one', () => {
  const hours = { start: '9:00', end: '12 h' };
  const daysOf = (fields: Record<string, string>) => {
    const read = readAskedTime('appointment', { ...hours, ...fields });
    return 'time' in read && read.time.way === 'appointment' ? read.time.days : read;
  };
  expect(daysOf({ day: '08/12/2026' })).toEqual(['2026-12-08']);
  expect(daysOf({ day: '2026-12-10', day2: '2026-12-08', day3: '' })).toEqual(['2026-12-08', '2026-12-10']);
  const weekly = daysOf({ day: '2026-12-08', until: '2026-12-29' });
  expect(weekly).toEqual(['2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29']);
  expect((weekly as string[]).every((day) => isoWeekday(day) === 2)).toBe(true);
  expect(daysOf({ day: '2026-12-08', day2: '30/02/2027' })).toEqual({ field: 'day2', problem: 'date' });
  expect(daysOf({ day: '2026-12-08', until: '2026-12-01' })).toEqual({ field: 'until', problem: 'order' });
  expect(daysOf({ day: '2026-12-08', until: '2027-12-08' })).toEqual({ field: 'until', problem: 'many' });
});
