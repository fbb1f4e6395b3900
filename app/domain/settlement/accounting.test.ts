import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { listPostings } from '#app/domain/books/books.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { answerProposal, proposeChange } from '#app/domain/fulfilment/proposals.server.ts';
import { findOrder, listOrganisationOrders } from '#app/domain/orders/orders.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { camille, karim, openTown, placeAndStart, press } from '#tests/setup/test-town.ts';
import { accountingMonths, accounts, buyerJournal } from './accounting.server.ts';
import { executeRefund } from './execute-refund.server.ts';

test('balances the buyer journal with the books, for own orders only', async () => {
  const town = await openTown();
  for (const email of [camille, karim]) {
    const ctx = town.ctx(email);
    const own = listOrganisationOrders(ctx);
    expect(own.size).toBeGreaterThan(0);
    const months = accountingMonths(ctx);
    expect(months).toEqual(months.toSorted().reverse());
    const lines = months.flatMap((month) => buyerJournal(ctx, month));
    const numbers = new Set(own.values());
    for (const line of lines) {
      expect(numbers).toContain(line.orderNumber);
      expect([line.debitCents, line.creditCents].filter((cents) => cents > 0)).toHaveLength(1);
    }
    for (const one of Map.groupBy(lines, ({ journal, entry }) => `${journal} ${entry}`).values())
      expect(total(one, 'debitCents')).toBe(total(one, 'creditCents'));
    const bank = lines.filter(({ account }) => account === accounts.bank);
    const postings = listPostings(town, [...own.keys()])
      .filter(({ code, account }) => account === 'provider' && (code === 'payment' || code === 'refund-paid'))
      .reduce((sum, { side, amountCents }) => sum + (side === 'debit' ? amountCents : -amountCents), 0);
    expect(total(bank, 'creditCents') - total(bank, 'debitCents')).toBe(postings);
    const suppliers = lines.filter(({ account }) => account === accounts.supplier);
    expect(total(suppliers, 'debitCents')).toBe(total(suppliers, 'creditCents')); // all purchases are paid
  }
  const [first, second] = [camille, karim].map((email) => new Set(listOrganisationOrders(town.ctx(email)).keys()));
  expect([...first!].filter((id) => second!.has(id))).toEqual([]);
});

test('books a refund when agreed, and in the bank journal when paid', async () => {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, { 'carottes-de-plein-champ-cagette-de-10-kg': 4 });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  const organisation = listOwnOrganisations(town.ctx(camille))[0]!;
  town.db.$client.prepare('update orders set organisation_id = ? where id = ?').run(organisation.id, orderId);
  const { order, lines } = findOrder(town, orderId)!;
  const line = lines[0]!;
  const asked = proposeChange(town.ctx(), line.supplierId, orderId, {
    line: line.line,
    quantity: 1,
    offerId: null,
    note: '',
  });
  if (!asked.ok) throw new Error(asked.reason);
  answerProposal(town.ctx(camille), orderId, asked.proposalId, true);
  const [refund] = listRefunds(town, orderId);
  const own = () =>
    buyerJournal(town.ctx(camille), localDay(new Date(), demoTown).slice(0, 7)).filter(
      (one) => one.orderNumber === order.number,
    );
  const owed = () => {
    const suppliers = own().filter(({ account }) => account === accounts.supplier);
    return total(suppliers, 'creditCents') - total(suppliers, 'debitCents');
  };
  expect(owed()).toBe(-refund!.amountCents);
  await executeRefund(town.ctx(), refund!.id);
  expect(owed()).toBe(0);
  const bank = own().filter(({ account }) => account === accounts.bank);
  expect(total(bank, 'creditCents') - total(bank, 'debitCents')).toBe(order.totalCents - refund!.amountCents);
  expect(new Set(own().map(({ supplier }) => supplier.slug))).toEqual(new Set(['jardins-de-la-vesle']));
});

function total(
  lines: readonly { debitCents: number; creditCents: number }[],
  side: 'debitCents' | 'creditCents',
): number {
  return lines.reduce((sum, line) => sum + line[side], 0);
}
