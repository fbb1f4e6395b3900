// Seats of a session, from the offer to the paid order, and what happens when it does not take place.
import { expect, test } from 'vitest';
import { readOfferSessions } from '#app/domain/basket/offer-sessions.server.ts';
import { type BookedTime, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { addSession, changeSession, findSessions, listSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { type OfferSession, timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import {
  callOffSession,
  eachSessionUpkeep,
  listParticipants,
  savePresence,
  seatKey,
} from '#app/domain/fulfilment/attendance.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { nameSeats } from '#app/domain/orders/seats.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce } from '#app/domain/shared/slices.ts';
import { orderBooked, payOrder, type Wanted } from '#tests/setup/bookings.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, karim, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';

const training = 'formation-bureautique-libre-demi-journee';
const other = 'formation-acheter-responsable-demi-journee';

function offerOf(town: TestTown, slug = training) {
  return findOffers(town, [offerId(town, slug)])[0]!;
}

/** A date of its own, without a booking. */
function setDate(town: TestTown, { seats = 8, minimum = 0, inDays = 60, slug = training } = {}): OfferSession {
  const ctx = town.ctx();
  const day = addDays(localDay(ctx.now, town.town), inDays);
  const draft = { day, start: 36, end: 50, seats, minimum, decideOn: addDays(day, -3), place: '' };
  const added = addSession(ctx, offerOf(town, slug), draft);
  if (!added.ok) throw new Error(added.problem);
  return findSessions(ctx, [added.sessionId])[0]!;
}

const order = (town: TestTown, wanted: Wanted, who = camille) => orderBooked(town, wanted, who).placed;

async function paid(town: TestTown, wanted: Wanted, who = camille): Promise<string> {
  const placed = order(town, wanted, who);
  if (!placed.ok) throw new Error(placed.reason);
  await payOrder(town, placed.orderId, who);
  return placed.orderId;
}

const seatsLeft = (town: TestTown, { id }: OfferSession) => {
  const [now] = findSessions(town.ctx(), [id]);
  return now!.seats - now!.taken;
};
const letters = (town: TestTown) =>
  town.db.$client
    .prepare(
      "select payload ->> '$.template' from outbox where kind = 'mail' and key like '%session%' or key like '%called-off%'",
    )
    .pluck()
    .all();
const refunds = (town: TestTown, orderId: string) =>
  town.db.$client.prepare('select amount_cents from payment_refunds where reference = ?').pluck().all(orderId);

test('the text of a seat is read as it was written', () => {
  const time: BookedTime = { way: 'session', session: 17, day: '2026-12-08', start: 36, end: 50 };
  expect(writeTime(time)).toBe('2026-12-08T09:00/12:30/17');
  expect(readTime('2026-12-08T09:00/12:30/17')).toEqual(time);
  expect([readTime('2026-12-08T09:00/12:30/0'), readTime('2026-02-30T09:00/12:30/1')]).toEqual([null, null]);
});

test('eight seats and carrots are one paid order, at the place of the training', async () => {
  const town = await openTown();
  const session = setDate(town);
  const orderId = await paid(town, [
    [training, 8, timeOfSession(session)],
    [carrots, 2, null],
  ]);
  const { lines, parts } = findOrder(town, orderId)!;
  const line = lines.find(({ offerSlug }) => offerSlug === training)!;
  expect(line).toMatchObject({ quantity: 8, htCents: 8 * 4200, unit: 'person' });
  expect(line.name.fr).toMatch(/^Formation bureautique libre.* · .*, 09:00–12:30$/);
  const part = parts.find(({ supplierId }) => supplierId === line.supplierId);
  expect(part).toMatchObject({ choice: 'on-site', deliverOn: session.day, deliveryCents: 0 });
  expect(listSpansOf(town, orderId).map(({ state, units }) => [state, units])).toEqual([['booked', 8]]);
  expect(seatsLeft(town, session)).toBe(0);
});

test('a session has as many seats as it has, and the last ones are kept while a buyer pays', async () => {
  const town = await openTown();
  const session = setDate(town, { seats: 3 });
  const time = timeOfSession(session);
  expect(order(town, [[training, 2, time]]).ok).toBe(true);
  const offer = offerOf(town);
  const blocks = [1, 2].map((units) => findBookingBlocks(town.ctx(), [{ offer, time, units }])[0]);
  expect(blocks).toEqual([null, 'taken']);
  expect(order(town, [[training, 2, time]], karim)).toMatchObject({ ok: false, reason: 'blocked', block: 'taken' });
  expect(order(town, [[training, 1, time]], karim).ok).toBe(true);
  const shown = readOfferSessions(town.ctx(), offer)?.find(({ id }) => id === session.id);
  expect(shown).toMatchObject({ free: 0, isCalledOff: false });
});

test('a number or hours of another session are no time of an offer', async () => {
  const town = await openTown();
  const session = setDate(town);
  const foreign = setDate(town, { slug: other });
  const offer = offerOf(town);
  const block = (time: BookedTime) => findBookingBlocks(town.ctx(), [{ offer, time, units: 1 }])[0];
  expect(block(timeOfSession(foreign))).toBe('way');
  expect(block(timeOfSession({ ...session, id: 999_999 }))).toBe('way');
  expect(block(timeOfSession({ ...session, start: session.start + 4 }))).toBe('way');
  expect(block({ way: 'slot', day: session.day, start: session.start, end: session.end })).toBe('way');
  expect(block(timeOfSession(session))).toBeNull();
});

test('a date is set once, on a day to come, and never has fewer seats than are booked', async () => {
  const town = await openTown();
  const session = setDate(town);
  const offer = offerOf(town);
  expect(addSession(town.ctx(), offer, session)).toMatchObject({ ok: false, field: 'day', problem: 'twice' });
  const past = { ...session, day: addDays(localDay(town.ctx().now, town.town), -1) };
  expect(addSession(town.ctx(), offer, past)).toMatchObject({ problem: 'past' });
  expect(addSession(town.ctx(), offer, { ...session, start: 60, end: 64, minimum: 9 })).toMatchObject({
    problem: 'minimum',
  });
  await paid(town, [[training, 5, timeOfSession(session)]]);
  const change = { minimum: 0, decideOn: session.decideOn, place: 'Salle 3' };
  expect(changeSession(town.ctx(), offer, session.id, { ...change, seats: 4 })).toEqual({
    ok: false,
    reason: 'booked',
  });
  expect(changeSession(town.ctx(), offer, session.id, { ...change, seats: 5 })).toEqual({ ok: true });
  expect(findSessions(town.ctx(), [session.id])[0]).toMatchObject({ seats: 5, place: 'Salle 3', taken: 5 });
  expect(changeSession(town.ctx(), offerOf(town, other), session.id, { ...change, seats: 9 })).toMatchObject({
    reason: 'not-now',
  });
});

test('names are the buyer’s until the session begins, and of no one else', async () => {
  const town = await openTown();
  const session = setDate(town);
  const time = timeOfSession(session);
  const orderId = await paid(town, [[training, 3, time]]);
  const { line } = findOrder(town, orderId)!.lines[0]!;
  expect(nameSeats(town.ctx(camille), orderId, line, ['Ada', '', 'Grace', 'one too many'])).toEqual({ ok: true });
  const named = () => listParticipants(town.ctx(), time).map(({ seat, name, present }) => [seat, name, present]);
  expect(named()).toEqual([
    [1, 'Ada', false],
    [2, '', false],
    [3, 'Grace', false],
  ]);
  expect(() => nameSeats(town.ctx(karim), orderId, line, ['Mallory'])).toThrow();
  expect(() => nameSeats(town.ctx(camille), orderId, line + 9, ['Ada'])).toThrow();
  expect(savePresence(town.ctx(), session, new Map())).toEqual({ ok: false, reason: 'not-begun' });

  const during = { ...town.ctx(camille), now: new Date(`${session.day}T10:00:00Z`) };
  expect(nameSeats(during, orderId, line, ['Mallory'])).toEqual({ ok: false, reason: 'begun' });
  const keyOf = (seat: number) => seatKey({ orderId, line, seat });
  const typed = new Map([
    [keyOf(1), { name: 'Ada Lovelace', present: true }],
    [keyOf(2), { name: 'Emmy', present: true }],
    ['ord_X.1.1', { name: 'Mallory', present: true }],
  ]);
  expect(savePresence(during, session, typed)).toEqual({ ok: true });
  expect(named()).toEqual([
    [1, 'Ada Lovelace', true],
    [2, 'Emmy', true],
    [3, 'Grace', false],
  ]);
});

test('a session that is called off refunds every seat once, and says so to each buyer', async () => {
  const town = await openTown();
  const session = setDate(town);
  const time = timeOfSession(session);
  const mixed = await paid(town, [
    [training, 2, time],
    [carrots, 2, null],
  ]);
  const paying = order(town, [[training, 1, time]], karim);
  if (!paying.ok) throw new Error(paying.reason);
  const { supplierId } = offerOf(town);
  expect(callOffSession(town.ctx(), supplierId, session)).toEqual({ ok: true, orders: 1 });
  expect(callOffSession(town.ctx(), supplierId, session)).toEqual({ ok: false, reason: 'not-now' });
  const { lines, parts } = findOrder(town, mixed)!;
  const line = lines.find(({ offerSlug }) => offerSlug === training)!;
  expect(refunds(town, mixed)).toEqual([line.htCents + line.vatCents]);
  expect(parts.find((part) => part.supplierId === supplierId)?.state).toBe('refused');
  expect(parts.filter(({ state }) => state === 'to-prepare')).toHaveLength(1);
  expect(listSpansOf(town, mixed).map(({ state }) => state)).toEqual(['cancelled']);
  expect(letters(town)).toEqual(['session-called-off']);

  // Another buyer was paying: the upkeep refunds them, once.
  await payOrder(town, paying.orderId, karim);
  for (let run = 0; run < 2; run++) runAtOnce(eachSessionUpkeep(() => town.ctx()));
  expect(refunds(town, paying.orderId)).toHaveLength(1);
  expect(letters(town)).toEqual(['session-called-off', 'session-called-off']);
  expect(listParticipants(town.ctx(), time)).toEqual([]);
  expect(findBookingBlocks(town.ctx(), [{ offer: offerOf(town), time, units: 1 }])).toEqual(['called-off']);
});

test('a seller whose session lacks people on the day of deciding is asked once; one that has them is not', async () => {
  const town = await openTown();
  town.db.$client.exec("update offer_sessions set asked_at = '2026-01-01' where asked_at is null");
  const short = setDate(town, { minimum: 4 });
  const full = setDate(town, { minimum: 2, inDays: 67 });
  await paid(town, [
    [training, 3, timeOfSession(short)],
    [training, 2, timeOfSession(full)],
  ]);
  const upkeep = (day: string) =>
    runAtOnce(eachSessionUpkeep(() => ({ ...town.ctx(), now: new Date(`${day}T09:00:00Z`) })));
  upkeep(addDays(short.decideOn, -1));
  expect(letters(town)).toEqual([]);
  upkeep(short.decideOn);
  upkeep(short.decideOn);
  upkeep(full.decideOn);
  expect(letters(town)).toEqual(['session-short']);
  const told = town.db.$client.prepare("select payload from outbox where key like 'mail:session-short%'").pluck().get();
  expect(JSON.parse(String(told))).toMatchObject({ sessionId: short.id, supplierId: offerOf(town).supplierId });
});

test('the seeded trainings have coming dates with seats, and one of them is wholly free', async () => {
  const town = await openTown();
  const today = localDay(town.ctx().now, town.town);
  const sessions = listSessions(town.ctx(), offerId(town, training), today);
  expect(sessions).toHaveLength(5);
  expect(sessions.every(({ day }) => day > today)).toBe(true);
  expect(sessions.map(({ seats, taken }) => seats - taken)).toEqual([4, 6, 7, 8, 8]);
});
