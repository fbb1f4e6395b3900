// Cancelling what is booked: the fee of the terms agreed with the line, the refund to the cent, and what becomes of both.
import { expect, test } from 'vitest';
import { owedByReference } from '#app/domain/books/balances.server.ts';
import { cancellationFeeCents } from '#app/domain/calendar/cancellation.ts';
import { quarterStart } from '#app/domain/calendar/civil-time.ts';
import { findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { currentTotals } from '#app/domain/orders/current-totals.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart, listOutcomes } from '#app/domain/orders/parts.server.ts';
import { lastWithdrawalDay } from '#app/domain/orders/withdrawal.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { addDays, addMinutes, localDay } from '#app/domain/shared/context.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';
import {
  bicycle,
  drill,
  freeDay,
  hall,
  offerOf,
  payBooked,
  spanStatesOf,
  tuesdayMorning,
} from '#tests/setup/bookings.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { carrots, deliver, openPaidTown } from '#tests/setup/sales.ts';
import { camille, type TestTown } from '#tests/setup/test-town.ts';
import { cancelPart, refusePart } from './cancel-part.server.ts';
import { releaseParts } from './release.server.ts';

/** A paid order of a hall on a Tuesday morning more than a month away, at 390 euros and 20 % VAT. */
async function hallOrder(payer: 'person' | 'organisation') {
  const town = await openPaidTown();
  const orderId = await payBooked(town, [[hall, 1, tuesdayMorning(town, 35)]], payer);
  const { order, parts, lines } = findOrder(town, orderId)!;
  const begins = quarterStart(lines[0]!.cancellation!.startsAt);
  const before = (days: number, minutes = 0) =>
    town.ctx(camille, addMinutes(momentBefore(begins, days, town), minutes));
  return { town, orderId, order, part: parts[0]!, line: lines[0]!, begins, before };
}

/** So many days of the clock before, whatever the clock does between. */
function momentBefore(begins: Date, days: number, town: TestTown): Date {
  const day = addDays(localDay(begins, town.town), -days);
  for (let hours = days * 24 - 1; hours <= days * 24 + 1; hours++) {
    const at = new Date(begins.getTime() - hours * 3600e3);
    if (localDay(at, town.town) === day && clock(at) === clock(begins)) return at;
  }
  throw new Error('no such moment');
}

const clock = (at: Date) => at.toLocaleTimeString('fr', { timeZone: 'Europe/Paris' });

test('its terms are kept with the line, whatever the offer says later', async () => {
  const { town, line, order, part, before } = await hallOrder('organisation');
  expect(line.cancellation?.tiers).toEqual([
    { daysBefore: 30, percentKept: 0 },
    { daysBefore: 14, percentKept: 50 },
  ]);
  const later =
    "update offers set booking_terms = json_set(booking_terms, '$.cancellation', json('[]')) where slug = ?";
  town.db.$client.prepare(later).run(hall);
  expect(cancelPart(before(30), order.id, part.supplierId)).toEqual({ ok: true, refundCents: 46_800 });
});

test.each([
  [30, 0, 46_800, 'to the minute'],
  [30, 15, 23_400, 'a quarter of an hour later'],
  [14, 0, 23_400, 'to the minute'],
  [14, 1, 0, 'a minute later'],
  [0, -1, 0, 'a minute before it begins'],
] as const)(
  'an organisation that cancels %i days before and %i minutes is refunded %i cents (%s)',
  async (days, minutes, refundCents, _) => {
    const { town, orderId, part, before } = await hallOrder('organisation');
    const ctx = before(days, minutes);
    expect(cancelPart(ctx, orderId, part.supplierId)).toEqual({ ok: true, refundCents });
    expect(sum(listRefunds(town, orderId).map(({ amountCents }) => amountCents))).toBe(refundCents);
    expect(spanStatesOf(town, orderId)).toEqual(['cancelled']);
    const [outcome] = listOutcomes(town, [orderId]);
    const keptCents = 46_800 - refundCents;
    expect(outcome).toMatchObject({ quantity: 0, htCents: keptCents / 1.2, vatCents: keptCents - keptCents / 1.2 });
    const ended = getSupplierPart(town, part.supplierId, orderId).part;
    expect([ended.state, ended.feeKeptAt !== null]).toEqual(['cancelled', keptCents > 0]);
    const invoices = listInvoices(town, [orderId]);
    expect(invoices.map(({ totalCents, content }) => [totalCents, content.lines.map(({ kind }) => kind)])).toEqual(
      keptCents > 0 ? [[keptCents, ['cancellation']]] : [],
    );
    await workOff(town);
    await expectSound(town);
  },
);

test('refuses once it has begun', async () => {
  const { orderId, part, before } = await hallOrder('organisation');
  expect(cancelPart(before(0), orderId, part.supplierId)).toEqual({ ok: false, reason: 'too-late' });
});

test('its supplier is paid the fee less the contribution, once it is released like any sale', async () => {
  const { town, orderId, part, before } = await hallOrder('organisation');
  const ctx = before(14);
  cancelPart(ctx, orderId, part.supplierId);
  await workOff(town);
  expect(listTransfers(town, orderId, part.supplierId)).toEqual([]);
  expect(releaseParts(ctx, 7)).toBe(0);
  expect(releaseParts({ ...ctx, now: addMinutes(ctx.now, 7 * 1440 + 1) }, 7)).toBe(1);
  await workOff(town);
  const contribution = Math.round(19_500 * 0.03);
  expect(listTransfers(town, orderId, part.supplierId)).toMatchObject([
    { state: 'done', amountCents: 23_400 - contribution - Math.round(contribution * 0.2) },
  ]);
  expect(owedByReference(town, part.supplierId, [orderId]).get(orderId)).toBe(0);
  await expectSound(town);
});

test('a person withdraws free of charge for fourteen days, and then the terms hold', async () => {
  const { town, orderId, order, part, line } = await hallOrder('person');
  expect(line.priceBasis).toBe('gross');
  const last = lastWithdrawalDay(order, town.town)!;
  expect(last >= addDays(localDay(new Date(order.placedAt), town.town), 14)).toBe(true);
  // The terms would keep all: the booking is brought near.
  const near =
    "update order_lines set cancellation = json_set(cancellation, '$.startsAt', cast(? as integer)) where order_id = ?";
  const startsAt = (day: string) => Math.floor(Date.parse(`${day}T08:00:00Z`) / 900_000);
  town.db.$client.prepare(near).run(startsAt(addDays(last, 1)), orderId);
  const onLast = town.ctx(camille, new Date(`${last}T20:00:00Z`));
  expect(cancelPart(onLast, orderId, part.supplierId)).toEqual({ ok: true, refundCents: order.totalCents });
});

test('after its time to withdraw a person pays the fee on the price with its VAT, rounded down', async () => {
  const { town, orderId, order, part, before } = await hallOrder('person');
  const ctx = before(14);
  expect(localDay(ctx.now, town.town) > lastWithdrawalDay(order, town.town)!).toBe(true);
  const cents = order.totalCents;
  expect(cancelPart(ctx, orderId, part.supplierId)).toEqual({ ok: true, refundCents: cents - Math.floor(cents / 2) });
  await workOff(town);
  await expectSound(town);
});

test('a supplier that refuses keeps nothing', async () => {
  const { town, orderId, part, before } = await hallOrder('organisation');
  expect(refusePart(before(1), part.supplierId, orderId, 'n')).toEqual({ ok: true, refundCents: 46_800 });
  expect(listInvoices(town, [orderId])).toEqual([]);
  expect(spanStatesOf(town, orderId)).toEqual(['cancelled']);
});

test('one booking of a part is cancelled by itself, and its fee stands on the invoice of the rest', async () => {
  const town = await openPaidTown();
  const from = freeDay(town, bicycle, 1, 35);
  const supplierOfHall = offerOf(town, hall).supplierId;
  const orderId = await payBooked(
    town,
    [
      [hall, 1, tuesdayMorning(town, 35)],
      [hall, 1, tuesdayMorning(town, 50)],
      [bicycle, 1, { way: 'period', from, to: addDays(from, 2) }],
    ],
    'organisation',
  );
  const { lines } = findOrder(town, orderId)!;
  const own = lines.filter(({ supplierId }) => supplierId === supplierOfHall);
  const [first, second] = own;
  const at = new Date(quarterStart(first!.cancellation!.startsAt).getTime() - 20 * 864e5);
  const ctx = town.ctx(camille, at);
  expect(cancelPart(ctx, orderId, supplierOfHall, '', first!.line)).toEqual({ ok: true, refundCents: 23_400 });
  expect(cancelPart(ctx, orderId, supplierOfHall, '', first!.line)).toEqual({ ok: false, reason: 'not-now' });
  expect(getSupplierPart(town, supplierOfHall, orderId).part.state).toBe('to-prepare');
  const time = { way: 'slot', day: first!.bookedTime.slice(0, 10), start: 36, end: 52 } as const;
  expect(findBookingBlocks(ctx, [{ offer: offerOf(town, hall), time, units: 1 }])).toEqual([null]);
  deliver(town, orderId, supplierOfHall);
  await workOff(town);
  const [invoice] = listInvoices(town, [orderId]);
  expect(invoice!.content.lines.map(({ kind, htCents }) => [kind, htCents])).toEqual([
    [expect.stringMatching(/goods|service/), second!.htCents],
    ['cancellation', 19_500],
  ]);
  await expectSound(town);
});

const histories = repetitions('CANCELLATIONS', 3, 200);

test(`any cancelling gives back what was paid less the fees, and no cent is lost (${histories}, seed ${seed})`, async () => {
  const random = randomOf(seed);
  const town = await openPaidTown();
  town.db.$client.exec('update offers set stock = 5000 where stock is not null');
  for (let i = 0; i < histories; i++) {
    const payer = random(2) === 0 ? 'person' : 'organisation';
    const from = freeDay(town, drill, 3, 2 + random(40));
    const orderId = await payBooked(
      town,
      [
        [hall, 1, tuesdayMorning(town, 2 + random(60))],
        [drill, 1 + random(3), { way: 'period', from, to: from }],
        [carrots, 1 + random(3), null],
      ],
      payer,
    );
    // Prices that no cent divides, and terms of any share.
    const { order, parts, lines } = findOrder(town, orderId)!;
    for (const part of parts) {
      const own = lines.filter(({ supplierId }) => supplierId === part.supplierId);
      const booked = own.filter(({ cancellation }) => cancellation);
      const begins = booked.length > 0 ? Math.min(...booked.map((line) => line.cancellation!.startsAt)) : null;
      if (begins === null) continue;
      const share = random(101);
      const tiers = JSON.stringify([{ daysBefore: 0, percentKept: share }]);
      town.db.$client
        .prepare("update order_lines set cancellation = json_set(cancellation, '$.tiers', json(?)) where order_id = ?")
        .run(tiers, orderId);
      const at = new Date(Math.max(Date.now(), quarterStart(begins).getTime() - random(20 * 1440) * 60_000));
      const ctx = town.ctx(camille, at);
      const before = listRefunds(town, orderId);
      const cancelled = cancelPart(ctx, orderId, part.supplierId);
      if (!cancelled.ok) continue;
      const free = payer === 'person' && localDay(at, town.town) <= lastWithdrawalDay(order, town.town)!;
      const [line] = own;
      const paidCents = line!.priceBasis === 'net' ? line!.htCents : line!.htCents + line!.vatCents;
      const kept = free
        ? 0
        : cancellationFeeCents(paidCents, [{ daysBefore: 0, percentKept: share }], begins, at, town.town);
      const outcome = listOutcomes(town, [orderId]).find((one) => one.line === line!.line)!;
      const gross = outcome.htCents + outcome.vatCents;
      expect(line!.priceBasis === 'net' ? outcome.htCents : gross).toBe(kept);
      if (line!.priceBasis === 'net') expect(outcome.vatCents).toBe(applyRate(kept, line!.vatBasisPoints));
      const paid = line!.htCents + line!.vatCents + part.deliveryCents + part.deliveryVatCents;
      expect(cancelled.refundCents).toBe(paid - gross);
      const given = listRefunds(town, orderId).slice(before.length);
      expect(sum(given.map(({ amountCents }) => amountCents))).toBe(cancelled.refundCents);
    }
    const outcomes = new Map(listOutcomes(town, [orderId]).map((one) => [one.line, one]));
    const now = currentTotals(findOrder(town, orderId)!, outcomes).totalCents;
    expect(now).toBe(order.totalCents - sum(listRefunds(town, orderId).map(({ amountCents }) => amountCents)));
  }
  await workOff(town);
  releaseParts({ ...town.ctx(), now: new Date(Date.now() + 400 * 864e5) }, 7);
  await workOff(town);
  await expectSound(town);
});

function randomOf(from: number): (below: number) => number {
  let state = from >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
