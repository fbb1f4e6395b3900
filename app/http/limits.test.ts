// The table of limits against the table of access, and the one check of every form.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { rememberDevice } from '#app/domain/security/known-devices.server.ts';
import { limitClasses } from '#app/domain/security/limit-classes.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { access, type RouteName, type Rules } from './access.ts';
import { formAction } from './form-action.server.ts';
import { type FormAnswer, type FormRefusalData, goTo, invalidInput } from './form-answer.ts';
import { limitClassOf, limits } from './limits.ts';

const routes = Object.entries(access as Record<string, Rules>).filter(([, rules]) => rules.write);

test('every writing route and each of its intents has a row, and no row is without its intent', () => {
  const missing = routes.flatMap(([route, { intents }]) =>
    (intents ? Object.keys(intents) : [null])
      .filter((intent) => limitClassOf(route as RouteName, intent) === undefined)
      .map((intent) => [route, intent]),
  );
  expect(missing).toEqual([]);
  const listed = Object.entries(limits).map(([route, row]) => [route, typeof row === 'string' ? [] : Object.keys(row)]);
  const writing = routes.map(([route, { intents = {} }]) => [route, Object.keys(intents)]);
  expect(new Map(listed as [string, string[]][]), 'V2.1.3').toEqual(new Map(writing as [string, string[]][]));
});

test('an intent without a row has no class', () => {
  expect(limitClassOf('market/searches', 'publish')).toBeUndefined();
  expect(limitClassOf('market/searches', null)).toBeUndefined();
  expect(limitClassOf('market/searches', 'constructor')).toBeUndefined();
  expect(limitClassOf('buyer/checkout', 'order')).toBeUndefined();
});

test('every class that limits says so in each language', () => {
  for (const { limits: messages } of Object.values(catalogues))
    for (const [name, rows] of Object.entries(limitClasses))
      expect([name, messages.classes[name as keyof typeof limitClasses] !== '']).toEqual([name, rows.length > 0]);
});

type Answer = { data: FormRefusalData; init: { status: number } };
type Poster = { cookie?: string; context?: { address?: string; retryAfterSeconds?: number } };

/** A form of the class `supplier`, three done a day, whose work answers as it is told. */
async function openForm() {
  const town = await openTown();
  const answers: FormAnswer[] = [];
  const action = formAction('seller/joining/new', {
    schema: z.object({ name: z.string() }),
    run: () => answers.shift() ?? goTo('/'),
  });
  const cookie = await town.cookie(camille);
  const post = async ({ cookie: own = cookie, context = {} }: Poster = {}): Promise<Response & Answer> => {
    const body = new URLSearchParams({ name: 'Le four' });
    const request = new Request('http://halle.test/supplier/new', { method: 'POST', body, headers: { cookie: own } });
    return (await action({ request, params: {}, context }).catch((thrown: unknown) => thrown)) as Response & Answer;
  };
  return { town, post, answers };
}

const statusOf = (answer: Partial<Answer> & { status?: number }) => answer.init?.status ?? answer.status;
const events = ({ db }: TestTown) =>
  db.$client.prepare(`select kind, detail from security_events where kind = 'limit-reached'`).all();

test('the fourth of three a day is refused with 429, the time, what was typed, and one event', async () => {
  const { town, post } = await openForm();
  for (let i = 0; i < 3; i++) expect(statusOf(await post())).toBe(303);
  const context: Poster['context'] = {};
  const refused = await post({ context });
  expect([refused.init.status, refused.data.values]).toEqual([429, { name: 'Le four' }]);
  expect(refused.data.message).toMatch(
    /^Trois étals par jour ont été ouverts. Vous pourrez continuer le .*\d\d:\d\d.$/,
  );
  expect(context.retryAfterSeconds).toBeGreaterThan(86_000);
  await post();
  expect(events(town)).toEqual([{ kind: 'limit-reached', detail: 'supplier:person:1440 seller/joining/new' }]);
  expect(statusOf(await post({ cookie: await town.cookie(karim) })), 'V16.3.3').toBe(303);
});

test('a refused form does not count where only what is done does', async () => {
  const { post, answers } = await openForm();
  answers.push(...new Array<FormAnswer>(5).fill(invalidInput({ name: 'Déjà pris.' })));
  for (let i = 0; i < 5; i++) expect(statusOf(await post())).toBe(422);
  for (let i = 0; i < 3; i++) expect(statusOf(await post())).toBe(303);
  expect(statusOf(await post())).toBe(429);
});

test('an anonymous script is stopped by its address alone, also behind the addresses of one network', async () => {
  await openTown();
  const action = formAction('town/$', { schema: z.object({}), run: () => goTo('/') });
  const post = async (address: string) => {
    const request = new Request('http://halle.test/x', { method: 'POST', body: new URLSearchParams() });
    const answer = await action({ request, params: {}, context: { address } }).catch((thrown: unknown) => thrown);
    return answer as Response;
  };
  for (let i = 0; i < 120; i++) expect((await post(`2001:db8:1:2::${i}`)).status).toBe(303);
  const refused = await post('2001:db8:1:2::ffff');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(await refused.text()).toContain('Vous pourrez continuer');
  expect((await post('2001:db8:1:3::1')).status, 'V2.4.1').toBe(303);
});

test('a flood behind a shared address shuts out no person and no browser that was here before', async () => {
  const town = await openTown();
  const context = { address: '203.0.113.7' };
  const token = rememberDevice(town.ctx(), requireUserId(town.ctx()), null);
  const form = formAction('account/sign-in', { schema: z.object({}), run: () => goTo('/') });
  const again = formAction('account/sign-in_.again', {
    passkey: { schema: z.object({}), run: () => goTo('/') },
    password: { schema: z.object({}), run: () => goTo('/') },
    letter: { schema: z.object({}), run: () => goTo('/') },
    code: { schema: z.object({}), run: () => goTo('/') },
  });
  const post = async (action: typeof form, cookie: string, fields: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields);
    const request = new Request('http://halle.test/x', { method: 'POST', body, headers: { cookie } });
    return statusOf((await action({ request, params: {}, context })) as Response & Answer);
  };
  for (let i = 0; i < 300; i++) expect(await post(form, '')).toBe(303);
  const invented = `halle-device=${'a'.repeat(32)}`;
  expect([await post(form, ''), await post(form, invented)]).toEqual([429, 429]);
  expect(await post(form, `halle-device=${token}`)).toBe(303);
  expect(await post(again, await town.cookie(camille), { intent: 'password' })).toBe(303);
});

test('to leave is never refused', async () => {
  await openTown();
  const action = formAction('account/sign-out', { schema: z.object({}), run: () => goTo('/') });
  for (let i = 0; i < 130; i++) {
    const request = new Request('http://halle.test/sign-out', { method: 'POST', body: new URLSearchParams() });
    expect(statusOf((await action({ request, params: {}, context: {} })) as Response)).toBe(303);
  }
});
