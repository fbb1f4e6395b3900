import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToBasket, setQuantity, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { sum } from '#app/domain/shared/money.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { camille, checkoutOf, karim, offerId, openTown, placeAndStart, stockOf } from '#tests/setup/test-town.ts';
import { placeOrder } from './place-order.server.ts';
import { requireWholeNumbers } from './require-whole-numbers.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const three = { [chair]: 2, 'carottes-de-plein-champ-cagette-de-10-kg': 2, 'repas-vegetarien-de-midi': 3 };

describe('placeOrder', () => {
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

  test('refuses and changes nothing when a price changed after the page', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const added = addToBasket(ctx, null, offerId(town, chair), 1);
    if (!added.ok) throw new Error(added.reason);
    const input = checkoutOf(ctx, added.basketId);
    town.db.$client.exec(`update offers set price_cents = price_cents + 100 where slug = '${chair}'`);
    const before = stockOf(town, chair);
    expect(placeOrder(ctx, input)).toEqual({ ok: false, reason: 'changed' });
    expect(stockOf(town, chair)).toBe(before);
  });

  test('takes no stock when it refuses an order', async () => {
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

  test('keeps the stock of all lines when one line is out of stock', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const before = stockOf(town, 'table-de-reunion-180-cm');
    const first = addToBasket(ctx, null, offerId(town, 'table-de-reunion-180-cm'), 1);
    if (!first.ok) throw new Error(first.reason);
    addToBasket(ctx, first.basketId, offerId(town, chair), 9999);
    expect(placeOrder(ctx, checkoutOf(ctx, first.basketId))).toMatchObject({ ok: false, reason: 'out-of-stock' });
    expect(stockOf(town, 'table-de-reunion-180-cm')).toBe(before);
  });

  test('sells the last item to one buyer and refuses the other', async () => {
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

  test('freezes no number that is not whole, at any depth', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const added = addToBasket(ctx, null, offerId(town, chair), 2);
    if (!added.ok) throw new Error(added.reason);
    const before = stockOf(town, chair);
    town.db.$client
      .prepare('update offers set lent_units = ? where slug = ?')
      .run(BigInt(Number.MAX_SAFE_INTEGER), chair);
    expect(() => placeOrder(ctx, checkoutOf(ctx, added.basketId))).toThrow(/impactInput.lentUnits is no whole number/);
    expect(stockOf(town, chair)).toBe(before);
    for (const odd of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => requireWholeNumbers({ lines: [{ htCents: odd }] })).toThrow('order.lines.0.htCents');
    expect(() => requireWholeNumbers({ order: { lat: 49.2, totalCents: 1 }, none: null })).not.toThrow();
  });

  test('accepts only whole quantities from 0 to 9,999 in a basket', async () => {
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

  test('sells nothing of a suspended supplier, even from an older basket', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const added = addToBasket(ctx, null, offerId(town, chair), 1);
    if (!added.ok) throw new Error(added.reason);
    const input = checkoutOf(ctx, added.basketId);
    town.db.$client.exec(`update suppliers set status = 'suspended' where slug = 'atelier-rebond'`);
    expect(() => getOffer(town, chair)).toThrow(/not found/);
    expect(addToBasket(ctx, null, offerId(town, chair), 1)).toEqual({ ok: false, reason: 'gone' });
    expect(placeOrder(ctx, input)).toMatchObject({ ok: false, reason: 'blocked', block: 'gone' });
  });

  test('treats expired evidence as unknown in the impact', async () => {
    const town = await openTown();
    const ctx = town.ctx();
    const added = addToBasket(ctx, null, offerId(town, chair), 1);
    if (!added.ok) throw new Error(added.reason);
    const kept = () => viewBasket(ctx, added.basketId, demoTown.hub).impact.retainedCents;
    expect(kept()).not.toBeNull();
    town.db.$client.exec(`update supplier_facts set dated_on = '2015-01-01'`);
    expect(kept()).toBeNull();
  });
});
