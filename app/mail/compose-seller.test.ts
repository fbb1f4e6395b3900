import { expect, test } from 'vitest';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { chooseLetters } from '#app/domain/accounts/letter-choices.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { criterion } from '#tests/setup/evidence.ts';
import { lucie } from '#tests/setup/offer-forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { composeSellerMail } from './compose-seller.server.ts';

async function openLetters() {
  const town = await openTown();
  const ctx = town.ctx(lucie);
  const { supplier } = getOwnSupplier(ctx, 'jardins-de-la-vesle');
  const compose = (payload: Record<string, unknown>) =>
    composeSellerMail(ctx, { supplierId: supplier.id, ...payload }, 'http://halle.test')!;
  return { compose, supplier, ctx };
}

test('a drawn recheck is told with the evidence that it is about and where to replace it', async () => {
  const { compose, supplier } = await openLetters();
  const { to, subject, text } = compose({ template: 'recheck-drawn', criterionId: criterion, dueOn: '2026-12-20' });
  expect([to, subject]).toEqual([supplier.email, expect.stringMatching(/^Un contrôle tiré au sort\s: .+/)]);
  expect(text).toContain(`http://halle.test/supplier/jardins-de-la-vesle/proofs/${criterion}`);
});

test('a supplier reads that an exemption ended, why, and where to prove the criterion', async () => {
  const { compose } = await openLetters();
  const letter = (reason: string) => compose({ template: 'exemption-ended', criterionId: criterion, reason });
  expect(letter('expired').subject).toMatch(/^Un critère compte à nouveau\s: .+/);
  expect(letter('expired').text).toContain('arrivée à son dernier jour');
  expect(letter('withdrawn').text).toContain('Un steward a mis fin');
  expect(letter('withdrawn').text).toContain(`/supplier/jardins-de-la-vesle/proofs/${criterion}`);
});

test('a decision on a legal identity is told with its reason', async () => {
  const { compose } = await openLetters();
  const accepted = compose({ template: 'identity-decided', accepted: true, reason: '' });
  expect(accepted.subject).toContain('en vigueur');
  const refused = compose({ template: 'identity-decided', accepted: false, reason: 'Ce nom est pris.' });
  expect(refused.subject).toContain('ne change pas');
  expect(refused.text).toContain('Ce nom est pris.');
});

test('an invitation to a visit can be stopped with one click, and then no other comes', async () => {
  const { compose, ctx } = await openLetters();
  const payload = { template: 'visit-invited', visitId: 'vis_1', userId: requireUserId(ctx), supplierName: 'Le four' };
  const { unsubscribe, text } = compose(payload);
  expect(unsubscribe).toMatch(/^http:\/\/halle\.test\/letters\/stop\?person=usr_\w+&subject=visits&token=[\w-]+$/);
  expect(text).toContain(unsubscribe);
  chooseLetters(ctx, ['visits'], []);
  expect(compose(payload)).toBeNull();
});
