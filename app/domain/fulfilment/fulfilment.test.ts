import { expect, test } from 'vitest';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart, listPartsToPrepare, listProposals } from '#app/domain/orders/parts.server.ts';
import { salesByMonth, sumDue } from '#app/domain/orders/sales.server.ts';
import { drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { findImpactTicket } from '#app/domain/receipts/impact-ticket.server.ts';
import { listEffectiveEntries } from '#app/domain/reporting/publication.server.ts';
import { executeRefund } from '#app/domain/settlement/execute-refund.server.ts';
import { handOverWithCode } from '#seeds/hand-over.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { camille, offerId, openTown, placeAndStart, press, stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { packagingOf, takeBackContainers, writeOffContainers } from './containers.server.ts';
import { confirmPart, type HandOver } from './hand-over.server.ts';
import { answerProposal, proposeChange, withdrawProposal } from './proposals.server.ts';

const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
const leeks = 'poireaux-cagette-de-5-kg';
const chair = 'chaise-de-bureau-remise-en-etat';
const lucie = 'lucie@jardins-de-la-vesle.example';

async function paidOrder(quantities: Record<string, number> = { [carrots]: 4, [chair]: 2 }) {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, quantities);
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  const supplierId = town.db.$client
    .prepare(`select id from suppliers where slug = 'jardins-de-la-vesle'`)
    .pluck()
    .get() as string;
  return { town, orderId, supplierId, lucie: town.ctx(lucie), buyer: town.ctx(camille) };
}

const handOver = (ctx: ReturnType<TestTown['ctx']>, supplierId: string, orderId: string, real: Partial<HandOver>) =>
  handOverWithCode(onItsDay(ctx, orderId, supplierId), supplierId, orderId, real);
const effectiveTotals = (town: TestTown) =>
  impactTotals([listEffectiveEntries(town, ledgerSize(town))], 'town', factors)[0]!;
const kinds = (town: TestTown, orderId: string) => entriesOf(town, orderId).map((entry) => entry.kind);
const veg = (town: TestTown, orderId: string) =>
  findOrder(town, orderId)!.lines.find((line) => line.offerSlug === carrots)!;

async function payOut(town: TestTown) {
  await drainOutbox({ ...town.ctx(), now: new Date(Date.now() + 1000) }, async ({ kind, payload }) => {
    if (kind === 'refund') await executeRefund(town.ctx(), String(payload.refundId));
  });
}

test('shortens money, stock and ledger together and refunds once', async () => {
  const { town, orderId, supplierId, lucie, buyer } = await paidOrder();
  const line = veg(town, orderId);
  const before = stockOf(town, carrots);
  const asked = proposeChange(lucie, supplierId, orderId, { line: line.line, quantity: 1, offerId: null, note: 'gel' });
  if (!asked.ok) throw new Error(asked.reason);
  expect(kinds(town, orderId)).toEqual(['impact.line', 'impact.line']);
  const answered = answerProposal(buyer, orderId, asked.proposalId, true);
  const kept = Math.round(line.htCents / 4);
  expect(answered).toEqual({
    ok: true,
    refundCents: line.htCents + line.vatCents - kept - Math.round(line.vatCents / 4),
  });
  expect(stockOf(town, carrots)).toBe(before + 3);
  expect(kinds(town, orderId)).toEqual(['impact.line', 'impact.line', 'impact.reversal', 'impact.line']);
  await payOut(town);
  await payOut(town);
  const refundCents = answered.ok ? answered.refundCents : 0;
  expect(listRefunds(town, orderId)).toMatchObject([{ state: 'done', amountCents: refundCents }]);
  expect(town.standIn.store.refundedTotal()).toBe(refundCents);
  const ticket = findImpactTicket(buyer, findOrder(town, orderId)!)!;
  expect(ticket.lines.find((own) => own.line === line.line)).toMatchObject({ quantity: 1, price: { netCents: kept } });
  expect(ticket.corrections).toHaveLength(1);
  expect(auditLedger(town.db, town.ledgerKey, undefined)).toMatchObject({ ok: true });
  expect(answerProposal(buyer, orderId, asked.proposalId, true)).toEqual({ ok: false, reason: 'not-now' });
});

test('refunds a line reduced to zero and reverses it without replacement', async () => {
  const { town, orderId, supplierId, lucie, buyer } = await paidOrder();
  const line = veg(town, orderId);
  const { part } = getSupplierPart(town, supplierId, orderId);
  const asked = proposeChange(lucie, supplierId, orderId, { line: line.line, quantity: 0, offerId: null, note: '' });
  if (!asked.ok) throw new Error(asked.reason);
  expect(answerProposal(buyer, orderId, asked.proposalId, true)).toEqual({
    ok: true,
    refundCents: line.htCents + line.vatCents + part.deliveryCents + part.deliveryVatCents, // with no goods left, the delivery is refunded too
  });
  expect(kinds(town, orderId)).toEqual(['impact.line', 'impact.line', 'impact.reversal']);
  const instead = { line: line.line, quantity: 1, offerId: offerId(town, leeks), note: '' };
  expect(proposeChange(lucie, supplierId, orderId, instead)).toEqual({ ok: false, reason: 'not-now' });
  expect(handOver(lucie, supplierId, orderId, { mode: 'transport.on_foot', trip: 'dedicated' })).toMatchObject({
    ok: true,
    preview: { refundCents: 0, invoiceCents: 0, leavesCents: 0 },
  });
});

test('caps the price of a substitute and exchanges the stock', async () => {
  const { town, orderId, supplierId, lucie, buyer } = await paidOrder();
  const line = veg(town, orderId);
  const [carrotStock, leekStock] = [stockOf(town, carrots), stockOf(town, leeks)];
  const asked = proposeChange(lucie, supplierId, orderId, {
    line: line.line,
    quantity: 20,
    offerId: offerId(town, leeks),
    note: '',
  });
  if (!asked.ok) throw new Error(asked.reason);
  expect(answerProposal(buyer, orderId, asked.proposalId, true)).toEqual({ ok: true, refundCents: 0 });
  expect([stockOf(town, carrots), stockOf(town, leeks)]).toEqual([carrotStock + 4, leekStock - 20]);
  const part = getSupplierPart(town, supplierId, orderId);
  expect(part.outcomes).toMatchObject([{ offerSlug: leeks, quantity: 20, htCents: line.htCents }]);
});

test('changes nothing for a refused, withdrawn or sold-out proposal', async () => {
  const { town, orderId, supplierId, lucie, buyer } = await paidOrder();
  const { line } = veg(town, orderId);
  const digest = () => [
    stockOf(town, carrots),
    stockOf(town, leeks),
    kinds(town, orderId).length,
    listRefunds(town, orderId).length,
  ];
  const before = digest();
  const first = proposeChange(lucie, supplierId, orderId, { line, quantity: 1, offerId: null, note: '' });
  expect(proposeChange(lucie, supplierId, orderId, { line, quantity: 2, offerId: null, note: '' })).toEqual({
    ok: false,
    reason: 'already-open',
  });
  expect(handOver(lucie, supplierId, orderId, { mode: 'transport.on_foot', trip: 'dedicated' })).toEqual({
    ok: false,
    reason: 'open-proposal',
  });
  expect(answerProposal(buyer, orderId, first.ok ? first.proposalId : '', false)).toEqual({ ok: true, refundCents: 0 });
  const second = proposeChange(lucie, supplierId, orderId, { line, quantity: 2, offerId: null, note: '' });
  expect(withdrawProposal(lucie, supplierId, orderId, second.ok ? second.proposalId : '')).toBe(true);
  const third = proposeChange(lucie, supplierId, orderId, {
    line,
    quantity: 10,
    offerId: offerId(town, leeks),
    note: '',
  });
  town.db.$client.prepare('update offers set stock = 3 where slug = ?').run(leeks);
  expect(answerProposal(buyer, orderId, third.ok ? third.proposalId : '', true)).toEqual({
    ok: false,
    reason: 'no-stock',
  });
  town.db.$client.prepare('update offers set stock = ? where slug = ?').run(before[1], leeks);
  expect(digest()).toEqual(before);
  expect(listProposals(town, [orderId]).map((proposal) => proposal.state)).toEqual(['refused', 'withdrawn', 'open']);
});

test.each([
  [{ quantity: 4, offer: false }, 'quantity'],
  [{ quantity: -1, offer: false }, 'quantity'],
  [{ quantity: 1.5, offer: false }, 'quantity'],
  [{ quantity: Number.NaN, offer: false }, 'quantity'],
  [{ quantity: 1, offer: true }, 'not-yours'],
])('proposeChange refuses %j: %s', async ({ quantity, offer }, reason) => {
  const { town, orderId, supplierId, lucie } = await paidOrder();
  const { line } = veg(town, orderId);
  expect(
    proposeChange(lucie, supplierId, orderId, {
      line,
      quantity,
      offerId: offer ? offerId(town, chair) : null,
      note: '',
    }),
  ).toEqual({ ok: false, reason });
});

test('corrects each line and the town totals when the trip differs', async () => {
  const { town, orderId, supplierId, lucie } = await paidOrder();
  const totals = effectiveTotals(town);
  expect(confirmPart(lucie, supplierId, orderId)).toBe(true);
  expect(confirmPart(lucie, supplierId, orderId)).toBe(false);
  const { part } = getSupplierPart(town, supplierId, orderId);
  expect(part.trip).toBe('shared');
  expect(
    handOver(lucie, supplierId, orderId, { mode: 'transport.van35_parcel_diesel', trip: 'dedicated' }),
  ).toMatchObject({
    ok: true,
    preview: { refundCents: 0 },
  });
  expect(handOver(lucie, supplierId, orderId, { mode: 'transport.on_foot', trip: 'shared' })).toEqual({
    ok: false,
    reason: 'not-now',
  });
  expect(kinds(town, orderId)).toEqual(['impact.line', 'impact.line', 'impact.reversal', 'impact.line']);
  const after = effectiveTotals(town);
  expect([after.orders, after.spentCents]).toEqual([totals.orders, totals.spentCents]); // counted once
  expect(after.delta).not.toEqual(totals.delta);
  expect(listPartsToPrepare(town, supplierId).some((supplierPart) => supplierPart.order.id === orderId)).toBe(false);
});

test('logs returned and lost containers, never more than were lent', async () => {
  const { town, orderId, supplierId, lucie } = await paidOrder();
  const { part } = getSupplierPart(town, supplierId, orderId);
  expect(takeBackContainers(lucie, supplierId, orderId, 1)).toEqual({ ok: false, reason: 'not-now' });
  handOver(lucie, supplierId, orderId, { mode: part.mode as never, trip: part.trip });
  expect(kinds(town, orderId)).toEqual(['impact.line', 'impact.line']); // as planned: nothing to correct
  const { lent } = packagingOf(getSupplierPart(town, supplierId, orderId));
  expect(lent).toBe(4);
  expect(takeBackContainers(lucie, supplierId, orderId, 3)).toEqual({ ok: true });
  expect(takeBackContainers(lucie, supplierId, orderId, 2)).toEqual({ ok: false, reason: 'quantity' });
  expect(kinds(town, orderId).at(-1)).toBe('packaging.returned');
  expect(writeOffContainers(lucie, supplierId, orderId, 2)).toEqual({ ok: false, reason: 'quantity' });
  expect(writeOffContainers(lucie, supplierId, orderId, 1)).toEqual({ ok: true });
  expect(kinds(town, orderId).at(-1)).toBe('packaging.lost');
  expect(packagingOf(getSupplierPart(town, supplierId, orderId))).toEqual({ lent: 4, returned: 3, lost: 1 });
  expect(takeBackContainers(lucie, supplierId, orderId, 1)).toEqual({ ok: false, reason: 'quantity' });
});

test('subtracts refunds from sales and from amounts due', async () => {
  const { town, orderId, supplierId, lucie, buyer } = await paidOrder();
  const before = sumDue(town, supplierId);
  const line = veg(town, orderId);
  const asked = proposeChange(lucie, supplierId, orderId, { line: line.line, quantity: 2, offerId: null, note: '' });
  const answered = answerProposal(buyer, orderId, asked.ok ? asked.proposalId : '', true);
  const refund = answered.ok ? answered.refundCents : 0;
  expect(sumDue(town, supplierId)).toEqual({ ...before, waitingCents: before.waitingCents - refund });
  expect(salesByMonth(town, supplierId)[0]!.refundedCents).toBe(refund);
});

test('throws NotFound for another supplier or another buyer', async () => {
  const { town, orderId, supplierId, lucie } = await paidOrder();
  const other = town.db.$client.prepare(`select id from suppliers where slug = 'distri-reims'`).pluck().get() as string;
  expect(() => getSupplierPart(town, other, orderId)).toThrow('not found');
  const asked = proposeChange(lucie, supplierId, orderId, {
    line: veg(town, orderId).line,
    quantity: 1,
    offerId: null,
    note: '',
  });
  expect(
    () => answerProposal(town.ctx('karim@incubateur-112.example'), orderId, asked.ok ? asked.proposalId : '', true),
    'V8.4.1',
  ).toThrow('not found');
});
