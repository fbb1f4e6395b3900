import { expect, test } from 'vitest';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { criterion, evidenceInput, hugo, lucie, noe, openSupplier, submitted } from '#tests/setup/evidence.ts';
import { camille, karim, type TestTown } from '#tests/setup/test-town.ts';
import { listEvidence } from './evidence.server.ts';
import { getPeerVisit } from './peer-visit-rows.server.ts';
import { answerVisitInvitation, invitePeerVisit, schedulePeerVisit, signPeerVisit } from './peer-visits.server.ts';

const claire = 'claire@brasserie-du-hangar.example';
const nadia = 'nadia@atelier-rebond.example';

async function visited(
  town: TestTown,
  host: Supplier,
  owner: LedgerCtx,
  suppliers: [string, string],
  grid: ('seen' | 'differs')[],
) {
  const asked = invitePeerVisit(owner, host, { [criterion]: 78 }, { suppliers, buyer: camille }, () => true);
  if (!asked.ok) return asked;
  for (const email of [...suppliers, camille]) answerVisitInvitation(town.ctx(email), asked.visitId, true);
  const day = addDays(localDay(owner.now, owner.town), 1);
  expect(schedulePeerVisit(owner, host, asked.visitId, day)).toEqual({ ok: true });
  const then = new Date(owner.now.getTime() + 864e5);
  for (const [i, email] of [...suppliers, camille].entries())
    signPeerVisit(town.ctx(email, then), asked.visitId, { [criterion]: grid[i]! });
  return asked;
}

test('a peer visit counts at L2P only when all three visitors saw it', async () => {
  const { town, owner, supplier } = await openSupplier();
  submitted(owner, evidenceInput(supplier, { kind: 'declaration', askedLevel: 'L1' }));
  await visited(town, supplier, owner, [nadia, hugo], ['seen', 'seen', 'differs']);
  expect(findFact(owner, supplier.id, criterion)?.level).toBe('L1');
  const asked = await visited(town, supplier, owner, [nadia, hugo], ['seen', 'seen', 'seen']);
  expect(asked.ok).toBe(true);
  expect(findFact(owner, supplier.id, criterion)).toMatchObject({ level: 'L2P', value: 78 });
  expect(listEvidence(owner, supplier.id, criterion)[0]).toMatchObject({ kind: 'visit', state: 'accepted' });
});

test('a signed peer visit cannot be rescheduled or declined', async () => {
  const { town, owner, supplier } = await openSupplier();
  const asked = invitePeerVisit(
    owner,
    supplier,
    { [criterion]: 78 },
    { suppliers: [nadia, hugo], buyer: camille },
    () => true,
  );
  const id = asked.ok ? asked.visitId : '';
  for (const email of [nadia, hugo, camille]) answerVisitInvitation(town.ctx(email), id, true);
  for (const early of ['2026-01-01', localDay(owner.now, owner.town)])
    expect(schedulePeerVisit(owner, supplier, id, early)).toEqual({ ok: false, reason: 'before-invitation' });
  const day = addDays(localDay(owner.now, owner.town), 1);
  expect(schedulePeerVisit(owner, supplier, id, day)).toEqual({ ok: true });
  const sign = (now: Date) => signPeerVisit(town.ctx(nadia, now), id, { [criterion]: 'seen' });
  expect(sign(owner.now)).toEqual({ ok: false, reason: 'too-early' });
  expect(sign(new Date(owner.now.getTime() + 864e5))).toMatchObject({ ok: true });
  expect(schedulePeerVisit(owner, supplier, id, day)).toEqual({ ok: false, reason: 'not-now' });
  answerVisitInvitation(town.ctx(nadia), id, false);
  expect(getPeerVisit(owner, id).state).toBe('dated');
});

test('invitePeerVisit refuses unsuitable visitors, each with its reason', async () => {
  const { town, owner, supplier } = await openSupplier();
  const { actor } = town.ctx(karim);
  const karimId = actor.kind === 'user' ? actor.userId : '';
  const refused = (suppliers: [string, string], buyer = camille) => {
    const asked = invitePeerVisit(owner, supplier, { [criterion]: 78 }, { suppliers, buyer }, (id) => id !== karimId);
    return asked.ok ? 'ok' : asked.reason;
  };
  // No answer tells whether an address has an account.
  expect(refused(['nobody@x.example', nadia])).toBe('not-a-supplier');
  expect(refused([camille, nadia])).toBe('not-a-supplier');
  expect(refused([nadia, hugo], 'nobody@x.example')).toBe('no-order');
  expect(refused([nadia, hugo], karim)).toBe('no-order');
  expect(refused([lucie, nadia])).toBe('own-stall');
  expect(refused([nadia, nadia])).toBe('same-stall');
  expect(refused([nadia, hugo], claire)).toBe('ok'); // a person of another supplier may come as the buyer
  expect(refused([nadia, hugo], nadia)).toBe('not-a-buyer');
  // Claire's brewery and Lucie's gardens are in the same trade.
  await visited(town, supplier, owner, [claire, nadia], ['seen', 'seen', 'seen']);
  expect(refused([claire, hugo])).toBe('twice-in-a-row');
  const brewery = getOwnSupplier(town.ctx(claire), 'brasserie-du-hangar').supplier;
  const hosted = (email: string) =>
    invitePeerVisit(
      town.ctx(claire),
      brewery,
      { [criterion]: 50 },
      { suppliers: [email, hugo], buyer: camille },
      () => true,
    );
  expect(hosted(lucie)).toMatchObject({ ok: false, reason: 'visited-back', email: lucie });
  const back = hosted(nadia);
  const peerVisit = back.ok ? back.visitId : '';
  expect(signPeerVisit(town.ctx(nadia), peerVisit, { [criterion]: 'seen' })).toEqual({ ok: false, reason: 'not-now' });
  expect(() => signPeerVisit(town.ctx(noe), peerVisit, { [criterion]: 'seen' })).toThrow('not found');
});
