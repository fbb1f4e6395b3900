// Closing days on which something is promised: each promise is decided about, and all is saved or nothing.
import { expect, test } from 'vitest';
import { type BookedTime, daysOfTime, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { earliestDay, findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart, listOutcomes, listProposals } from '#app/domain/orders/parts.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { addDays, addMinutes } from '#app/domain/shared/context.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { hall, offerOf, orderBooked, payBooked, spanStatesOf, tuesdayMorning } from '#tests/setup/bookings.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { carrots, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille, karim, type TestTown } from '#tests/setup/test-town.ts';
import { cancelPart } from './cancel-part.server.ts';
import { type ClosureDecision, closeDays } from './close-days.server.ts';
import { answerProposal } from './proposals.server.ts';
import { endUnansweredTimes } from './time-proposals.server.ts';
import { listTouched, promiseKey, versionOf } from './touched-promises.server.ts';

const windows = 'nettoyage-de-vitres-a-la-visite';
const supplierOf = (town: TestTown, id: string) => findSuppliers(town, [id])[0]!;

/** A hall that is booked for two Tuesdays, and the closure of the first of them. */
async function twoTuesdays() {
  const town = await openPaidTown();
  const first = tuesdayMorning(town, 20);
  const orderId = await payBooked(town, [[hall, 1, first]], 'organisation');
  const later = tuesdayMorning(town, 40);
  await payBooked(town, [[hall, 1, later]], 'organisation');
  const { supplierId } = offerOf(town, hall);
  const day = first.way === 'slot' ? first.day : '';
  const closures = [...supplierOf(town, supplierId).closures, { from: day, to: addDays(day, 1) }];
  const list = () => listTouched(town.ctx(), supplierOf(town, supplierId), closures);
  const close = (decision: ClosureDecision | null, time = '', version?: string) => {
    const touched = list();
    const decisions = new Map(decision ? touched.map((one) => [promiseKey(one), { decision, time }]) : []);
    const shown = version ?? versionOf(supplierOf(town, supplierId), touched);
    return closeDays(town.ctx(), supplierId, { closures, version: shown, decisions, why: 'travaux' });
  };
  const isClosed = () => supplierOf(town, supplierId).closures.length === closures.length;
  return { town, orderId, first, supplierId, list, close, isClosed };
}

test('lists the promises of the days, and closes nothing before each is decided', async () => {
  const { orderId, first, list, close, isClosed } = await twoTuesdays();
  const [promise, ...more] = list();
  expect(more).toEqual([]);
  expect(promise).toMatchObject({ orderId, line: 1, time: first });
  expect(promise!.others.length).toBeGreaterThan(0);
  expect(promise!.others.map(writeTime)).not.toContain(writeTime(first));
  expect(close(null)).toEqual({ ok: false, reason: 'undecided', key: `${orderId}-1` });
  expect(close('move', 'yesterday')).toEqual({ ok: false, reason: 'undecided', key: `${orderId}-1` });
  expect(isClosed()).toBe(false);
});

test('asks again when a booking came since the page was shown', async () => {
  const { town, supplierId, list, close, isClosed } = await twoTuesdays();
  const shown = versionOf(supplierOf(town, supplierId), list());
  const goods = town.db.$client.prepare('update offers set booking_terms = booking_terms where slug = ?');
  goods.run(hall);
  cancelPart(town.ctx(), list()[0]!.orderId, supplierId);
  expect(close('keep', '', shown)).toEqual({ ok: false, reason: 'changed' });
  expect(isClosed()).toBe(false);
});

test('keeps what is kept, and books nothing more on those days', async () => {
  const { town, orderId, first, close, isClosed } = await twoTuesdays();
  expect(close('keep')).toEqual({ ok: true, count: 1 });
  expect(isClosed()).toBe(true);
  expect(spanStatesOf(town, orderId)).toEqual(['booked']);
  const blocks = findBookingBlocks(town.ctx(), [{ offer: offerOf(town, hall), time: first, units: 1 }]);
  expect(blocks[0]).not.toBeNull();
});

test('refunds what is refused in full, with a letter', async () => {
  const { town, orderId, close } = await twoTuesdays();
  expect(close('refuse')).toEqual({ ok: true, count: 1 });
  const { order, parts } = findOrder(town, orderId)!;
  expect([parts[0]!.state, parts[0]!.closedReason]).toEqual(['refused', 'travaux']);
  expect(listRefunds(town, orderId).map(({ amountCents }) => amountCents)).toEqual([order.totalCents]);
  expect(spanStatesOf(town, orderId)).toEqual(['cancelled']);
  const letters = town.db.$client.prepare(
    "select count(*) from outbox where key like 'mail:part-refused:' || ? || '%'",
  );
  expect(letters.pluck().get(orderId)).toBe(1);
  await workOff(town);
  await expectSound(town);
});

test.each([true, false])('a buyer answers another time (%s), which is free for no one else until then', async (yes) => {
  const { town, orderId, supplierId, list, close } = await twoTuesdays();
  const [other] = list()[0]!.others;
  expect(close('move', writeTime(other!))).toEqual({ ok: true, count: 1 });
  expect(spanStatesOf(town, orderId)).toEqual(['booked']);
  expect(orderBooked(town, [[hall, 1, other!]], karim).placed.ok).toBe(false);
  const [proposal] = listProposals(town, [orderId]);
  const answered = answerProposal(town.ctx(camille), orderId, proposal!.id, yes);
  const { order } = findOrder(town, orderId)!;
  expect(answered).toEqual({ ok: true, refundCents: yes ? 0 : order.totalCents });
  const { part } = getSupplierPart(town, supplierId, orderId);
  const [span] = listSpansOf(town, orderId);
  if (!yes) {
    expect([part.state, span!.state]).toEqual(['refused', 'cancelled']);
    expect(orderBooked(town, [[hall, 1, other!]], karim).placed.ok).toBe(true);
  } else {
    const [outcome] = listOutcomes(town, [orderId]);
    expect(readTime(outcome!.bookedTime)).toEqual(other);
    expect([part.deliverOn, span!.state]).toEqual([other!.way === 'slot' ? other!.day : '', 'booked']);
    expect(outcome!.name.fr).toContain('09:00–13:00');
    // Its supplier moved it: cancelling is free until it begins.
    expect(cancelPart(town.ctx(), orderId, supplierId)).toEqual({ ok: true, refundCents: order.totalCents });
  }
  await workOff(town);
  await expectSound(town);
});

test('a visit of one day is proposed at the same hours of another day, several visits are not', async () => {
  const town = await openPaidTown();
  const offer = offerOf(town, windows);
  const visits: BookedTime[] = [];
  for (let day = addDays(earliestDay(town.ctx(), offer), 7); visits.length < 3; day = addDays(day, 1)) {
    const time: BookedTime = { way: 'appointment', days: [day], start: 36, end: 48 };
    if (findBookingBlocks(town.ctx(), [{ offer, time, units: 1 }])[0] === null) visits.push(time);
  }
  const [first, ...series] = visits.map((time) => daysOfTime(time).first);
  const orderId = await payBooked(town, [[windows, 1, visits[0]!]], 'organisation');
  const several: BookedTime = { way: 'appointment', days: series, start: 36, end: 48 };
  const seriesId = await payBooked(town, [[windows, 1, several]], 'organisation');
  const supplier = supplierOf(town, offer.supplierId);
  const closures = [...supplier.closures, { from: first!, to: addDays(series[1]!, 1) }];
  const touched = listTouched(town.ctx(), supplier, closures);
  expect(touched.map((one) => [one.orderId, one.others.length > 0])).toEqual([
    [orderId, true],
    [seriesId, false],
  ]);
  const other = touched[0]!.others[0]!;
  expect(other).toMatchObject({ way: 'appointment', start: 36, end: 48 });
  const decisions = new Map<string, { decision: ClosureDecision; time: string }>([
    [`${orderId}-1`, { decision: 'move', time: writeTime(other) }],
    [`${seriesId}-1`, { decision: 'keep', time: '' }],
  ]);
  const version = versionOf(supplier, touched);
  expect(closeDays(town.ctx(), supplier.id, { closures, version, decisions, why: 'congés' }).ok).toBe(true);
  expect(orderBooked(town, [[windows, 1, other]], karim).placed.ok).toBe(false);
  const [proposal] = listProposals(town, [orderId]);
  expect(answerProposal(town.ctx(camille), orderId, proposal!.id, true)).toEqual({ ok: true, refundCents: 0 });
  const [span, ...more] = listSpansOf(town, orderId);
  expect([more, span!.state, listOutcomes(town, [orderId])[0]!.bookedTime]).toEqual([[], 'booked', writeTime(other)]);
  expect(getSupplierPart(town, supplier.id, orderId).part.deliverOn).toBe(daysOfTime(other).first);
  await workOff(town);
  await expectSound(town);
});

test('refunds a booking whose buyer has not answered in time', async () => {
  const { town, orderId, list, close } = await twoTuesdays();
  close('move', writeTime(list()[0]!.others[0]!));
  expect(endUnansweredTimes(town.ctx())).toBe(0);
  const later = { ...town.ctx(), now: addMinutes(new Date(), 73 * 60) };
  expect(endUnansweredTimes(later)).toBe(1);
  expect(endUnansweredTimes(later)).toBe(0);
  expect(listProposals(town, [orderId])[0]!.state).toBe('withdrawn');
  expect(findOrder(town, orderId)!.parts[0]!.state).toBe('refused');
});

test('goods that were promised for the day can be moved to the next one', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  const { supplierId, deliverOn } = findOrder(town, orderId)!.parts[0]!;
  const supplier = supplierOf(town, supplierId);
  const closures = [...supplier.closures, { from: deliverOn!, to: deliverOn! }];
  const touched = listTouched(town.ctx(), supplier, closures).filter((one) => one.orderId === orderId);
  expect(touched).toMatchObject([{ line: null, lines: [{ quantity: 2 }] }]);
  const all = listTouched(town.ctx(), supplier, closures);
  const decisions = new Map(
    all.map((one) => {
      const own = one.orderId === orderId;
      return [
        promiseKey(one),
        { decision: own ? 'move' : 'keep', time: own ? writeTime(one.others[0]!) : '' } as const,
      ];
    }),
  );
  const closed = closeDays(town.ctx(), supplierId, { closures, version: versionOf(supplier, all), decisions, why: '' });
  expect(closed.ok).toBe(true);
  const [proposal] = listProposals(town, [orderId]);
  expect(answerProposal(town.ctx(), orderId, proposal!.id, true)).toEqual({ ok: true, refundCents: 0 });
  expect(findOrder(town, orderId)!.parts[0]!.deliverOn! > deliverOn!).toBe(true);
});
