// Signing up, in and out: what is asked of whom, and whose basket it is afterwards.
import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { expect, test } from 'vitest';
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { claimBasket, eraseBasket, findBasket } from '#app/domain/basket/own-basket.server.ts';
import { maxLines } from '#app/domain/basket/pricing.ts';
import { openRequestContext } from '#app/http/request-context.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { camille, karim, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action as passwordAction } from './pages/account_.password.tsx';
import { action as forgottenAction } from './pages/password.forgotten.tsx';
import { action as signInAction } from './pages/sign-in.tsx';
import { action as signOutAction } from './pages/sign-out.ts';
import { action as signUpAction, loader as signUpLoader } from './pages/sign-up.tsx';
import { action as confirmAction, loader as confirmLoader } from './pages/sign-up_.confirm.tsx';
import { loader as sentLoader } from './pages/sign-up_.sent.tsx';

type Page = { action: typeof signInAction; path: string };
type Refused = { data: { errors: Record<string, string> }; init: { status: number } };
const signIn: Page = { action: signInAction, path: '/sign-in' };
const signOut: Page = { action: signOutAction, path: '/sign-out' };
const signUp: Page = { action: signUpAction, path: '/sign-up' };
const forgotten: Page = { action: forgottenAction, path: '/password/forgotten' };
const confirmPage = (token: string): Page => ({ action: confirmAction, path: `/sign-up/confirm?token=${token}` });
const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
const chair = 'chaise-de-bureau-remise-en-etat';

/** A browser without scripts: it keeps the cookies that answers set. */
function openBrowser(town: TestTown) {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const visit = () => openRequestContext(new Request('http://halle.test/', { headers: { cookie: cookie() } }), {});
  const keep = (set: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /Max-Age=0/.test(set)) jar.delete(name);
    else jar.set(name, value);
  };
  return {
    cookie,
    visit,
    load: async <T>(loader: (args: LoaderFunctionArgs) => Promise<T>, path: string) =>
      loader({
        request: new Request(`http://halle.test${path}`, { headers: { cookie: cookie() } }),
        params: {},
        context: {},
      }),
    post: async ({ action, path }: Page, fields: Record<string, string> = {}) => {
      const body = new URLSearchParams(fields);
      const request = new Request(`http://halle.test${path}`, { method: 'POST', body, headers: { cookie: cookie() } });
      const answer = (await action({ request, params: {}, context: { address: randomUUID() } })) as Response & Refused;
      if (answer instanceof Response) for (const set of answer.headers.getSetCookie()) keep(set);
      return answer;
    },
    add: async (slug: string, quantity: number) => {
      const ctx = await visit();
      const added = addToBasket(ctx, ctx.basketId, offerId(town, slug), quantity);
      if (!added.ok) throw new Error(added.reason);
      jar.set('halle-basket', added.basketId);
    },
    basket: async () => {
      const ctx = await visit();
      const { suppliers } = viewBasket(ctx, ctx.basketId, demoTown.hub, false);
      const lines = suppliers.flatMap((part) => part.lines.map(({ offer, quantity }) => [offer.slug, quantity]));
      return Object.fromEntries(lines) as Record<string, number>;
    },
  };
}

const credentials = (email: string) => ({ email, password: 'la-halle-du-112', to: '/' });

test('the basket of the browser becomes the person’s, on each of their devices', async () => {
  const town = await openTown();
  const [desk, telephone] = [openBrowser(town), openBrowser(town)];
  await desk.add(carrots, 2);
  await desk.post(signIn, credentials(karim));
  await telephone.post(signIn, credentials(karim));
  expect([await desk.basket(), await telephone.basket()]).toEqual([{ [carrots]: 2 }, { [carrots]: 2 }]);
  await telephone.add(chair, 1);
  expect(await desk.basket()).toEqual({ [carrots]: 2, [chair]: 1 });
});

test('the next person at the same browser sees an empty basket', async () => {
  const town = await openTown();
  const shared = openBrowser(town);
  await shared.add(carrots, 2);
  await shared.post(signIn, credentials(karim));
  const kept = shared.cookie();
  await shared.post(signOut);
  expect([await shared.basket(), shared.cookie()]).toEqual([{}, expect.stringMatching(/^halle-device=[^;]*$/)]);
  await shared.post(signIn, credentials(camille));
  expect(await shared.basket()).toEqual({});
  await shared.post(signOut);
  await shared.post(signIn, credentials(karim));
  expect(await shared.basket()).toEqual({ [carrots]: 2 });
  const id = /halle-basket=(\w+)/.exec(kept)?.[1] ?? null;
  expect(findBasket({ ...town.ctx(), actor: { kind: 'anonymous' } }, id), 'the id alone opens it no more').toBeNull();
  expect(findBasket(town.ctx(camille), id), 'V7.4.4').not.toBe(id);
});

test('signing in as another person keeps the basket with its first person', async () => {
  const town = await openTown();
  const shared = openBrowser(town);
  await shared.post(signIn, credentials(karim));
  await shared.add(carrots, 2);
  await shared.post(signIn, credentials(camille));
  expect(await shared.basket()).toEqual({});
});

test('two baskets become one: of the same offer the larger quantity, and never more lines than a basket holds', async () => {
  const town = await openTown();
  const browser = openBrowser(town);
  const own = addToBasket(town.ctx(karim), null, offerId(town, carrots), 5);
  await browser.add(carrots, 2);
  await browser.add(chair, 1);
  await browser.post(signIn, credentials(karim));
  expect(await browser.basket()).toEqual({ [carrots]: 5, [chair]: 1 });
  const stranger = { ...town.ctx(), actor: { kind: 'anonymous' } as const };
  const offers = town.db.$client.prepare('select id from offers where not on_quote and status = ?').pluck().all('live');
  const other = addToBasket(stranger, null, offerId(town, chair), 3);
  if (!own.ok || !other.ok) throw new Error('refused');
  const insert = town.db.$client.prepare(
    'insert or ignore into basket_lines (basket_id, offer_id, quantity, added_at) values (?, ?, 1, ?)',
  );
  for (const id of offers.slice(0, maxLines)) insert.run(other.basketId, id, '2026-11-30T09:00:00Z');
  claimBasket(stranger, findUser(town, karim), other.basketId);
  const counted = town.db.$client.prepare('select count(*) from basket_lines where basket_id = ?').pluck();
  expect([counted.get(own.basketId), counted.get(other.basketId)]).toEqual([maxLines, 0]);
  expect(await browser.basket()).toMatchObject({ [carrots]: 5, [chair]: 3 });
  eraseBasket(town, findUser(town, karim));
  expect(counted.get(own.basketId)).toBe(0);
});

function findUser(town: TestTown, email: string): string {
  return town.db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
}

const lastSecret = (town: TestTown) =>
  town.db.$client.prepare(`select payload ->> '$.secret' from outbox order by id desc limit 1`).pluck().get() as string;
const fieldsOf = (email: string) => ({ name: 'Ada', email, password: 'douze-lettres-au-moins', to: '/basket' });

test('a person signs up with three fields, opens the letter, and has the basket that they filled', async () => {
  const town = await openTown();
  const browser = openBrowser(town);
  await browser.add(carrots, 1);
  const request = new Request('http://halle.test/sign-up?for=person');
  expect(await signUpLoader({ request, params: {}, context: {} })).toMatchObject({ forOrganisation: false });
  const asked = await browser.post(signUp, fieldsOf('ada@courrier.example'));
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/sign-up/sent']);
  expect((await browser.visit()).user).toBeNull();
  const page = confirmPage(lastSecret(town));
  const opening = await browser.load(confirmLoader, page.path);
  expect(opening).toMatchObject({ signUp: { email: 'ada@courrier.example', asksPassword: false } });
  expect(await browser.load(confirmLoader, page.path), 'opening it uses nothing').toEqual(opening);
  const answer = await browser.post(page);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/basket']);
  const ctx = await browser.visit();
  expect([ctx.user?.name, ctx.organisation, ctx.audience]).toEqual(['Ada', null, 'consumer']);
  expect(await browser.basket()).toEqual({ [carrots]: 1 });
  expect(await browser.load(confirmLoader, page.path), 'and it is good once').toMatchObject({ signUp: null });
});

test('another device opens the letter with the password of the sign-up alone', async () => {
  const town = await openTown();
  const [desk, telephone] = [openBrowser(town), openBrowser(town)];
  await desk.post(signUp, fieldsOf('ada@courrier.example'));
  const page = confirmPage(lastSecret(town));
  expect(await telephone.load(confirmLoader, page.path)).toMatchObject({ signUp: { asksPassword: true } });
  expect((await telephone.post(page)).data.errors).toHaveProperty('password');
  const answer = await telephone.post(page, { password: 'douze-lettres-au-moins' });
  expect([answer.status, (await telephone.visit()).user?.name]).toEqual([303, 'Ada']);
  expect((await desk.visit()).user, 'who only typed it is not signed in').toBeNull();
});

test('sign-up and a forgotten password answer a known address as an unknown one', async () => {
  const town = await openTown();
  const answers = async (page: Page, fields: Record<string, string>) => {
    const answer = await openBrowser(town).post(page, fields);
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, ''));
    return [answer.status, answer.headers.get('location'), cookies];
  };
  for (const page of [signUp, forgotten])
    expect(await answers(page, fieldsOf(camille))).toEqual(await answers(page, fieldsOf('ada@courrier.example')));
  const organisation = { ...fieldsOf('bo@courrier.example'), ...firm, buysFor: 'organisation' };
  const taken = town.db.$client.prepare('select siret from organisations where siret is not null').pluck().get();
  expect(await answers(signUp, { ...organisation, siret: String(taken) })).toEqual(
    await answers(signUp, { ...organisation, email: 'cy@courrier.example' }),
  );
  expect((await openBrowser(town).load(sentLoader, '/sign-up/sent')).email).toBeNull();
});

test('five letters an hour go to one address, whoever asks', async () => {
  const town = await openTown();
  const statuses: number[] = [];
  for (let times = 0; times < 6; times++) {
    const answer = await openBrowser(town).post(forgotten, { email: camille });
    statuses.push(answer.status ?? answer.init.status);
  }
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
});

test('a password that is tried first is refused beside its field, in words', async () => {
  const town = await openTown();
  const answer = await openBrowser(town).post(signUp, {
    ...fieldsOf('ada@courrier.example'),
    password: 'microville112',
  });
  expect([answer.init.status, answer.data.errors.password], 'V6.2.12').toEqual([
    422,
    expect.stringContaining('mots d’ici'),
  ]);
});

const firm = {
  organisation: 'Atelier Ada',
  siret: '73282932000074',
  kind: 'company',
  address: '1 rue Neuve',
  insee: demoTown.hub.insee,
};

test('an organisation signs up with its SIRET, and its form asks for what is lacking beside the fields', async () => {
  const town = await openTown();
  const browser = openBrowser(town);
  const person = { ...fieldsOf('ada@atelier.example'), buysFor: 'organisation' };
  const refused = await browser.post(signUp, person);
  expect([refused.init.status, Object.keys(refused.data.errors)]).toEqual([
    422,
    ['organisation', 'siret', 'kind', 'address', 'insee'],
  ]);
  expect((await browser.post(signUp, { ...person, ...firm })).status).toBe(303);
  await browser.post(confirmPage(lastSecret(town)));
  const ctx = await browser.visit();
  expect([ctx.organisation?.name, ctx.audience]).toEqual(['Atelier Ada', 'professional']);
});

test('an association without a SIRET signs up with its RNA number, once, and no company does', async () => {
  const town = await openTown();
  const own = {
    buysFor: 'organisation',
    organisation: 'Les Voisins',
    address: '1 rue Neuve',
    insee: demoTown.hub.insee,
  };
  const rna = { ...own, kind: 'association', siret: '', rna: 'w511 234 567' };
  const person = { name: 'Ada', email: 'ada@voisins.example', password: 'douze-lettres-au-moins', to: '/' };
  const company = await openBrowser(town).post(signUp, { ...person, ...rna, kind: 'company' });
  expect(company.data.errors).toEqual({ siret: 'À remplir.' });
  const wrong = await openBrowser(town).post(signUp, { ...person, ...rna, rna: 'W51' });
  expect(wrong.data.errors).toEqual({ rna: messages.identifiers.rna.shape });
  const browser = openBrowser(town);
  expect((await browser.post(signUp, { ...person, ...rna })).status).toBe(303);
  await browser.post(confirmPage(lastSecret(town)));
  expect((await browser.visit()).organisation).toMatchObject({ siret: null, rna: 'W511234567' });
  const second = openBrowser(town);
  expect((await second.post(signUp, { ...person, ...rna, email: 'bo@voisins.example' })).status).toBe(303);
  await second.post(confirmPage(lastSecret(town)));
  expect((await second.visit()).organisation).toMatchObject({ name: 'Les Voisins', siret: null, rna: 'W511234567' });
});

test('a person changes their password; the other browsers are signed out, this one has a new session', async () => {
  const town = await openTown();
  const [desk, telephone] = [openBrowser(town), openBrowser(town)];
  for (const browser of [desk, telephone]) await browser.post(signIn, credentials(karim));
  const before = desk.cookie();
  const change: Page = { action: passwordAction, path: '/account/password' };
  const wrong = await desk.post(change, { current: 'not mine', password: 'quatre poules picorent', others: 'on' });
  expect(Object.keys(wrong.data.errors)).toEqual(['current']);
  const fields = { current: 'la-halle-du-112', password: 'quatre poules picorent' };
  expect((await desk.post(change, { ...fields, others: 'on' })).status).toBe(303);
  expect([(await desk.visit()).user?.email, (await telephone.visit()).user]).toEqual([karim, null]);
  expect(desk.cookie(), 'V6.2.2 V7.4.3').not.toBe(before);
});
