import { expect, test } from 'vitest';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { ownOrderBudget } from '#app/domain/checkout/order-budget.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { drawnToday, recordDraw } from '#app/domain/security/budget-draws.server.ts';
import { addMinutes } from '#app/domain/shared/context.ts';
import { beginWithCode, handOverWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { openPaidTown, others, paid, supplierOf } from '#tests/setup/sales.ts';
import { camille, karim, stockOf } from '#tests/setup/test-town.ts';
import { closeHandOver, confirmPart, undoHandOver } from './hand-over.server.ts';
import { findHandOver } from './hand-over-rows.server.ts';
import { receivePart, releaseParts } from './release.server.ts';

/** A paid order, with the supplier's context at noon of its day. */
async function sale() {
  const town = await openPaidTown();
  const [slug] = others(town) as [string];
  const { orderId } = await paid(town, { [slug]: 3 });
  const supplierId = supplierOf(town, slug);
  const state = () => getSupplierPart(town, supplierId, orderId).part.state;
  const left = () => ({
    stock: stockOf(town, slug),
    entries: entriesOf(town, orderId).length,
    invoices: listInvoices(town, [orderId]).length,
    refunds: listRefunds(town, orderId).length,
    transfers: listTransfers(town, orderId, supplierId).length,
    letters: town.db.$client
      .prepare('select count(*) from outbox where key = ?')
      .pluck()
      .get(`mail:handed-over:${orderId}:${supplierId}`),
  });
  const { line } = getSupplierPart(town, supplierId, orderId).lines[0]!;
  return { town, slug, orderId, supplierId, line, state, left, noon: onItsDay(town.ctx(), orderId, supplierId) };
}

test('refuses a hand-over before the day of the part, and opens with it', async () => {
  const { town, orderId, supplierId, noon, state } = await sale();
  const dayBefore = { ...noon, now: addMinutes(noon.now, -24 * 60) };
  expect(beginWithCode(dayBefore, supplierId, orderId)).toEqual({ ok: false, reason: 'before-its-day' });
  expect(state()).toBe('to-prepare');
  // Ten minutes after midnight in the town, which is still the day before in UTC.
  const midnight = new Date(`${getSupplierPart(town, supplierId, orderId).part.deliverOn}T00:10:00+01:00`);
  expect(beginWithCode({ ...noon, now: midnight }, supplierId, orderId).ok).toBe(true);
});

test('writes nothing that leaves for ten minutes, and undoes all of it', async () => {
  const { town, orderId, supplierId, line, noon, state, left } = await sale();
  const before = left();
  for (const confirmed of [false, true]) {
    if (confirmed) confirmPart(noon, supplierId, orderId);
    expect(beginWithCode(noon, supplierId, orderId, { delivered: new Map([[line, 1]]) }).ok).toBe(true);
    expect(state()).toBe('handing-over');
    expect(left()).toEqual(before);
    const soon = { ...noon, now: addMinutes(noon.now, 9) };
    expect(beginWithCode(soon, supplierId, orderId)).toEqual({ ok: false, reason: 'not-now' });
    const { id } = findHandOver(town, orderId, supplierId)!;
    expect(undoHandOver(soon, supplierId, orderId)).toEqual({ ok: true });
    expect(undoHandOver(soon, supplierId, orderId)).toEqual({ ok: false, reason: 'not-now' });
    closeHandOver({ ...noon, now: addMinutes(noon.now, 10) }, id);
    expect([state(), left()]).toEqual([confirmed ? 'confirmed' : 'to-prepare', before]);
    expect(getSupplierPart(town, supplierId, orderId).part.handedOverAt).toBeNull();
  }
  await workOff(town);
  expect([state(), left()]).toEqual(['confirmed', before]);
});

test('writes after ten minutes exactly what its page showed', async () => {
  const { town, slug, orderId, supplierId, line, noon, state, left } = await sale();
  const stock = stockOf(town, slug);
  const delivered = new Map([[line, 2]]);
  expect(beginWithCode(noon, supplierId, orderId, { delivered, shown: '1-2-3' })).toEqual({
    ok: false,
    reason: 'changed',
  });
  const begun = beginWithCode(noon, supplierId, orderId, { delivered });
  if (!begun.ok) throw new Error(begun.reason);
  const late = { ...noon, now: addMinutes(noon.now, 10) };
  expect(undoHandOver(late, supplierId, orderId)).toEqual({ ok: false, reason: 'not-now' });
  const { id } = findHandOver(town, orderId, supplierId)!;
  for (let twice = 0; twice < 2; twice++) closeHandOver(late, id);
  expect([state(), stockOf(town, slug)]).toEqual(['handed-over', stock + 1]);
  const { invoiceCents, refundCents, leavesCents } = begun.preview;
  expect(listInvoices(town, [orderId]).map(({ totalCents }) => totalCents)).toEqual([invoiceCents]);
  expect(listRefunds(town, orderId).map(({ amountCents }) => amountCents)).toEqual([refundCents]);
  receivePart(town.ctx(camille), orderId, supplierId);
  await workOff(town);
  expect(listTransfers(town, orderId, supplierId)).toMatchObject([{ state: 'done', amountCents: leavesCents }]);
  expect(left()).toMatchObject({ invoices: 1, letters: 1 });
  await expectSound(town);
});

test('takes a name with a signature, and nothing without either', async () => {
  const { town, orderId, supplierId, noon } = await sale();
  const signed = (name: string, drawing: string | null = null) =>
    beginWithCode(noon, supplierId, orderId, { acknowledgement: { by: 'signature', name, drawing } });
  expect(signed(' ')).toEqual({ ok: false, reason: 'signature' });
  expect(signed('Ana', '1,2 <script>')).toEqual({ ok: false, reason: 'signature' });
  expect(signed(' Ana Diaz ', '1,2 3,4;5,6').ok).toBe(true);
  expect(findHandOver(town, orderId, supplierId)).toMatchObject({
    acknowledgement: 'signature',
    signedBy: 'Ana Diaz',
    signature: '1,2 3,4;5,6',
  });
});

test('money beyond the budget of buyer or supplier is not released by a word, and goes on its day', async () => {
  const { town, orderId, supplierId, noon, left } = await sale();
  const { $client } = town.db;
  handOverWithCode(noon, supplierId, orderId);
  await workOff(town);
  const camilleId = requireUserId(town.ctx(camille));
  const fill = (subject: string, cents: number) => recordDraw(town.ctx(), { name: 'released-cents', subject }, cents);
  fill(supplierId, 10_000_000);
  expect(receivePart(town.ctx(camille), orderId, supplierId)).toEqual({ ok: false, reason: 'budget' });
  expect(drawnToday(town.ctx(), { name: 'released-cents', subject: camilleId })).toBe(0);
  $client.exec('delete from limit_counts');
  fill(camilleId, 5_000_000);
  expect(receivePart(town.ctx(camille), orderId, supplierId)).toEqual({ ok: false, reason: 'budget' });
  const events = $client.prepare(`select detail from security_events where kind = 'limit-reached' order by id`);
  expect(events.pluck().all()).toEqual([`budget released-cents ${supplierId}`, `budget released-cents ${camilleId}`]);
  expect(left().transfers).toBe(0);
  expect(releaseParts({ ...town.ctx(), now: addMinutes(noon.now, 3 * 24 * 60) }, 2)).toBe(1);
});

test('the sum of a received part is drawn on both budgets, as their owners see it', async () => {
  const { town, orderId, supplierId, noon } = await sale();
  handOverWithCode(noon, supplierId, orderId);
  await workOff(town);
  expect(receivePart(town.ctx(camille), orderId, supplierId)).toEqual({ ok: true });
  const drawn = (subject: string) => drawnToday(town.ctx(), { name: 'released-cents', subject });
  const { totalCents } = findOrder(town.ctx(), orderId)!.order;
  const userId = requireUserId(town.ctx(camille));
  expect([drawn(userId), drawn(supplierId)]).toEqual([totalCents, totalCents]);
  expect(ownOrderBudget(town.ctx(), userId).uses.find(({ name }) => name === 'released-cents')?.used).toBe(totalCents);
});

test('pays the supplier when the buyer has received the goods', async () => {
  const { town, orderId, supplierId, noon, left } = await sale();
  expect(receivePart(town.ctx(camille), orderId, supplierId)).toEqual({ ok: false, reason: 'not-now' });
  handOverWithCode(noon, supplierId, orderId);
  await workOff(town);
  expect(left().transfers).toBe(0);
  expect(() => receivePart(town.ctx(karim), orderId, supplierId)).toThrow();
  expect(receivePart(town.ctx(camille), orderId, supplierId)).toEqual({ ok: true });
  expect(receivePart(town.ctx(camille), orderId, supplierId)).toEqual({ ok: false, reason: 'not-now' });
  await workOff(town);
  expect(left().transfers).toBe(1);
  await expectSound(town);
});

test('pays the supplier some days after the hand-over without the buyer’s word', async () => {
  const { town, orderId, supplierId, noon, left } = await sale();
  handOverWithCode(noon, supplierId, orderId);
  const after = (days: number) => ({ ...noon, now: new Date(noon.now.getTime() + days * 864e5) });
  releaseParts(after(1.9), 2);
  await workOff(town);
  expect(left().transfers).toBe(0);
  releaseParts(after(2), 2);
  await workOff(town);
  expect(left().transfers).toBe(1);
  expect(releaseParts(after(3), 2)).toBe(0);
});
