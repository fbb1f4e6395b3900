// The page of a bookable offer: the hours that it proposes, and the number of things that is asked for.
import { expect, test } from 'vitest';
import { axisSpan } from '#app/domain/calendar/booked-time.ts';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { saveServiceSpan } from '#app/domain/calendar/spans.server.ts';
import { earliestDay, readCalendar, subjectOf } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { addDays, isoWeekday } from '#app/domain/shared/context.ts';
import { offerId, openTown } from '#tests/setup/test-town.ts';
import { readOfferBooking } from './offer-booking.server.ts';

/** Six benches by the hour, open from 8 h to 18 h. */
const workshop = 'atelier-partage-etabli-a-la-journee';

async function openWorkshop() {
  const town = await openTown();
  const ctx = town.ctx();
  const offer = findOffers(town, [offerId(town, workshop)])[0]!;
  const from = addDays(earliestDay(ctx, offer), 1);
  const { days } = readCalendar(ctx, offer, from, addDays(from, 90));
  const { day } = days.find(({ day, open, free }) => open && free === 6 && isoWeekday(day) === 2)!;
  const take = (units: number, start: number, end: number) => {
    const stretch = axisSpan({ way: 'slot', day, start: 4 * start, end: 4 * end }, town.town)!;
    const capacity = findCapacity(ctx, subjectOf(offer))!;
    const taken = saveServiceSpan(ctx, { capacity, booking: 'repair', fromT: stretch.from, toT: stretch.to, units });
    if (!taken.ok) throw new Error(taken.reason);
  };
  const ask = (units: number) => readOfferBooking(ctx, offer, { day, units })!;
  return { take, ask };
}

test('proposes the first hour at which as many are free as are asked for', async () => {
  const { take, ask } = await openWorkshop();
  take(5, 8, 11);
  expect([1, 2].map((units) => ask(units).fields.start)).toEqual(['08:00', '11:00']);
});

test('joins stretches of which each has enough: eight to nine and nine to ten are two hours', async () => {
  const { take, ask } = await openWorkshop();
  for (const hour of [8.5, 9.5]) take(1, hour, hour + 0.5);
  expect(ask(5).fields.start).toBe('08:00');
  take(6, 10, 18);
  expect(ask(6).fields.start).toBe('');
});

test('says that more were asked for than there are, and asks for all of them', async () => {
  const { ask } = await openWorkshop();
  expect(ask(7)).toMatchObject({ tooMany: true, fields: { units: 6 } });
  expect(ask(6)).toMatchObject({ tooMany: false, fields: { units: 6 } });
});
