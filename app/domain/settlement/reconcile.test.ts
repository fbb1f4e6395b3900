import { expect, test, vi } from 'vitest';
import { listBalances, providerBalances } from '#app/domain/books/balances.server.ts';
import { dismissCase } from '#app/domain/checkout/unallocated-payments.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { noe } from '#tests/setup/evidence.ts';
import { expectSound, total } from '#tests/setup/money-work.ts';
import { carrots, now, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille } from '#tests/setup/test-town.ts';
import { reconcileBooks } from './reconcile.server.ts';

test("enters the provider's own fees by type and month, and holds against their releases", async () => {
  const town = await openPaidTown();
  const { store } = town.standIn;
  const fees = total(town, 'fees');
  const [november, december] = [Date.UTC(2025, 10, 30, 22) / 1000, Date.UTC(2025, 11, 1, 8) / 1000];
  store.moveOwn('txn_fee_1', 'stripe_fee', -200, november);
  store.moveOwn('txn_fee_2', 'stripe_fee', -150, november);
  store.moveOwn('txn_fee_3', 'stripe_fee', -100, december);
  store.moveOwn('txn_hold', 'payout_minimum_balance_hold', -5000, november);
  for (let day = 0; day < 2; day++) expect(await reconcileBooks(town.ctx())).toEqual([]);
  const entered = [...providerBalances(town)].filter(([reference]) => reference.startsWith('provider:'));
  expect(Object.fromEntries(entered)).toEqual({
    'provider:stripe_fee:2025-11': -350,
    'provider:stripe_fee:2025-12': -100,
    'provider:payout_minimum_balance_hold:2025-11': -5000,
  });
  expect([total(town, 'fees') - fees, total(town, 'reserves')]).toEqual([450, 5000]);
  store.moveOwn('txn_release', 'payout_minimum_balance_release', 5000, december);
  await expectSound(town);
  expect(total(town, 'reserves')).toBe(0);
  expect(listBalances(town).filter(({ account }) => account === 'reserves')).toHaveLength(1);
  expect(listCases(town)).toEqual([]);
});

test('each day reads the latest movements again, and each month all of them', async () => {
  const town = await openPaidTown();
  const { charge } = await paid(town, { [carrots]: 2 });
  const day = (days: number) => town.ctx(camille, new Date(Date.now() + days * 864e5));
  const asked: (number | undefined)[] = [];
  const { balanceTransactions } = town.payments.stripe;
  const list = balanceTransactions.list.bind(balanceTransactions);
  vi.spyOn(balanceTransactions, 'list').mockImplementation((params, options) => {
    asked.push((params?.created as { gte: number } | undefined)?.gte);
    return list(params, options);
  });
  expect(await reconcileBooks(day(1))).toEqual([]);
  const paidAt = now();
  town.standIn.store.refund('re_by_hand', charge, 100, paidAt + 2 * 86_400); // names a charge of an earlier reading
  town.standIn.store.moveOwn('txn_of_before', 'of_a_later_version', -70, paidAt - 40 * 86_400);
  const [found, ...others] = await reconcileBooks(day(20));
  expect(others).toEqual([]);
  expect(found!.theirsCents).toBe(found!.oursCents - 100);
  town.standIn.store.refund('re_dated_back', charge, 50, paidAt + 8 * 86_400); // before the last reading, within its overlap
  const [changed] = await reconcileBooks(day(25));
  expect(changed).toEqual({ ...found, theirsCents: found!.theirsCents - 50 });
  expect(await reconcileBooks(day(32))).toContainEqual(expect.objectContaining({ theirsCents: -70 }));
  expect(asked.map((from) => from && Math.round((from - paidAt) / 86_400))).toEqual([undefined, -13, 6, undefined]);
});

test('a movement that is no longer as it was read is found by the day within two weeks, else by the month', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  const day = (days: number) => town.ctx(camille, new Date(Date.now() + days * 864e5));
  const change = () =>
    town.db.$client.prepare('update payment_movements set net_cents = net_cents + 5 where reference = ?').run(orderId);
  expect(await reconcileBooks(day(1))).toEqual([]);
  expect(change().changes).toBeGreaterThan(0);
  expect(await reconcileBooks(day(2))).toEqual([]);
  expect(await reconcileBooks(day(20))).toEqual([]);
  change();
  expect(await reconcileBooks(day(25))).toMatchObject([{ reference: orderId }]);
  expect(await reconcileBooks(day(40))).toEqual([]);
});

test('a difference that a steward dismissed comes back only when an amount changes', async () => {
  const town = await openPaidTown();
  const { charge } = await paid(town, { [carrots]: 2 });
  town.standIn.store.refund('re_by_hand', charge, 100, now());
  const later = (hours: number) => town.ctx(camille, new Date(Date.now() + hours * 3600e3));
  await reconcileBooks(later(2));
  const [opened] = listCases(town);
  expect(dismissCase(town.ctx(noe), opened!.id)).toEqual({ ok: true });
  await reconcileBooks(later(26));
  expect(listCases(town)).toEqual([]);
  town.standIn.store.refund('re_by_hand_again', charge, 50, now());
  await reconcileBooks(later(50));
  expect(listCases(town)).toMatchObject([{ id: opened!.id, reason: 'books-differ' }]);
});

test('a movement of a type that we do not know is a case', async () => {
  const town = await openPaidTown();
  town.standIn.store.moveOwn('txn_new', 'of_a_later_version', -70, 1_700_000_000);
  await reconcileBooks(town.ctx());
  expect(listCases(town)).toMatchObject([{ subject: 'books:of_a_later_version:txn_new', facts: { amountCents: -70 } }]);
});
