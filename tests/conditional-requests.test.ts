// How published answers meet caches, other origins and unusual methods, through the middleware of server.ts.
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { withEtag } from '#app/http/handler.server.ts';
import { nameAllowed, openPaths, refuseMethod } from '#app/http/methods.ts';
import { mountConditionalRequests } from '../conditional-requests.ts';

const body = JSON.stringify({ items: Array.from({ length: 200 }, (_, n) => ({ n, name: `Tournée ${n}` })) });
const app = new Hono();
mountConditionalRequests(app, openPaths);
app.get('/api/v1/offers', () =>
  withEtag(body, { 'content-type': 'application/json', 'cache-control': 'public, max-age=0, must-revalidate' }),
);
app.get('/town-map.svg', () =>
  withEtag(body, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=3600' }),
);

const ask = async (path: string, headers: Record<string, string>, method = 'GET') =>
  app.request(path, { method, headers });
const shown = (response: Response) =>
  Object.fromEntries(
    ['etag', 'cache-control', 'vary', 'access-control-allow-origin', 'access-control-expose-headers'].map((name) => [
      name,
      response.headers.get(name),
    ]),
  );

describe.each(['/api/v1/offers', '/town-map.svg'])('%s', (path) => {
  test.each(['gzip', 'br', 'gzip, deflate, br, zstd', 'identity'])(
    'answers 304 to accept-encoding %s',
    async (accepted) => {
      const encoding = { 'accept-encoding': accepted };
      const first = await ask(path, encoding);
      const etag = first.headers.get('etag')!;
      expect(first.headers.get('content-encoding')).toBe(accepted.includes('gzip') ? 'gzip' : null);
      expect(first.headers.get('vary')).toBe('Accept-Encoding');
      const strong = etag.replace('W/', '');
      for (const tag of [etag, strong, `W/${strong}`, `"other", ${etag}`, `W/"a",W/${strong} , "b"`, '*']) {
        const again = await ask(path, { ...encoding, 'if-none-match': tag });
        expect([tag, again.status, await again.text()]).toEqual([tag, 304, '']);
        expect(shown(again)).toEqual(shown(first));
      }
      for (const tag of ['"other"', 'W/"other"', strong.replaceAll('"', '')])
        expect((await ask(path, { ...encoding, 'if-none-match': tag })).status).toBe(200);
    },
  );

  test.each(['gzip', 'identity'])('answers HEAD with the headers of its GET under %s', async (accepted) => {
    const [get, head] = [
      await ask(path, { 'accept-encoding': accepted }),
      await ask(path, { 'accept-encoding': accepted }, 'HEAD'),
    ];
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
    expect(await head.text()).toBe('');
    const again = await ask(path, { 'accept-encoding': accepted, 'if-none-match': head.headers.get('etag')! }, 'HEAD');
    expect(again.status).toBe(304);
  });
});

test('answers the preflight of another origin, for the API and the open data', async () => {
  for (const path of ['/api/v1/offers', '/api/v1/nope', '/open-data/town.json', '/ledger/tile/0/000']) {
    const preflight = await ask(
      path,
      {
        origin: 'https://shop.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
      'OPTIONS',
    );
    expect([path, preflight.status]).toEqual([path, 204]);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,HEAD');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('If-None-Match');
    expect(preflight.headers.get('access-control-max-age')).toBe('86400');
  }
  const read = await ask('/api/v1/offers', { origin: 'https://shop.example' });
  expect(read.headers.get('access-control-expose-headers')).toContain('ETag');
  expect((await ask('/town-map.svg', {})).headers.get('access-control-allow-origin'), 'V3.4.2').toBeNull();
});

test('refuses other methods with 405 and Allow, as a problem under /api', async () => {
  const refused = (method: string, path: string) => refuseMethod({ method, url: `http://halle.test${path}` });
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'])
    for (const path of ['/api', '/api/v1/offers', '/api/v1/nope', '/API/v1']) {
      const refusal = refused(method, path)!;
      expect(refusal.status).toBe(405);
      expect(refusal.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      expect(refusal.headers.get('access-control-allow-origin')).toBe('*');
      expect(refusal.headers.get('content-type')).toBe('application/problem+json');
      expect(await refusal.json()).toMatchObject({ status: 405, title: 'Method Not Allowed', parameter: null });
    }
  for (const [method, path] of [
    ['OPTIONS', '/offers.data'],
    ['TRACE', '/offers'],
    ['PUT', '/basket'],
    ['CONNECT', '/offers'],
  ]) {
    const refusal = refused(method!, path!)!;
    expect([refusal.status, refusal.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  }
  for (const [method, path] of [
    ['OPTIONS', '/api/v1/offers'],
    ['HEAD', '/api/v1'],
    ['POST', '/basket'],
    ['POST', '/apiary'],
    ['OPTIONS', '/ledger/key'],
  ])
    expect(refused(method!, path!), 'V3.5.3').toBeNull();
});

test('leads a browser from an address that is written to only, and refuses programs with 405', () => {
  const read = (path: string, accept: string, method = 'GET') =>
    refuseMethod({ method, url: `http://halle.test${path}`, headers: new Headers({ accept }) });
  for (const [path, page] of [
    ['/sign-out', '/account'],
    ['/preferences', '/'],
  ] as const) {
    expect([read(path, 'text/html')!.status, read(path, 'text/html')!.headers.get('location')]).toEqual([303, page]);
    for (const [method, address] of [
      ['GET', path],
      ['GET', `${path}.data`],
      ['OPTIONS', path],
      ['DELETE', path],
    ] as const) {
      const refusal = read(address, '*/*', method)!;
      expect([refusal.status, refusal.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(read(path, 'text/html', 'POST')).toBeNull();
  }
  expect(read('/webhooks/stripe', 'text/html')!.status).toBe(405);
});

test('a refusal of the framework names the methods of its address', () => {
  const bare = new Response(null, { status: 405 });
  nameAllowed(bare);
  expect(bare.headers.get('allow')).toBe('GET, HEAD');
  const own = new Response(null, { status: 405, headers: { allow: 'POST' } });
  nameAllowed(own);
  expect(own.headers.get('allow')).toBe('POST');
});

test('refuses another spelling of an address of the API', async () => {
  for (const path of ['/API/V1/Categories', '/api/v1/offers/', '/api/'])
    expect(refuseMethod({ method: 'GET', url: `http://halle.test${path}` })!.status).toBe(404);
});
