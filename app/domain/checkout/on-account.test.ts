import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { creditLimitOf } from '#app/domain/accounts/credit-limits.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { answerReturn, requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { buyerJournal } from '#app/domain/settlement/accounting.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { deliver, fiveSuppliers, openPaidTown, shorten } from '#tests/setup/sales.ts';
import { camille, checkoutOf, karim, offerId, type TestTown } from '#tests/setup/test-town.ts';
import { grantCreditLimit, payBackByBank, payOutByBank } from './bank-decisions.server.ts';
import {
  enterBankStatement,
  getBankStatement,
  previewBankStatement,
  receiveBankStatement,
} from './bank-statement.server.ts';
import {
  creditOf,
  listBankPayouts,
  listReceivables,
  orderOnAccount,
  owedFor,
  receiveTransfer,
} from './on-account.server.ts';
import { placeOrder } from './place-order.server.ts';

const noe = 'noe@cooperative-112.example';
const changed = { ok: false, reason: 'not-now' };

async function town() {
  const opened = await openPaidTown();
  const organisation = listOwnOrganisations(opened.ctx())[0]!;
  return { town: opened, organisation };
}

function place(opened: TestTown, organisationId: string | null, now = new Date()): string {
  const ctx = opened.ctx(camille, now);
  const [a, b] = fiveSuppliers(opened);
  const first = addToBasket(ctx, null, offerId(opened, a!), 3);
  if (!first.ok) throw new Error(first.reason);
  addToBasket(ctx, first.basketId, offerId(opened, b!), 1);
  const placed = placeOrder(ctx, checkoutOf(ctx, first.basketId, { organisationId }));
  if (!placed.ok) throw new Error(placed.reason);
  return placed.orderId;
}

test('fulfils, invoices and pays out an order on account', async () => {
  const { town: opened, organisation } = await town();
  expect(creditLimitOf(opened, organisation.id)).toBeGreaterThan(0);
  const orderId = place(opened, organisation.id);
  expect(orderOnAccount(opened.ctx(), orderId)).toEqual({ ok: true });
  expect(orderOnAccount(opened.ctx(), orderId)).toEqual({ ok: false, reason: 'not-now' });
  const { order, parts, lines } = findOrder(opened, orderId)!;
  expect(order).toMatchObject({ state: 'paid', payment: 'account' });
  expect(entriesOf(opened, orderId)).toHaveLength(lines.length);
  expect(owedFor(opened, orderId)).toBe(order.totalCents);
  expect(creditOf(opened, organisation.id).owedCents).toBe(order.totalCents);
  shorten(opened, orderId, lines.find(({ quantity }) => quantity === 3)!.line, 2); // credited: no refund through the provider
  expect(listRefunds(opened, orderId)).toEqual([]);
  const owed = owedFor(opened, orderId);
  expect(owed).toBeLessThan(order.totalCents);
  for (const { supplierId } of parts) deliver(opened, orderId, supplierId);
  await workOff(opened);
  const invoices = listInvoices(opened, [orderId]);
  expect(invoices.reduce((sum, { totalCents }) => sum + totalCents, 0)).toBe(owed);
  expect(invoices.every(({ content }) => content.paidOn === null && content.dueOn === order.dueOn)).toBe(true);
  expect(listBankPayouts(opened)).toEqual([]); // not before the buyer has paid
  expect(payOutByBank(opened.ctx(noe), orderId, parts[0]!.supplierId, 1)).toEqual(changed);
  const euros = (owed / 100).toFixed(2).replace('.', ',');
  const statement = `2026-11-23;VIR SEPA LE HANGAR ${order.number};${euros}\n2026-11-23;VIR INCONNU;12,00`;
  const steward = opened.ctx(noe);
  const verdicts = (id: string) =>
    previewBankStatement(steward, getBankStatement(steward, id)).lines.map(({ verdict, orderNumber }) => [
      verdict,
      orderNumber,
    ]);
  const { id } = receiveBankStatement(steward, statement);
  expect(verdicts(id)).toEqual([
    ['enter', order.number],
    ['no-order', null],
  ]);
  const keys = previewBankStatement(steward, getBankStatement(steward, id)).lines.map(({ key }) => key);
  expect(enterBankStatement(steward, id, keys)).toEqual({ ok: true, entered: 1 });
  expect(verdicts(receiveBankStatement(steward, statement).id)).toEqual([
    ['known', null],
    ['no-order', null],
  ]);
  expect(listReceivables(opened)).toEqual([]);
  const payouts = listBankPayouts(opened);
  expect(payouts).toHaveLength(2);
  for (const { supplierId, owedCents } of payouts)
    expect(payOutByBank(opened.ctx(noe), orderId, supplierId, owedCents)).toEqual({ ok: true });
  expect(payOutByBank(opened.ctx(noe), orderId, parts[0]!.supplierId, 1)).toEqual(changed);
  expect(listBankPayouts(opened)).toEqual([]);
  // The cooperative's bank keeps the contribution with its VAT.
  const kept = total(opened, 'bank');
  expect(kept).toBe(owed - payouts.reduce((sum, { owedCents }) => sum + owedCents, 0));
  expect(kept).toBeGreaterThan(0);
  const journal = buyerJournal(opened.ctx(), localDay(new Date(), demoTown).slice(0, 7)).filter(
    (one) => one.orderNumber === order.number,
  );
  const bank = journal.filter(({ account }) => account === '512000');
  expect(bank.reduce((sum, { creditCents, debitCents }) => sum + creditCents - debitCents, 0)).toBe(owed);
  await expectSound(opened);
});

test('refuses orders over the limit, with overdue debt or for outsiders', async () => {
  const { town: opened, organisation } = await town();
  const early = place(opened, organisation.id, new Date(Date.now() - 40 * 864e5));
  expect(orderOnAccount(opened.ctx(camille, new Date(Date.now() - 40 * 864e5)), early).ok).toBe(true);
  expect(orderOnAccount(opened.ctx(), place(opened, organisation.id))).toEqual({ ok: false, reason: 'overdue' });
  receiveTransfer(opened.ctx(), early, owedFor(opened, early), 'k');
  grantCreditLimit(opened.ctx(noe), organisation.id, 100);
  expect(orderOnAccount(opened.ctx(), place(opened, organisation.id))).toEqual({ ok: false, reason: 'credit' });
  expect(() => orderOnAccount(opened.ctx(), place(opened, null))).toThrow('organisation');
  expect(() => orderOnAccount(opened.ctx(karim), early)).toThrow();
  for (const wrong of [-1, 1.5, Number.NaN, 1e9])
    expect(grantCreditLimit(opened.ctx(noe), organisation.id, wrong).ok).toBe(false);
  await expectSound(opened);
});

test('refuses an order on account that already has a payment page', async () => {
  const { town: opened, organisation } = await town();
  const orderId = place(opened, organisation.id);
  opened.db.$client
    .prepare(
      `insert into payment_sessions (id, reference, amount_cents, currency, url, state, created_at, expires_at) values ('cs_x', ?, 1, 'eur', '', 'open', '2026', '2099')`,
    )
    .run(orderId);
  expect(orderOnAccount(opened.ctx(), orderId)).toEqual({ ok: false, reason: 'not-now' });
});

test('refunds a return on account by bank, once, from the supplier', async () => {
  const { town: opened, organisation } = await town();
  const orderId = place(opened, organisation.id);
  orderOnAccount(opened.ctx(), orderId);
  const { parts, lines } = findOrder(opened, orderId)!;
  for (const { supplierId } of parts) deliver(opened, orderId, supplierId);
  receiveTransfer(opened.ctx(), orderId, owedFor(opened, orderId), 'k');
  for (const { supplierId, owedCents } of listBankPayouts(opened))
    expect(payOutByBank(opened.ctx(noe), orderId, supplierId, owedCents)).toEqual({ ok: true });
  const line = lines.find(({ quantity }) => quantity === 3)!;
  const asked = requestReturn(opened.ctx(), orderId, { line: line.line, quantity: 1, reason: 'r' });
  if (!asked.ok) throw new Error(asked.reason);
  const agree = { agree: true as const, restock: true };
  expect(answerReturn(opened.ctx(), line.supplierId, orderId, asked.returnId, agree).ok).toBe(true);
  const back = -owedFor(opened, orderId);
  expect(back).toBeGreaterThan(0);
  expect(creditOf(opened, organisation.id)).toMatchObject({
    owedCents: 0,
    leftCents: creditLimitOf(opened, organisation.id),
  });
  expect(payBackByBank(opened.ctx(noe), orderId, back + 1)).toEqual(changed);
  expect(payBackByBank(opened.ctx(noe), orderId, back)).toEqual({ ok: true });
  expect(payBackByBank(opened.ctx(noe), orderId, back)).toEqual(changed);
  const [owing, ...more] = listBankPayouts(opened);
  expect(more).toEqual([]);
  expect(owing!.owedCents).toBeLessThan(0);
  expect(payOutByBank(opened.ctx(noe), orderId, owing!.supplierId, owing!.owedCents)).toEqual({ ok: true });
  expect(listBankPayouts(opened)).toEqual([]);
  expect(total(opened, 'receivables')).toBe(0);
  await expectSound(opened);
});
