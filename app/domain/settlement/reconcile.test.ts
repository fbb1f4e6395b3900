import { expect, test } from 'vitest';
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
