import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { listPostings } from '#app/domain/books/books.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { refundUnallocated, retryRefund } from '#app/domain/checkout/unallocated-payments.server.ts';
import { answerReturn, requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { answerProposal, proposeChange } from '#app/domain/fulfilment/proposals.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { findOrder, listOrganisationOrders } from '#app/domain/orders/orders.server.ts';
import { salesByMonth } from '#app/domain/orders/sales.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { noe } from '#tests/setup/evidence.ts';
import { workOff } from '#tests/setup/money-work.ts';
import { carrots, deliver, now, openPaidTown, paid, paidAgain, shorten } from '#tests/setup/sales.ts';
import { camille, karim, openTown, placeAndStart, press } from '#tests/setup/test-town.ts';
import { accountingMonths, buyerJournal } from './accounting.server.ts';
import { executeRefund, syncRefund } from './execute-refund.server.ts';
import { accounts, splitPurchase } from './purchase-accounts.ts';
import { syncDispute } from './sync-dispute.server.ts';

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
    const issued = new Map(listInvoices(ctx, [...own.keys()]).map(({ number, content }) => [number, content.issuedOn]));
    expect(issued.size).toBeGreaterThan(0);
    const pieces = new Map(
      lines.filter(({ piece }) => !numbers.has(piece.number)).map(({ piece }) => [piece.number, piece.day]),
    );
    expect(pieces).toEqual(issued);
    const bought = lines.filter(({ account }) => purchased.has(account));
    expect(new Set(bought.map(({ account }) => account)).size).toBeGreaterThan(1);
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

/** A paid order of one of the buyer's organisations, with what its journal holds. */
async function openJournal() {
  const town = await openPaidTown();
  const sale = await paid(town, { [carrots]: 4 });
  const organisation = listOwnOrganisations(town.ctx(camille))[0]!;
  town.db.$client.prepare('update orders set organisation_id = ? where id = ?').run(organisation.id, sale.orderId);
  const { order, lines } = findOrder(town, sale.orderId)!;
  const journal = () =>
    buyerJournal(town.ctx(camille), localDay(new Date(), demoTown).slice(0, 7)).filter(
      (one) => one.orderNumber === order.number,
    );
  const balanceOf = (account: string) => {
    const own = journal().filter((one) => one.account === account);
    return total(own, 'debitCents') - total(own, 'creditCents');
  };
  return { town, ...sale, order, line: lines[0]!.line, journal, balanceOf };
}

test('leaves a second payment and its refund out of the buyer journal', async () => {
  const { town, orderId, order, journal, balanceOf } = await openJournal();
  const before = journal();
  await paidAgain(town, orderId);
  const again = listCases(town).find(({ reason }) => reason === 'paid-twice')!;
  refundUnallocated(town.ctx(noe), again.id);
  await workOff(town);
  expect(listRefunds(town, orderId).map(({ state }) => state)).toEqual(['done']);
  expect(journal()).toEqual(before);
  expect(balanceOf(accounts.bank)).toBe(-order.totalCents);
});

test('books a refund that came back, and that was paid again, with its supplier', async () => {
  const { town, orderId, order, line, journal, balanceOf } = await openJournal();
  shorten(town, orderId, line, 1);
  await workOff(town);
  const { id, providerId, amountCents } = listRefunds(town, orderId)[0]!;
  town.standIn.store.failRefund(providerId!, now());
  await syncRefund(town.ctx(), providerId!);
  expect([balanceOf(accounts.bank), balanceOf(accounts.supplier)]).toEqual([-order.totalCents, amountCents]);
  retryRefund(town.ctx(noe), listCases(town).find(({ subject }) => subject === id)!.id);
  await workOff(town);
  expect([balanceOf(accounts.bank), balanceOf(accounts.supplier)]).toEqual([amountCents - order.totalCents, 0]);
  expect(new Set(journal().map(({ supplier }) => supplier.slug))).toEqual(new Set(['jardins-de-la-vesle']));
});

test('takes a refund that a lost dispute undid back, in the journal and in the sales', async () => {
  const { town, orderId, order, line, charge, balanceOf } = await openJournal();
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  const sales = () => salesByMonth(town, supplierId)[0]!.refundedCents;
  const before = sales();
  town.standIn.store.contest('du_1', charge, 100, now());
  await syncDispute(town.ctx(), 'du_1');
  shorten(town, orderId, line, 1);
  expect(sales()).toBeGreaterThan(before);
  town.standIn.store.decide('du_1', 'lost', now());
  await syncDispute(town.ctx(), 'du_1');
  await workOff(town);
  expect(listRefunds(town, orderId).map(({ state }) => state)).toEqual(['refused']);
  expect([sales(), balanceOf(accounts.supplier), balanceOf(accounts.bank)]).toEqual([before, 0, -order.totalCents]);
});

const purchased = new Set<string>([accounts.goods, accounts.services, accounts.rentals, accounts.transport]);

test('books goods, services, rentals and deliveries of a part each in its account, to the cent', async () => {
  const { town, orderId, order, journal } = await openJournal();
  const { parts, lines } = findOrder(town, orderId)!;
  const inAccounts = () =>
    Object.fromEntries(
      [...purchased].map((account) => {
        const own = journal().filter((one) => one.account === account);
        return [account, total(own, 'debitCents') - total(own, 'creditCents')];
      }),
    );
  const { deliveryCents } = parts[0]!;
  const [{ htCents }] = lines as [(typeof lines)[number]];
  const none = { '607000': 0, '604000': 0, '613000': 0, '624100': deliveryCents };
  expect(inAccounts()).toEqual({ ...none, '607000': htCents });
  for (const [kind, account] of [
    ['service', '604000'],
    ['rental', '613000'],
    ['repaired', '607000'],
  ] as const) {
    town.db.$client.prepare('update order_lines set kind = ? where order_id = ?').run(kind, orderId);
    expect(inAccounts()).toEqual({ ...none, [account]: htCents });
  }
  expect(order.goodsCents).toBe(htCents);
});

test('a refund takes from goods, services and rentals first, and the delivery with the last of them', () => {
  const ordered = new Map([
    [accounts.goods, 3000],
    [accounts.services, 1001],
    [accounts.transport, 400],
  ]);
  expect(splitPurchase(ordered, new Map(), 4401)).toEqual(ordered);
  expect(Object.fromEntries(splitPurchase(ordered, ordered, -1000))).toEqual({ '607000': -750, '604000': -250 });
  expect(splitPurchase(ordered, ordered, -4401)).toEqual(
    new Map([...ordered].map(([account, cents]) => [account, -cents])),
  );
});

test('a refund after the hand-over names its credit note, with the day of its issue', async () => {
  const { town, orderId, line, journal } = await openJournal();
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  deliver(town, orderId, supplierId);
  const asked = requestReturn(town.ctx(camille), orderId, { line, quantity: 1, reason: 'abîmée' });
  if (!asked.ok) throw new Error(asked.reason);
  answerReturn(town.ctx(), supplierId, orderId, asked.returnId, { agree: true, restock: true });
  await workOff(town);
  const [invoice, note] = listInvoices(town, [orderId]);
  const pieceOf = (document: typeof invoice) => ({ number: document!.number, day: document!.content.issuedOn });
  const back = journal().filter(({ account, creditCents }) => account === accounts.goods && creditCents > 0);
  expect(back.map(({ piece }) => piece)).toEqual([pieceOf(note)]);
  expect(new Set(journal().map(({ piece }) => piece.number))).toEqual(new Set([invoice!.number, note!.number]));
  const paidBack = journal().filter(({ account, debitCents }) => account === accounts.bank && debitCents > 0);
  expect(paidBack.map(({ piece }) => piece)).toEqual([pieceOf(note)]);
});

function total(
  lines: readonly { debitCents: number; creditCents: number }[],
  side: 'debitCents' | 'creditCents',
): number {
  return lines.reduce((sum, line) => sum + line[side], 0);
}
