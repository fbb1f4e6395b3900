import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { creditLimitOf } from '#app/domain/accounts/credit-limits.server.ts';
import { grantRole } from '#app/domain/accounts/roles.server.ts';
import { listDecisionProposals } from '#app/domain/suppliers/deciding.server.ts';
import { noe } from '#tests/setup/evidence.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { action as decide, loader } from './pages/decisions.tsx';
import { action as receivables } from './pages/receivables.tsx';

const anais = 'anais@cooperative-112.example';

async function openDesk() {
  const town = await openTown();
  const organisation = listOwnOrganisations(town.ctx())[0]!.id;
  const ask = async (path: string, as: string, fields: Record<string, string> | null) =>
    new Request(`http://halle.test${path}`, {
      headers: { cookie: await town.cookie(as) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
  const given = { params: {}, context: {} };
  const raise = async (as: string) => {
    const limit = { intent: 'limit', organisation, limit: '5000' };
    return receivables({ request: await ask('/steward/receivables', as, limit), ...given });
  };
  const page = async (as: string) => loader({ request: await ask('/steward/decisions', as, null), ...given } as never);
  const post = async (as: string, intent: string, proposal: string) =>
    decide({ request: await ask('/steward/decisions', as, { intent, proposal }), ...given });
  return { town, organisation, raise, page, post, limit: () => creditLimitOf(town, organisation) };
}

test('a limit above the sum waits on the page until another steward confirms it', async () => {
  const { town, raise, page, post, limit } = await openDesk();
  const before = limit();
  await raise(noe);
  expect(limit()).toBe(before);
  const [proposal] = listDecisionProposals(town);
  expect((await page(noe)).proposals).toMatchObject([{ isOwn: true, by: 'Noé Petit' }]);
  const [shown] = (await page(anais)).proposals;
  expect(shown).toMatchObject({ isOwn: false, says: expect.stringMatching(/Le Hangar.*\d{14}.*5.000,00/) });
  await post(noe, 'confirm', proposal!.id);
  expect(limit()).toBe(before);
  await post(anais, 'confirm', proposal!.id);
  expect(limit()).toBe(500_000);
  expect((await page(anais)).proposals).toEqual([]);
  await post(anais, 'confirm', proposal!.id); // from an old page
  expect(limit()).toBe(500_000);
});

test('a steward who is concerned is told so, and it is a security event', async () => {
  const { town, raise, limit } = await openDesk();
  const before = limit();
  grantRole({ ...town.ctx(), actor: { kind: 'system', name: 'test' } }, camille, 'steward');
  const answer = await raise(camille);
  if (answer instanceof Response) throw new Error('not a form');
  expect(answer.init?.status).toBe(403);
  expect(answer.data?.message).toContain('membre de cette organisation');
  expect(limit()).toBe(before);
  const events = 'select detail from security_events where kind = ?';
  expect(town.db.$client.prepare(events).pluck().all('conflict-refused')).toEqual(['own-organisation']);
});
