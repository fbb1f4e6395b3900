// The budget of a supplier: files, offers, rows and invitations by how well the town knows it.
import { expect, test } from 'vitest';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { findTrust } from '#app/domain/suppliers/trust.server.ts';
import { openRequestContext } from '#app/http/request-context.server.ts';
import { lucie } from '#tests/setup/evidence.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action as importAction } from './pages/import._index.tsx';
import { action as teamAction } from './pages/team.tsx';
import { lacksOffers, lacksSpace, supplierBudget } from './supplier-budget.server.ts';

type Answer = { data: { errors: Record<string, string>; message: string | null }; init: { status: number } };

async function open(status: 'draft' | 'live') {
  const town = await openTown();
  town.db.$client.prepare(`update suppliers set status = ? where slug = 'jardins-de-la-vesle'`).run(status);
  const cookie = await town.cookie(lucie);
  const ctx = await openRequestContext(new Request('http://halle.test/', { headers: { cookie } }), {});
  const { supplier } = getOwnSupplier(ctx, 'jardins-de-la-vesle');
  const post = async (action: (args: never) => Promise<unknown>, fields: Record<string, string | File>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const request = new Request('http://halle.test/x', { method: 'POST', body, headers: { cookie } });
    const args = { request, params: { slug: supplier.slug }, context: {} };
    return (await action(args as never).catch((thrown: unknown) => thrown)) as Response & Answer;
  };
  return { town, ctx, supplier, post };
}

test('a draft has forty megabytes, an admitted supplier more, and the history decides', async () => {
  const draft = await open('draft');
  expect(findTrust(draft.ctx, draft.supplier)).toBe('draft');
  expect([lacksSpace(draft.ctx, draft.supplier, 1), lacksSpace(draft.ctx, draft.supplier, 40_000_001)]).toEqual([
    false,
    true,
  ]);
  expect([lacksOffers(draft.ctx, draft.supplier, 1), lacksOffers(draft.ctx, draft.supplier, 501)]).toEqual([
    false,
    true,
  ]);
  const live = await open('live');
  expect(findTrust(live.ctx, live.supplier)).toBe('admitted');
  expect(lacksSpace(live.ctx, live.supplier, 40_000_001)).toBe(false);
  const later = { ...live.ctx, now: new Date(live.ctx.now.getTime() + 91 * 864e5) };
  expect(findTrust(later, live.supplier)).toBe('established');
  const events = draft.town.db.$client.prepare(`select detail from security_events where kind = 'limit-reached'`);
  expect(events.pluck().all()).toEqual([
    `budget file-bytes ${draft.supplier.id}`,
    `budget offers ${draft.supplier.id}`,
  ]);
});

test('the second of two files of thirty megabytes finds no room in a draft', async () => {
  const { post, ctx, supplier } = await open('draft');
  const file = () => new File([`a;b\n${'1;2\n'.repeat(7_500_000)}`], 'a.csv', { type: 'text/csv' });
  expect((await post(importAction, { file: file() })).status).toBe(303);
  const refused = await post(importAction, { file: file() });
  expect([refused.init.status, refused.data.errors.file]).toEqual([422, expect.stringMatching(/^La place de l’étal/)]);
  expect(
    supplierBudget(ctx, supplier).uses.find(({ name }) => name === 'file-bytes'),
    'V5.2.1',
  ).toMatchObject({
    used: 30_000_004,
    max: 40_000_000,
    next: 500_000_000,
  });
});

test('a file of more than three hundred columns is refused before its page is made', async () => {
  const { post } = await open('live');
  const header = Array.from({ length: 301 }, (_, i) => `c${i}`).join(';');
  const refused = await post(importAction, { file: new File([`${header}\n1\n`], 'a.csv') });
  expect(refused.data.errors.file).toMatch(/plus de 300 colonnes/);
});

test('a draft cannot invite, an admitted supplier twenty addresses a day', async () => {
  const invite = (n: number) => ({ intent: 'invite', email: `inconnu-${n}@example.org`, prepare: 'yes' });
  const draft = await open('draft');
  const none = await draft.post(teamAction, invite(0));
  expect([none.init.status, none.data.message]).toEqual([409, expect.stringMatching(/dès que l’étal est admis/)]);
  const live = await open('live');
  const statuses: number[] = [];
  for (let i = 0; i < 22; i++) {
    const answer = await live.post(teamAction, invite(i));
    statuses.push(answer.init?.status ?? answer.status);
  }
  expect(statuses).toEqual([...new Array(20).fill(303), 429, 429]);
});
