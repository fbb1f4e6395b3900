import { expect, test } from 'vitest';
import { findOrganisation, listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { orderOnAccount, owedFor, receiveTransfer } from '#app/domain/checkout/on-account.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { workOff } from '#tests/setup/money-work.ts';
import { carrots, deliver, openPaidTown } from '#tests/setup/sales.ts';
import { camille, checkoutOf, offerId, type TestTown } from '#tests/setup/test-town.ts';
import { measurePaymentDays } from './payment-delays.server.ts';

const day = 864e5;

/** An order on account that was delivered today. */
async function buyOnAccount(town: TestTown, organisationId: string): Promise<string> {
  const ctx = town.ctx();
  const filled = addToBasket(ctx, null, offerId(town, carrots), 1);
  if (!filled.ok) throw new Error(filled.reason);
  const placed = placeOrder(ctx, checkoutOf(ctx, filled.basketId, { organisationId }));
  if (!placed.ok) throw new Error(placed.reason);
  expect(orderOnAccount(ctx, placed.orderId)).toEqual({ ok: true });
  for (const { supplierId } of findOrder(town, placed.orderId)!.parts) deliver(town, placed.orderId, supplierId);
  await workOff(town);
  return placed.orderId;
}

test('a supplier that buys on account is measured by its transfers, from five on', async () => {
  const town = await openPaidTown();
  const organisation = listOwnOrganisations(town.ctx())[0]!;
  const siret = findOrganisation(town, organisation.id)!.siret!;
  const supplier = { id: 'sup_own', siret };
  const measure = (of = supplier) => measurePaymentDays(town, of, '2000-01-01');
  const orders: string[] = [];
  for (let i = 0; i < 5; i++) orders.push(await buyOnAccount(town, organisation.id));
  const pay = (orderId: string, days: number) =>
    receiveTransfer(
      { ...town.ctx(), now: new Date(Date.now() + days * day) },
      orderId,
      owedFor(town, orderId),
      `k-${orderId}`,
    );
  town.db.$client.pragma('foreign_keys = off');
  const { userId } = town.db.$client.prepare('select id as userId from users where email = ?').get(camille) as {
    userId: string;
  };
  const join = () =>
    town.db.$client
      .prepare(`insert into supplier_members (supplier_id, user_id, role, joined_at) values ('sup_own', ?, 'own', '')`)
      .run(userId);
  for (const [i, orderId] of orders.slice(0, 4).entries()) pay(orderId, 10 + i); // 10, 11, 12, 13 days
  join();
  expect(measure()).toBeNull(); // four are not a habit
  pay(orders[4]!, 24);
  expect(measure()).toEqual({ value: 14, orders: 5 });
  expect(measure({ id: 'sup_stranger', siret })).toBeNull(); // no person of its team buys there
  expect(measure({ id: 'sup_own', siret: '00000000000000' })).toBeNull();
  expect(measurePaymentDays(town, supplier, '2999-01-01')).toBeNull();
});
