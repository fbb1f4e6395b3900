import { expect, test } from 'vitest';
import { type Fault, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { findPaymentAccount, openOnboarding } from './payment-accounts.server.ts';

const pages = { returnUrl: 'http://halle.test/back', refreshUrl: 'http://halle.test/again' };
const payee = { party: 'sup_new', name: 'Atelier', email: 'wrong@example.org', site: 'http://halle.test/s' };
const own = (town: TestTown) => town.standIn.store.listAccounts().filter(({ party }) => party === payee.party);
const requests = (town: TestTown) =>
  town.db.$client.prepare('select count(*) from payment_account_requests').pluck().get();

test('after a lost answer asks with the body of then, sends what changed, and opens one account', async () => {
  const faults: Fault[] = Array(2).fill('lost-after'); // a cut line is tried once more by the SDK
  const town = await openTown({ faults: () => faults.shift() ?? null });
  await expect(openOnboarding(town.ctx(), payee, pages)).rejects.toThrow();
  expect([own(town).length, requests(town)]).toEqual([1, 1]);
  const { url } = await openOnboarding(town.ctx(), { ...payee, email: 'right@example.org' }, pages);
  expect(url).toContain('/connect/');
  expect(own(town)).toMatchObject([
    { email: 'right@example.org', id: findPaymentAccount(town, payee.party)!.accountId },
  ]);
  expect(requests(town)).toBe(0);
});

test('a day later looks for the account before it asks again', async () => {
  const faults: Fault[] = Array(2).fill('lost-after'); // a cut line is tried once more by the SDK
  const town = await openTown({ faults: () => faults.shift() ?? null });
  await expect(openOnboarding(town.ctx(), payee, pages)).rejects.toThrow();
  town.db.$client.exec(`update payment_account_requests set created_at = '2020-01-01T00:00:00.000Z'`);
  await openOnboarding(town.ctx(), payee, pages);
  expect(own(town)).toHaveLength(1);
});

test('a refused request does not close the door: the next one sends the data of then', async () => {
  const town = await openTown();
  const { accounts } = town.payments.stripe;
  const create = accounts.create.bind(accounts);
  const asked: string[] = [];
  accounts.create = (async (body: { email: string }, options: { idempotencyKey: string }) => {
    asked.push(options.idempotencyKey);
    if (body.email === payee.email) throw Object.assign(new Error('Invalid email'), { statusCode: 400 });
    return create(body as never, options);
  }) as typeof accounts.create;
  await expect(openOnboarding(town.ctx(), payee, pages)).rejects.toThrow('Invalid email');
  await openOnboarding(town.ctx(), { ...payee, email: 'right@example.org' }, pages);
  expect(own(town)).toMatchObject([{ email: 'right@example.org' }]);
  expect(new Set(asked).size).toBe(2);
});
