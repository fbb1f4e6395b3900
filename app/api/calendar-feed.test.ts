import { expect, test } from 'vitest';
import { saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, dayText, instant } from '#app/domain/calendar/civil-time.ts';
import { confirmSpans, holdSpan } from '#app/domain/calendar/spans.server.ts';
import {
  listCalendarFeeds,
  makeCalendarAddress,
  openCalendarAddress,
  revokeCalendarAddress,
} from '#app/domain/orders/calendar-addresses.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { addDays, addMinutes, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { carrots, openPaidTown, paid, supplierOf } from '#tests/setup/sales.ts';
import { camille, karim, offerId, type TestTown } from '#tests/setup/test-town.ts';
import { calendarOf } from './calendar-feed.server.ts';

const origin = 'https://halle.example';
const address = (town: TestTown, email: string, key: string) => {
  makeCalendarAddress(town.ctx(email), key);
  return listCalendarFeeds(town.ctx(email)).find((feed) => feed.key === key)!.address!;
};
const read = (town: TestTown, secret: string) => {
  const opened = openCalendarAddress(town.ctx(), secret);
  return opened && calendarOf(opened.ctx, opened.subject, origin).replaceAll('\r\n ', '').split('\r\n');
};

/** Camille's paid order, with two hours of a room of its supplier, and a member of that supplier. */
async function bookedTown() {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 1 });
  const owner = supplierOf(town, carrots);
  const saved = saveCapacity(town.ctx(), {
    ...{ subject: `offer:${offerId(town, carrots)}`, owner, grain: 'quarter', zone: 'Europe/Paris', units: 2 },
    ...{ longest: 96, bufferBefore: 0, bufferAfter: 4, openRule: 'none', worksHolidays: true },
  });
  if (!saved.ok) throw new Error(saved.reason);
  const day = addDays(localDay(new Date(), town.town), 9);
  const fromT = instant(town.town, dayNumber(day), 38)!;
  const until = isoUtc(addMinutes(new Date(), 30));
  const span = { capacity: saved.capacity, fromT, toT: fromT + 8, units: 2, until, planVersion: null };
  holdSpan(town.ctx(), { ...span, booking: `${orderId}/2` });
  confirmSpans(town.ctx(), orderId);
  holdSpan(town.ctx(), { ...span, fromT: fromT + 20, toT: fromT + 24, booking: 'ord_of_another/1' });
  const member = town.db.$client
    .prepare('select email from users join supplier_members on user_id = users.id where supplier_id = ?')
    .pluck()
    .get(owner) as string;
  const { number } = findOrder(town, orderId)!.order;
  return { town, orderId, number, owner, member, day, capacityId: saved.capacity.id, start: new Date(fromT * 900_000) };
}

const utc = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

test('shows a buyer their bookings to the quarter of an hour, and their deliveries by day', async () => {
  const { town, orderId, number, start } = await bookedTown();
  const lines = read(town, address(town, camille, 'own'))!;
  expect(lines).toContain(`DTSTART:${utc(start)}`);
  expect(lines).toContain(`DTEND:${utc(addMinutes(start, 120))}`);
  expect(lines.filter((line) => line.startsWith('SUMMARY:') && line.includes(number))).toEqual([
    expect.stringMatching(new RegExp(`^SUMMARY:Carottes.* × 2 \\(${number}\\)$`)),
    expect.stringMatching(new RegExp(`^SUMMARY:Livraison de .* \\(${number}\\)$`)),
  ]);
  expect(lines).toContain(`DESCRIPTION:${origin}/orders/${orderId}`);
  expect(lines.some((line) => line.startsWith('DTSTART;VALUE=DATE:'))).toBe(true);
});

test('shows a supplier and one capacity what is booked, and no hold', async () => {
  const { town, member, owner, capacityId, number } = await bookedTown();
  for (const key of [`supplier:${owner}`, `capacity:${capacityId}`]) {
    const summaries = read(town, address(town, member, key))!.filter((line) => line.startsWith('SUMMARY:'));
    expect(summaries).toEqual([expect.stringContaining(number)]);
  }
});

test('an address ends when it is changed, revoked, or its person leaves the team', async () => {
  const { town, member, owner } = await bookedTown();
  const first = address(town, member, `supplier:${owner}`);
  const second = address(town, member, `supplier:${owner}`);
  expect([first === second, read(town, first), read(town, second) === undefined]).toEqual([false, undefined, false]);
  revokeCalendarAddress(town.ctx(member), `supplier:${owner}`);
  expect(read(town, second)).toBeUndefined();
  const third = address(town, member, `supplier:${owner}`);
  town.db.$client.prepare('delete from supplier_members where supplier_id = ?').run(owner);
  expect([read(town, third), read(town, 'cal_GUESSED')]).toEqual([undefined, undefined]);
});

test('refuses an address of a calendar of others', async () => {
  const { town, owner, capacityId } = await bookedTown();
  for (const key of [`supplier:${owner}`, `capacity:${capacityId}`, 'own:1'])
    expect(() => makeCalendarAddress(town.ctx(karim), key)).toThrow(NotFound);
});

test('a thing lent by days is an event of whole days', async () => {
  const { town, owner, orderId, day } = await bookedTown();
  const saved = saveCapacity(town.ctx(), {
    ...{ subject: 'offer:0', owner, grain: 'day', zone: 'Europe/Paris', units: 1, longest: 9 },
    ...{ bufferBefore: 0, bufferAfter: 1, openRule: 'none', worksHolidays: true },
  });
  if (!saved.ok) throw new Error(saved.reason);
  const fromT = dayNumber(day);
  const until = isoUtc(addMinutes(new Date(), 30));
  const lent = { capacity: saved.capacity, fromT, toT: fromT + 3, units: 1, until, planVersion: null };
  holdSpan(town.ctx(), { ...lent, booking: `${orderId}/3` });
  confirmSpans(town.ctx(), orderId);
  const lines = read(town, address(town, camille, 'own'))!;
  expect(lines).toContain(`DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`);
  expect(lines).toContain(`DTEND;VALUE=DATE:${dayText(fromT + 3).replaceAll('-', '')}`);
});
