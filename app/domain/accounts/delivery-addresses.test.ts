import { expect, test } from 'vitest';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { camille, karim, openTown } from '#tests/setup/test-town.ts';
import { anonymiseUser } from './accounts.server.ts';
import {
  changeDeliveryAddress,
  keepDeliveryAddress,
  listDeliveryAddresses,
  removeDeliveryAddress,
} from './delivery-addresses.server.ts';

const home = { name: 'Camille Aubert', phone: '+33326001122', address: '12 piste Nord', insee: '51183' };

test('a person keeps, changes and removes their own addresses, and no other person does', async () => {
  const town = await openTown();
  const [own, other] = [town.ctx(camille), town.ctx(karim)];
  expect(keepDeliveryAddress(own, home)).toEqual({ ok: true });
  keepDeliveryAddress(own, { ...home, phone: '+33326009999' });
  const [kept, ...more] = listDeliveryAddresses(own);
  expect([kept, more]).toEqual([{ ...home, phone: '+33326009999', id: kept?.id }, []]);
  expect(listDeliveryAddresses(other)).toEqual([]);
  const id = kept!.id;
  expect(changeDeliveryAddress(other, id, home)).toEqual({ ok: false, reason: 'not-now' });
  removeDeliveryAddress(other, id);
  expect(changeDeliveryAddress(own, id, { ...home, address: '4 rue Haute' })).toEqual({ ok: true });
  expect(listDeliveryAddresses(own)).toMatchObject([{ address: '4 rue Haute' }]);
  removeDeliveryAddress(own, id);
  expect([listDeliveryAddresses(own), changeDeliveryAddress(own, id, home).ok]).toEqual([[], false]);
  const nobody = { ...own, actor: { kind: 'anonymous' } as const };
  expect(listDeliveryAddresses(nobody)).toEqual([]);
  expect(() => keepDeliveryAddress(nobody, home)).toThrow(Forbidden);
});

test('twenty addresses are enough, and none outlives its account', async () => {
  const town = await openTown();
  const own = town.ctx(camille);
  const answers = Array.from({ length: 21 }, (_, i) => keepDeliveryAddress(own, { ...home, address: `${i} rue` }).ok);
  expect(answers.lastIndexOf(true)).toBe(19);
  anonymiseUser(town, (own.actor as { userId: string }).userId);
  expect(listDeliveryAddresses(own)).toEqual([]);
});
