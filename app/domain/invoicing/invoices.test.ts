import { expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { carrots, deliver, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille, karim } from '#tests/setup/test-town.ts';
import {
  type InvoiceLine,
  invoiceNumber,
  invoiceTotals,
  operationCode,
  unitCode,
  unitPrice,
  vatGroups,
} from './invoice.ts';
import { fileHashOf, recordInvoiceFile } from './invoice-files.server.ts';
import {
  anonymiseBuyers,
  findInvoice,
  getOwnInvoice,
  issueCreditNote,
  issueInvoice,
  listInvoices,
} from './invoices.server.ts';

/** A paid order of two crates of carrots, not yet handed over. */
async function openSale() {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  const ctx = town.ctx();
  const part = () => getSupplierPart(town, supplierId, orderId);
  return { town, ctx, orderId, supplierId, part };
}

test('the hand-over issues one invoice and asks for its file', async () => {
  const { town, ctx, orderId, supplierId, part } = await openSale();
  expect(listInvoices(town, [orderId])).toEqual([]);
  deliver(town, orderId, supplierId);
  const [invoice, ...more] = listInvoices(town, [orderId]);
  const { order } = part();
  expect([more, invoice!.totalCents]).toEqual([[], invoiceTotals(invoice!.content).totalCents]);
  expect(invoice!.content).toMatchObject({ kind: 'invoice', corrects: null, orderNumber: order.number });
  expect(invoice!.content.lines[0]).toMatchObject({ kind: 'goods', quantity: 2 });
  const asked = town.db.$client.prepare('select count(*) from outbox where key = ?').pluck();
  expect(asked.get(`document:${invoice!.id}`)).toBe(1);
  expect(() => inTransaction(ctx, () => issueInvoice(ctx, part()))).toThrow('UNIQUE');
});

test('an invoice is issued only in a transaction, and its number is free again after a rollback', async () => {
  const { town, ctx, orderId, supplierId, part } = await openSale();
  expect(() => issueInvoice(ctx, part())).toThrow('in the transaction');
  let given = '';
  const broken = () =>
    inTransaction(ctx, () => {
      given = findInvoice(ctx, issueInvoice(ctx, part())!)!.number;
      throw new Error('later step');
    });
  expect(broken).toThrow('later step');
  expect(listInvoices(town, [orderId])).toEqual([]);
  deliver(town, orderId, supplierId);
  expect(listInvoices(town, [orderId])[0]!.number).toBe(given);
});

test('nothing delivered is no invoice, and no invoice has no credit note', async () => {
  const { ctx, part } = await openSale();
  const none = { ...part(), outcomes: part().lines.map((line) => ({ ...line, quantity: 0, htCents: 0 })) };
  expect(inTransaction(ctx, () => issueInvoice(ctx, none as never))).toBeNull();
  expect(inTransaction(ctx, () => issueCreditNote(ctx, part(), 'return', []))).toBeNull();
});

test('a credit note names what it corrects and comes once for each occasion', async () => {
  const { town, ctx, orderId, supplierId, part } = await openSale();
  deliver(town, orderId, supplierId);
  const [invoice] = listInvoices(town, [orderId]);
  const credit = (occasion: string) =>
    inTransaction(ctx, () => issueCreditNote(ctx, part(), occasion, invoice!.content.lines));
  const note = findInvoice(ctx, credit('return:1')!)!;
  expect(note).toMatchObject({ kind: 'credit-note', corrects: invoice!.id, seq: invoice!.seq + 1 });
  expect(note.content.corrects).toEqual({ number: invoice!.number, issuedOn: invoice!.content.issuedOn });
  expect(() => credit('return:1')).toThrow('UNIQUE');
  expect(credit('return:2')).not.toBeNull();
});

test('an invoice is for its buyer and its supplier; to others it is not found', async () => {
  const { town, orderId, supplierId } = await openSale();
  deliver(town, orderId, supplierId);
  const { id } = listInvoices(town, [orderId])[0]!;
  for (const email of [camille, 'lucie@jardins-de-la-vesle.example'])
    expect([email, getOwnInvoice(town.ctx(email), id).id]).toEqual([email, id]);
  expect(() => getOwnInvoice(town.ctx(karim), id)).toThrow(NotFound);
  expect(() => getOwnInvoice(town.ctx(), 'inv_unknown')).toThrow(NotFound);
});

test('a buyer is anonymised in the given orders once the file is kept, and nothing else is', async () => {
  const { town, ctx, orderId, supplierId } = await openSale();
  deliver(town, orderId, supplierId);
  const before = findInvoice(ctx, listInvoices(town, [orderId])[0]!.id)!;
  expect(() => anonymiseBuyers(ctx, [orderId])).toThrow('never changed'); // its file is not made yet
  recordInvoiceFile(ctx, before, { making: 1, sha256: fileHashOf(new Uint8Array([1])) });
  anonymiseBuyers(ctx, ['ord_other']);
  expect(findInvoice(ctx, before.id)).toEqual(before);
  anonymiseBuyers(ctx, [orderId]);
  const after = findInvoice(ctx, before.id)!;
  expect(after.content.buyer).toMatchObject({ name: '', address: '', email: '', siret: null });
  expect({ ...after.content, buyer: null }).toEqual({ ...before.content, buyer: null });
});

test('VAT is grouped by rate, the highest first, with the reason for a rate of zero', () => {
  const line = { kind: 'goods' as const, nameFr: '', nameEn: '', quantity: 1, unitCode: 'C62' };
  const of = (htCents: number, vatCents: number, vatBasisPoints: number) => ({
    ...line,
    htCents,
    vatCents,
    vatBasisPoints,
  });
  const lines = [of(1000, 55, 550), of(500, 100, 2000), of(200, 11, 550), of(70, 0, 0)];
  expect(vatGroups({ lines, vatRegime: 'standard' })).toEqual([
    { vatBasisPoints: 2000, htCents: 500, vatCents: 100, exemption: null },
    { vatBasisPoints: 550, htCents: 1200, vatCents: 66, exemption: null },
    { vatBasisPoints: 0, htCents: 70, vatCents: 0, exemption: 'exempt' },
  ]);
  expect(vatGroups({ lines: [of(70, 0, 0)], vatRegime: 'franchise' })[0]!.exemption).toBe('franchise');
  expect(invoiceTotals({ lines })).toEqual({ htCents: 1770, vatCents: 166, totalCents: 1936 });
});

test('numbers, units and unit prices follow the standard', () => {
  expect([invoiceNumber(1, 2026, 7), invoiceNumber(1234, 2026, 123_456)]).toEqual([
    'HALLE-001-2026-00007',
    'HALLE-1234-2026-123456',
  ]);
  expect(unitCode({ unit: 'kg', packMilli: 1000 })).toBe('KGM');
  expect([unitCode({ unit: 'kg', packMilli: 5000 }), unitCode({ unit: 'box', packMilli: 1000 })]).toEqual([
    'C62',
    'C62',
  ]);
  expect(unitPrice({ htCents: 1000, quantity: 4 })).toEqual({ cents: 250, for: 1 });
  expect(unitPrice({ htCents: 1000, quantity: 3 })).toEqual({ cents: 1000, for: 3 }); // not 3.33
  expect(unitPrice({ htCents: 1001, quantity: 2 })).toEqual({ cents: 1001, for: 2 });
});

test('the business process says goods, services or both, and owed or paid', () => {
  const of = (...kinds: ('goods' | 'service' | 'delivery')[]) => kinds.map((kind) => ({ kind })) as InvoiceLine[];
  const codes = (lines: InvoiceLine[]) => [null, '2026-11-30'].map((paidOn) => operationCode({ lines, paidOn }));
  expect(codes(of('goods', 'delivery'))).toEqual(['B1', 'B2']);
  expect(codes(of('service'))).toEqual(['S1', 'S2']);
  expect(codes(of('goods', 'service', 'delivery'))).toEqual(['M1', 'M2']);
});
