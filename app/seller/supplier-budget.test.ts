// The budget of a supplier: files, offers, rows and invitations by how well the town knows it.
import { expect, test } from 'vitest';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { findTrust } from '#app/domain/suppliers/trust.server.ts';
import { openRequestContext } from '#app/http/request-context.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { lucie } from '#tests/setup/evidence.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action as importAction } from './pages/import._index.tsx';
import { action as importPageAction } from './pages/import.$importId._index.tsx';
import { action as teamAction } from './pages/team.tsx';
import { lacksOffers, supplierBudget, withSpace } from './supplier-budget.server.ts';

type Answer = { data: { errors: Record<string, string>; message: string | null }; init: { status: number } };

async function open(status: 'draft' | 'live') {
  const town = await openTown();
  town.db.$client
    .prepare(`update suppliers set status = ?, created_at = ? where slug = 'jardins-de-la-vesle'`)
    .run(status, new Date().toISOString());
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
  const hasSpace = async ({ ctx, supplier }: Awaited<ReturnType<typeof open>>, bytes: number) =>
    (await withSpace(ctx, supplier, bytes, async () => true)) ?? false;
  expect([await hasSpace(draft, 1), await hasSpace(draft, 40_000_001)]).toEqual([true, false]);
  expect([lacksOffers(draft.ctx, draft.supplier, 1), lacksOffers(draft.ctx, draft.supplier, 501)]).toEqual([
    false,
    true,
  ]);
  const live = await open('live');
  expect(findTrust(live.ctx, live.supplier)).toBe('admitted');
  expect(await hasSpace(live, 40_000_001)).toBe(true);
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

test('of two files at once one finds room, and room is free again after a work that failed', async () => {
  const { town, ctx, supplier, post } = await open('draft');
  const file = () => new File([`a;b\n${'1;2\n'.repeat(7_500_000)}`], 'a.csv', { type: 'text/csv' });
  const both = await Promise.all([post(importAction, { file: file() }), post(importAction, { file: file() })]);
  expect(both.map((answer) => answer.init?.status ?? answer.status).sort()).toEqual([303, 422]);
  const failing = async () => {
    throw new Error('the disk is full');
  };
  for (let i = 0; i < 3; i++) await expect(withSpace(ctx, supplier, 9_000_000, failing)).rejects.toThrow('disk');
  const reserved = town.db.$client.prepare(`select count from limit_counts where name = 'reserved:file-bytes'`);
  expect(reserved.pluck().get()).toBe(0);
  const nested = await withSpace(ctx, supplier, 9_000_000, () => withSpace(ctx, supplier, 9_000_000, async () => 1));
  expect(nested, 'the first counts while its work goes on').toBeNull();
});

test('rows that were read today, or a file that is being read, let no other file begin', async () => {
  const { town, post } = await open('draft');
  const file = (text: string) => new File([text], 'a.csv', { type: 'text/csv' });
  const mapped = async () => {
    const answer = await post(importAction, { file: file('Nom;Prix\nA;1\n') });
    const importId = (answer.headers.get('location') ?? '').split('/').at(-1)!;
    return (fields: Record<string, string>) =>
      post(
        ((args: object) =>
          importPageAction({ ...args, params: { slug: 'jardins-de-la-vesle', importId } } as never)) as never,
        { intent: 'read', kind: 'new', category: 'food', vat: '550', status: 'draft', ...fields },
      );
  };
  const [first, second] = [await mapped(), await mapped()];
  expect((await first({ map_name: 'Nom' })).status).toBe(303);
  expect((await second({ map_name: 'Nom' })).data.message).toMatch(/en cours|Attendez/);
  town.db.$client.exec(`update offer_imports set state = 'preview', rows_read = 2000 where state = 'reading'`);
  expect((await second({ map_name: 'Nom' })).data.message).toMatch(/^L’étal a fait lire beaucoup de lignes/);
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

test('little space on the disk refuses files, and no other form', async () => {
  const { town, supplier, post } = await open('live');
  const file = new File(['reference;nom\n'], 'offres.csv', { type: 'text/csv' });
  town.health = { ...town.health, refusesFiles: () => true };
  const refused = await post(importAction, { file });
  expect([refused.init.status, refused.data.message]).toEqual([503, messages.limits.noSpace]);
  const filesOf = town.db.$client.prepare('select count(*) from offer_imports where supplier_id = ?').pluck();
  expect(filesOf.get(supplier.id)).toBe(0);
  const other = await post(teamAction, { intent: 'invite', email: 'no address', role: 'sell' });
  expect(other.init?.status).not.toBe(503);
  town.health = { ...town.health, refusesFiles: () => false };
  expect((await post(importAction, { file })).init?.status).not.toBe(503);
});
