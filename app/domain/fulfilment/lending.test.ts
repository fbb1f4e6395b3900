import { expect, test } from 'vitest';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber } from '#app/domain/calendar/civil-time.ts';
import { closeDays } from '#app/domain/calendar/span.ts';
import { findSpan, listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { findBookingBlocks, subjectOf } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { addDays, addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { beginWithCode } from '#seeds/hand-over.ts';
import { at, freeDays, openLendingTown, orderLoans, period, runUpkeep, type Wanted } from '#tests/setup/loans.ts';
import { carrots, supplierOf } from '#tests/setup/sales.ts';
import { camille, karim, offerId, type TestTown } from '#tests/setup/test-town.ts';
import { sayCondition } from './borrower-word.server.ts';
import { cancelPart } from './cancel-part.server.ts';
import { undoHandOver } from './hand-over.server.ts';
import {
  handOutSpan,
  inspectSpan,
  loseSpan,
  missSpan,
  replaceSpan,
  takeBackSpan,
  undoLendingStep,
} from './lending.server.ts';
import { countPressingLoans, listLoans } from './loan-list.server.ts';
import { getRecord, listThingsHere } from './span-conditions.server.ts';

const drill = 'perceuse-visseuse-a-la-journee';
const sander = 'ponceuse-a-parquet-a-la-journee';
const tap = 'tireuse-a-biere-deux-becs-a-la-journee';
const hall = 'grand-hangar-300-personnes-journee';
const good = { condition: 'good', note: '' } as const;
const ok = { ok: true };
const refusal = (reason: string) => ({ ok: false, reason });

/** A drill for two days, paid; the town's clock is set to noon of its first day. */
async function lent(units = 1, other: Wanted[] = []) {
  const town = await openLendingTown();
  const from = freeDays(town, drill, 5);
  const orderId = await orderLoans(town, [[drill, units, period(from, 2)], ...other]);
  const supplierId = supplierOf(town, drill);
  const span = () => listSpansOf(town, orderId).find(({ capacity }) => capacity === drillOf(town).id)!;
  const code = () => getSupplierPart(town, supplierId, orderId).part.handOverCode;
  const part = () => getSupplierPart(town, supplierId, orderId).part;
  const hand = (ctx: Ctx, changes: object = {}) =>
    handOutSpan(ctx, supplierId, span().id, {
      ...good,
      numbers: [],
      acknowledgement: { by: 'code', code: code() },
      ...changes,
    });
  return { town, from, orderId, supplierId, span, part, hand, noon: at(town, from) };
}

const drillOf = (town: TestTown) => findCapacity(town, subjectOf({ id: offerId(town, drill) }))!;
const letters = (town: TestTown, template: string) =>
  town.db.$client
    .prepare(`select key from outbox where state <> 'done' and payload ->> 'template' = ? order by id`)
    .pluck()
    .all(template) as string[];

test('a drill goes out with the code, comes back and is looked at; each step once, in its order', async () => {
  const { town, supplierId, span, part, hand, noon, from } = await lent();
  const { id } = span();
  expect(hand({ ...noon, now: addMinutes(noon.now, -24 * 60) })).toEqual(refusal('before-its-day'));
  expect(takeBackSpan(noon, supplierId, id, good)).toEqual(refusal('not-now'));
  expect(inspectSpan(noon, supplierId, id, good)).toEqual(refusal('not-now'));
  expect(loseSpan(noon, supplierId, id)).toEqual(refusal('not-now'));
  expect(replaceSpan(noon, supplierId, id)).toEqual(refusal('not-now'));
  expect(hand(noon, { acknowledgement: { by: 'code', code: 'XXXX' } })).toEqual(refusal('code'));
  expect(hand(noon, { acknowledgement: { by: 'signature', name: ' ', drawing: null } })).toEqual(refusal('signature'));
  expect([span().state, part().state, part().codeTries]).toEqual(['booked', 'to-prepare', 1]);
  const noted = { condition: 'worn', note: 'rayure' };
  expect(hand(noon, noted)).toEqual(ok);
  // The last thing of a part that has nothing else hands the part over.
  expect([span().state, part().state]).toEqual(['out', 'handing-over']);
  expect(getRecord(town, id).out?.lender).toMatchObject({
    ...noted,
    acknowledgement: 'code',
    recordedAt: noon.now.toISOString(),
  });
  expect(hand(noon)).toEqual(refusal('not-now'));
  expect(missSpan(noon, supplierId, id)).toEqual(refusal('not-now'));
  const evening = at(town, addDays(from, 1), 17);
  expect(takeBackSpan(evening, supplierId, id, good)).toEqual({ ...ok, lateCents: 0 });
  expect(takeBackSpan(evening, supplierId, id, good)).toEqual(refusal('not-now'));
  expect(inspectSpan(evening, supplierId, id, { condition: 'dirty', note: '' })).toEqual(ok);
  expect([span().state, getRecord(town, id).inspection?.lender.condition]).toEqual(['inspected', 'dirty']);
  expect(letters(town, 'thing-inspected')).toHaveLength(1);
  runUpkeep(town, addDays(from, closeDays));
  expect(span().state).toBe('inspected');
  runUpkeep(town, addDays(from, closeDays + 2));
  expect(span().state).toBe('closed');
});

test('no other supplier reaches a booking, and a room is never handed out', async () => {
  const { town, span, noon, supplierId } = await lent();
  const other = supplierOf(town, carrots);
  for (const step of [missSpan, loseSpan, replaceSpan, undoLendingStep])
    expect(() => step(noon, other, span().id)).toThrow(/span/);
  for (const step of [takeBackSpan, inspectSpan]) expect(() => step(noon, other, span().id, good)).toThrow(/span/);
  expect(() => missSpan(noon, supplierId, 'spn_unknown')).toThrow(/span/);
  const day = freeDays(town, hall, 1);
  const roomId = await orderLoans(town, [[hall, 1, { way: 'slot', day, start: 9 * 4, end: 13 * 4 }]]);
  const [room] = listSpansOf(town, roomId);
  const keeper = supplierOf(town, hall);
  const signed = {
    ...good,
    numbers: [],
    acknowledgement: { by: 'signature', name: 'Camille', drawing: null },
  } as const;
  expect(handOutSpan(at(town, day, 10), keeper, room!.id, signed)).toEqual(refusal('not-now'));
  expect(missSpan(at(town, addDays(day, -1)), keeper, room!.id)).toEqual(refusal('before-its-day'));
  runUpkeep(town, addDays(day, 1));
  expect(findSpan(town, room!.id)?.state).toBe('closed');
  expect(missSpan(at(town, addDays(day, 1)), keeper, room!.id)).toEqual(ok);
  expect(letters(town, 'booking-missed')).toHaveLength(1);
});

test('a wrong tap is undone for ten minutes, with the hand-over of the part', async () => {
  const { town, supplierId, span, part, hand, noon } = await lent();
  const { id } = span();
  hand(noon, { numbers: ['P-03'] });
  const soon = { ...noon, now: addMinutes(noon.now, 9) };
  expect(undoLendingStep(soon, supplierId, id)).toEqual(ok);
  expect([span().state, part().state, getRecord(town, id).out]).toEqual(['booked', 'to-prepare', undefined]);
  expect(listThingsHere(town, drillOf(town).id)).toEqual(['P-03']);
  expect(hand(soon, { numbers: ['P-03'] })).toEqual(ok);
  takeBackSpan(soon, supplierId, id, good);
  expect(undoLendingStep(soon, supplierId, id)).toEqual(ok);
  expect(span().state).toBe('out');
  takeBackSpan(soon, supplierId, id, good);
  expect(undoHandOver(soon, supplierId, part().orderId)).toEqual(refusal('not-now'));
  const later = { ...noon, now: addMinutes(noon.now, 20) };
  expect(undoLendingStep(later, supplierId, id)).toEqual(refusal('not-now'));
});

test('a number has one borrower, and there are no more of them than things', async () => {
  const { town, from, hand, noon, supplierId, span } = await lent(2);
  expect(hand(noon, { numbers: ['A', 'B', 'C'] })).toEqual(refusal('numbers'));
  expect(hand(noon, { numbers: ['A', 'B'] })).toEqual(ok);
  const second = await orderLoans(town, [[drill, 1, period(from, 2)]], karim);
  const next = listSpansOf(town, second)[0]!;
  const signed = { ...good, acknowledgement: { by: 'signature', name: 'Karim', drawing: null } } as const;
  expect(handOutSpan(noon, supplierId, next.id, { ...signed, numbers: ['B'] })).toEqual(refusal('number-out'));
  expect(findSpan(town, next.id)?.state).toBe('booked');
  takeBackSpan(noon, supplierId, span().id, good);
  expect(handOutSpan(noon, supplierId, next.id, { ...signed, numbers: ['B'] })).toEqual(ok);
  expect(getRecord(town, next.id).out?.lender.signedBy).toBe('Karim');
});

test('a part with goods stays to be handed over; its page hands the thing out too, and takes it back when undone', async () => {
  const town = await openLendingTown();
  const supplierId = supplierOf(town, tap);
  const goods = town.db.$client
    .prepare(
      `select slug from offers where supplier_id = ? and booking_terms is null and status = 'live' and not on_quote
       and min_quantity = 1 and piece_weight is null and (stock is null or stock > 3) order by slug limit 1`,
    )
    .pluck()
    .get(supplierId) as string;
  const from = freeDays(town, tap, 3);
  const orderId = await orderLoans(town, [
    [tap, 1, period(from, 2)],
    [goods, 1, null],
  ]);
  const span = () => listSpansOf(town, orderId)[0]!;
  const part = () => getSupplierPart(town, supplierId, orderId).part;
  const noon = at(town, part().deliverOn! > from ? part().deliverOn! : from);
  const signed = {
    ...good,
    numbers: [],
    acknowledgement: { by: 'signature', name: 'Camille', drawing: null },
  } as const;
  expect(handOutSpan(noon, supplierId, span().id, signed)).toEqual(ok);
  expect([span().state, part().state]).toEqual(['out', 'to-prepare']);
  expect(cancelPart({ ...town.ctx(camille) }, orderId, supplierId).ok).toBe(false);
  expect(undoLendingStep(noon, supplierId, span().id)).toEqual(ok);
  expect(beginWithCode(noon, supplierId, orderId).ok).toBe(true);
  expect(span().state).toBe('out');
  expect(undoHandOver(noon, supplierId, orderId)).toEqual(ok);
  expect([span().state, part().state]).toEqual(['booked', 'to-prepare']);
});

test('a late sander puts the next booking at risk: letters once and a day later, and again when it is safe', async () => {
  const town = await openLendingTown();
  const supplierId = supplierOf(town, sander);
  const from = freeDays(town, sander, 6);
  const sanders = findCapacity(town, subjectOf({ id: offerId(town, sander) }))!;
  const first = await orderLoans(town, [[sander, sanders.units, period(from, 1)]]);
  const second = await orderLoans(town, [[sander, 1, period(addDays(from, 2), 1)]], karim);
  const third = await orderLoans(town, [[sander, 1, period(addDays(from, 4), 1)]], karim);
  const [late, next] = [listSpansOf(town, first)[0]!, listSpansOf(town, second)[0]!];
  const noon = at(town, from);
  const signed = {
    ...good,
    numbers: [],
    acknowledgement: { by: 'signature', name: 'Camille', drawing: null },
  } as const;
  expect(handOutSpan(noon, supplierId, late.id, signed)).toEqual(ok);
  runUpkeep(town, from);
  expect(letters(town, 'thing-late')).toEqual([]);
  const [day1, day2, day3] = [1, 2, 3].map((n) => addDays(from, n)) as [string, string, string];
  const group = (day: string) =>
    Object.fromEntries(listLoans(at(town, day), supplierId).map((row) => [row.span.id, [row.group, row.isAtRisk]]));
  expect(group(from)[late.id]).toEqual(['due', false]);

  for (let twice = 0; twice < 2; twice++) runUpkeep(town, day1);
  expect(letters(town, 'thing-late')).toEqual([`mail:thing-late:${late.id}:first`]);
  expect(letters(town, 'booking-at-risk')).toEqual([`mail:booking-at-risk:${next.id}:${late.id}`]);
  expect(group(day1)[late.id]).toEqual(['late', false]);
  expect(group(day1)[next.id]).toEqual(['soon', true]);
  expect(countPressingLoans(at(town, day1), supplierId)).toBeGreaterThan(0);
  // Never shown free: nothing can be booked on the next open day.
  const offer = findOffers(town, [offerId(town, sander)])[0]!;
  const block = (day: string) => findBookingBlocks(at(town, day1), [{ offer, time: period(day, 1), units: 1 }])[0];
  expect(dayNumber(day2)).toBeLessThan(findSpan(town, late.id)!.lateTo!);
  expect(block(day2) ?? 'free').not.toBe('free');

  runUpkeep(town, day2);
  expect(letters(town, 'thing-late')).toHaveLength(2);
  // The next borrower cannot have what is not here.
  const karims = { ...signed, acknowledgement: { by: 'signature', name: 'Karim', drawing: null } } as const;
  expect(handOutSpan(at(town, day2), supplierId, next.id, karims)).toEqual(refusal('not-back'));
  // A tariff that is raised while it is out changes nothing for its borrower.
  const raised = "update offers set booking_terms = json_set(booking_terms, '$.prices.day', 9900) where slug = ?";
  town.db.$client.prepare(raised).run(sander);
  const lateCents = takeBackSpan(at(town, day2, 13), supplierId, late.id, good);
  // Three days at 32 instead of one, each of the sanders.
  expect(lateCents).toEqual({ ok: true, lateCents: 2 * 3200 * sanders.units });
  expect(letters(town, 'booking-safe')).toEqual([]); // it is in its place until it was looked at
  expect(inspectSpan(at(town, day2, 13), supplierId, late.id, good)).toEqual(ok);
  expect(letters(town, 'booking-safe')).toHaveLength(1);
  expect(getRecord(town, late.id).inspection?.lender.lateCents).toBe(2 * 3200 * sanders.units);
  expect(handOutSpan(at(town, day2, 14), supplierId, next.id, karims)).toEqual(ok);
  runUpkeep(town, day3);
  expect(letters(town, 'booking-at-risk')).toHaveLength(1); // karim's sander is late, and there is another one for the third
  expect(third).not.toBe('');
});

test('a lost thing threatens every later booking, until it is found or replaced', async () => {
  const { town, from, hand, noon, supplierId, span } = await lent(8);
  const later = await orderLoans(town, [[drill, 8, period(addDays(from, 3), 1)]], karim);
  expect(hand(noon)).toEqual(ok);
  expect(loseSpan(noon, supplierId, span().id)).toEqual(ok);
  expect(letters(town, 'thing-lost')).toHaveLength(1);
  runUpkeep(town, from);
  expect(letters(town, 'booking-at-risk')).toHaveLength(1);
  expect(takeBackSpan(noon, supplierId, span().id, good)).toEqual({ ...ok, lateCents: 0 });
  expect(letters(town, 'booking-safe')).toHaveLength(1);
  expect(loseSpan(noon, supplierId, span().id)).toEqual(ok);
  expect(replaceSpan(noon, supplierId, span().id)).toEqual(ok);
  expect(span().state).toBe('closed');
  expect(listSpansOf(town, later)[0]?.state).toBe('booked');
});

test('a booking that no one fetched is closed a week after its end, or noted before', async () => {
  const { town, from, supplierId, span } = await lent();
  runUpkeep(town, addDays(from, closeDays + 1));
  expect(span().state).toBe('booked');
  runUpkeep(town, addDays(from, closeDays + 3));
  expect(span().state).toBe('closed');
  expect(missSpan(at(town, addDays(from, closeDays + 3)), supplierId, span().id)).toEqual(ok);
  expect(span().state).toBe('no-show');
});

test('the borrower has a word of their own at the hand-out and at the return, and no one else has it', async () => {
  const { town, orderId, supplierId, span, hand, noon } = await lent();
  const { id } = span();
  const word = { moment: 'out', condition: 'damaged', note: 'mandrin voilé' } as const;
  const borrower = { ...town.ctx(camille), now: noon.now };
  expect(sayCondition(borrower, orderId, id, word)).toEqual(refusal('not-now'));
  hand(noon);
  expect(() => sayCondition({ ...town.ctx(karim), now: noon.now }, orderId, id, word)).toThrow();
  expect(() => sayCondition(borrower, orderId, 'spn_other', word)).toThrow(/span/);
  expect(sayCondition(borrower, orderId, id, word)).toEqual(ok);
  expect(getRecord(town, id).out).toMatchObject({ lender: { condition: 'good' }, borrower: { note: 'mandrin voilé' } });
  expect(sayCondition(borrower, orderId, id, { ...word, moment: 'back' })).toEqual(refusal('not-now'));
  takeBackSpan(noon, supplierId, id, good);
  expect(sayCondition(borrower, orderId, id, word)).toEqual(refusal('not-now'));
  expect(sayCondition(borrower, orderId, id, { ...word, moment: 'back' })).toEqual(ok);
  expect(letters(town, 'condition-differs')).toHaveLength(2);
});
