// Kept answers on a real server of Node's, before an app that shows whatever reaches it.
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { demoTown } from '#seeds/demo-town.ts';
import { preferencesCookie } from './cookies.ts';
import { publicPage } from './kept-answer.ts';
import { openKeptAnswers } from './kept-answers.server.ts';
import type { KeptMember } from './kept-visitor.ts';

type Members = Record<string, { member: KeptMember; basketLines: number }>;

/** An app whose page says everything that it was asked with. */
async function openHall(options: { maxBytes?: number; status?: number; headers?: Record<string, string> } = {}) {
  const hall = {
    version: 1,
    asked: [] as string[],
    text: '',
    lines: {} as Record<string, number>,
    members: {} as Members,
  };
  const kept = openKeptAnswers({
    origin: 'http://halle.test',
    town: demoTown,
    secure: false,
    version: () => hall.version,
    countLines: (basketId) => hall.lines[basketId] ?? 0,
    findMember: (sessionId) => hall.members[sessionId] ?? null,
    async ask({ url, method, headers }, { basketLines, comparedOffers }, member) {
      const marks = [comparedOffers ? { comparedOffers } : [], member ?? []].flat();
      const told = JSON.stringify([method, url, [...headers], basketLines, ...marks]);
      hall.asked.push(told);
      await new Promise((resolve) => setImmediate(resolve));
      const response = new Response(told + hall.text.padEnd(2000), {
        status: options.status ?? 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': publicPage,
          vary: 'Accept-Language, Cookie',
          ...options.headers,
        },
      });
      return { response, unanswered: null };
    },
    isMistyped: () => false,
    onSent: () => {},
    onUnanswered: () => {},
    ...(options.maxBytes && { maxBytes: options.maxBytes }),
  });
  const ordinary: RequestListener = (_, response) => response.end('ordinary');
  const server = createServer((request, response) => {
    const pass = () => void ordinary(request, response);
    if (!kept.answer(request, response, pass)) pass();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  /** The whole answer to a request with these lines after its first. */
  async function ask(address: string, lines: Record<string, string> = {}, method = 'GET') {
    const socket = connect(port, '127.0.0.1');
    const head = Object.entries({ Host: 'halle.test', ...lines, Connection: 'close' });
    socket.write(`${method} ${address} HTTP/1.1\r\n${head.map((line) => `${line.join(': ')}\r\n`).join('')}\r\n`);
    const parts: Buffer[] = [];
    for await (const part of socket) parts.push(part as Buffer);
    const whole = Buffer.concat(parts);
    const end = whole.indexOf('\r\n\r\n');
    const [first = '', ...rest] = whole.subarray(0, end).toString('latin1').split('\r\n');
    const headers = Object.fromEntries(
      rest.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    );
    const { date: _date, ...lasting } = headers;
    return { status: Number(first.split(' ')[1]), headers: lasting, body: whole.subarray(end + 4) };
  }
  return { hall, kept, ask };
}

test('a page is made once, until what public pages show moves', async () => {
  const { hall, ask } = await openHall();
  const first = await ask('/');
  expect((await ask('/')).body).toEqual(first.body);
  expect(hall.asked).toHaveLength(1);
  hall.version++;
  hall.text = 'a new price';
  expect((await ask('/')).body.toString()).toContain('a new price');
  expect(hall.asked).toHaveLength(2);
});

test('visitors who come while a page is made wait for the same one', async () => {
  const { hall, ask } = await openHall();
  await Promise.all(Array.from({ length: 20 }, () => ask('/offers')));
  expect(hall.asked).toHaveLength(1);
});

test('the page has the same text under each encoding, and its ETag is answered with 304', async () => {
  const { ask } = await openHall();
  const plain = await ask('/offers');
  const [brotli, gzip] = [
    await ask('/offers', { 'Accept-Encoding': 'gzip, deflate, br' }),
    await ask('/offers', { 'accept-encoding': 'gzip' }),
  ];
  expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
  expect([brotliDecompressSync(brotli.body), gunzipSync(gzip.body)]).toEqual([plain.body, plain.body]);
  for (const encoding of ['br', 'gzip;q=0.5, br;q=0', 'identity', 'zstd']) {
    const lines = { 'Accept-Encoding': encoding };
    const whole = await ask('/offers', lines);
    expect(whole.headers.vary).toBe('Accept-Encoding, Accept-Language, Cookie');
    expect(whole.headers['cache-control']).toBe(publicPage);
    const again = await ask('/offers', { ...lines, 'If-None-Match': `"other", ${whole.headers.etag}` });
    const { 'content-length': _length, 'content-encoding': _encoding, 'content-type': _type, ...kept } = whole.headers;
    expect([again.status, again.body.length, again.headers]).toEqual([304, 0, kept]);
    expect((await ask('/offers', { ...lines, 'If-None-Match': '"other"' })).status).toBe(200);
    const head = await ask('/offers', lines, 'HEAD');
    expect([head.status, head.body.length, head.headers]).toEqual([200, 0, whole.headers]);
  }
});

test('a range is answered with the whole page', async () => {
  const { ask } = await openHall();
  const { status, body, headers } = await ask('/', { Range: 'bytes=0-3', 'If-Range': '"x"' });
  expect([status, body.length > 2000, headers['accept-ranges']]).toEqual([200, true, undefined]);
});

test('who has a session, no basket of ours, a flash or another cookie that shows is not answered', async () => {
  const { hall, ask } = await openHall();
  await ask('/');
  for (const name of ['halle-session', 'halle-basket', 'halle-flash', 'halle-form', 'halle-sign-up', 'halle-later'])
    for (const cookie of [`${name}=x`, `a=b; __Host-${name}=`, `halle-preferences=en..hub;${name}=x`])
      expect([cookie, (await ask('/', { Cookie: cookie })).body.toString()]).toEqual([
        cookie,
        expect.stringContaining('ordinary'),
      ]);
  expect(hall.asked).toHaveLength(1);
});

test('a basket is told by the number of its lines alone, and makes a private page', async () => {
  const { hall, ask } = await openHall();
  const [one, other] = ['1', '2'].map((digit) => `bsk_${digit.repeat(26)}`) as [string, string];
  hall.lines = { [one]: 2, [other]: 2 };
  const of = (id: string, more = '') => ask('/', { Cookie: `halle-basket=${id}${more}` });
  const first = await of(one);
  expect(first.headers['cache-control']).toBe('private, no-cache');
  expect(first.body.toString()).toContain(',2]');
  expect([(await of(other)).body, (await of(other)).body]).toEqual([first.body, first.body]);
  expect(hall.asked, 'kept when it is asked for again').toHaveLength(2);
  expect(hall.asked.join(), 'the basket itself reaches no page').not.toContain('bsk_');
  hall.lines[one] = 3;
  expect((await of(one)).body.toString()).toContain(',3]');
  expect((await of(other)).body.toString()).toContain(',2]');
  expect((await of(`bsk_${'3'.repeat(26)}`)).body.toString(), 'an empty one').toContain(',0]');
  expect((await ask('/')).headers['cache-control'], 'the page of a visitor without a cookie').toBe(publicPage);
  for (const more of ['; halle-session=x', '; halle-flash=x', '; __Host-halle-basket=x'])
    expect((await of(one, more)).body.toString()).toContain('ordinary');
  const elsewhere = await ask('/basket', { Cookie: `halle-basket=${one}` });
  expect(elsewhere.body.toString()).toContain('ordinary');
});

test('people of one kind share a page that tells none of them, private and never stored', async () => {
  const { hall, ask } = await openHall();
  const member = { buys: 'professional', sells: false, steward: false } as const;
  hall.members = {
    one: { member, basketLines: 2 },
    two: { member, basketLines: 2 },
    seller: { member: { ...member, sells: true }, basketLines: 2 },
  };
  const of = (id: string, more = '') => ask('/', { Cookie: `halle-session=${id}${more}` });
  const first = await of('one');
  expect(first.headers['cache-control']).toBe('private, no-store');
  expect([(await of('two')).body, (await of('two')).body]).toEqual([first.body, first.body]);
  expect(hall.asked, 'kept when it is asked for again').toHaveLength(2);
  expect(hall.asked.join(), 'neither session nor basket reaches the page').not.toMatch(/halle-session|bsk_|one|two/);
  expect((await of('seller')).body.toString()).toContain('"sells":true');
  hall.members.one!.basketLines = 3;
  expect((await of('one')).body.toString()).toContain(',3,');
  for (const more of ['; halle-flash=x', '; __Host-halle-session=one', '; halle-form=x'])
    expect((await of('one', more)).body.toString()).toContain('ordinary');
  expect((await of('nobody')).body.toString()).toContain('ordinary');
  expect((await ask('/account', { Cookie: 'halle-session=one' })).body.toString()).toContain('ordinary');
  const stranger = await ask('/');
  expect([stranger.headers['cache-control'], stranger.body.includes('professional')]).toEqual([publicPage, false]);
});

test('an answer that is no public page is asked of the app for a signed-in person', async () => {
  const { hall, ask } = await openHall({ status: 404 });
  hall.members = { one: { member: { buys: 'consumer', sells: false, steward: false }, basketLines: 0 } };
  expect((await ask('/offers/none', { Cookie: 'halle-session=one' })).body.toString()).toContain('ordinary');
});

test('language, audience and place of a visitor are in the key and make a private page', async () => {
  const { hall, ask } = await openHall();
  const cookie = (audience: 'consumer' | 'professional', place = demoTown.hub) =>
    preferencesCookie({ locale: 'en', audience, place }, demoTown, false).split(';')[0]!;
  const chosen = await ask('/', { Cookie: cookie('consumer') });
  expect(chosen.body.toString()).toContain('.consumer.');
  expect(chosen.headers['cache-control']).toBe('private, no-cache');
  await ask('/', { Cookie: cookie('professional') });
  await ask('/', { Cookie: cookie('consumer', demoTown.communes.at(-1)) });
  await ask('/', { 'Accept-Language': 'en-GB,en;q=0.9' });
  await ask('/', { 'Accept-Language': 'fr' });
  expect(new Set(hall.asked).size).toBe(5);
  await ask('/', { Cookie: `halle-preferences=en.consumer.hub; stranger=${'x'.repeat(50)}` });
  expect(hall.asked, 'a cookie of another service is in no key').toHaveLength(5);
});

test('what else a request says reaches no page', async () => {
  const { hall, ask } = await openHall();
  const plain = await ask('/offers');
  const names = [
    'Host',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'Forwarded',
    'X-Original-URL',
    'X-Request-Id',
    'Origin',
    'Referer',
    'User-Agent',
    'Accept',
    'X-HTTP-Method-Override',
    'Range',
  ];
  const value = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replace(/[^\x21-\x7e]/g, 'x'));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 }), async (lines) => {
      expect((await ask('/offers', lines)).body).toEqual(plain.body);
    }),
    { numRuns: 60 },
  );
  expect(hall.asked).toHaveLength(1);
  expect(JSON.parse(hall.asked[0]!)[2].map(([name]: [string]) => name)).toEqual(['accept', 'accept-language']);
});

test('bodies, proofs of who it is, double hosts and other spellings are for the app', async () => {
  const { ask } = await openHall();
  const isOrdinary = async (address: string, lines: Record<string, string> = {}, method = 'GET') =>
    expect([address, lines, (await ask(address, lines, method)).body.toString()]).toEqual([
      address,
      lines,
      expect.stringContaining('ordinary'),
    ]);
  await isOrdinary('/', { 'Content-Length': '0' });
  await isOrdinary('/', { Authorization: 'Basic eDp5' });
  await isOrdinary('/', { host: 'other.example' }); // beside `Host`
  await isOrdinary('/', { 'Content-Length': '0' }, 'POST');
  for (const address of [
    '//offers',
    '/offers/',
    '/offers/%63haise',
    '/offers/../basket',
    '/OFFERS',
    '/basket',
    '/account',
    '/orders',
    '/steward',
    '/offers.data',
    '/legal/seller-terms.pdf',
    `/offers?q=${'x'.repeat(1000)}`,
    'http://evil.example/offers',
  ])
    await isOrdinary(address);
});

test('an answer that is missing, failed, sets a cookie or is private is sent and not kept', async () => {
  const answers: { status?: number; headers?: Record<string, string> }[] = [
    { status: 404 },
    { status: 500 },
    { headers: { 'set-cookie': 'halle-basket=x' } },
    { headers: { 'cache-control': 'private, no-cache' } },
    { headers: { 'cache-control': 'no-store' } },
  ];
  for (const options of answers) {
    const { hall, kept, ask } = await openHall(options);
    for (let time = 0; time < 2; time++) expect((await ask('/')).status).toBe(options.status ?? 200);
    expect([options, hall.asked.length, kept.size()]).toEqual([options, 2, 0]);
  }
});

test('a flood of addresses neither grows the memory nor pushes out what people read', async () => {
  const maxBytes = 256 * 1024;
  const { hall, kept, ask } = await openHall({ maxBytes });
  await ask('/offers');
  for (let n = 0; n < 300; n++) await ask(`/offers?q=${n}`);
  expect(kept.size()).toBeLessThan(10_000);
  for (let n = 0; n < 300; n++) {
    await ask(`/offers/slug-${n}`, { 'Accept-Encoding': n % 2 ? 'br' : 'gzip' });
    if (n % 5 === 0) await ask('/offers');
    expect(kept.size()).toBeLessThanOrEqual(maxBytes);
  }
  const before = hall.asked.length;
  await ask('/offers');
  expect(hall.asked).toHaveLength(before);
});

test('a query is kept when it is asked for again', async () => {
  const { hall, ask } = await openHall();
  for (let time = 0; time < 4; time++) await ask('/offers?q=chaise&lang=en');
  expect(hall.asked).toHaveLength(2);
});
