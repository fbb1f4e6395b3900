import { expect, test } from 'vitest';
import { owedByReference } from '#app/domain/books/balances.server.ts';
import { applyAccountEvent, applyProviderEvent } from '#app/domain/checkout/provider-events.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { disputeFee, expectSound, total, workOff } from '#tests/setup/money-work.ts';
import {
  carrots,
  deliver,
  fiveSuppliers,
  now,
  openPaidTown,
  others,
  paid,
  paidAgain,
  shorten,
} from '#tests/setup/sales.ts';
import { retryTransfers } from './settle-part.server.ts';
import { syncDispute } from './sync-dispute.server.ts';

test('pays each supplier its share less the contribution, once', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, Object.fromEntries(fiveSuppliers(town).map((slug) => [slug, 2])));
  const { order, parts, lines } = findOrder(town, orderId)!;
  expect(parts).toHaveLength(5);
  await workOff(town);
  expect(parts.flatMap(({ supplierId }) => listTransfers(town, orderId, supplierId))).toEqual([]);
  let sentCents = 0;
  for (const part of parts) {
    deliver(town, orderId, part.supplierId);
    await workOff(town);
    const own = lines.filter(({ supplierId }) => supplierId === part.supplierId);
    const goods = own.reduce((sum, { htCents }) => sum + htCents, 0);
    const share = own.reduce(
      (sum, { htCents, vatCents }) => sum + htCents + vatCents,
      part.deliveryCents + part.deliveryVatCents,
    );
    const contribution = Math.round(goods * 0.03);
    const [sent, ...more] = listTransfers(town, orderId, part.supplierId);
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ state: 'done', amountCents: share - contribution - Math.round(contribution * 0.2) });
    expect(owedByReference(town, part.supplierId, [orderId]).get(orderId)).toBe(0);
    sentCents += sent!.amountCents;
    const again = town.standIn.store.listTransfers().filter(({ group }) => group === orderId);
    expect(again.reduce((sum, { amount }) => sum + amount, 0)).toBe(sentCents);
  }
  expect(sentCents).toBeLessThan(order.totalCents);
  await expectSound(town);
});

test('reverses an overpayment after a refund, with its contribution share', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const { parts, lines } = findOrder(town, orderId)!;
  const { supplierId } = parts[0]!;
  deliver(town, orderId, supplierId);
  await workOff(town);
  const [sent] = listTransfers(town, orderId, supplierId);
  const before = total(town, 'contribution', supplierId);
  const line = lines[0]!;
  town.db.$client.prepare("update order_parts set state = 'confirmed' where order_id = ?").run(orderId);
  shorten(town, orderId, line.line, 1);
  town.db.$client.prepare("update order_parts set state = 'handed-over' where order_id = ?").run(orderId);
  await workOff(town);
  const back = listTransfers(town, orderId, supplierId).filter(({ reverses }) => reverses === sent!.id);
  expect(back).toHaveLength(1);
  const refund = listRefunds(town, orderId)[0]!;
  expect(back[0]!.amountCents).toBeLessThan(refund.amountCents); // the contribution was reduced too
  expect(total(town, 'contribution', supplierId)).toBe(
    before + Math.round(line.htCents * 0.03) - Math.round((line.htCents / 4) * 0.03),
  );
  await expectSound(town);
});

test('opens a case for a refused reversal and retries it', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const { parts, lines } = findOrder(town, orderId)!;
  const { supplierId } = parts[0]!;
  deliver(town, orderId, supplierId);
  await workOff(town);
  const account = town.standIn.store.listAccounts().find(({ party }) => party === supplierId)!;
  const emptied = town.standIn.store.accountBalance(account.id);
  town.standIn.store.payout('po_1', account.id, emptied, now());
  town.db.$client.prepare("update order_parts set state = 'confirmed' where order_id = ?").run(orderId);
  shorten(town, orderId, lines[0]!.line, 0);
  town.db.$client.prepare("update order_parts set state = 'handed-over' where order_id = ?").run(orderId);
  await workOff(town);
  const waiting = () => listTransfers(town, orderId, supplierId).filter(({ state }) => state === 'waiting');
  expect(waiting()).toHaveLength(1);
  expect(total(town, 'supplier', supplierId) + total(town, 'vat', supplierId)).toBe(waiting()[0]!.amountCents);
  const cases = town.db.$client.prepare("select subject from payment_cases where reason = 'transfer-refused'").pluck();
  expect(cases.all()).toEqual([waiting()[0]!.id]);
  const other = await paid(town, { [carrots]: 9 }); // the account receives money again
  deliver(town, other.orderId, supplierId);
  await workOff(town);
  expect(retryTransfers(town.ctx())).toBe(1);
  await workOff(town);
  expect(waiting()).toEqual([]);
  expect(total(town, 'supplier', supplierId) + total(town, 'vat', supplierId)).toBe(0);
  await expectSound(town);
});

test('stops transfers during a dispute; suppliers bear a lost one', async () => {
  const town = await openPaidTown();
  const { store } = town.standIn;
  for (const [end, outcome] of [
    ['won', 'won'],
    ['lost', 'lost'],
  ] as const) {
    const { orderId, charge } = await paid(town, { [carrots]: 4, [others(town)[0]!]: 1 });
    const { order, parts } = findOrder(town, orderId)!;
    deliver(town, orderId, parts[0]!.supplierId);
    await workOff(town);
    const atProvider = total(town, 'provider');
    store.contest(`du_${end}`, charge, order.totalCents, now());
    const event = { id: `evt_${end}`, type: 'charge.dispute.created', objectId: `du_${end}` };
    expect(await applyProviderEvent(town.ctx(), event)).toBe('open');
    expect(await applyProviderEvent(town.ctx(), event)).toBe('known-event');
    expect(total(town, 'provider')).toBe(atProvider - order.totalCents - disputeFee);
    deliver(town, orderId, parts[1]!.supplierId);
    await workOff(town);
    expect(listTransfers(town, orderId, parts[1]!.supplierId)).toEqual([]);
    store.decide(`du_${end}`, end, now());
    expect(await syncDispute(town.ctx(), `du_${end}`)).toBe(outcome);
    await syncDispute(town.ctx(), `du_${end}`);
    await workOff(town);
    const states = listTransfers(town, orderId, parts[1]!.supplierId).map(({ state }) => state);
    expect(states).toEqual(end === 'won' ? ['done'] : []);
    const back = listTransfers(town, orderId, parts[0]!.supplierId).filter(({ reverses }) => reverses);
    expect(back).toHaveLength(end === 'won' ? 0 : 1);
    expect(total(town, 'disputes')).toBe(0);
    await expectSound(town);
  }
});

test('settles a ready account; owes a failed refund to the buyer again', async () => {
  const town = await openPaidTown();
  const account = town.standIn.store.listAccounts().find(({ state }) => state === 'no-bank')!;
  const slug = town.db.$client
    .prepare(
      "select slug from offers where supplier_id = ? and status = 'live' and not on_quote and season is null and stock > 3 limit 1",
    )
    .pluck()
    .get(account.party) as string;
  const { orderId } = await paid(town, { [slug]: 2 });
  const refundId = shorten(town, orderId, 1, 1)!;
  deliver(town, orderId, account.party);
  await workOff(town);
  expect(listTransfers(town, orderId, account.party)).toEqual([]);
  town.standIn.store.saveAccount({ ...account, state: 'ready' });
  const event = { id: 'evt_ready', type: 'account.updated', objectId: account.id };
  expect(await applyAccountEvent(town.ctx(), event, account.id)).toBe('ready');
  expect(await applyAccountEvent(town.ctx(), event, account.id)).toBe('known-event');
  await workOff(town);
  expect(listTransfers(town, orderId, account.party).map(({ state }) => state)).toEqual(['done']);
  const refund = listRefunds(town, orderId).find(({ id }) => id === refundId)!;
  town.standIn.store.failRefund(refund.providerId!, now());
  const failed = { id: 'evt_failed', type: 'refund.failed', objectId: refund.providerId! };
  expect([await applyProviderEvent(town.ctx(), failed), await applyProviderEvent(town.ctx(), failed)]).toEqual([
    'failed',
    'known-event',
  ]);
  expect(total(town, 'refunds')).toBe(-refund.amountCents);
  await expectSound(town);
});

test('charges a lost dispute only to suppliers with a remaining share', async () => {
  const town = await openPaidTown();
  const { orderId, charge } = await paid(town, { [carrots]: 4, [others(town)[0]!]: 2 });
  const [gone, kept] = findOrder(town, orderId)!.parts;
  cancelPart(town.ctx(), orderId, gone!.supplierId);
  deliver(town, orderId, kept!.supplierId);
  await workOff(town);
  const left = town.standIn.store.findCharge(charge)!;
  town.standIn.store.contest('du_rest', charge, left.amount - left.refunded, now());
  town.standIn.store.decide('du_rest', 'lost', now());
  expect(await syncDispute(town.ctx(), 'du_rest')).toBe('lost');
  await workOff(town);
  for (const { supplierId } of [gone!, kept!])
    expect(total(town, 'supplier', supplierId) + total(town, 'vat', supplierId)).not.toBeLessThan(0);
  expect(total(town, 'supplier', gone!.supplierId) + total(town, 'vat', gone!.supplierId)).toBe(0);
  const sent = listTransfers(town, orderId, kept!.supplierId);
  expect(sent.map(({ reverses }) => reverses !== null)).toEqual([false, true]);
  expect(sent[1]!.amountCents).toBe(sent[0]!.amountCents);
  await expectSound(town);
});

test('holds refunds during a dispute; no supplier bears a second payment', async () => {
  const town = await openPaidTown();
  const { orderId, charge } = await paid(town, { [carrots]: 4 });
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  town.standIn.store.contest('du_hold', charge, 100, now());
  await syncDispute(town.ctx(), 'du_hold');
  shorten(town, orderId, findOrder(town, orderId)!.lines[0]!.line, 2);
  await workOff(town);
  expect(listRefunds(town, orderId).map(({ state }) => state)).toEqual(['pending']);
  town.standIn.store.decide('du_hold', 'won', now());
  await syncDispute(town.ctx(), 'du_hold');
  await workOff(town);
  expect(listRefunds(town, orderId).map(({ state }) => state)).toEqual(['done']);
  // A second payment of the same order, by another page, is disputed and lost.
  const again = await paidAgain(town, orderId);
  expect(again.fulfilled).toBe('already-paid');
  const owedBefore = total(town, 'supplier', supplierId);
  town.standIn.store.contest('du_again', again.charge, again.amountCents, now());
  town.standIn.store.decide('du_again', 'lost', now());
  expect(await syncDispute(town.ctx(), 'du_again')).toBe('lost');
  expect([total(town, 'supplier', supplierId), total(town, 'unsettled')]).toEqual([owedBefore, 0]);
  deliver(town, orderId, supplierId);
  await workOff(town);
  expect(listTransfers(town, orderId, supplierId).map(({ state, chargeId }) => [state, chargeId])).toEqual([
    ['done', charge],
  ]);
  await expectSound(town);
});
