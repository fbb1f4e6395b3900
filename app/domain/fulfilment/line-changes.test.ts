import { expect, test } from 'vitest';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { partStates, partSteps } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { handOverWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { deliver, openPaidTown, others, paid, supplierOf } from '#tests/setup/sales.ts';
import { camille, karim, stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { closeAbandonedParts } from './abandoned-parts.server.ts';
import { answerReturn, requestReturn } from './answer-return.server.ts';
import { cancelPart, refusePart } from './cancel-part.server.ts';
import type { HandOver } from './hand-over.server.ts';

const fail = (error: unknown) => {
  throw error;
};
const days = (count: number) => new Date(Date.now() + count * 864e5);

/** A paid order with goods of two suppliers; the tests change the first part. */
async function sale() {
  const town = await openPaidTown();
  const [slug, other] = others(town) as [string, string];
  const before = stockOf(town, slug);
  const { orderId } = await paid(town, { [slug]: 3, [other]: 2 });
  const supplierId = supplierOf(town, slug);
  const { order, lines, parts } = findOrder(town, orderId)!;
  const part = parts.find((one) => one.supplierId === supplierId)!;
  const line = lines.find((one) => one.supplierId === supplierId)!;
  const wholeCents = line.htCents + line.vatCents + part.deliveryCents + part.deliveryVatCents;
  return { town, slug, before, orderId, supplierId, order, part, line, wholeCents };
}

const handOver = (ctx: ReturnType<TestTown['ctx']>, supplierId: string, orderId: string, real: Partial<HandOver>) =>
  handOverWithCode(onItsDay(ctx, orderId, supplierId), supplierId, orderId, real);
const kinds = (town: TestTown, orderId: string) => entriesOf(town, orderId).map(({ kind }) => kind);

/** The part has no open balance, and books and ledger are sound. */
async function expectClosed(town: TestTown, orderId: string, supplierId: string): Promise<void> {
  await workOff(town);
  const own = town.db.$client
    .prepare(
      `select coalesce(sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)), 0) from book_postings p join book_entries e on e.id = p.entry_id
       where e.reference = ? and p.party = ? and p.account in ('supplier', 'vat', 'contribution')`,
    )
    .pluck();
  expect(own.get(orderId, supplierId)).toBe(0);
  expect(auditLedger(town.db, town.ledgerKey, undefined)).toMatchObject({ ok: true });
  await expectSound(town);
}

test('reaches every part state through the table of steps', () => {
  const reached = new Set([
    'waiting',
    ...partStates.flatMap((state) => Object.values(partSteps[state]).map(({ to }) => to)),
  ]);
  expect([...reached].sort(), 'V2.3.1').toEqual([...partStates].sort());
});

test('refunds a part once when its buyer cancels before the cut-off', async () => {
  const { town, slug, before, orderId, supplierId, part, wholeCents } = await sale();
  expect(() => cancelPart(town.ctx(karim), orderId, supplierId)).toThrow();
  const late = new Date(`${part.deliverOn}T04:00:00Z`);
  expect(cancelPart(town.ctx(camille, late), orderId, supplierId)).toEqual({ ok: false, reason: 'too-late' });
  expect(cancelPart(town.ctx(), orderId, supplierId)).toEqual({ ok: true, refundCents: wholeCents });
  expect(cancelPart(town.ctx(), orderId, supplierId)).toEqual({ ok: false, reason: 'not-now' });
  expect(getSupplierPart(town, supplierId, orderId).part.state).toBe('cancelled');
  expect(stockOf(town, slug)).toBe(before);
  expect(kinds(town, orderId).filter((kind) => kind === 'impact.reversal')).toHaveLength(1);
  expect(handOver(town.ctx(), supplierId, orderId, { mode: 'transport.on_foot', trip: 'shared' })).toEqual({
    ok: false,
    reason: 'not-now',
  });
  expect(listInvoices(town, [orderId])).toEqual([]);
  await expectClosed(town, orderId, supplierId);
  expect(listRefunds(town, orderId).map(({ amountCents, state }) => [amountCents, state])).toEqual([
    [wholeCents, 'done'],
  ]);
});

test('refunds a part that its supplier refuses and keeps the other part', async () => {
  const { town, slug, before, orderId, supplierId, order, wholeCents } = await sale();
  expect(refusePart(town.ctx(), supplierId, orderId, 'panne de four')).toEqual({ ok: true, refundCents: wholeCents });
  expect(getSupplierPart(town, supplierId, orderId).part).toMatchObject({
    state: 'refused',
    closedReason: 'panne de four',
  });
  expect(stockOf(town, slug)).toBe(before);
  const other = findOrder(town, orderId)!.parts.find((one) => one.supplierId !== supplierId)!;
  deliver(town, orderId, other.supplierId);
  await expectClosed(town, orderId, supplierId);
  expect(listInvoices(town, [orderId]).map(({ totalCents }) => totalCents)).toEqual([order.totalCents - wholeCents]);
});

test('refunds goods missing at hand-over and invoices the delivered goods', async () => {
  const { town, slug, before, orderId, supplierId, part, line } = await sale();
  const real = { mode: part.mode as never, trip: part.trip };
  const there = (quantity: number) => new Map([[line.line, quantity]]);
  for (const wrong of [4, -1, 1.5, Number.NaN])
    expect(handOver(town.ctx(), supplierId, orderId, { ...real, delivered: there(wrong) })).toMatchObject({
      reason: 'quantity',
    });
  expect(handOver(town.ctx(), supplierId, orderId, { ...real, delivered: there(0) })).toMatchObject({
    reason: 'nothing',
  });
  town.db.$client
    .prepare("update order_parts set hand_over_code = 'A2B0' where supplier_id = ? and order_id = ?")
    .run(supplierId, orderId);
  const by = (code: string) => ({ acknowledgement: { by: 'code' as const, code } });
  for (const code of ['', 'nope'])
    expect(handOver(town.ctx(), supplierId, orderId, { ...real, ...by(code) })).toMatchObject({ reason: 'code' });
  const done = handOver(town.ctx(), supplierId, orderId, { ...real, delivered: there(2), ...by(' a2-bO ') });
  if (!done.ok) throw new Error(done.reason);
  expect(done.preview.refundCents).toBeGreaterThan(0);
  expect(listRefunds(town, orderId).map(({ amountCents }) => amountCents)).toEqual([done.preview.refundCents]);
  expect(stockOf(town, slug)).toBe(before - 2);
  const [invoice, ...more] = listInvoices(town, [orderId]);
  expect(more).toEqual([]);
  // A person's order: the price incl. VAT times the quantity.
  const { quantity, htCents, vatCents } = invoice!.content.lines[0]!;
  expect([quantity, htCents + vatCents]).toEqual([2, line.priceCents * 2]);
  expect(invoice!.totalCents).toBe(done.preview.invoiceCents);
  await workOff(town);
  await expectSound(town);
});

test('refunds accepted returns within thirty days with credit notes', async () => {
  const { town, slug, before, orderId, supplierId, line, wholeCents } = await sale();
  const ask = (quantity: number, reason = 'abîmé', now = days(1)) =>
    requestReturn(town.ctx(camille, now), orderId, { line: line.line, quantity, reason });
  expect(ask(1)).toEqual({ ok: false, reason: 'not-now' });
  deliver(town, orderId, supplierId);
  await workOff(town);
  const handedOverAt = Date.parse(getSupplierPart(town, supplierId, orderId).part.handedOverAt!);
  expect(ask(1, 'abîmé', new Date(handedOverAt + 30 * 864e5 + 1))).toEqual({ ok: false, reason: 'too-late' });
  expect([ask(4), ask(0), ask(1, '')]).toEqual(
    ['quantity', 'quantity', 'reason'].map((reason) => ({ ok: false, reason })),
  );
  expect(() => requestReturn(town.ctx(karim), orderId, { line: line.line, quantity: 1, reason: 'x' })).toThrow();
  const first = ask(1);
  if (!first.ok) throw new Error(first.reason);
  expect(ask(1)).toEqual({ ok: false, reason: 'already-open' });
  const agree = { agree: true as const, restock: true };
  expect(() => answerReturn(town.ctx(), 'sup_other', orderId, first.returnId, agree)).toThrow();
  const one = answerReturn(town.ctx(), supplierId, orderId, first.returnId, agree);
  if (!one.ok) throw new Error(one.reason);
  expect(answerReturn(town.ctx(), supplierId, orderId, first.returnId, agree)).toEqual({
    ok: false,
    reason: 'not-now',
  });
  expect(stockOf(town, slug)).toBe(before - 2);
  const refused = ask(2);
  if (!refused.ok) throw new Error(refused.reason);
  expect(answerReturn(town.ctx(), supplierId, orderId, refused.returnId, { agree: false, why: 'porté' }).ok).toBe(true);
  const rest = ask(2);
  if (!rest.ok) throw new Error(rest.reason);
  const two = answerReturn(town.ctx(), supplierId, orderId, rest.returnId, { agree: true, restock: false });
  if (!two.ok) throw new Error(two.reason);
  expect(one.refundCents + two.refundCents).toBe(wholeCents); // the last return refunds the delivery too
  expect(stockOf(town, slug)).toBe(before - 2);
  const documents = listInvoices(town, [orderId]).filter((document) => document.supplierId === supplierId);
  expect(documents.map(({ kind }) => kind)).toEqual(['invoice', 'credit-note', 'credit-note']);
  const [invoice, ...notes] = documents;
  expect(notes.reduce((sum, { totalCents }) => sum + totalCents, 0)).toBe(invoice!.totalCents);
  expect(notes.every(({ corrects }) => corrects === invoice!.id)).toBe(true);
  await expectClosed(town, orderId, supplierId);
});

test('closes an abandoned part after fourteen days and pays its supplier', async () => {
  const { town, orderId, supplierId, part } = await sale();
  const system = (now: Date) => ({ ...town.ctx(camille, now), actor: { kind: 'system' as const, name: 'upkeep' } });
  const due = new Date(`${part.deliverOn}T12:00:00Z`).getTime();
  closeAbandonedParts(system(new Date(due + 13 * 864e5)), fail);
  expect(getSupplierPart(town, supplierId, orderId).part.state).toBe('to-prepare');
  expect(closeAbandonedParts(system(new Date(due + 15 * 864e5)), fail)).toBeGreaterThan(0);
  expect(getSupplierPart(town, supplierId, orderId).part.state).toBe('handed-over');
  await workOff(town);
  expect(total(town, 'contribution', supplierId)).toBeLessThan(0);
  await expectSound(town);
});
