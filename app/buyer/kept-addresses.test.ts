import { expect, test } from 'vitest';
import { keepDeliveryAddress, listDeliveryAddresses } from '#app/domain/accounts/delivery-addresses.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { camille, offerId, openTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/checkout.tsx';

test('an address of the book fills the checkout, and the order stays as it was shown', async () => {
  const town = await openTown();
  const own = town.ctx(camille);
  const added = addToBasket(own, null, offerId(town, 'chaise-de-bureau-remise-en-etat'), 2);
  if (!added.ok) throw new Error(added.reason);
  keepDeliveryAddress(own, { name: 'Camille', phone: '+33326000000', address: '4 rue Haute', insee: '51183' });
  const [kept] = listDeliveryAddresses(own);
  const cookie = `${await town.cookie(camille)}; halle-basket=${added.basketId}`;
  const show = async (query: string) => {
    const request = new Request(`http://halle.test/checkout${query}`, { headers: { cookie } });
    return loader({ request, params: {}, context: {} });
  };
  const [plain, chosen, unknown] = [await show(''), await show(`?address=${kept!.id}`), await show('?address=adr_x')];
  expect([plain.chosen, chosen.chosen?.address, unknown.chosen]).toEqual([null, '4 rue Haute', null]);
  expect([chosen.hash, unknown.hash]).toEqual([plain.hash, plain.hash]);
});
