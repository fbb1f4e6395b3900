// Sign-in by passkey and by code, and the forms before which people show again who they are.
import { expect, test } from 'vitest';
import { findUserId } from '#app/domain/accounts/accounts.server.ts';
import { requestPasswordReset } from '#app/domain/accounts/password-changes.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { composeAccountMail } from '#app/mail/compose-account.server.ts';
import { composeCodeMail } from '#app/mail/compose-code.server.ts';
import { openAuthenticator } from '#tests/setup/authenticator.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { camille, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { loader as desk } from '../steward/pages/_index.tsx';
import { loader as stewardRoles, action as stewardRolesAction } from '../steward/pages/roles.tsx';
import { action as emailAction } from './pages/account_.email.tsx';
import { loader as exportLoader } from './pages/account_.export[.]json.ts';
import { loader as zipLoader } from './pages/account_.export[.]zip.ts';
import { action as forgetAction } from './pages/account_.forget.tsx';
import { action as passwordAction, loader as passwordPage } from './pages/account_.password.tsx';
import { action as securityAction, loader as securityPage } from './pages/account_.security.tsx';
import { action as renewAction, loader as renewPage } from './pages/password.new.tsx';
import { action as signInAction } from './pages/sign-in.tsx';
import { action as againAction, loader as againPage } from './pages/sign-in_.again.tsx';
import { loader as passkeyOptions, action as signInByPasskey } from './pages/sign-in_.passkey.ts';

const noe = 'noe@cooperative-112.example';
const anais = 'anais@cooperative-112.example';
const origin = 'https://halle.example';
const party = findRelyingParty(origin)!;

type Handler = (args: never) => Promise<unknown>;
type Refused = { data: { errors: Record<string, string>; message: string | null }; init: { status: number } };

/** A browser that keeps cookies; answers of loaders and actions are given as they are. */
function openBrowser() {
  const jar = new Map<string, string>();
  const keep = (answer: Response) => {
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '' || /Max-Age=0/.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  const ask = async <T>(handler: Handler, path: string, form?: Record<string, string>): Promise<T> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const posted = form && { method: 'POST', body: new URLSearchParams(form) };
    const request = new Request(`${origin}${path}`, { ...posted, headers: { cookie } });
    const answer = await handler({ request, params: {}, context: {} } as never).catch((thrown: unknown) => thrown);
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) keep(answer);
    return answer as T;
  };
  return { jar, ask };
}

type Browser = ReturnType<typeof openBrowser>;

const signInByPassword = (browser: Browser, email: string) =>
  browser.ask<Response>(signInAction, '/sign-in', { email, password: 'la-halle-du-112', to: '/' });
const whereTo = (answer: Response) => answer.headers.get('location');
const userId = (town: TestTown, email: string) =>
  town.db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
const methods = (town: TestTown) =>
  town.db.$client.prepare('select method from sessions order by created_at').pluck().all();

/** Minutes later for the session: it was opened and proved so long ago. */
const letPass = (town: TestTown, minutes: number) =>
  town.db.$client
    .prepare('update sessions set authenticated_at = ?')
    .run(new Date(Date.now() - minutes * 60_000).toISOString());

async function addKey(town: TestTown, browser: Browser, email: string) {
  const key = openAuthenticator(party, userId(town, email));
  const { options } = await browser.ask<{ options: string }>(securityPage, '/account/security');
  const assertion = key.register(JSON.parse(options).challenge);
  const form = { intent: 'add-passkey', name: 'Ordinateur', assertion };
  expect(flashOf(await browser.ask<Response>(securityAction, '/account/security', form))).toBe('Clé d’accès ajoutée.');
  return key;
}

/** The code of the last letter. */
function lastCode(town: TestTown): string {
  const payload = town.db.$client
    .prepare(`select payload from outbox where key like 'mail:code:%' order by id desc limit 1`)
    .pluck()
    .get() as string;
  const letter = composeCodeMail(town, JSON.parse(payload))!;
  return /code\s:\s(\d{4} \d{4})/.exec(letter.text)![1]!;
}

test('a person adds a passkey, signs out, and signs in by it', async () => {
  const town = await openTown({ realOrigin: origin });
  const browser = openBrowser();
  await signInByPassword(browser, camille);
  const key = await addKey(town, browser, camille);
  const other = openBrowser();
  const signInWith = async (sign: (challenge: string) => string, from = other) => {
    const { challenge } = await (await from.ask<Response>(passkeyOptions, '/sign-in/passkey')).json();
    return other.ask<Response>(signInByPasskey, '/sign-in/passkey', { assertion: sign(challenge), to: '/orders' });
  };
  for (const fault of [{ isVerified: false }, { origin: 'https://evil.example' }]) {
    const refused = await signInWith((challenge) => key.sign(challenge, fault));
    expect([whereTo(refused), flashOf(refused)]).toEqual(['/sign-in?to=%2Forders', expect.stringMatching(/vérifiée/)]);
  }
  expect(whereTo(await signInWith((c) => key.sign(c), openBrowser())), 'asked in another browser').toMatch(/sign-in/);
  let signed = '';
  const signedIn = await signInWith((challenge) => {
    signed = key.sign(challenge);
    return signed;
  });
  expect([signedIn.status, whereTo(signedIn), methods(town)]).toEqual([303, '/orders', ['password', 'passkey']]);
  const replayed = await other.ask<Response>(signInByPasskey, '/sign-in/passkey', { assertion: signed, to: '/orders' });
  expect(whereTo(replayed)).toBe('/sign-in?to=%2Forders');
});

test('stewards need a passkey, or a password with a code by letter', async () => {
  const town = await openTown({ realOrigin: origin });
  const browser = openBrowser();
  await signInByPassword(browser, noe);
  expect(whereTo(await browser.ask<Response>(desk, '/steward'))).toBe('/sign-in/again?to=%2Fsteward');
  const again = '/sign-in/again?to=%2Fsteward';
  const post = (form: Record<string, string>) =>
    browser.ask<Response & Refused>(againAction, again, { to: '/steward', ...form });
  expect(await browser.ask(againPage, again)).toMatchObject({ needsCode: true, asksPassword: false, options: null });
  expect(flashOf(await post({ intent: 'letter' }))).toBe('Un code est parti à votre adresse.');
  const code = lastCode(town);
  const wrong = code.startsWith('1') ? '2' : '1';
  expect((await post({ intent: 'code', code: wrong + code.slice(1) })).data.errors).toHaveProperty('code');
  expect(whereTo(await browser.ask<Response>(desk, '/steward'))).toBe(again);
  expect(whereTo(await post({ intent: 'code', code }))).toBe('/steward');
  expect(methods(town)).toEqual(['letter']);
  expect(await browser.ask(desk, '/steward')).toHaveProperty('title');
  expect((await post({ intent: 'code', code })).data.errors, 'used once').toHaveProperty('code');
  const key = await addKey(town, browser, noe);
  const next = openBrowser();
  const { challenge } = await (await next.ask<Response>(passkeyOptions, '/sign-in/passkey')).json();
  await next.ask(signInByPasskey, '/sign-in/passkey', { assertion: key.sign(challenge), to: '/steward' });
  expect(await next.ask(desk, '/steward'), 'V6.3.3 V6.5.1').toHaveProperty('title');
});

test('a code by letter ends after five wrong ones, and is of its session alone', async () => {
  const town = await openTown({ realOrigin: origin });
  const [browser, thief] = [openBrowser(), openBrowser()];
  for (const one of [browser, thief]) await signInByPassword(one, noe);
  const post = (from: Browser, form: Record<string, string>) =>
    from.ask<Response & Refused>(againAction, '/sign-in/again', { to: '/steward', ...form });
  await post(browser, { intent: 'letter' });
  const code = lastCode(town);
  expect((await post(thief, { intent: 'code', code })).data.errors).toEqual({
    code: expect.stringMatching(/ne vaut plus/),
  });
  for (let tries = 0; tries < 5; tries++)
    expect((await post(browser, { intent: 'code', code: 'x' })).data.errors.code).toBe('Ce n’est pas ce code.');
  expect((await post(browser, { intent: 'code', code })).data.errors.code).toMatch(/ne vaut plus/);
  letPass(town, 11);
  expect(flashOf(await post(browser, { intent: 'letter' })), 'no letter without the password').toBeNull();
  expect(await browser.ask(againPage, '/sign-in/again')).toMatchObject({ asksPassword: true, isCodeSent: false });
  const password = await post(browser, { intent: 'password', password: 'la-halle-du-112' });
  expect(flashOf(password)).toBe('Un code est parti à votre adresse.');
  expect(methods(town), 'V6.6.2 V6.6.3').toEqual(['password', 'password']);
});

test('a form about roles is kept while its person shows again who they are, and then comes back', async () => {
  const town = await openTown();
  const browser = openBrowser();
  await signInByPassword(browser, anais);
  letPass(town, 11);
  const path = '/steward/roles';
  const form = { intent: 'propose', email: 'ines@ville.example', role: 'steward' };
  const led = await browser.ask<Response>(stewardRolesAction, path, form);
  expect([led.status, whereTo(led)]).toEqual([303, '/sign-in/again?to=%2Fsteward%2Froles']);
  expect(await browser.ask(againPage, '/sign-in/again?to=%2Fsteward%2Froles')).toMatchObject({ isFormKept: true });
  const post = (fields: Record<string, string>) =>
    browser.ask<Response & Refused>(againAction, '/sign-in/again', { to: path, ...fields });
  expect((await post({ intent: 'password', password: 'un-autre-mot' })).data.errors).toHaveProperty('password');
  expect(whereTo(await browser.ask<Response>(stewardRolesAction, path, form))).toMatch(/again/);
  const before = [...browser.jar].find(([name]) => name.includes('session'))![1];
  expect(whereTo(await post({ intent: 'password', password: 'la-halle-du-112' }))).toBe(path);
  expect([...browser.jar].find(([name]) => name.includes('session'))![1], 'a new session').not.toBe(before);
  expect(await browser.ask(stewardRoles, path)).toHaveProperty('title');
  expect([...browser.jar.keys()].some((name) => name.includes('form'))).toBe(true);
  expect(whereTo(await browser.ask<Response>(stewardRolesAction, path, form))).toBe(path);
});

test('a stolen session adds no key and removes none', async () => {
  const town = await openTown({ realOrigin: origin });
  const browser = openBrowser();
  await signInByPassword(browser, camille);
  const key = await addKey(town, browser, camille);
  letPass(town, 11);
  const forms: Record<string, string>[] = [
    { intent: 'add-passkey', name: 'x', assertion: '{}' },
    { intent: 'remove-passkey', passkey: key.id },
  ];
  for (const form of forms)
    expect(whereTo(await browser.ask<Response>(securityAction, '/account/security', form))).toMatch(
      /^\/sign-in\/again/,
    );
  expect(town.db.$client.prepare('select count(*) from passkeys').pluck().get()).toBe(1);
  const { options } = await browser.ask<{ options: string }>(againPage, '/sign-in/again');
  const assertion = key.sign(JSON.parse(options).challenge);
  await browser.ask(againAction, '/sign-in/again', { intent: 'passkey', assertion, to: '/account/security' });
  const removed = await browser.ask<Response>(securityAction, '/account/security', {
    intent: 'remove-passkey',
    passkey: key.id,
  });
  expect(flashOf(removed), 'V7.5.1').toBe('Clé d’accès retirée.');
});

test('e-mail, the end of the account and its file ask a person who was long away who they are, by key too', async () => {
  const town = await openTown({ realOrigin: origin });
  const browser = openBrowser();
  await signInByPassword(browser, camille);
  const key = await addKey(town, browser, camille);
  letPass(town, 11);
  const asked: [Handler, string, Record<string, string>?][] = [
    [emailAction, '/account/email', { email: 'camille@nouvelle.example' }],
    [forgetAction, '/account/forget', { sure: 'on' }],
    [exportLoader, '/account/export.json'],
    [zipLoader, '/account/export.zip'],
  ];
  for (const [handler, path, form] of asked)
    expect(whereTo(await browser.ask<Response>(handler, path, form))).toBe(
      `/sign-in/again?to=${encodeURIComponent(path)}`,
    );
  expect(findUserId(town, camille), 'nothing was done').not.toBeNull();
  const { options } = await browser.ask<{ options: string }>(againPage, '/sign-in/again');
  const signed = { intent: 'passkey', assertion: key.sign(JSON.parse(options).challenge), to: '/account/export.json' };
  expect(whereTo(await browser.ask<Response>(againAction, '/sign-in/again', signed))).toBe('/account/export.json');
  expect(
    (await browser.ask<Response>(exportLoader, '/account/export.json')).headers.get('content-disposition'),
  ).toMatch(/halle\.json/);
  expect(
    whereTo(await browser.ask<Response>(emailAction, '/account/email', { email: 'camille@nouvelle.example' })),
  ).toBe('/account');
  const unsure = await browser.ask<Refused>(forgetAction, '/account/forget', {});
  expect(Object.keys(unsure.data.errors)).toEqual(['sure']);
});

test('who has signed by a key sets a new password without the one of before, and no other person', async () => {
  const town = await openTown({ realOrigin: origin });
  const browser = openBrowser();
  await signInByPassword(browser, camille);
  const key = await addKey(town, browser, camille);
  const change = (fields: Record<string, string>) =>
    browser.ask<Response & Refused>(passwordAction, '/account/password', {
      password: 'quatre poules picorent',
      ...fields,
    });
  expect(await browser.ask(passwordPage, '/account/password')).toMatchObject({ asksCurrent: true, hasPasskey: true });
  expect(Object.keys((await change({})).data.errors)).toEqual(['current']);
  const { options } = await browser.ask<{ options: string }>(againPage, '/sign-in/again');
  const signed = { intent: 'passkey', assertion: key.sign(JSON.parse(options).challenge), to: '/account/password' };
  await browser.ask(againAction, '/sign-in/again', signed);
  letPass(town, 11);
  expect(Object.keys((await change({})).data.errors), 'ten minutes later').toEqual(['current']);
  letPass(town, 1);
  expect(await browser.ask(passwordPage, '/account/password')).toMatchObject({ asksCurrent: false });
  expect(whereTo(await change({}))).toBe('/account');
});

test('a new password by letter shows the keys that stay, and ends them for who asks it', async () => {
  const town = await openTown({ realOrigin: origin });
  const browser = openBrowser();
  await signInByPassword(browser, camille);
  const reader = openBrowser();
  const renew = async (fields: Record<string, string>) => {
    requestPasswordReset({ ...town.ctx(), actor: { kind: 'anonymous' } }, camille);
    const payload = town.db.$client.prepare('select payload from outbox order by id desc limit 1').pluck().get();
    const path = `/password/new?token=${JSON.parse(String(payload)).secret}`;
    const page = await reader.ask<{ passkeys: { name: string }[] }>(renewPage, path);
    await reader.ask(renewAction, path, fields);
    return page.passkeys.map(({ name }) => name);
  };
  const keys = () => town.db.$client.prepare('select count(*) from passkeys').pluck().get();
  await addKey(town, browser, camille);
  expect([await renew({ password: 'quatre poules picorent' }), keys()]).toEqual([['Ordinateur'], 1]);
  const told = town.db.$client.prepare('select payload from outbox order by id desc limit 1').pluck().get();
  const letter = composeAccountMail(town.ctx(), JSON.parse(String(told)), origin)!;
  expect(letter.text).toContain('Ordinateur.');
  expect(letter.text).toContain(`${origin}/account/security`);
  expect([await renew({ password: 'cinq poules picorent', passkeys: 'on' }), keys()]).toEqual([['Ordinateur'], 0]);
  const events = town.db.$client.prepare(`select detail from security_events where kind = 'passkey-removed'`);
  expect(events.pluck().all()).toEqual(['password-reset']);
});

test('an administrator by password alone is led away from every form of stewards too', async () => {
  const town = await openTown({ realOrigin: origin });
  const opened = await openSession(town.sessions, userId(town, anais), null, { method: 'password', userAgent: '' });
  const browser = openBrowser();
  browser.jar.set(opened.name, opened.value);
  const form = { intent: 'propose', email: 'ines@ville.example', role: 'steward' };
  expect(whereTo(await browser.ask<Response>(stewardRolesAction, '/steward/roles', form))).toMatch(/^\/sign-in\/again/);
  expect(town.db.$client.prepare('select count(*) from role_invitations').pluck().get(), 'V6.3.4').toBe(0);
});
