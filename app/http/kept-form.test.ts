// A form that is posted when its session has ended: kept for its person at this browser, never sent by itself.
import { expect, test } from 'vitest';
import { action as signInAction, loader as signInLoader } from '#app/account/pages/sign-in.tsx';
import { action as checkoutAction } from '#app/buyer/pages/checkout.tsx';
import { eraseExpiredForms, keepForm, keptMinutes, readKeptForm } from '#app/domain/accounts/kept-forms.server.ts';
import { loader as rootLoader } from '#app/root.tsx';
import { action as identityAction } from '#app/seller/pages/identity.tsx';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { isCrossSite } from './security.ts';

const lucie = 'lucie@jardins-de-la-vesle.example';
const page = '/supplier/jardins-de-la-vesle/identity';
const params = { slug: 'jardins-de-la-vesle' };
const context = {};

/** A browser with the cookies that it was given. */
class Browser {
  readonly cookies = new Map<string, string>();

  take(response: Response): Response {
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = pair.split('=');
      this.cookies.set(name, value);
    }
    return response;
  }

  headers(): Record<string, string> {
    return { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') };
  }

  request(path: string, body?: FormData | URLSearchParams): Request {
    const headers = this.headers();
    if (body instanceof URLSearchParams) headers['content-length'] = String(body.toString().length);
    return new Request(`http://halle.test${path}`, body ? { method: 'POST', headers, body } : { headers });
  }
}

/** Sends a form; a redirect that the page throws is its answer too. */
async function post(
  action: typeof identityAction,
  browser: Browser,
  path: string,
  fields: Record<string, string> | FormData,
  parameters: Record<string, string> = {},
): Promise<Response> {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const request = browser.request(path, body);
  const answer = await action({ request, params: parameters, context }).catch((thrown: unknown) => thrown);
  if (!(answer instanceof Response)) throw new Error(`no redirect: ${JSON.stringify(answer)}`);
  return browser.take(answer);
}

async function restored(browser: Browser, path = page) {
  const root = await rootLoader({ request: browser.request(path), params: {}, context });
  return root.data.restored;
}

async function signIn(town: TestTown, browser: Browser, email: string): Promise<void> {
  const [name = '', value = ''] = (await town.cookie(email)).split('=');
  browser.cookies.set(name, value);
}

/** Lucie's browser, whose session is over. */
async function expired(email = lucie) {
  const town = await openTown();
  const browser = new Browser();
  await signIn(town, browser, email);
  town.db.$client.prepare('update sessions set expires_at = 1').run();
  return { town, browser };
}

const count = (town: TestTown) => town.db.$client.prepare('select count(*) from kept_forms').pluck().get();

test('a form whose session is over comes back filled after signing in, and is not sent', async () => {
  const { town, browser } = await expired();
  const before = town.db.$client.prepare('select * from suppliers').all();
  const typed = {
    name: 'Jardins',
    storyFr: 'Une histoire longue.\r\nEn deux lignes.',
    password: 'secret',
    code: '1234',
  };
  const answer = await post(identityAction, browser, `${page}?kind=a&index`, typed, params);
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `/sign-in?to=${encodeURIComponent(`${page}?kind=a`)}`,
  ]);
  const kept = answer.headers.getSetCookie().find((set) => set.startsWith('halle-form='));
  expect(kept).toMatch(/; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
  const to = encodeURIComponent(`${page}?kind=a`);
  const asked = await signInLoader({ request: browser.request(`/sign-in?to=${to}`), params: {}, context });
  expect(asked).toMatchObject({ isFormKept: true });
  expect(await restored(browser)).toBeNull();
  const credentials = { email: lucie, password: 'la-halle-du-112', to: `${page}?kind=a` };
  const entered = await post(signInAction, browser, '/sign-in', credentials);
  expect(entered.headers.get('location')).toBe(`${page}?kind=a`);
  const expectedForm = { intent: null, values: { name: 'Jardins', storyFr: 'Une histoire longue.\nEn deux lignes.' } };
  expect(await restored(browser)).toEqual(expectedForm);
  expect(await restored(browser)).toEqual(expectedForm); // loaded again
  expect(await restored(browser, '/supplier/jardins-de-la-vesle/place')).toBeNull();
  expect(await restored(browser, `${page}?empty`)).toBeNull();
  expect(town.db.$client.prepare('select * from suppliers').all()).toEqual(before);
});

test('the address, telephone and note of a checkout come back, and are gone once it is sent', async () => {
  const { town, browser } = await expired(camille);
  const orders = () => town.db.$client.prepare('select count(*) from orders').pluck().get();
  const before = orders();
  const typed = { address: '3 rue du Barbâtre', phone: '06 11 22 33 44', note: 'sonner deux fois', insee: '51454' };
  await post(checkoutAction, browser, '/checkout', typed);
  await signIn(town, browser, camille);
  expect(await restored(browser, '/checkout')).toEqual({ intent: null, values: typed });
  expect(orders()).toBe(before);
  const sent = { ...typed, name: 'Camille', email: camille, terms: 'yes', confirmed: '', preview: '' };
  expect((await post(checkoutAction, browser, '/checkout', sent)).status).toBe(303);
  expect([await restored(browser, '/checkout'), count(town)]).toEqual([null, 0]);
});

test('another person who signs in at the browser does not get the form; the first one still does', async () => {
  const { town, browser } = await expired();
  await post(identityAction, browser, page, { name: 'Jardins' }, params);
  await signIn(town, browser, camille);
  expect(await restored(browser)).toBeNull();
  await signIn(town, browser, lucie);
  expect(await restored(browser)).toMatchObject({ values: { name: 'Jardins' } });
});

test('without a session that tells the person, the first who signs in at the browser has the form alone', async () => {
  const town = await openTown();
  const browser = new Browser();
  await post(identityAction, browser, page, { name: 'Jardins' }, params);
  const stranger = new Browser();
  await signIn(town, stranger, karim);
  expect(await restored(stranger)).toBeNull();
  stranger.cookies.set('halle-form', 'A'.repeat(32));
  expect(await restored(stranger)).toBeNull();
  await signIn(town, browser, lucie);
  expect(await restored(browser)).not.toBeNull();
  await signIn(town, browser, karim);
  expect(await restored(browser)).toBeNull();
});

test('a token is stored as its hash, ends after an hour, and each browser has one form', async () => {
  const { town, browser } = await expired();
  await post(identityAction, browser, page, { name: 'Un' }, params);
  await post(identityAction, browser, page, { name: 'Deux' }, params);
  const token = browser.cookies.get('halle-form')!;
  expect(JSON.stringify(town.db.$client.prepare('select * from kept_forms').all())).not.toContain(token);
  expect(count(town)).toBe(1);
  const later = { ...town.ctx(lucie), now: new Date(Date.now() + (keptMinutes + 1) * 60_000) };
  expect(readKeptForm(later, token, page)).toBeNull();
  eraseExpiredForms(later);
  expect(count(town)).toBe(0);
});

test('files are left out; large bodies are not kept, and of strangers not read', async () => {
  const { town, browser } = await expired();
  const withFile = new FormData();
  withFile.set('name', 'Jardins');
  withFile.set('file', new File([new Uint8Array(300_000)], 'a.pdf'));
  await post(identityAction, browser, page, withFile, params);
  await signIn(town, browser, lucie);
  expect(await restored(browser)).toEqual({ intent: null, values: { name: 'Jardins' } });
  const stranger = new Browser();
  const large = { name: 'x'.repeat(5_000_000) };
  const started = performance.now();
  const answer = await post(identityAction, stranger, page, large, params);
  expect([answer.status, answer.headers.getSetCookie(), count(town)]).toEqual([303, [], 1]);
  expect(performance.now() - started).toBeLessThan(2000);
  const own = new Browser();
  await signIn(town, own, karim);
  town.db.$client.prepare('update sessions set expires_at = 1').run();
  expect((await post(identityAction, own, page, large, params)).headers.getSetCookie()).toEqual([]);
  expect(count(town)).toBe(1);
});

test('strangers cannot fill the table nor push out the forms of people', async () => {
  const town = await openTown();
  const ctx = town.ctx(lucie);
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : '';
  const form = { intent: null, values: { name: 'x' } };
  const token = keepForm(ctx, { path: page, form, userId, previous: null })!;
  for (let i = 0; i < 520; i++) keepForm(ctx, { path: page, form, userId: null, previous: null });
  expect(count(town)).toBe(501);
  expect(readKeptForm(ctx, token, page)).toEqual(form);
});

test('a form of another origin reaches no page, and so keeps nothing', () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  const request = new Request(`http://halle.test${page}`, { method: 'POST', headers, body: new URLSearchParams() });
  expect(isCrossSite(request, 'http://halle.test')).toBe(true);
});
