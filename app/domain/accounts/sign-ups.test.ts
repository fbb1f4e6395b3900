// Signing up: nothing exists before the letter is opened, and a known address is answered as a new one is.
import { expect, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { composeAccountMail } from '#app/mail/compose-account.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { addAccount, authenticateUser } from './accounts.server.ts';
import {
  confirmSignUp,
  findBrowserSignUp,
  findSignUp,
  isOwnBrowser,
  newBrowserSecret,
  requestSignUp,
  resendSignUp,
} from './sign-ups.server.ts';

const openCtx = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'anonymous' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'fr',
  town: demoTown,
});
const ada = { name: 'Ada', email: 'ada@atelier.example', password: 'quatre poules picorent', organisation: null };
const count = ({ db }: Ctx, table: string) => db.$client.prepare(`select count(*) from ${table}`).pluck().get();
const secrets = ({ db }: Ctx) =>
  db.$client
    .prepare(`select payload ->> '$.secret' from outbox where kind = 'mail' order by id`)
    .pluck()
    .all()
    .map((secret) => String(secret).split('&', 1)[0]!); // the token, without the page to go on to

async function signUpAs(ctx: Ctx, person = ada) {
  const browserSecret = newBrowserSecret();
  const asked = await requestSignUp(ctx, person, { to: '/basket', browserSecret });
  return { asked, browserSecret, token: secrets(ctx).at(-1)! };
}

test('there is no account before the letter is opened in the browser of the sign-up', async () => {
  const ctx = openCtx();
  const { asked, browserSecret, token } = await signUpAs(ctx);
  expect([asked, count(ctx, 'users')]).toEqual([{ ok: true }, 0]);
  expect(await authenticateUser(ctx, ada.email, ada.password)).toBeNull();
  expect(findSignUp(ctx, token)).toMatchObject({ email: ada.email, name: 'Ada' });
  const opened = await confirmSignUp(ctx, token, { browserSecret, password: '' });
  if (!opened.ok) throw new Error(opened.reason);
  expect(await authenticateUser(ctx, ada.email, ada.password)).toBe(opened.userId);
  const kinds = ctx.db.$client.prepare('select kind, user_id from security_events').raw().all();
  expect(kinds).toEqual([['account-created', opened.userId]]);
});

test('elsewhere the letter asks for the password of the sign-up', async () => {
  const ctx = openCtx();
  const { browserSecret, token } = await signUpAs(ctx);
  const signUp = findSignUp(ctx, token)!;
  expect([browserSecret, null, newBrowserSecret(), ''].map((secret) => isOwnBrowser(signUp, secret))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  for (const shown of [
    { browserSecret: null, password: '' },
    { browserSecret: null, password: 'quatre poules picoraient' },
    { browserSecret: newBrowserSecret(), password: '' },
  ])
    expect(await confirmSignUp(ctx, token, shown)).toEqual({ ok: false, reason: 'wrong-password' });
  expect(count(ctx, 'users')).toBe(0);
  expect(await confirmSignUp(ctx, token, { browserSecret: null, password: ada.password })).toMatchObject({ ok: true });
});

test('a letter opens one account, also when it is opened twice at once, and none after a week', async () => {
  const ctx = openCtx();
  const { browserSecret, token } = await signUpAs(ctx);
  const late = { ...ctx, now: addMinutes(ctx.now, 7 * 24 * 60) };
  const shown = { browserSecret, password: '' };
  expect(await confirmSignUp(late, token, shown)).toEqual({ ok: false, reason: 'link-ended' });
  const both = await Promise.all([1, 2].map(() => confirmSignUp(ctx, token, shown)));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect([count(ctx, 'users'), await confirmSignUp(ctx, token, shown)]).toEqual([
    1,
    { ok: false, reason: 'link-ended' },
  ]);
});

test('a known address is answered with the same work, and its letter opens nothing', async () => {
  const ctx = openCtx();
  const known = addAccount(ctx, { ...ada, passwordHash: 'x', locale: 'fr' });
  const rows = () => ['users', 'outbox', 'letter_tokens', 'security_events', 'audit'].map((table) => count(ctx, table));
  const before = rows();
  const first = await signUpAs(ctx);
  const between = rows();
  const other = await signUpAs(ctx, { ...ada, email: 'bo@atelier.example' });
  expect(first.asked).toEqual(other.asked);
  const added = (after: unknown[], from: unknown[]) => after.map((n, i) => Number(n) - Number(from[i]));
  expect(added(between, before)).toEqual(added(rows(), between));
  const { browserSecret, token } = first;
  expect(await confirmSignUp(ctx, token, { browserSecret, password: '' })).toEqual({ ok: false, reason: 'link-ended' });
  expect([known.ok, count(ctx, 'users')]).toEqual([true, 1]);
});

test('a stranger who signs up first with a person’s address does not keep them out', async () => {
  const ctx = openCtx();
  const stranger = await signUpAs(ctx, { ...ada, name: 'Mallory', password: 'une phrase de Mallory' });
  const own = await signUpAs(ctx);
  const opened = await confirmSignUp(ctx, own.token, { browserSecret: own.browserSecret, password: '' });
  expect(opened.ok).toBe(true);
  expect(await confirmSignUp(ctx, stranger.token, { browserSecret: stranger.browserSecret, password: '' })).toEqual({
    ok: false,
    reason: 'link-ended',
  });
  expect(await authenticateUser(ctx, ada.email, 'une phrase de Mallory')).toBeNull();
});

test('a browser can have its letter sent again; the link of the one before ends', async () => {
  const ctx = openCtx();
  const { browserSecret, token } = await signUpAs(ctx);
  expect([resendSignUp(ctx, newBrowserSecret(), '/'), count(ctx, 'outbox')]).toEqual([false, 1]);
  expect(findBrowserSignUp(ctx, browserSecret)?.email).toBe(ada.email);
  expect(resendSignUp(ctx, browserSecret, '/')).toBe(true);
  const again = secrets(ctx).at(-1)!;
  expect([findSignUp(ctx, token), findSignUp(ctx, again)?.email]).toEqual([null, ada.email]);
  await confirmSignUp(ctx, again, { browserSecret, password: '' });
  expect([resendSignUp(ctx, browserSecret, '/'), findBrowserSignUp(ctx, browserSecret)]).toEqual([false, null]);
});

test('a password that is tried first is refused before anything is written', async () => {
  const ctx = openCtx();
  const firm = { name: 'Coquelicot', siret: '73282932000074', kind: 'company' as const, address: 'x', insee: '51454' };
  for (const [password, reason] of [
    ['motdepasse2026', 'common'],
    ['ada@atelier.example', 'known'],
    ['coquelicot-2026', 'known'],
    ['la-halle-du-112', 'demonstration'],
  ] as const)
    expect((await signUpAs(ctx, { ...ada, password, organisation: firm } as never)).asked).toEqual({
      ok: false,
      reason,
    });
  expect([count(ctx, 'outbox'), count(ctx, 'letter_tokens')]).toEqual([0, 0]);
});

test('the page to go on to, which may hold an invitation’s token, stands in no row once the letter has left', async () => {
  const ctx = openCtx();
  const to = '/invitations?token=a-secret-of-an-invitation';
  const browserSecret = newBrowserSecret();
  await requestSignUp(ctx, ada, { to, browserSecret });
  const rows = (table: string) => JSON.stringify(ctx.db.$client.prepare(`select * from ${table}`).all());
  expect(rows('letter_tokens')).not.toContain('invitation');
  const payload = JSON.parse(
    String(ctx.db.$client.prepare(`select payload from outbox where kind = 'mail'`).pluck().get()),
  ) as Record<string, unknown>;
  const letter = composeAccountMail(ctx, payload, 'http://halle.test')!;
  const [link = ''] = /http:\S+confirm\S+/.exec(letter.text) ?? [];
  expect(new URL(link).searchParams.get('to')).toBe(to);
  expect(findSignUp(ctx, new URL(link).searchParams.get('token')!)?.email).toBe(ada.email);
  expect(Object.keys(payload).sort(), 'the secret goes with the letter').toEqual(['secret', 'template']);
});
