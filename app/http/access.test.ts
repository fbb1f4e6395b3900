import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { databaseDigest } from '#tests/setup/database-digest.ts';
import { camille, karim, openTown, placeAndStart, press } from '#tests/setup/test-town.ts';
import { access, intentRule, type RouteName, type Rules, ruleOf } from './access.ts';
import { sameOriginPath } from './handler.server.ts';
import { isCrossSite } from './security.ts';

type Module = { loader?: (args: never) => Promise<unknown>; action?: (args: never) => Promise<unknown> };
const modules = import.meta.glob<Module>(['../*/pages/*.{ts,tsx}', '../seller/joining/*.tsx']);
/** The key of a page in the access table: its path without the common parts. */
const nameOf = (path: string) =>
  path
    .replace(/^(\.\.|app)\//, '')
    .replace('/pages/', '/')
    .replace(/\.tsx?$/, '');
const routes = globSync('app/{*/pages,seller/joining}/*.{ts,tsx}').map(nameOf);

async function call(
  module: Module,
  method: 'GET' | 'POST',
  params: Record<string, string>,
  cookie?: string,
  form: Record<string, string> = {},
): Promise<unknown> {
  const handler = method === 'GET' ? module.loader : module.action;
  const headers = new Headers(cookie ? { cookie } : {});
  const body = method === 'POST' ? new URLSearchParams(form) : null;
  const request = new Request('http://halle.test/somewhere', { method, headers, body });
  return handler?.({ request, params, context: {} } as never).catch((thrown: unknown) => thrown);
}

test('lists exactly the existing routes in the access table', () => {
  expect([...routes, 'root'].sort(), 'V8.1.1').toEqual(Object.keys(access).sort());
});

test('denies methods and intents that are not listed', () => {
  expect(ruleOf('town/ledger.key', 'POST')).toBeUndefined();
  expect(ruleOf('account/sign-out', 'GET')).toBeUndefined();
  expect(ruleOf('buyer/orders._index', 'DELETE')).toBeUndefined();
  expect(intentRule('seller/team', 'constructor')).toBeUndefined();
  expect(intentRule('seller/identity', 'save')).toBeUndefined();
});

test('exports a loader or action exactly where the table allows it', async () => {
  for (const [path, load] of Object.entries(modules)) {
    const module = await load();
    const rules: { read?: string; write?: string } = access[nameOf(path) as RouteName];
    expect([path, Boolean(module.loader), Boolean(module.action)]).toEqual([
      path,
      Boolean(rules.read),
      Boolean(rules.write),
    ]);
  }
});

test('redirects anonymous requests to sign-in and writes nothing', async () => {
  const town = await openTown();
  const digest = () => databaseDigest(town);
  const before = digest();
  for (const [path, load] of Object.entries(modules)) {
    const rules: Rules = access[nameOf(path) as RouteName];
    const module = await load();
    for (const [method, rule] of [
      ['GET', rules.read],
      ['POST', rules.write],
    ] as const) {
      if (rule === undefined || rule === 'anyone' || rule === 'stripe') continue;
      const answered = (await call(module, method, {
        orderId: 'ord_X',
        line: '1',
        slug: 'jardins-de-la-vesle',
      })) as Response;
      expect([path, method, answered.status]).toEqual([path, method, 303]);
      expect(answered.headers.get('location')).toMatch(/^\/sign-in\?to=/);
    }
  }
  expect(digest()).toBe(before);
});

describe('orders of other buyers', () => {
  test.each(['someone-else', 'random', 'empty', 'null'])(
    'answers 404 on every order route for the id %s',
    async (whose) => {
      const town = await openTown();
      const { orderId, sessionId } = await placeAndStart(town, { 'chaise-de-bureau-remise-en-etat': 1 });
      await press(town, sessionId, 'pay');
      await syncPayment(town.ctx(camille), sessionId);
      const cookie = await town.cookie(karim);
      const id = { 'someone-else': orderId, random: `ord_${'0'.repeat(26)}`, empty: '', null: 'null' }[whose]!;
      const routesOfOrders = Object.entries(modules).filter(([path]) => path.includes('/buyer/pages/orders.$orderId'));
      expect(routesOfOrders).toHaveLength(7);
      for (const [path, load] of routesOfOrders) {
        const module = await load();
        expect(((await call(module, 'GET', { orderId: id, line: '1' }, cookie)) as Response).status).toBe(404);
        if (!module.action) continue;
        const name = path.includes('.cancel.')
          ? 'buyer/orders.$orderId.cancel.$supplierId'
          : 'buyer/orders.$orderId._index';
        for (const intent of Object.keys(access[name].intents)) {
          const form = {
            intent,
            proposal: 'prp_X',
            supplier: 'sup_X',
            line: '1',
            note: 'not_X',
            quantity: '1',
            reason: 'late',
            span: 'spn_X',
            moment: 'out',
            condition: 'good',
            shown: '1',
            claim: 'clm_X',
            reply: 'no',
          };
          const params = { orderId: id, supplierId: 'sup_X' };
          expect(((await call(module, 'POST', params, cookie, form)) as Response).status).toBe(404);
        }
      }
    },
  );

  test('treats an unknown session id as signed out', async () => {
    const town = await openTown();
    const module = await modules['../buyer/pages/orders._index.tsx']!();
    for (const value of ['', 'null', 'x'.repeat(40)]) {
      const answered = (await call(module, 'GET', {}, `${town.sessions.sessionCookieName}=${value}`)) as Response;
      expect(answered.status, 'V7.2.3').toBe(303);
    }
  });

  test('stores only hashes of session ids', async () => {
    const town = await openTown();
    const id = (await town.cookie(camille)).split('=')[1]!;
    const stored = town.db.$client.prepare('select id from sessions').pluck().all() as string[];
    expect(stored.every((hash) => /^[0-9a-f]{64}$/.test(hash) && hash !== id)).toBe(true);
    const module = await modules['../buyer/pages/orders._index.tsx']!();
    const answered = (await call(module, 'GET', {}, `${town.sessions.sessionCookieName}=${stored[0]}`)) as Response;
    expect(answered.status, 'V7.2.2').toBe(303);
  });
});

test.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  '\\/evil',
  'javascript:alert(1)',
  '/.//evil.example',
  '/%2e//evil.example',
  '',
  null,
  '/\t/evil.example',
  'evil',
])('does not redirect to %j', (path) => {
  expect(sameOriginPath(path), 'V1.2.2').toBe('/');
});

test.each([
  ['POST', '/basket', { origin: 'http://halle.test', 'sec-fetch-site': 'same-origin' }, false],
  ['POST', '/basket', { origin: 'http://halle.test' }, false],
  ['POST', '/basket', { origin: 'http://evil.example' }, true],
  ['POST', '/basket', { 'sec-fetch-site': 'cross-site', origin: 'http://halle.test' }, true],
  ['POST', '/basket', { origin: 'null' }, true],
  ['POST', '/basket', {}, false],
  ['POST', '/webhooks/stripe', {}, false],
  ['GET', '/basket', { 'sec-fetch-site': 'cross-site' }, false],
])('treats %s %s %j as cross-site: %s', (method, path, headers, expected) => {
  expect(
    isCrossSite(new Request(`http://halle.test${path}`, { method, headers: headers as never }), 'http://halle.test'),
    'V3.5.1 V7.6.2',
  ).toBe(expected);
});
