import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { carrots } from '#tests/setup/sales.ts';
import { offerId, openTown } from '#tests/setup/test-town.ts';
import { placeOrder } from './place-order.server.ts';

const beer = 'biere-blonde-caisse-de-12-75-cl-consignees';

test.each([
  ['a person', carrots, false, ['legal-guarantee', 'withdrawal', 'price-indications']],
  ['a person with beer', beer, false, ['legal-guarantee', 'withdrawal', 'price-indications', 'alcohol']],
  ['an organisation', carrots, true, []],
  ['an organisation with beer', beer, true, ['alcohol']],
])('an order of %s freezes the texts that belong to it', async (_, slug, organised, documents) => {
  const town = await openTown();
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  const ctx = town.ctx();
  const added = addToBasket(ctx, null, offerId(town, slug), 4);
  if (!added.ok) throw new Error(added.reason);
  const organisationId = organised ? listOwnOrganisations(ctx)[0]!.id : null;
  const placed = placeOrder(ctx, checkoutOf(ctx, added.basketId, { organisationId }));
  if (!placed.ok) throw new Error(placed.reason);
  const { legalTexts } = findOrder(town, placed.orderId)!.order;
  expect(legalTexts).toEqual(documents.map((document) => ({ document, version: '2026-01-01' })));
});
