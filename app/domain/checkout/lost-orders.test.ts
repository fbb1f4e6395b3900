// A restore lost orders that were paid: the provider has their charges, and a steward refunds each.
import { expect, test } from 'vitest';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { findSession } from '#app/domain/payments/payment-sessions.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { reconcileBooks } from '#app/domain/settlement/reconcile.server.ts';
import { noe } from '#tests/setup/evidence.ts';
import { expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { now, openPaidTown } from '#tests/setup/sales.ts';
import { press, type TestTown } from '#tests/setup/test-town.ts';
import { pollEvents } from './poll-events.server.ts';
import { syncPayment } from './sync-payment.server.ts';
import { dismissCase } from './unallocated-payments.server.ts';
import { askUnrecorded, refundUnrecorded } from './unrecorded-payments.server.ts';

const later = (town: TestTown, minutes: number) => town.ctx(noe, new Date(Date.now() + minutes * 60e3));
const lettersTo = (town: TestTown) =>
  town.db.$client.prepare("select count(*) from outbox where kind = 'mail' and key like 'mail:refunded%'").pluck();

/** A payment of an order that this database never had, as after a restore of a copy that is older. */
async function payLost(town: TestTown, orderId: string, cents: number): Promise<{ session: string; charge: string }> {
  const { id } = await town.payments.stripe.checkout.sessions.create({
    mode: 'payment',
    client_reference_id: orderId,
    customer_email: 'camille@le-hangar.example',
    locale: 'fr',
    success_url: 'http://halle.test/ok',
    cancel_url: 'http://halle.test/no',
    expires_at: now() + 3600,
    payment_intent_data: { transfer_group: orderId },
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: cents, product_data: { name: 'x' } } }],
  });
  await press(town, id, 'pay');
  return { session: id, charge: `ch_${id.slice(8)}` };
}

test('each charge without its order is a case that refunds it once, booked to the cent, without a letter', async () => {
  const town = await openPaidTown();
  const before = town.standIn.store.refundedTotal();
  const lost = [await payLost(town, 'ord_lost_one', 2500), await payLost(town, 'ord_lost_two', 990)];
  // Within the hour nothing is said: the payment may be on its way. After 70 minutes it is.
  await reconcileBooks(later(town, 0));
  expect(listCases(town)).toEqual([]);
  await reconcileBooks(later(town, 70));
  const cases = listCases(town);
  expect(new Set(cases.map(({ subject }) => subject))).toEqual(new Set(lost.map(({ charge }) => charge)));
  expect(cases.every(({ reason }) => reason === 'charge-without-order')).toBe(true);
  // An event of such a payment changes nothing.
  expect(await syncPayment(town.ctx(), lost[0]!.session, { id: 'evt_1', type: 'checkout.session.completed' })).toBe(
    'not-ours',
  );

  for (const { id } of cases) {
    const asked = await askUnrecorded(town.ctx(noe), id);
    const again = await askUnrecorded(town.ctx(noe), id);
    expect(refundUnrecorded(town.ctx(noe), id, asked!)).toEqual({ ok: true });
    // Asked twice at once, the second finds the first.
    expect(refundUnrecorded(town.ctx(noe), id, again!)).toEqual({ ok: false, reason: 'not-now' });
    expect(await askUnrecorded(town.ctx(noe), id)).toBeNull();
  }
  await workOff(town);
  await workOff(town);
  expect(town.standIn.store.refundedTotal() - before).toBe(3490);
  expect(listRefunds(town, 'ord_lost_two')).toMatchObject([{ amountCents: 990, state: 'done' }]);
  expect(findSession(town.ctx(), lost[0]!.session)).toMatchObject({ state: 'paid', chargeId: lost[0]!.charge });
  expect([total(town, 'unsettled'), lettersTo(town).get(), listCases(town)]).toEqual([0, 0, []]);
  await expectSound(town);
  await reconcileBooks(later(town, 140));
  expect(listCases(town)).toEqual([]);
  // Its event, read again by the poll, ends too.
  const errors: unknown[] = [];
  await pollEvents(town.ctx(), (error) => errors.push(error));
  expect(errors).toEqual([]);
});

test('a charge that was refunded at the provider, or moved on, is not refunded from here', async () => {
  const town = await openPaidTown();
  const { charge } = await payLost(town, 'ord_lost', 2500);
  await reconcileBooks(later(town, 70));
  const [opened] = listCases(town);
  town.standIn.store.refund('re_by_hand', charge, 2500, now());
  expect(await askUnrecorded(town.ctx(noe), opened!.id)).toBeNull();
  expect(dismissCase(town.ctx(noe), opened!.id)).toEqual({ ok: true });
  await reconcileBooks(later(town, 70));
  // The provider keeps its fee: a difference like others.
  expect(listCases(town)).toMatchObject([{ reason: 'books-differ', reference: 'ord_lost' }]);
});
