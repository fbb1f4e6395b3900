// Answers before any page: odd requests, other names of the machine, forms of other origins.
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { expectOwnPages, signInAs } from '#tests/setup/several-visitors.ts';
import { newVisitor, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
let other: string;
beforeAll(async () => {
  app = await openTestApp();
  other = app.origin.replace('localhost', '127.0.0.1');
});
afterAll(() => app.close());

/** The whole answer to a request as it stands. */
async function askWhole(request: string): Promise<string> {
  const socket = connect(Number(new URL(app.origin).port), '127.0.0.1');
  socket.write(request);
  let answer = '';
  for await (const bytes of socket) answer += bytes;
  return answer;
}

/** The status line of the answer to a request as it stands; empty if the connection ends without one. */
function askRaw(request: string): Promise<string> {
  const socket = connect(Number(new URL(app.origin).port), '127.0.0.1');
  socket.write(request); // a client that ends its side may be given up before the answer is ready
  return new Promise((resolve, reject) => {
    socket.once('data', (bytes) => {
      resolve(bytes.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(''));
  });
}

test('answers a health check of HTTP/1.0 that names no host', async () => {
  expect(await askRaw('GET /healthcheck HTTP/1.0\r\n\r\n')).toMatch(/ 200 /);
});

test('refuses two hosts, as it refuses none', async () => {
  const end = 'Connection: close\r\n\r\n';
  expect(await askRaw(`GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n${end}`)).toMatch(/ 400 /);
  expect(await askRaw(`GET / HTTP/1.1\r\n${end}`), 'V4.2.1').toMatch(/ 400 /);
});

test('unusual methods end with 405 and the methods of their address', async () => {
  for (const [request, allow] of [
    ['TRACE /offers', 'GET, HEAD, POST'],
    ['TRACE /offers.data', 'GET, HEAD, POST'],
    ['OPTIONS /offers.data', 'GET, HEAD, POST'],
    ['PUT /basket.data', 'GET, HEAD, POST'],
    ['DELETE /sign-out', 'POST'],
    ['GET /webhooks/stripe', 'POST'],
    ['POST /legal', 'GET, HEAD'],
  ] as const) {
    const [method, path] = request.split(' ') as [string, string];
    const answer = await askWhole(
      `${method} ${path} HTTP/1.1\r\nHost: ${new URL(app.origin).host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    expect([request, /^HTTP\/1.1 (\d+)/.exec(answer)?.[1], /^allow: (.+?)\r$/im.exec(answer)?.[1]]).toEqual([
      request,
      '405',
      allow,
    ]);
  }
  const bookmark = await fetch(`${app.origin}/sign-out`, { redirect: 'manual', headers: { accept: 'text/html' } });
  expect([bookmark.status, bookmark.headers.get('location')], 'V13.4.4').toEqual([303, '/account']);
});

test('leads a browser from 127.0.0.1 to the printed address, and a program nowhere', async () => {
  const browser = await fetch(`${other}/offers?q=pain`, { redirect: 'manual', headers: { accept: 'text/html' } });
  expect([browser.status, browser.headers.get('location')]).toEqual([303, `${app.origin}/offers?q=pain`]);
  expect((await fetch(`${other}/healthcheck`, { redirect: 'manual' })).status).toBe(200);
});

test.each([
  ['fr', 'Ce formulaire vient d’une autre adresse'],
  ['en', 'This form comes from another address'],
])('refuses a form of another origin with a page in %s that names ours', async (language, title) => {
  const answer = await fetch(`${app.origin}/preferences`, {
    method: 'POST',
    body: new URLSearchParams({ locale: 'en' }),
    headers: { origin: other, accept: 'text/html', 'accept-language': language },
  });
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  const html = await answer.text();
  expect(html).toContain(title);
  expect(html).toContain(app.origin);
  expect(html).toContain('stylesheet');
});

test('refuses a program of another origin with a line', async () => {
  const answer = await fetch(`${app.origin}/preferences`, { method: 'POST', headers: { origin: other } });
  expect([answer.status, await answer.text()]).toEqual([403, 'cross-site request refused\n']);
});

test('built files stay out of the frames and pages of others', async () => {
  const html = await (await fetch(`${app.origin}/`)).text();
  const asset = /\/assets\/[\w.-]+\.css/.exec(html)![0];
  const { headers } = await fetch(app.origin + asset);
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cross-origin-resource-policy'), 'V3.4.6').toBe('same-origin');
});

test('each visitor sees their own pages, whoever read them before', { timeout: 240_000 }, () =>
  expectOwnPages(app.origin),
);

test('a kept page follows what its supplier writes at once', async () => {
  const offer = `${app.origin}/offers/chaise-de-bureau-remise-en-etat`;
  const before = await (await fetch(offer)).text();
  const body = new URLSearchParams({ intent: 'add', quantity: '1' });
  await fetch(offer, { method: 'POST', body, redirect: 'manual' });
  expect(await (await fetch(offer)).text()).toBe(before);
  const db = openDb(join(app.dataDir, 'halle.sqlite'));
  db.$client.exec("update offers set stock = 7 where slug = 'chaise-de-bureau-remise-en-etat'");
  db.$client.close();
  await new Promise((resolve) => setTimeout(resolve, 60)); // another process is noticed after 50 ms
  expect(await (await fetch(offer)).text()).not.toBe(before);
});

test('who is signed in reads the page that is kept for their kind as the app makes it for them', async () => {
  const [offer, supplier] = ['chaise-de-bureau-remise-en-etat', 'atelier-rebond'];
  const paths = ['', 'offers', 'offers?q=chaise&view=map', `offers/${offer}`, 'suppliers', `suppliers/${supplier}`];
  const others = [
    'method',
    'observatory',
    'sell',
    'compare?offers=1',
    'legal',
    'filters',
    'factors',
    'ranking',
    'draws',
  ];
  for (const email of ['camille@le-hangar', 'lucie@jardins-de-la-vesle', 'anais@cooperative-112']) {
    const cookie = await signInAs(app.origin, `${email}.example`);
    const read = async (path: string, more = '') => {
      const answer = await fetch(`${app.origin}/${path}`, { headers: { cookie: cookie + more } });
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      return { text: await answer.text(), isKept: !answer.headers.has('x-request-id') };
    };
    for (const path of [...paths, ...others]) {
      const ordinary = await read(path, '; halle-later=x'); // a cookie that shows leads to the app
      expect([path, ordinary.isKept, ordinary.text.includes('/sign-out')]).toEqual([path, false, true]);
      for (let time = 0; time < 3; time++) {
        const { text, isKept } = await read(path);
        expect([path, isKept, text]).toEqual([path, path !== 'sell', ordinary.text]);
      }
    }
  }
});

test('a 304 says what its 200 says', async () => {
  for (const path of [
    '/',
    '/offers',
    '/town-map.svg',
    '/api/v1/offers?q=chaise',
    '/draws.json',
    '/open-data/town.json',
  ])
    for (const cookie of ['', 'halle-basket=x']) {
      const headers = { cookie, 'accept-encoding': 'gzip' };
      const whole = await fetch(app.origin + path, { headers });
      await whole.arrayBuffer();
      const tag = whole.headers.get('etag');
      if (tag === null) continue; // a page of one visitor
      const again = await fetch(app.origin + path, { headers: { ...headers, 'if-none-match': tag } });
      const told = ({ headers: all }: Response) =>
        ['etag', 'cache-control', 'vary', 'access-control-allow-origin'].map((name) => all.get(name));
      expect([path, cookie, again.status, ...told(again)]).toEqual([path, cookie, 304, ...told(whole)]);
    }
});

/** Asks through a proxy that names another host, as nginx does by default. */
function askAs(host: string, path: string, body: string): Promise<{ status: number; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { host, origin: app.origin, 'content-type': 'application/x-www-form-urlencoded' };
    const asked = request(app.origin + path, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

test('a proxy that names another host breaks no form', async () => {
  const forms = [
    ['/preferences', 'locale=en'],
    ['/sign-in', 'email=camille%40le-hangar.example&password=la-halle-du-112'],
  ] as const;
  for (const [path, body] of forms)
    for (const host of ['backend:3176', new URL(app.origin).host])
      expect([path, host, (await askAs(host, path, body)).status]).toEqual([path, host, 303]);
});

/** Sends a body as slowly as it is taken, and reads the answer when all of it is sent, as proxies do. */
function sendWhole(path: string, bytes: number): Promise<string> {
  const socket = connect(Number(new URL(app.origin).port), '127.0.0.1');
  const { host } = new URL(app.origin);
  const type = 'multipart/form-data; boundary=x';
  socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes}\r\n\r\n`);
  const chunk = Buffer.alloc(100_000);
  let left = bytes;
  let answered = 0;
  return new Promise((resolve, reject) => {
    const send = () => {
      while (left > 0) {
        const size = Math.min(left, chunk.length);
        left -= size;
        if (!socket.write(chunk.subarray(0, size))) return void socket.once('drain', send);
      }
    };
    socket.on('error', reject);
    socket.on('data', (answer) => {
      answered = left;
      socket.destroy();
      resolve(`${answered} left, ${answer.toString().slice(9, 12)}`);
    });
    send();
  });
}

test.each([
  ['/supplier/atelier-rebond/import', 30_000_000, '303'],
  ['/supplier/atelier-rebond/import', 40_000_000, '413'],
  ['/basket', 300_000, '413'],
  ['/basket', 2_000_000, '413'],
])('reads a body off before it refuses it: %s, %i bytes', async (path, bytes, status) => {
  for (let round = 0; round < 3; round++) expect(await sendWhole(path, bytes)).toBe(`0 left, ${status}`);
});

test.each(['/favicon.svg', '/robots.txt', '/market.js', 'asset'])('%s is known by its content', async (named) => {
  const html = await (await fetch(`${app.origin}/`)).text();
  const url = app.origin + (named === 'asset' ? /\/assets\/[\w.-]+\.css/.exec(html)![0] : named);
  const shown = ({ headers }: Response) =>
    ['etag', 'vary', 'cache-control', 'x-content-type-options'].map((name) => headers.get(name));
  for (const encoding of ['identity', 'br', 'gzip']) {
    const accept = { 'accept-encoding': encoding };
    const [get, head] = [await fetch(url, { headers: accept }), await fetch(url, { method: 'HEAD', headers: accept })];
    const text = await get.text();
    const etag = get.headers.get('etag')!;
    expect([get.status, get.headers.get('vary'), shown(head)]).toEqual([200, 'Accept-Encoding', shown(get)]);
    const again = await fetch(url, { headers: { ...accept, 'if-none-match': etag } });
    expect([again.status, shown(again)]).toEqual([304, shown(get)]);
    for (const range of ['bytes=0-9', 'lines=1-2', 'bytes=0-1,3-4']) {
      const part = await fetch(url, { headers: { ...accept, range, 'if-range': '"x"' } });
      expect([range, part.status, (await part.text()) === text]).toEqual([range, 200, true]);
    }
  }
});

test.each([390, 1280])('the refusal fits at %i px', async (width) => {
  const { page, complaints } = await newVisitor(app, { viewport: { width, height: 844 } });
  for (const language of ['fr', 'en']) {
    await page.goto(`/other-origin?lang=${language}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    if (process.env.HALLE_LOOK)
      await page.screenshot({
        path: `${process.env.HALLE_LOOK}/other-origin-${language}-${width}.png`,
        fullPage: true,
      });
  }
  expect(complaints).toEqual([]);
});
