import { expect, test } from 'vitest';
import { changeIdentity } from '#app/domain/evidence/identity.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { noe } from '#tests/setup/evidence.ts';
import { lucie } from '#tests/setup/offer-forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { decideIdentityRequest, findIdentityRequest } from './identity-requests.server.ts';
import { getOwnSupplier } from './members.server.ts';

const slug = 'jardins-de-la-vesle';

async function openSupplier() {
  const town = await openTown();
  const own = () => getOwnSupplier(town.ctx(lucie), slug).supplier;
  const ask = (changes: Parameters<typeof changeIdentity>[2]) => changeIdentity(town.ctx(lucie), own(), changes);
  const open = () => findIdentityRequest(town, own().id);
  const decide = (accepted: boolean, reason = '', by = noe) =>
    decideIdentityRequest(town.ctx(by), own(), open()!.id, accepted, reason);
  const verified = () =>
    town.db.$client
      .prepare("select count(*) from supplier_checks where supplier_id = ? and state in ('verified', 'waived')")
      .pluck()
      .get(own().id);
  return { town, own, ask, open, decide, verified };
}

test('an admitted supplier asks for another legal name; the rest of its profile changes at once', async () => {
  const { town, own, ask, open, decide, verified } = await openSupplier();
  const { legalName } = own();
  expect(verified()).toBe(2);
  expect(ask({ phone: '03 26 00 11 22' })).toBe(false);
  expect(ask({ phone: '03 26 00 11 33', legalName: 'EARL des Prés' })).toBe(true);
  expect([own().phone, own().legalName, open()?.changes]).toEqual([
    '03 26 00 11 33',
    legalName,
    { legalName: 'EARL des Prés' },
  ]);
  expect(ask({ address: '1 rue Neuve' })).toBe(true); // both stay asked
  expect(open()?.changes).toEqual({ legalName: 'EARL des Prés', address: '1 rue Neuve' });
  expect(listQueue(town.ctx(noe), { kind: 'identity' }).map(({ id }) => id)).toEqual([open()!.id]);
  expect(decide(true)).toEqual({ ok: true });
  expect([own().legalName, own().address, verified(), open()]).toEqual(['EARL des Prés', '1 rue Neuve', 0, undefined]);
  const letters = "select count(*) from outbox where key like 'mail:identity-decided:%'";
  expect(town.db.$client.prepare(letters).pluck().get()).toBe(1);
});

test('a refusal needs a reason, and changes nothing', async () => {
  const { town, own, ask, open, decide, verified } = await openSupplier();
  const { name } = own();
  ask({ name: 'Ville de Courcy' });
  expect(decide(false)).toEqual({ ok: false, reason: 'reason-missing' });
  const { id } = open()!;
  expect(decide(false, 'Ce nom est celui de la commune.')).toEqual({ ok: true });
  expect(decideIdentityRequest(town.ctx(noe), own(), id, true, '')).toEqual({ ok: false, reason: 'not-now' });
  expect([own().name, verified()]).toEqual([name, 2]);
});

test('only an impartial steward decides', async () => {
  const { ask, decide } = await openSupplier();
  ask({ name: 'Autre' });
  expect(() => decide(true, '', lucie)).toThrow(Forbidden);
});
