// Answers as other programs read them, over HTTP from the built server: whole pages, 304, HEAD, preflight, problems.
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generator } from '../setup/generator.ts';
import { openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ TRUSTED_PROXY: '1' });
});
afterAll(() => app.close());

/** Adds offers to a new basket as its page would, from an address; returns the cookie of the basket. */
async function fillBasket(slugs: readonly string[], address: string): Promise<string> {
  let cookie = '';
  for (const slug of slugs) {
    const added = await fetch(`${app.origin}/offers/${slug}`, {
      method: 'POST',
      body: new URLSearchParams({ intent: 'add', quantity: '1' }),
      headers: { origin: app.origin, cookie, 'x-forwarded-for': address },
      redirect: 'manual',
    });
    const set = added.headers.getSetCookie().find((one) => one.startsWith('halle-basket='));
    if (set) cookie = set.split(';', 1)[0]!;
  }
  return cookie;
}

// React 18's build for Node put a NUL where a character crosses a 2,048-byte border: 11 of 120 baskets had one.
test('120 random baskets hold no NUL and no replacement character', async () => {
  const { items } = await (await fetch(`${app.origin}/api/v1/offers?in_stock=true&per_page=100`)).json();
  // A basket takes nothing that is booked for a time without one.
  const goods = (items as { slug: string; kind: string }[]).filter(
    ({ kind }) => kind !== 'rental' && kind !== 'service',
  );
  const next = generator(112);
  let bytes = 0;
  for (let n = 0; n < 120; n++) {
    const slugs = Array.from({ length: 1 + next(6) }, () => goods[next(goods.length)]!.slug);
    const cookie = await fillBasket(slugs, `192.0.2.${n}`); // one address would reach its limit
    expect(cookie).toMatch(/^halle-basket=/);
    const page = Buffer.from(await (await fetch(`${app.origin}/basket`, { headers: { cookie } })).arrayBuffer());
    const text = page.toString('utf8');
    expect(text).toContain('</html>');
    expect([n, page.indexOf(0), text.indexOf('\uFFFD')]).toEqual([n, -1, -1]);
    bytes += page.length;
  }
  expect(bytes / 120).toBeGreaterThan(10_000);
});

test('a NUL of the address or of a form is not shown again', async () => {
  for (const path of [
    '/offers?q=caf%C3%A9%00',
    '/suppliers?q=%00',
    '/sign-in?to=%00',
    '/%00',
    '/api/v1/offers?q=%00',
  ]) {
    const page = Buffer.from(await (await fetch(app.origin + path)).arrayBuffer());
    expect([path, page.indexOf(0)]).toEqual([path, -1]);
  }
  const refused = await fetch(`${app.origin}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'no\0body', password: 'x', to: '/' }),
    headers: { origin: app.origin },
  });
  const page = Buffer.from(await refused.arrayBuffer());
  expect([refused.status, page.includes('nobody'), page.indexOf(0)], 'V1.2.3').toEqual([422, true, -1]);
});

test('published answers are read again with 304, whatever the encoding', async () => {
  for (const path of [
    '/api/v1/offers',
    '/api/v1/suppliers',
    '/api/v1/openapi.json',
    '/town-map.svg',
    '/open-data/town.json',
  ])
    for (const encoding of ['gzip', 'br', 'identity']) {
      const headers = { 'accept-encoding': encoding };
      const first = await fetch(app.origin + path, { headers });
      await first.arrayBuffer();
      const etag = first.headers.get('etag')!;
      const head = await fetch(app.origin + path, { headers, method: 'HEAD' });
      for (const again of [
        await fetch(app.origin + path, { headers: { ...headers, 'if-none-match': `"other", ${etag}` } }),
        await fetch(app.origin + path, { headers: { ...headers, 'if-none-match': `W/${etag.replace('W/', '')}` } }),
        head,
      ]) {
        expect([path, encoding, again.status]).toEqual([path, encoding, again === head ? 200 : 304]);
        for (const name of ['etag', 'cache-control', 'vary', 'access-control-allow-origin'])
          expect([path, encoding, name, again.headers.get(name)]).toEqual([
            path,
            encoding,
            name,
            first.headers.get(name),
          ]);
      }
    }
});

/** The first full tile and bundle, a partial one of each, and tiles that are not there, as readers of the ledger ask for them. */
const tiles = {
  there: ['0/000', 'entries/000', '0/000.p/9', 'entries/000.p/9', '1/000.p/1'],
  absent: ['0/900', 'entries/900', 'entries/000.p/0', '0/00', 'x'],
};

test('tiles and bundles say their length, their encoding and who may read them', async () => {
  // Full ones get a row within a second or two; until then they are read from the entries, and must answer alike.
  for (const isStored of [false, true]) {
    if (isStored) await waitForTag('/ledger/tile/entries/000', '"entries-0"');
    for (const path of tiles.there)
      for (const encoding of ['gzip', 'gzip, deflate, br, zstd', 'br', 'gzip;q=0', 'identity']) {
        const isGzip = path.startsWith('entries') && /gzip(?!;q=0)/.test(encoding);
        const asked = { headers: { 'accept-encoding': encoding, origin: 'https://monitor.example' } };
        const answers = [
          await rawAnswer(`/ledger/tile/${path}`, asked),
          await rawAnswer(`/ledger/tile/${path}`, { ...asked, method: 'HEAD' }),
        ];
        const [get, head] = answers as [RawAnswer, RawAnswer];
        for (const { status, headers } of answers) {
          expect([path, encoding, status]).toEqual([path, encoding, 200]);
          expect(headers).toMatchObject({
            'access-control-allow-origin': '*',
            'cross-origin-resource-policy': 'cross-origin',
            'cache-control': 'public, max-age=31536000, immutable',
            'content-type': 'application/octet-stream',
            'content-length': String(get.body.length),
          });
          expect([path, encoding, headers['content-encoding']]).toEqual([path, encoding, isGzip ? 'gzip' : undefined]);
          if (path.startsWith('entries')) expect(headers.vary).toBe('Accept-Encoding');
        }
        expect(head.body).toHaveLength(0);
        const plain = isGzip ? gunzipSync(get.body) : get.body;
        expect([path, plain.equals((await rawAnswer(`/ledger/tile/${path}`)).body)]).toEqual([path, true]);
        const again = { headers: { ...asked.headers, 'if-none-match': get.headers.etag! } };
        expect((await rawAnswer(`/ledger/tile/${path}`, again)).status).toBe(304);
      }
  }
  const [whole, zipped] = [
    await rawAnswer('/ledger/tile/entries/000'),
    await rawAnswer('/ledger/tile/entries/000', { headers: { 'accept-encoding': 'gzip' } }),
  ];
  expect(zipped.body.length).toBeLessThan(whole.body.length / 2);
});

test('a tile that is not there says so to every origin, and is asked for again', async () => {
  for (const path of tiles.absent)
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await rawAnswer(`/ledger/tile/${path}`, {
        method,
        headers: { origin: 'https://monitor.example' },
      });
      expect([path, status]).toEqual([path, 404]);
      expect(headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'no-cache',
      });
      expect(headers.vary ?? '').not.toContain('Cookie');
    }
});

type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Without the decoding of fetch, and with the method's own headers. */
async function rawAnswer(path: string, options: RequestOptions = {}): Promise<RawAnswer> {
  const sent = request(app.origin + path, options).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(await answer.toArray()) };
}

async function waitForTag(path: string, tag: string): Promise<void> {
  await expect
    .poll(async () => (await rawAnswer(path, { method: 'HEAD' })).headers.etag, { timeout: 20_000 })
    .toBe(tag);
}

test('a label holds one field, and an address line takes one line', async () => {
  for (const path of ['/offers?q=chaise', '/sign-up']) {
    const html = await (await fetch(app.origin + path)).text();
    const labels = html.match(/<label\b.*?<\/label>/gs) ?? [];
    expect(labels.length).toBeGreaterThan(3);
    for (const label of labels)
      expect((label.match(/<(?:input|select|textarea|button)\b/g) ?? []).length, label).toBeLessThan(2);
    expect(html).not.toContain('street-address');
  }
});

test('everything under /api refuses with a problem', async () => {
  const origin = 'https://shop.example';
  for (const [method, path, status] of [
    ['GET', '/api', 404],
    ['GET', '/api/v1', 404],
    ['GET', '/api/v1/nope', 404],
    ['GET', '/api/v1/offers/nope', 404],
    ['GET', '/api/v1/offers/', 404],
    ['GET', '/API/V1/Categories', 404],
    ['GET', '/api/v1/suppliers?page=0', 400],
    ['POST', '/api/v1/offers', 405],
    ['DELETE', '/api/v1/offers', 405],
    ['POST', '/api/nope', 405],
  ] as const) {
    const response = await fetch(app.origin + path, { method, headers: { origin } });
    expect([method, path, response.status]).toEqual([method, path, status]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({ type: 'about:blank', status });
  }
  const preflight = await fetch(`${app.origin}/api/v1/offers`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
});
