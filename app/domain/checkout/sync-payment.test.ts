import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { findMismatch } from '#app/domain/payments/payment-sessions.server.ts';
import { addMinutes } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import {
  camille,
  karim,
  offerId,
  openTown,
  placeAndStart,
  press,
  stockOf,
  type TestTown,
} from '#tests/setup/test-town.ts';
import { startPayment } from './start-payment.server.ts';
import { expireOverdueOrders, syncPayment } from './sync-payment.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const three = { [chair]: 2, 'carottes-de-plein-champ-cagette-de-10-kg': 2, 'repas-vegetarien-de-midi': 3 };
const unexpected = (error: unknown) => {
  throw error;
};
const orders = (town: TestTown, state: string) =>
  town.db.$client.prepare('select count(*) from orders where state = ?').pluck().get(state) as number;

describe('syncPayment', () => {
  test('pays an order once for any mix of webhooks and landing pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('landing', 'evt_1', 'evt_2'), { minLength: 1, maxLength: 6 }),
        async (calls) => {
          const town = await openTown();
          const { orderId, sessionId } = await placeAndStart(town, three);
          await press(town, sessionId, 'pay');
          const paidBefore = orders(town, 'paid');
          await Promise.all(
            calls.map((call) =>
              syncPayment(
                town.ctx(),
                sessionId,
                call === 'landing' ? undefined : { id: call, type: 'checkout.session.completed' },
              ),
            ),
          );
          expect(orders(town, 'paid')).toBe(paidBefore + 1);
          expect(entriesOf(town, orderId)).toHaveLength(3);
          const mails = town.db.$client
            .prepare(`select count(*) from outbox where kind = 'mail' and state = 'pending'`)
            .pluck()
            .get();
          expect(mails).toBe(4);
          expect(auditLedger(town.db, town.ledgerKey)).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 8 },
    );
  });

  test('covers new entries by the checkpoint and logs no personal data', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, three);
    await press(town, sessionId, 'pay');
    await syncPayment(town.ctx(), sessionId);
    const entries = entriesOf(town, orderId);
    expect(latestCheckpoint(town.ctx()).size).toBe(entries.at(-1)!.index + 1);
    for (const { bytes } of entries) expect(bytes.toString()).not.toMatch(/Camille|hangar|@|org_|usr_|rebond/i);
  });

  test('opens a case and leaves the order unpaid when the payment differs', async () => {
    const town = await openTown();
    for (const change of [
      { amount_total: 1 },
      { currency: 'usd' },
      { livemode: true },
      { client_reference_id: 'ord_OTHER' },
    ]) {
      const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
      await press(town, sessionId, 'pay');
      const truth = town.standIn.store.findSession(sessionId)!;
      town.standIn.store.saveSession({ ...truth, ...(change as object) });
      expect(
        await syncPayment(town.ctx(), sessionId, { id: `evt_${orderId}`, type: 'checkout.session.completed' }),
      ).toBe('mismatch');
      expect(findOrder(town, orderId)!.order.state).toBe('placed');
      expect(town.db.$client.prepare('select reason from payment_cases where reference = ?').pluck().get(orderId)).toBe(
        'mismatch',
      );
    }
  });

  test('ignores an unknown payment session', async () => {
    const town = await openTown();
    expect(await syncPayment(town.ctx(), 'cs_test_unknown')).toBe('not-ours');
  });

  test('ends an unpaid reservation after thirty minutes and marks later money', async () => {
    const town = await openTown();
    const before = stockOf(town, chair);
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 3 });
    expect(await expireOverdueOrders(town.ctx(camille, addMinutes(new Date(), 29)), unexpected)).toBe(0);
    expect(stockOf(town, chair)).toBe(before - 3);
    expect(await expireOverdueOrders(town.ctx(camille, addMinutes(new Date(), 31)), unexpected)).toBe(1);
    expect(stockOf(town, chair)).toBe(before);
    expect(town.standIn.store.findSession(sessionId)!.status).toBe('expired');
    const late = town.standIn.store.findSession(sessionId)!;
    town.standIn.store.saveSession({ ...late, status: 'complete', payment_status: 'paid' });
    expect(await syncPayment(town.ctx(), sessionId)).toBe('late');
    expect(findOrder(town, orderId)!.order.state).toBe('paid-late');
    expect(stockOf(town, chair)).toBe(before);
    expect(entriesOf(town, orderId)).toHaveLength(0);
  });

  test('keeps stock reserved for a delayed debit and releases it on failure', async () => {
    const town = await openTown();
    const before = stockOf(town, chair);
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 3 });
    const open = town.standIn.store.findSession(sessionId)!;
    town.standIn.store.saveSession({ ...open, status: 'complete' });
    expect(await syncPayment(town.ctx(), sessionId)).toBe('waiting');
    expect(await expireOverdueOrders(town.ctx(camille, addMinutes(new Date(), 60 * 24)), unexpected)).toBe(0);
    const failed = { id: 'evt_fail', type: 'checkout.session.async_payment_failed' };
    expect(await syncPayment(town.ctx(), sessionId, failed)).toBe('failed');
    expect(await syncPayment(town.ctx(), sessionId, failed)).toBe('known-event');
    expect(findOrder(town, orderId)!.order.state).toBe('payment-failed');
    expect(stockOf(town, chair)).toBe(before);
  });

  test('confirms an order that was paid as its reservation expired', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
    await press(town, sessionId, 'pay'); // and its event is lost
    expect(await expireOverdueOrders(town.ctx(camille, addMinutes(new Date(), 45)), unexpected)).toBe(0);
    expect(findOrder(town, orderId)!.order.state).toBe('paid');
  });

  test('checks a delayed payment when its hold ends, and opens a case if late', async () => {
    const town = await openTown();
    const lost = await placeAndStart(town, { [chair]: 1 });
    const slow = await placeAndStart(town, { 'table-de-reunion-180-cm': 1 });
    for (const { sessionId } of [lost, slow]) {
      await press(town, sessionId, 'late');
      await syncPayment(town.ctx(), sessionId);
    }
    const came = town.standIn.store.findSession(lost.sessionId)!;
    town.standIn.store.saveSession({ ...came, payment_status: 'paid', metadata: {} });
    const later = town.ctx(camille, addMinutes(new Date(), 15 * 24 * 60));
    expect(await expireOverdueOrders(later, unexpected)).toBe(0);
    expect(findOrder(town, lost.orderId)!.order.state).toBe('paid');
    expect(findOrder(town, slow.orderId)!.order.state).toBe('placed');
    const reason = town.db.$client.prepare('select reason from payment_cases where reference = ?').pluck();
    expect(reason.get(slow.orderId)).toBe('payment-overdue');
  });

  test('opens one payment page for concurrent requests', async () => {
    const town = await openTown();
    const { orderId } = await placeAndStart(town, { [chair]: 1 });
    town.db.$client.exec(`delete from payment_sessions where reference = '${orderId}'`);
    const whole = findOrder(town, orderId)!;
    const pages = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        startPayment(
          { ...town.ctx(camille, new Date(Date.now() + i * 400)), locale: i % 2 ? 'en' : 'fr' },
          whole,
          town.env.origin,
          (name) => name,
        ),
      ),
    );
    expect(new Set(pages.map((page) => (page.ok ? page.url : page.reason))).size).toBe(1);
  });

  test('expires the other orders when one of them fails', async () => {
    const town = await openTown();
    const broken = await placeAndStart(town, { [chair]: 1 });
    const other = await placeAndStart(town, { 'table-de-reunion-180-cm': 1 });
    const { sessions } = town.payments.stripe.checkout;
    const retrieve = sessions.retrieve.bind(sessions);
    sessions.retrieve = ((id: string) =>
      id === broken.sessionId ? Promise.reject(new Error('down')) : retrieve(id)) as never;
    const errors: string[] = [];
    const later = town.ctx(camille, addMinutes(new Date(), 45));
    expect(await expireOverdueOrders(later, (_, orderId) => errors.push(orderId))).toBe(1);
    expect(errors).toEqual([broken.orderId]);
    expect(findOrder(town, other.orderId)!.order.state).toBe('expired');
  });

  test('refuses a second payment page and opens a case for a second payment', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
    await press(town, sessionId, 'late');
    await syncPayment(town.ctx(), sessionId);
    const again = await startPayment(town.ctx(), findOrder(town, orderId)!, town.env.origin, (name) => name);
    expect(again).toEqual({ ok: false, reason: 'payment-under-way' });
    // A page opened before this refusal existed, and paid in another tab.
    const first = town.standIn.store.findSession(sessionId)!;
    const second = { ...first, id: 'cs_test_second', status: 'complete' as const, payment_status: 'paid' as const };
    town.standIn.store.saveSession({ ...first, payment_status: 'paid', metadata: {} });
    town.standIn.store.saveSession(second);
    town.db.$client.exec(
      `insert into payment_sessions select 'cs_test_second', reference, amount_cents, currency, url, 'open', created_at, expires_at, null, null from payment_sessions where id = '${sessionId}'`,
    );
    expect(await syncPayment(town.ctx(), sessionId)).toBe('paid');
    expect(await syncPayment(town.ctx(), 'cs_test_second')).toBe('already-paid');
    expect(
      town.db.$client.prepare('select reason from payment_cases where subject = ?').pluck().get('cs_test_second'),
    ).toBe('paid-twice');
    expect(await syncPayment(town.ctx(), sessionId)).toBe('already-paid');
    expect(town.db.$client.prepare('select count(*) from payment_cases where reference = ?').pluck().get(orderId)).toBe(
      1,
    );
  });

  test('counts arrival days from the Paris date just after midnight', async () => {
    const town = await openTown();
    const ctx = town.ctx(camille, new Date('2026-06-30T22:30:00Z'));
    const added = addToBasket(ctx, null, offerId(town, chair), 1);
    if (!added.ok) throw new Error(added.reason);
    const [basket] = viewBasket(ctx, added.basketId, demoTown.hub, false).suppliers;
    for (const { arrivesOn } of basket!.options) expect(arrivesOn! > '2026-07-01').toBe(true);
  });

  test('rolls back everything when the ledger write crashes', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
    await press(town, sessionId, 'pay');
    town.db.$client.exec(
      `create trigger crash before insert on ledger_checkpoints begin select raise(abort, 'power cut'); end`,
    );
    await expect(
      syncPayment(town.ctx(), sessionId, { id: 'evt_x', type: 'checkout.session.completed' }),
    ).rejects.toThrow('power cut');
    expect(findOrder(town, orderId)!.order.state).toBe('placed');
    expect(entriesOf(town, orderId)).toHaveLength(0);
    town.db.$client.exec('drop trigger crash');
    expect(await syncPayment(town.ctx(), sessionId, { id: 'evt_x', type: 'checkout.session.completed' })).toBe('paid');
    expect(auditLedger(town.db, town.ledgerKey)).toMatchObject({ ok: true });
  });

  test('throws NotFound for the order of another buyer', async () => {
    const town = await openTown();
    const { orderId } = await placeAndStart(town, { [chair]: 1 });
    expect(() => getOwnOrder(town.ctx(karim), orderId)).toThrow(/not found/);
    expect(() => getOwnOrder({ ...town.ctx(), actor: { kind: 'anonymous' } }, orderId)).toThrow(/forbidden/);
    expect(() => getOwnOrder({ ...town.ctx(), actor: { kind: 'user', userId: '' } }, orderId)).toThrow(/forbidden/);
  });
});

test('findMismatch compares amount, currency, mode and reference', () => {
  const ours = { amountCents: 100, currency: 'eur', reference: 'ord_1' } as Parameters<typeof findMismatch>[0];
  const truth = { amount_total: 100, currency: 'eur', livemode: false, client_reference_id: 'ord_1' };
  const against = (change: object) =>
    findMismatch(ours, { ...truth, ...change } as Parameters<typeof findMismatch>[1], false);
  expect(against({})).toBeNull();
  expect(against({ amount_total: 99 })).toEqual({ what: 'amount', amountCents: 99, expectedCents: ours.amountCents });
  expect(against({ currency: 'usd' })).toMatchObject({ what: 'currency' });
  expect(against({ livemode: true })).toMatchObject({ what: 'livemode' });
  expect(against({ client_reference_id: null })).toMatchObject({ what: 'reference' });
});
