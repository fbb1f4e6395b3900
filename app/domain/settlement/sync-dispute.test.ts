// The life of a dispute at the provider, state by state, and what the books, transfers, cases and letters make of it.

import { expect, test } from 'vitest';
import { owedByReference } from '#app/domain/books/balances.server.ts';
import { countEntriesOf } from '#app/domain/books/books.server.ts';
import { applyProviderEvent } from '#app/domain/checkout/provider-events.server.ts';
import { dismissCase } from '#app/domain/checkout/unallocated-payments.server.ts';
import { answerReturn, requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { refusePart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { beginWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { noe } from '#tests/setup/evidence.ts';
import { type DisputeStatus, expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { carrots, deliver, now, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { recordMissingCharges } from './charges.server.ts';
import { syncDispute, syncOpenDisputes } from './sync-dispute.server.ts';

async function openSale(quantity = 4) {
  const town = await openPaidTown();
  const { orderId, charge } = await paid(town, { [carrots]: quantity });
  const { order, parts } = findOrder(town, orderId)!;
  const { supplierId } = parts[0]!;
  const owed = () => owedByReference(town, supplierId, [orderId]).get(orderId);
  const reasons = () => listCases(town).map(({ reason }) => reason);
  const transfers = () =>
    listTransfers(town, orderId, supplierId).map(({ reverses, state, chargeId }) => [
      reverses ? 'back' : 'out',
      state,
      chargeId,
    ]);
  return { town, orderId, charge, cents: order.totalCents, supplierId, owed, reasons, transfers };
}

async function contest(town: TestTown, charge: string, cents: number, status: DisputeStatus = 'needs_response') {
  town.standIn.store.contest('du_1', charge, cents, now(), status);
  return syncDispute(town.ctx(), 'du_1');
}

async function step(town: TestTown, status: DisputeStatus) {
  town.standIn.store.setDispute('du_1', status, now());
  const outcome = await syncDispute(town.ctx(), 'du_1');
  await workOff(town);
  return outcome;
}

test.each([
  ['at once', []],
  ['after an appeal', ['appeal_needs_response', 'appeal_under_review'] as const],
])('a dispute that is lost and then won %s pays the supplier again, from the balance', async (_, between) => {
  const { town, orderId, charge, cents, supplierId, owed, transfers } = await openSale();
  deliver(town, orderId, supplierId);
  await workOff(town);
  const contribution = total(town, 'contribution', supplierId);
  await contest(town, charge, cents);
  expect(await step(town, 'lost')).toBe('lost');
  // Neither money nor contribution of what the buyer's bank took.
  const lost = () => [total(town, 'disputes'), owed(), total(town, 'contribution', supplierId) - contribution];
  expect(lost().slice(0, 2)).toEqual([0, 0]);
  expect(lost()[2]).toBeGreaterThan(0);
  for (const status of between) {
    expect(await step(town, status)).toBe('open');
    expect(listCases(town)).toContainEqual(
      expect.objectContaining({ reason: 'disputed', facts: expect.objectContaining({ status }) }),
    );
  }
  expect(await step(town, 'won')).toBe('won');
  expect(lost()).toEqual([0, 0, 0]);
  expect(transfers()).toEqual([
    ['out', 'done', charge],
    ['back', 'done', null],
    ['out', 'done', null],
  ]);
  expect(listCases(town)).toEqual([]);
  await expectSound(town);
});

test('a debit that the bank took back stops the part, writes, and stays a case', async () => {
  const { town, orderId, charge, cents, supplierId, owed, reasons } = await openSale();
  const stock = stockOf(town, carrots);
  expect(await contest(town, charge, cents, 'lost')).toBe('lost');
  await workOff(town);
  expect(reasons()).toEqual(['dispute-lost']);
  const letters = town.db.$client.prepare(`select payload from outbox where key glob 'mail:dispute:*'`).pluck();
  const written = (letters.all() as string[]).map((payload) => JSON.parse(payload) as Record<string, string>);
  expect(written.filter((letter) => letter.supplierId === supplierId && letter.step === 'lost')).toHaveLength(1);
  expect(written.some(({ userId }) => userId)).toBe(true);
  expect(beginWithCode(onItsDay(town.ctx(), orderId, supplierId), supplierId, orderId)).toEqual({
    ok: false,
    reason: 'taken-back',
  });
  expect([owed(), countEntriesOf(town, 'contribution', orderId, supplierId)]).toEqual([0, 0]);
  // The supplier frees the stock. The buyer has the money already.
  expect(refusePart(town.ctx(), supplierId, orderId, 'n')).toEqual({ ok: true, refundCents: 0 });
  await workOff(town);
  expect([stockOf(town, carrots), listRefunds(town, orderId), owed()]).toEqual([stock + 4, [], 0]);
  expect(dismissCase(town.ctx(noe), listCases(town)[0]!.id)).toEqual({ ok: true });
  await expectSound(town);
  // Won after all: what was not handed over is the buyer's.
  await step(town, 'won');
  expect(listRefunds(town, orderId)).toMatchObject([{ amountCents: cents, state: 'done' }]);
  expect([owed(), total(town, 'refunds')]).toEqual([0, 0]);
  await expectSound(town);
});

test('a return of goods whose payment was taken back is credited, and refunded once the dispute is won', async () => {
  const { town, orderId, charge, cents, supplierId, owed } = await openSale();
  deliver(town, orderId, supplierId);
  await contest(town, charge, cents, 'lost');
  await workOff(town);
  const { line } = findOrder(town, orderId)!.lines[0]!;
  const asked = requestReturn(town.ctx(), orderId, { line, quantity: 4, reason: 'r' });
  if (!asked.ok) throw new Error(asked.reason);
  answerReturn(town.ctx(), supplierId, orderId, asked.returnId, { agree: true, restock: true });
  await workOff(town);
  const kinds = town.db.$client.prepare('select kind from invoices where order_id = ? order by kind').pluck();
  expect([kinds.all(orderId), listRefunds(town, orderId)]).toEqual([['credit-note', 'invoice'], []]);
  await step(town, 'won');
  expect(listRefunds(town, orderId)).toMatchObject([{ state: 'done' }]);
  expect(owed()).toBe(0);
  await expectSound(town);
});

test('a part goes on when the dispute about it is won', async () => {
  const { town, orderId, charge, cents, supplierId, transfers } = await openSale();
  await contest(town, charge, cents, 'lost');
  await step(town, 'won');
  deliver(town, orderId, supplierId);
  await workOff(town);
  expect(findSupplierPart(town, supplierId, orderId)!.part.state).toBe('handed-over');
  expect(transfers()).toEqual([['out', 'done', charge]]);
  await expectSound(town);
});

test('an inquiry holds transfers and no refund; the case cannot be dismissed while it is open', async () => {
  const { town, orderId, charge, cents, supplierId, reasons, transfers } = await openSale();
  await contest(town, charge, cents, 'warning_needs_response');
  const [opened] = listCases(town);
  expect(opened).toMatchObject({ reason: 'disputed', facts: { refundable: true, status: 'warning_needs_response' } });
  expect(dismissCase(town.ctx(noe), opened!.id)).toEqual({ ok: false, reason: 'not-now' });
  shorten(town, orderId, findOrder(town, orderId)!.lines[0]!.line, 2);
  deliver(town, orderId, supplierId);
  await workOff(town);
  expect(listRefunds(town, orderId).map(({ state }) => state)).toEqual(['done']);
  expect(transfers()).toEqual([]);
  expect(await step(town, 'warning_closed')).toBe('won');
  expect([reasons(), transfers()]).toEqual([[], [['out', 'done', charge]]]);
  await expectSound(town);
});

test('a lost event of an open dispute is made up for by asking again', async () => {
  const { town, charge, cents, reasons } = await openSale();
  await contest(town, charge, cents);
  town.standIn.store.setDispute('du_1', 'won', now());
  await syncOpenDisputes(town.ctx(), (error) => {
    throw error;
  });
  expect(reasons()).toEqual([]);
  await expectSound(town);
});

test('a state that we do not know opens a case and moves nothing', async () => {
  const { town, charge, cents, reasons } = await openSale();
  await contest(town, charge, cents, 'warning_needs_response');
  town.db.$client.exec('update payment_cases set closed_at = opened_at');
  expect(await step(town, 'of_a_later_version' as DisputeStatus)).toBe('open');
  expect(reasons()).toEqual(['disputed']);
});

test('a prevented dispute is a loss only when its money did not come back', async () => {
  const { town, charge, cents } = await openSale();
  await contest(town, charge, cents);
  expect(await step(town, 'prevented')).toBe('won');
  await expectSound(town);
});

test('keeps the charge before its fee is known, and a dispute of that time', async () => {
  let feeSeconds = 3600;
  const town = await openPaidTown({ feeSeconds: () => feeSeconds });
  const { orderId, sessionId, charge } = await paid(town, { [carrots]: 4 });
  const fees = total(town, 'fees');
  expect(town.db.$client.prepare('select charge_id from payment_sessions where id = ?').pluck().get(sessionId)).toBe(
    charge,
  );
  expect(await contest(town, charge, 500)).toBe('open');
  feeSeconds = 0;
  town.standIn.store.setFeeKnown(charge, now());
  await recordMissingCharges(town.ctx(), (error) => {
    throw error;
  });
  expect(total(town, 'fees')).toBeGreaterThan(fees);
  await step(town, 'won');
  await expectSound(town);
  expect(findOrder(town, orderId)!.order.state).toBe('paid');
});

test('a dispute of a charge that we do not know yet is asked again when its order is ours', async () => {
  const { town, charge, cents } = await openSale();
  town.db.$client.prepare('update payment_sessions set charge_id = null where charge_id = ?').run(charge);
  const event = { id: 'evt_1', type: 'charge.dispute.created', objectId: 'du_1' };
  town.standIn.store.contest('du_1', charge, cents, now());
  await expect(applyProviderEvent(town.ctx(), event)).rejects.toThrow('not known yet');
  town.db.$client.exec('update payment_sessions set fee_cents = null where charge_id is null');
  await recordMissingCharges(town.ctx(), (error) => {
    throw error;
  });
  expect(await applyProviderEvent(town.ctx(), event)).toBe('open');
});
