import { expect, test } from 'vitest';
import { makeFactors } from '#app/domain/impact/factor-set.ts';
import { candidateFactors } from '#app/domain/reporting/factor-versions.server.ts';
import { anais } from '#tests/setup/evidence.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action } from './pages/factors.tsx';

async function publish(town: TestTown, version: string): Promise<{ status: number; message: string | null }> {
  const request = new Request('http://halle.test/steward/factors', {
    method: 'POST',
    headers: { cookie: await town.cookie(anais), origin: 'http://halle.test' },
    body: new URLSearchParams({ intent: 'publish', confirm: '1', version }),
  });
  const answer = (await action({ request, params: {}, context: {} } as never)) as {
    status?: number;
    init?: { status: number };
    data?: { message: string | null };
  };
  return { status: answer.init?.status ?? answer.status ?? 0, message: answer.data?.message ?? null };
}

test('refuses broken factors on the page, then computes with the published ones', async () => {
  const town = await openTown();
  const { first } = town.factors;
  // One rate for all goods, for which the seeded town has enough answers.
  town.rules.current = { ...town.rules.current, factors: makeFactors(first, []) };
  const sound = town.rules.current;
  const candidate = candidateFactors(town.ctx(anais));
  if (!candidate) throw new Error('the seeded town has its own rate');
  const factors = first.factors.map((one, i) => (i === 0 ? { ...one, year: 18 } : one));
  town.rules.current = { ...sound, factors: makeFactors({ ...first, factors }, []) };
  expect(await publish(town, candidate.set.ref)).toEqual({
    status: 422,
    message: expect.stringContaining('factors.energy.elec_fr.year hors des bornes'),
  });
  town.rules.current = sound;
  expect(await publish(town, candidate.set.ref)).toEqual({ status: 303, message: null });
  expect(town.factors.active.ref).toBe(candidate.set.ref);
});
