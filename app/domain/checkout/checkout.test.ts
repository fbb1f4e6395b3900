import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToBasket, setQuantity } from '#app/domain/basket/baskets.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf, latestCheckpoint } from '#app/domain/ledger/log.server.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { mismatch } from '#app/domain/payments/sessions.server.ts';
import { addMinutes } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import {
  camille,
  checkoutOf,
  karim,
  offerId,
  openTown,
  placeAndStart,
  press,
  stockOf,
  type TestTown,
} from '#tests/setup/test-town.ts';
import { expireOverdue, fulfil } from './fulfil.server.ts';
import { placeOrder } from './place-order.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const three = { [chair]: 2, 'carottes-de-plein-champ-cagette-de-10-kg': 2, 'repas-vegetarien-de-midi': 3 };
const orders = (town: TestTown, state: string) =>
  town.db.$client.prepare('select count(*) from orders where state = ?').pluck().get(state) as number;

describe('placing an order', () => {
  test('freezes lines and totals to the cent, and reserves the stock', async () => {
    const town = await openTown();
    const before = stockOf(town, chair);
    const { orderId } = await placeAndStart(town, three);
    const { order, parts, lines } = findOrder(town, orderId)!;
    expect(parts).toHaveLength(3);
    expect(order.totalCents).toBe(order.goodsCents + order.deliveryCents + order.vatCents);
    expect(order.vatCents).toBe(
      sum([...lines.map((line) => line.vatCents), ...parts.map((part) => part.deliveryVatCents)]),
    );
    expect(stockOf(town, chair)).toBe(before - 2);
  });

  test('a change of price between basket and order is told, and changes nothing', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const added = addToBasket(ctx, null, offerId(town, chair), 1);
    if (!added.ok) throw new Error(added.reason);
    const input = checkoutOf(ctx, added.basketId);
    town.db.$client.exec(`update offers set price_cents = price_cents + 100 where slug = '${chair}'`);
    const before = stockOf(town, chair);
    expect(placeOrder(ctx, input)).toMatchObject({
      ok: false,
      reason: 'price-changed',
      totalCents: input.shownTotalCents + 120,
    });
    expect(stockOf(town, chair)).toBe(before);
  });

  test('below the minimum, out of stock, empty, or for a stranger’s organisation: refused, with no stock taken', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const before = stockOf(town, chair);
    const basket = (slug: string, quantity: number) => {
      const added = addToBasket(ctx, null, offerId(town, slug), quantity);
      if (!added.ok) throw new Error(added.reason);
      return added.basketId;
    };
    expect(placeOrder(ctx, checkoutOf(ctx, basket('carottes-de-plein-champ-cagette-de-10-kg', 1)))).toMatchObject({
      ok: false,
      reason: 'below-minimum',
      missingCents: 400,
    });
    expect(placeOrder(ctx, checkoutOf(ctx, basket(chair, 47)))).toMatchObject({ ok: false, reason: 'out-of-stock' });
    expect(placeOrder(ctx, checkoutOf(ctx, 'bsk_NOTHING'))).toMatchObject({ ok: false, reason: 'empty' });
    const theirs = town.db.$client
      .prepare('select id from organisations where name = ?')
      .pluck()
      .get('Incubateur 112') as string;
    expect(() => placeOrder(ctx, checkoutOf(ctx, basket(chair, 1), { organisationId: theirs }))).toThrow(/forbidden/);
    expect(stockOf(town, chair)).toBe(before);
  });

  test('when one line of several is short, the stock of the others is not touched', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const before = stockOf(town, 'table-de-reunion-180-cm');
    const first = addToBasket(ctx, null, offerId(town, 'table-de-reunion-180-cm'), 1);
    if (!first.ok) throw new Error(first.reason);
    addToBasket(ctx, first.basketId, offerId(town, chair), 9999);
    expect(placeOrder(ctx, checkoutOf(ctx, first.basketId))).toMatchObject({ ok: false, reason: 'out-of-stock' });
    expect(stockOf(town, 'table-de-reunion-180-cm')).toBe(before);
  });

  test('the last item goes to one buyer, the other is told', async () => {
    const town = await openTown();
    town.db.$client.exec(`update offers set stock = 1 where slug = '${chair}'`);
    const results = [camille, karim].map((email) => {
      const ctx = town.ctx(email);
      const added = addToBasket(ctx, null, offerId(town, chair), 1);
      if (!added.ok) throw new Error(added.reason);
      return placeOrder(ctx, checkoutOf(ctx, added.basketId)).ok;
    });
    expect(results).toEqual([true, false]);
    expect(stockOf(town, chair)).toBe(0);
  });

  test('no quantity but a whole number from 0 to 9,999 enters a basket', async () => {
    const town = await openTown();
    const id = offerId(town, chair);
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, 1e21, -1, 0.5, 10_000)),
        (quantity) => {
          const whole = Number.isInteger(quantity) && quantity >= 0 && quantity <= 9999;
          expect(setQuantity(town.ctx(), null, id, quantity).ok).toBe(whole);
        },
      ),
    );
  });
});

describe('fulfilling', () => {
  test('webhook and landing in any order, any number of times: one order, one entry a line, two mails and more', async () => {
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
              fulfil(
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

  test('the checkpoint covers the new entries, and nothing that names a person stands in them', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, three);
    await press(town, sessionId, 'pay');
    await fulfil(town.ctx(), sessionId);
    const entries = entriesOf(town, orderId);
    expect(latestCheckpoint(town.ctx()).size).toBe(entries.at(-1)!.index + 1);
    for (const { bytes } of entries) expect(bytes.toString()).not.toMatch(/Camille|hangar|@|org_|usr_|rebond/i);
  });

  test('an authentic payment of another amount, currency, mode or reference leaves the order unpaid, with a case', async () => {
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
      expect(await fulfil(town.ctx(), sessionId, { id: `evt_${orderId}`, type: 'checkout.session.completed' })).toBe(
        'mismatch',
      );
      expect(findOrder(town, orderId)!.order.state).toBe('placed');
      expect(town.db.$client.prepare('select reason from payment_cases where reference = ?').pluck().get(orderId)).toBe(
        'mismatch',
      );
    }
  });

  test('a session that is not ours is nobody’s order', async () => {
    const town = await openTown();
    expect(await fulfil(town.ctx(), 'cs_test_unknown')).toBe('not-ours');
  });

  test('an unpaid reservation ends after thirty minutes: page first, stock after; money that comes later opens a case', async () => {
    const town = await openTown();
    const before = stockOf(town, chair);
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 3 });
    expect(await expireOverdue(town.ctx(camille, addMinutes(new Date(), 29)))).toBe(0);
    expect(stockOf(town, chair)).toBe(before - 3);
    expect(await expireOverdue(town.ctx(camille, addMinutes(new Date(), 31)))).toBe(1);
    expect(stockOf(town, chair)).toBe(before);
    expect(town.standIn.store.findSession(sessionId)!.status).toBe('expired');
    const late = town.standIn.store.findSession(sessionId)!;
    town.standIn.store.saveSession({ ...late, status: 'complete', payment_status: 'paid' });
    expect(await fulfil(town.ctx(), sessionId)).toBe('late');
    expect(findOrder(town, orderId)!.order.state).toBe('paid-late');
    expect(stockOf(town, chair)).toBe(before);
    expect(entriesOf(town, orderId)).toHaveLength(0);
  });

  test('a delayed debit keeps the reservation; its failure gives the stock back once', async () => {
    const town = await openTown();
    const before = stockOf(town, chair);
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 3 });
    const open = town.standIn.store.findSession(sessionId)!;
    town.standIn.store.saveSession({ ...open, status: 'complete' });
    expect(await fulfil(town.ctx(), sessionId)).toBe('waiting');
    expect(await expireOverdue(town.ctx(camille, addMinutes(new Date(), 60 * 24)))).toBe(0);
    const failed = { id: 'evt_fail', type: 'checkout.session.async_payment_failed' };
    expect(await fulfil(town.ctx(), sessionId, failed)).toBe('failed');
    expect(await fulfil(town.ctx(), sessionId, failed)).toBe('known-event');
    expect(findOrder(town, orderId)!.order.state).toBe('payment-failed');
    expect(stockOf(town, chair)).toBe(before);
  });

  test('a crash between event and ledger leaves nothing half done', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
    await press(town, sessionId, 'pay');
    town.db.$client.exec(
      `create trigger crash before insert on ledger_checkpoints begin select raise(abort, 'power cut'); end`,
    );
    await expect(fulfil(town.ctx(), sessionId, { id: 'evt_x', type: 'checkout.session.completed' })).rejects.toThrow(
      'power cut',
    );
    expect(findOrder(town, orderId)!.order.state).toBe('placed');
    expect(entriesOf(town, orderId)).toHaveLength(0);
    town.db.$client.exec('drop trigger crash');
    expect(await fulfil(town.ctx(), sessionId, { id: 'evt_x', type: 'checkout.session.completed' })).toBe('paid');
    expect(auditLedger(town.db, town.ledgerKey)).toMatchObject({ ok: true });
  });

  test('somebody else’s order is not found', async () => {
    const town = await openTown();
    const { orderId } = await placeAndStart(town, { [chair]: 1 });
    expect(() => getOwnOrder(town.ctx(karim), orderId)).toThrow(/not found/);
    expect(() => getOwnOrder({ ...town.ctx(), actor: { kind: 'anonymous' } }, orderId)).toThrow(/forbidden/);
    expect(() => getOwnOrder({ ...town.ctx(), actor: { kind: 'user', userId: '' } }, orderId)).toThrow(/forbidden/);
  });
});

test('mismatch compares amount, currency, mode and reference', () => {
  const ours = { amountCents: 100, currency: 'eur', reference: 'ord_1' } as Parameters<typeof mismatch>[0];
  const truth = { amount_total: 100, currency: 'eur', livemode: false, client_reference_id: 'ord_1' } as Parameters<
    typeof mismatch
  >[1];
  expect(mismatch(ours, truth, false)).toBeNull();
  expect(mismatch(ours, truth, true)).toContain('livemode');
});
