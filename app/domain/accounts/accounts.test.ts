import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import {
  addAccount,
  anonymiseOrganisation,
  anonymiseUser,
  authenticateUser,
  changeName,
  findUserId,
  isMember,
  listOwnOrganisations,
  listPeople,
  requireUserId,
} from './accounts.server.ts';
import { hashPassword } from './passwords.server.ts';

const base = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'anonymous' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'en',
  town: demoTown,
});
const as = (ctx: Ctx, userId: string): Ctx => ({ ...ctx, actor: { kind: 'user', userId } });
const firm = { name: 'Atelier', siret: '73282932000074', kind: 'company' as const, address: '1 rue', insee: '51454' };
const ada = { name: 'Ada', email: 'ada@halle.example', locale: 'en', organisation: firm } as const;
const password = 'a long password';
const count = ({ db }: Ctx, table: string) => db.$client.prepare(`select count(*) from ${table}`).pluck().get();

async function withAda() {
  const ctx = base();
  const made = addAccount(ctx, { ...ada, passwordHash: await hashPassword(password) });
  if (!made.ok) throw new Error(made.reason);
  const own = as(ctx, made.userId);
  return { ctx, own, userId: made.userId, organisation: listOwnOrganisations(own)[0]! };
}

test('addAccount adds a person in their language, and their organisation', async () => {
  const { ctx, own, userId, organisation } = await withAda();
  expect(listPeople(ctx, [userId])).toEqual([{ id: userId, name: 'Ada', email: ada.email, locale: 'en' }]);
  expect(organisation).toMatchObject(firm);
  expect(isMember(own, organisation.id)).toBe(true);
  expect(ctx.db.$client.prepare('select verb, subject, at from audit').all()).toEqual([
    { verb: 'addAccount', subject: userId, at: isoUtc(ctx.now) },
  ]);
});

test('addAccount refuses an address that has an account, in capitals too, and writes nothing', async () => {
  const { ctx } = await withAda();
  for (const email of [ada.email, 'ADA@halle.example'])
    expect(addAccount(ctx, { ...ada, email, passwordHash: 'x' })).toEqual({ ok: false, reason: 'email-taken' });
  expect([count(ctx, 'users'), count(ctx, 'organisations'), count(ctx, 'audit')]).toEqual([1, 1, 1]);
});

test('a SIRET that another organisation has is not refused; its administrators are told', async () => {
  const { ctx, userId, organisation } = await withAda();
  const bo = addAccount(ctx, { ...ada, email: 'bo@halle.example', passwordHash: 'x' });
  if (!bo.ok) throw new Error(bo.reason);
  expect(listOwnOrganisations(as(ctx, bo.userId))).toMatchObject([{ name: 'Atelier', siret: firm.siret }]);
  const stored = ctx.db.$client.prepare('select siret from organisations order by siret is null').pluck().all();
  expect(stored, 'one has it, the other reads what it claims').toEqual([firm.siret, null]);
  expect(listOwnOrganisations(as(ctx, userId))).toMatchObject([{ id: organisation.id, siret: firm.siret }]);
  const letters = ctx.db.$client.prepare(`select payload from outbox where kind = 'mail'`).pluck().all();
  expect(letters.map((payload) => JSON.parse(String(payload)))).toEqual([
    { template: 'siret-claimed', userId, organisationId: organisation.id },
  ]);
});

test('a person changes their own name', async () => {
  const { ctx, own, userId } = await withAda();
  changeName(own, 'Ada Lovelace');
  expect(listPeople(ctx, [userId])).toMatchObject([{ name: 'Ada Lovelace' }]);
  expect(() => changeName(ctx, 'Bo')).toThrow(Forbidden);
});

test('authenticateUser accepts only the right password of a known account', async () => {
  const { ctx, userId } = await withAda();
  expect(await authenticateUser(ctx, ada.email, password)).toBe(userId);
  expect(await authenticateUser(ctx, ada.email, `${password} `)).toBeNull();
  expect(await authenticateUser(ctx, 'bo@halle.example', password)).toBeNull();
});

test('the password is stored only as an argon2id hash', async () => {
  const { ctx } = await withAda();
  const stored = ctx.db.$client.prepare('select password_hash from users').pluck().get();
  expect(stored, 'V11.2.3 V11.4.2').toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('a hash of older settings is made again at the next sign-in, and never at a wrong password', async () => {
  const { ctx, userId } = await withAda();
  const stored = ctx.db.$client.prepare('select password_hash from users').pluck();
  const weaker = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  ctx.db.$client.prepare('update users set password_hash = ?').run(weaker);
  expect(await authenticateUser(ctx, ada.email, 'a wrong password')).toBeNull();
  expect(stored.get()).toBe(weaker);
  expect(await authenticateUser(ctx, ada.email, password)).toBe(userId);
  const stronger = stored.get();
  expect(stronger).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await authenticateUser(ctx, ada.email, password)).toBe(userId);
  expect(stored.get(), 'V11.2.2').toBe(stronger);
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
  for (const typed of ['', password])
    expect(await authenticateUser(ctx, `${userId}@forgotten.invalid`, typed), 'V7.4.2').toBeNull();
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

test('an actor’s organisations are read again after a write, also one that is undone', async () => {
  const { ctx, own, organisation } = await withAda();
  const name = () => listOwnOrganisations(own)[0]!.name;
  const rename = (to: string) => ctx.db.$client.prepare('update organisations set name = ?').run(to);
  expect([name(), name()]).toEqual([organisation.name, organisation.name]);
  rename('Coopérative');
  expect(name()).toBe('Coopérative');
  expect(() =>
    inTransaction(ctx, () => {
      rename('Fonderie');
      expect(name()).toBe('Fonderie');
      throw new Error('undone');
    }),
  ).toThrow('undone');
  expect(name()).toBe('Coopérative');
});
