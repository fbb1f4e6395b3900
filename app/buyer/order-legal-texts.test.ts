import { expect, test } from 'vitest';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, offerId, openTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/orders.$orderId._index.tsx';

test('an order links the texts that its checkout showed, in the version that it froze', async () => {
  const town = await openTown();
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  const ctx = town.ctx();
  const added = addToBasket(ctx, null, offerId(town, carrots), 4);
  const placed = placeOrder(ctx, checkoutOf(ctx, added.ok ? added.basketId : '', { organisationId: null }));
  const orderId = placed.ok ? placed.orderId : '';
  const open = async (language: string) => {
    const request = new Request(`http://halle.test/orders/${orderId}`, {
      headers: { cookie: await town.cookie(camille), 'accept-language': language },
    });
    return (await loader({ request, params: { orderId }, context: {} } as never)).legalTexts;
  };
  const french = await open('fr');
  expect(french.title).toBe('Textes légaux de cette commande');
  expect(french.links[0]).toEqual({
    href: '/legal/legal-guarantee?version=2026-01-01',
    label: 'Garanties légales (Version du 1er janv. 2026)',
  });
  expect(french.links).toHaveLength(3);
  town.db.$client.prepare(`update orders set legal_texts = '[]' where id = ?`).run(orderId);
  expect((await open('fr')).links).toEqual([]);
});
