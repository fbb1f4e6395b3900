// The calendar of an order: in its letter and in the subscribed calendar of its buyer.
import { expect, test } from 'vitest';
import { addSession, findSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { listCalendarEntries } from '#app/domain/orders/calendar-entries.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { hall, offerOf, payBooked, tuesdayMorning } from '#tests/setup/bookings.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { composeMail } from './compose.server.ts';

const training = 'formation-bureautique-libre-demi-journee';

function setDate(town: TestTown) {
  const day = addDays(localDay(town.ctx().now, town.town), 60);
  const draft = { day, start: 36, end: 50, seats: 8, minimum: 0, decideOn: day, place: 'Salle Ader, 2e étage' };
  const added = addSession(town.ctx(), offerOf(town, training), draft);
  if (!added.ok) throw new Error(added.problem);
  return findSessions(town.ctx(), [added.sessionId])[0]!;
}

async function eventsOf(town: TestTown, orderId: string): Promise<string[]> {
  const ctx = { ...town.ctx(), storage: town.storage, origin: 'http://halle.test', bankIban: null };
  const mail = await composeMail(ctx, { template: 'order-paid', orderId });
  const file = mail!.files!.find(({ filename }) => filename.endsWith('.ics'))!;
  return String(file.content).replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
}

test('each time that was booked is an event with its hours, a session where it takes place', async () => {
  const town = await openTown();
  const session = setDate(town);
  const morning = tuesdayMorning(town);
  const orderId = await payBooked(town, [
    [hall, 1, morning],
    [training, 2, timeOfSession(session)],
  ]);
  const events = await eventsOf(town, orderId);
  expect(events).toHaveLength(2);
  const [atHall, atSession] = ['day' in morning ? morning.day : '', session.day].map(
    (day) => events.find((event) => event.includes(`T090000`) && event.includes(day.replaceAll('-', '')))!,
  );
  expect(atHall).toContain('T130000');
  expect(atSession).toContain('T123000');
  expect(atSession).toContain('LOCATION:Salle Ader\\, 2e étage');
  expect(atHall).not.toContain('Salle Ader');
});

test('the buyer’s own calendar has what is booked, though nothing of the order is delivered', async () => {
  const town = await openTown();
  const orderId = await payBooked(town, [[hall, 1, tuesdayMorning(town)]]);
  const own = listCalendarEntries(town.ctx(), { kind: 'own' }).filter(({ order }) => order?.id === orderId);
  expect(own.map(({ kind }) => kind)).toEqual(['booking']);
});
