import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { listBalances } from '#app/domain/books/balances.server.ts';
import { postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { findBooksCheck } from '#app/domain/books/kept-check.server.ts';
import type { JournalEntry, Posting } from '#app/domain/books/posting.ts';
import { expireOverdueOrders, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { answerProposal, proposeChange } from '#app/domain/fulfilment/proposals.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { rememberPayments } from '#seeds/past-payments.ts';
import { cardFee, expectSound, total } from '#tests/setup/money-work.ts';
import { openPaidTown, paidLate } from '#tests/setup/sales.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { camille, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { checkBooks, keepBooksCheck } from './balance-check.server.ts';
import { executeRefund } from './execute-refund.server.ts';
import { reconcileBooks } from './reconcile.server.ts';

const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
const chair = 'chaise-de-bureau-remise-en-etat';
const later = (town: TestTown, hours: number) => town.ctx(camille, new Date(Date.now() + hours * 3600e3));

async function paidOrder(town: TestTown, quantities: Record<string, number> = { [carrots]: 4, [chair]: 2 }) {
  const { orderId, sessionId } = await placeAndStart(town, quantities);
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  return { orderId, sessionId };
}

/** The buyer accepts a smaller quantity of the first line. Returns the refund id. */
function shorten(town: TestTown, orderId: string, quantity: number): string {
  const line = findOrder(town, orderId)!.lines[0]!;
  const asked = proposeChange(town.ctx(), line.supplierId, orderId, {
    line: line.line,
    quantity,
    offerId: null,
    note: '',
  });
  if (!asked.ok) throw new Error(asked.reason);
  const answered = answerProposal(town.ctx(camille), orderId, asked.proposalId, true);
  if (!answered.ok) throw new Error(answered.reason);
  return listRefunds(town, orderId).at(-1)!.id;
}

test('posts a paid order as owed to its suppliers with VAT by rate', async () => {
  const town = await openPaidTown();
  await expectSound(town);
  const before = total(town, 'provider');
  const { orderId } = await paidOrder(town);
  const { order, lines, parts } = findOrder(town, orderId)!;
  expect(total(town, 'provider') - before).toBe(order.totalCents - cardFee(order.totalCents));
  expect(town.standIn.store.balance()).toBe(total(town, 'provider'));
  const rows = town.db.$client
    .prepare(
      `select p.party, p.account, p.vat_basis_points as rate, sum(p.amount_cents) as cents from book_postings p join book_entries e on e.id = p.entry_id
       where e.reference = ? and p.side = 'credit' group by 1, 2, 3`,
    )
    .all(orderId) as { party: string; account: string; rate: number | null; cents: number }[];
  for (const part of parts) {
    const own = lines.filter((line) => line.supplierId === part.supplierId);
    const owed = rows.find((row) => row.party === part.supplierId && row.account === 'supplier')!;
    expect(owed.cents).toBe(own.reduce((sum, line) => sum + line.htCents, part.deliveryCents));
    const vat = rows.filter((row) => row.party === part.supplierId && row.account === 'vat');
    expect(vat.reduce((sum, row) => sum + row.cents, 0)).toBe(
      own.reduce((sum, line) => sum + line.vatCents, part.deliveryVatCents),
    );
  }
  await expectSound(town);
});

test('reduces the supplier share when agreed, the provider once when paid', async () => {
  const town = await openPaidTown();
  const { orderId } = await paidOrder(town);
  const atProvider = total(town, 'provider');
  const refundId = shorten(town, orderId, 1);
  const { amountCents } = listRefunds(town, orderId)[0]!;
  expect([total(town, 'provider'), total(town, 'refunds')]).toEqual([atProvider, -amountCents]);
  expect(checkBooks(town).problems).toEqual([]);
  await executeRefund(town.ctx(), refundId);
  await executeRefund(town.ctx(), refundId);
  expect([total(town, 'provider'), total(town, 'refunds')]).toEqual([atProvider - amountCents, 0]);
  await expectSound(town);
});

test('keeps a late payment unallocated in the books, once', async () => {
  const town = await openPaidTown();
  const first = await paidLate(town, { [chair]: 1 });
  expect(first.fulfilled).toBe('late');
  expect(total(town, 'unsettled')).toBe(-first.amountCents);
  await syncPayment(town.ctx(), first.sessionId);
  expect(total(town, 'unsettled')).toBe(-first.amountCents);
  await expectSound(town);
});

test('opens one case for a provider difference older than an hour', async () => {
  const town = await openPaidTown();
  const { orderId, sessionId } = await paidOrder(town);
  const { order } = findOrder(town, orderId)!;
  town.standIn.store.refund('re_by_hand', `ch_${sessionId.slice(8)}`, 100, Math.floor(Date.now() / 1000));
  expect(await reconcileBooks(town.ctx())).toEqual([]);
  const atProvider = order.totalCents - cardFee(order.totalCents);
  const found = [{ reference: orderId, oursCents: atProvider, theirsCents: atProvider - 100 }];
  expect(await reconcileBooks(later(town, 2))).toEqual(found);
  expect(await reconcileBooks(later(town, 3))).toEqual(found);
  const cases = town.db.$client.prepare("select reference from payment_cases where reason = 'books-differ'").pluck();
  expect(cases.all()).toEqual([orderId]);
});

test('the night finds a kept balance that is not the sum of its postings', async () => {
  const town = await openPaidTown();
  expect((await keepBooksCheck(town.ctx(), async () => checkBooks(town))).problems).toEqual([]);
  expect(findBooksCheck(town)).toMatchObject({ entries: expect.any(Number), problems: [] });
  town.db.$client.exec("update book_balances set debit_cents = debit_cents + 1 where account = 'provider'");
  await keepBooksCheck(town.ctx(), async () => checkBooks(town));
  expect(findBooksCheck(town)!.problems).toEqual(['balance provider : not the sum of its postings']);
});

test('keeps entries balanced, unique by key, immutable and reversible', () => {
  const db = testDb();
  onTestFinished(() => {
    db.$client.close();
  });
  const ctx = {
    db,
    actor: { kind: 'system', name: 'test' } as const,
    now: new Date(),
    locale: 'fr' as const,
    town: demoTown,
  };
  const side = (of: Posting['side'], amountCents: number, account: Posting['account'] = 'provider'): Posting => ({
    account,
    party: '',
    vatBasisPoints: null,
    side: of,
    amountCents,
  });
  const entry = (debit: number, credit: number): JournalEntry => ({
    key: 'payment:1',
    code: 'payment',
    reference: 'ord_1',
    postings: [side('debit', debit), side('credit', credit, 'unsettled')],
  });
  const enter = (one: JournalEntry) => inTransaction(ctx, () => postEntry(ctx, one));
  expect(() => postEntry(ctx, entry(5, 5))).toThrow('transaction');
  expect(() => enter(entry(5, 4))).toThrow('5 is not 4');
  expect(() => enter(entry(0, 0))).toThrow();
  expect(() => enter(entry(0.5, 0.5))).toThrow();
  enter(entry(5, 5));
  enter(entry(5, 5));
  expect(() => enter(entry(6, 6))).toThrow('something else');
  for (const change of [
    'update book_entries set code = code',
    'delete from book_postings',
    'update book_postings set amount_cents = 1',
  ])
    expect(() => db.$client.exec(change)).toThrow('never changed');
  expect(() => enter({ ...entry(1, 1), key: 'x', postings: [side('debit', -1), side('credit', -1)] })).toThrow();
  inTransaction(ctx, () => {
    reverseEntry(ctx, 'payment:1');
    reverseEntry(ctx, 'payment:1');
  });
  expect(listBalances(ctx).every(({ debitCents, creditCents }) => debitCents === creditCents)).toBe(true);
  expect(() => inTransaction(ctx, () => reverseEntry(ctx, 'payment:2'))).toThrow('payment:2');
});

test('agrees with the provider after any mix of payments and refunds', async () => {
  const step = fc.constantFrom(
    'pay',
    'pay-unheard',
    'twice',
    'decline',
    'shorten',
    'refund',
    'refund-unheard',
    'expire',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const town = await openTown();
      rememberPayments(town.db, town.standIn.store);
      const orders: { orderId: string; sessionId: string }[] = [];
      const refunds: string[] = [];
      for (const [i, one] of steps.entries()) {
        if (one === 'pay' || one === 'pay-unheard' || one === 'twice' || one === 'decline') {
          const started = await placeAndStart(town, { [i % 2 ? chair : carrots]: 1 + (i % 3) + 1 });
          await press(town, started.sessionId, one === 'pay-unheard' ? 'pay' : one);
          if (one !== 'pay-unheard') for (let n = 0; n < 2; n++) await syncPayment(town.ctx(), started.sessionId);
          orders.push(started);
        } else if (one === 'shorten') {
          const paid = orders.find(({ orderId }) => {
            const { order, lines } = findOrder(town, orderId)!;
            return order.state === 'paid' && lines[0]!.quantity > 1 && listRefunds(town, orderId).length === 0;
          });
          if (paid) refunds.push(shorten(town, paid.orderId, 1));
        } else if (one === 'expire')
          await expireOverdueOrders(later(town, 1), (error) => expect(error).toBeUndefined());
        else for (const id of refunds) await payOrLose(town, id, one === 'refund-unheard');
        expect(checkBooks(town).problems).toEqual([]);
      }
      // The recovery jobs: sync every session, retry every refund.
      for (const { sessionId } of orders) await syncPayment(town.ctx(), sessionId);
      for (const id of refunds) await executeRefund(town.ctx(), id);
      await expectSound(town);
    }),
    { numRuns: 25 },
  );
}, 120_000);

/** Pays a refund; with `unheard` the provider pays but its answer is lost. */
async function payOrLose(town: TestTown, refundId: string, unheard: boolean): Promise<void> {
  if (!unheard) return executeRefund(town.ctx(), refundId);
  const { stripe } = town.payments;
  const deaf = {
    ...town.ctx(),
    payments: {
      ...town.payments,
      stripe: {
        checkout: stripe.checkout,
        refunds: {
          create: async (...asked: Parameters<typeof stripe.refunds.create>) => {
            await stripe.refunds.create(...asked);
            throw new Error('the answer was lost');
          },
        },
      } as unknown as typeof stripe,
    },
  };
  await executeRefund(deaf, refundId).catch((error: Error) => expect(error.message).toBe('the answer was lost'));
}
