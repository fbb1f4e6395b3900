import { expect, test } from 'vitest';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import {
  anonymiseOrganisation,
  anonymiseUser,
  authenticateUser,
  findUserId,
  isMember,
  listOwnOrganisations,
  listPeople,
  requireUserId,
  type SignUp,
  signUp,
} from './accounts.server.ts';

const base = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'anonymous' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'en',
  town: demoTown,
});
const as = (ctx: Ctx, userId: string): Ctx => ({ ...ctx, actor: { kind: 'user', userId } });
const firm = { name: 'Atelier', siret: '73282932000074', kind: 'company' as const, address: '1 rue', insee: '51454' };
const ada: SignUp = { name: 'Ada', email: 'ada@halle.example', password: 'a long password', organisation: firm };
const count = ({ db }: Ctx, table: string) => db.$client.prepare(`select count(*) from ${table}`).pluck().get();

async function withAda() {
  const ctx = base();
  const made = await signUp(ctx, ada);
  if (!made.ok) throw new Error(made.reason);
  const own = as(ctx, made.userId);
  return { ctx, own, userId: made.userId, organisation: listOwnOrganisations(own)[0]! };
}

test('signUp creates a person in the language of the page, and their organisation', async () => {
  const { ctx, own, userId, organisation } = await withAda();
  expect(listPeople(ctx, [userId])).toEqual([{ id: userId, name: 'Ada', email: ada.email, locale: 'en' }]);
  expect(organisation).toMatchObject(firm);
  expect(isMember(own, organisation.id)).toBe(true);
  expect(ctx.db.$client.prepare('select verb, subject, at from audit').all()).toEqual([
    { verb: 'signUp', subject: userId, at: isoUtc(ctx.now) },
  ]);
});

test('signUp refuses a known e-mail address or SIRET and writes nothing', async () => {
  const { ctx } = await withAda();
  expect(await signUp(ctx, { ...ada, organisation: null })).toEqual({ ok: false, reason: 'email-taken' });
  expect(await signUp(ctx, { ...ada, email: 'bo@halle.example' })).toEqual({ ok: false, reason: 'siret-taken' });
  expect([count(ctx, 'users'), count(ctx, 'organisations'), count(ctx, 'audit')]).toEqual([1, 1, 1]);
});

test('two sign-ups at once with one e-mail address make one account', async () => {
  const ctx = base();
  const both = await Promise.all([1, 2].map(() => signUp(ctx, { ...ada, organisation: null })));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(count(ctx, 'users')).toBe(1);
});

test('authenticateUser accepts only the right password of a known account', async () => {
  const { ctx, userId } = await withAda();
  expect(await authenticateUser(ctx, ada.email, ada.password)).toBe(userId);
  expect(await authenticateUser(ctx, ada.email, `${ada.password} `)).toBeNull();
  expect(await authenticateUser(ctx, 'bo@halle.example', ada.password)).toBeNull();
});

test('the password is stored only as an argon2id hash', async () => {
  const { ctx } = await withAda();
  const stored = ctx.db.$client.prepare('select password_hash from users').pluck().get();
  expect(stored, 'V11.2.3 V11.4.2').toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('membership counts for the member alone, and for people only', async () => {
  const { ctx, own, organisation } = await withAda();
  const other = as(ctx, 'usr_other');
  expect([isMember(other, organisation.id), listOwnOrganisations(other)]).toEqual([false, []]);
  const system: Ctx = { ...ctx, actor: { kind: 'system', name: 'usr_x' } };
  expect([isMember(system, organisation.id), listOwnOrganisations(system)]).toEqual([false, []]);
  expect(isMember(own, 'org_other')).toBe(false);
});

test('requireUserId throws for everybody but a signed-in person', async () => {
  const ctx = base();
  expect(requireUserId(as(ctx, 'usr_1'))).toBe('usr_1');
  for (const actor of [{ kind: 'anonymous' }, { kind: 'system', name: 'x' }, { kind: 'user', userId: '' }] as const)
    expect(() => requireUserId({ ...ctx, actor })).toThrow(Forbidden);
});

test('an anonymised person has no name, no membership and cannot sign in', async () => {
  const { ctx, own, userId, organisation } = await withAda();
  anonymiseUser(ctx, userId);
  expect(listPeople(ctx, [userId])).toMatchObject([{ name: '', email: `${userId}@forgotten.invalid` }]);
  expect(isMember(own, organisation.id)).toBe(false);
  expect(findUserId(ctx, ada.email)).toBeNull();
  for (const password of ['', ada.password])
    expect(await authenticateUser(ctx, `${userId}@forgotten.invalid`, password), 'V7.4.2').toBeNull();
});

test('an anonymised organisation keeps its row, without number, members and credit', async () => {
  const { ctx, own, organisation } = await withAda();
  ctx.db.$client.exec('update organisations set credit_limit_cents = 5000');
  anonymiseOrganisation(ctx, organisation.id);
  expect(
    ctx.db.$client.prepare('select name, siret, address, credit_limit_cents as c from organisations').all(),
  ).toEqual([{ name: '', siret: null, address: '', c: 0 }]);
  expect(listOwnOrganisations(own)).toEqual([]);
});
