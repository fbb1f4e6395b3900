import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { orderOnAccount, owedFor, receiveTransfer } from '#app/domain/checkout/on-account.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { issueCreditNote, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { carrots, deliver, openPaidTown, paid, supplierOf } from '#tests/setup/sales.ts';
import { offerId, openTown } from '#tests/setup/test-town.ts';
import { listIssuedInvoices } from './issued-invoices.server.ts';

const month = localDay(new Date(), demoTown).slice(0, 7);

test('every document of every supplier stands in one month, and the sums are theirs less credit notes', async () => {
  const town = await openTown();
  const written = town.db.$client
    .prepare(
      `select supplier_id as supplierId, substr(unpacked(content) ->> '$.issuedOn', 1, 7) as month, count(*) as n,
         sum(iif(kind = 'invoice', total_cents, -total_cents)) as cents
       from invoices
       group by 1, 2`,
    )
    .all() as { supplierId: string; month: string; n: number; cents: number }[];
  expect(written.length).toBeGreaterThan(10);
  for (const own of written) {
    const { rows, totals } = listIssuedInvoices(town.ctx(), own.supplierId, own.month);
    expect([rows.length, totals.totalCents, totals.htCents + totals.vatCents]).toEqual([own.n, own.cents, own.cents]);
    expect(new Set(rows.map(({ invoice }) => invoice.supplierId))).toEqual(new Set([own.supplierId]));
  }
});

test('an invoice says that it is paid, and by which credit note it is corrected', async () => {
  const town = await openPaidTown();
  const ctx = town.ctx();
  const supplierId = supplierOf(town, carrots);
  const { orderId } = await paid(town, { [carrots]: 4 });
  deliver(town, orderId, supplierId);
  const [before] = listInvoices(town, [orderId]);
  const lines = before!.content.lines.slice(0, 1);
  const later = town.ctx();
  inTransaction(later, () => issueCreditNote(later, getSupplierPart(town, supplierId, orderId), 'return:1', lines));
  const [invoice, note] = listInvoices(town, [orderId]);
  const rows = listIssuedInvoices(ctx, supplierId, month).rows.filter((row) => row.invoice.orderId === orderId);
  expect(rows).toMatchObject([
    { state: 'paid', creditNotes: [note!.number], totalCents: invoice!.totalCents },
    { state: 'given-back', creditNotes: [], htCents: -lines[0]!.htCents, totalCents: -note!.totalCents },
  ]);
});

test('an invoice on account is owed until its order owes nothing', async () => {
  const town = await openPaidTown();
  const ctx = town.ctx();
  const added = addToBasket(ctx, null, offerId(town, carrots), 4);
  const organisationId = listOwnOrganisations(ctx)[0]!.id;
  const placed = placeOrder(ctx, checkoutOf(ctx, added.ok ? added.basketId : '', { organisationId }));
  const orderId = placed.ok ? placed.orderId : '';
  expect(orderOnAccount(ctx, orderId)).toEqual({ ok: true });
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  deliver(town, orderId, supplierId);
  const state = () =>
    listIssuedInvoices(ctx, supplierId, month).rows.find(({ invoice }) => invoice.orderId === orderId)!.state;
  expect(state()).toBe('owed');
  receiveTransfer(ctx, orderId, owedFor(ctx, orderId), 'transfer-1');
  expect(state()).toBe('settled');
});
