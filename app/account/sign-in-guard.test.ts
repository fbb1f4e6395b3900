// Failures at sign-in slow down and then ask for a letter; they shut out neither the owner nor the neighbours.
import { expect, test } from 'vitest';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { issueLetterToken } from '#app/domain/accounts/letter-tokens.server.ts';
import { resetPassword } from '#app/domain/accounts/password-changes.server.ts';
import { composeMail } from '#app/mail/compose.server.ts';
import { camille, karim, openTown } from '#tests/setup/test-town.ts';
import { action } from './pages/sign-in.tsx';
import { action as letterAction } from './pages/sign-in_.letter.tsx';

const right = 'la-halle-du-112';
const wrong = 'not-the-password';

/** A browser at an address; it keeps its cookies. `letter` posts a form of the letter's page. */
async function openHouse() {
  const town = await openTown();
  const browserAt = (address: string) => {
    const jar = new Map<string, string>();
    const post = async (run: typeof action, path: string, fields: Record<string, string>): Promise<number> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { cookie, 'user-agent': 'Firefox/140.0 (X11; Linux)' };
      const body = new URLSearchParams(fields);
      const request = new Request(`http://halle.test${path}`, { method: 'POST', body, headers });
      const answer = await run({ request, params: {}, context: { address } });
      if (!(answer instanceof Response)) return answer.init?.status ?? 200;
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        jar.set(name, value);
      }
      return answer.status;
    };
    const signIn = (email: string, password: string) => post(action, '/sign-in', { email, password, to: '/' });
    const letter = (query: string, fields: Record<string, string>) =>
      post(letterAction, `/sign-in/letter${query}`, fields);
    return Object.assign(signIn, { letter });
  };
  const { $client } = town.db;
  /** The time to wait is over. */
  const passWaits = () => $client.exec(`delete from limit_counts where name = 'sign-in:wait'`);
  const events = () => $client.prepare('select kind, detail, address_hash as hash from security_events').all();
  return { town, browserAt, passWaits, events };
}

test('wrong passwords wait longer each time, also for the right one, and then ask for a letter', async () => {
  const { browserAt, passWaits, town } = await openHouse();
  const stranger = browserAt('198.51.100.1');
  for (let i = 0; i < 3; i++) expect(await stranger(camille, wrong)).toBe(422);
  expect(await stranger(camille, right)).toBe(429);
  passWaits();
  expect(await stranger(camille, right)).toBe(303);
  for (let i = 0; i < 10; i++) {
    passWaits();
    expect(await browserAt(`198.51.100.${i}`)(camille, wrong)).toBe(422);
  }
  passWaits();
  expect(await browserAt('203.0.113.1')(camille, right)).toBe(429);
  // The letter lets in: its reader sets a new password, and the account begins again.
  const ctx = { ...town.ctx(), address: '203.0.113.1' };
  const token = issueLetterToken(ctx, { purpose: 'reset-password', userId: requireUserId(ctx), email: camille });
  expect((await resetPassword(ctx, token, 'quatre-serres-et-un-verger')).ok).toBe(true);
  expect(await browserAt('203.0.113.1')(camille, 'quatre-serres-et-un-verger')).toBe(303);
  const rows = town.db.$client.prepare('select subject from limit_counts').pluck().all();
  expect(JSON.stringify(rows), 'V6.3.1').not.toContain('camille');
});

test('after many failures the letter makes one browser known, where the right password enters', async () => {
  const { town, browserAt, passWaits, events } = await openHouse();
  for (let i = 0; i < 10; i++) {
    passWaits();
    await browserAt(`198.51.100.${i}`)(camille, wrong);
  }
  const [own, stranger] = [browserAt('192.0.2.1'), browserAt('198.51.100.1')];
  town.db.$client.exec('delete from outbox');
  expect(await own(camille, right)).toBe(429);
  const answers = [await own.letter('', { intent: 'ask', email: camille })];
  answers.push(await stranger.letter('', { intent: 'ask', email: 'inconnu@example.org' }));
  expect(answers).toEqual([303, 303]);
  const rows = town.db.$client.prepare(`select payload from outbox where kind = 'mail' order by id`).pluck().all();
  const ctx = { ...town.ctx(), storage: town.storage, origin: 'http://halle.test', bankIban: null };
  const [mail, unknown] = await Promise.all(rows.map((row) => composeMail(ctx, JSON.parse(String(row)))));
  expect([mail?.to, unknown]).toEqual([camille, null]);
  const [, query = ''] = /\/sign-in\/letter(\?token=[\w-]+)/.exec(mail!.text) ?? [];
  expect(await own.letter(query, { intent: 'open' })).toBe(303);
  expect(await stranger.letter(query, { intent: 'open' }), 'the link is used once').toBe(409);
  expect([await own(camille, wrong), await own(camille, right)]).toEqual([422, 303]);
  expect(events().map((event) => (event as { kind: string }).kind)).toContain('sign-in-letter-opened');
  passWaits();
  for (let i = 0; i < 10; i++) {
    passWaits();
    await stranger(camille, wrong);
  }
  expect([await stranger(camille, right), await own(camille, right)]).toEqual([429, 303]);
});

test('the right password from a browser that was used before always works', async () => {
  const { browserAt, passWaits } = await openHouse();
  const own = browserAt('192.0.2.1');
  expect(await own(camille, right)).toBe(303);
  for (let i = 0; i < 12; i++) {
    passWaits();
    await browserAt('198.51.100.1')(camille, wrong);
  }
  expect(await browserAt('198.51.100.2')(camille, right)).toBe(429);
  expect(await own(camille, right)).toBe(303);
  // The browser is known for the person who used it, not for others.
  for (let i = 0; i < 3; i++) await own(karim, wrong);
  expect(await own(karim, right)).toBe(429);
});

test('sixty wrong tries behind one address do not shut out the others behind it', async () => {
  const { browserAt } = await openHouse();
  const proxy = '10.0.0.1';
  // Twenty are answered at once; each later one waits a little, so that the rest would only make the test slow.
  for (let i = 0; i < 22; i++) await browserAt(proxy)(`inconnu-${i}@example.org`, wrong);
  expect(await browserAt(proxy)(camille, right)).toBe(303);
  expect(await browserAt(proxy)(karim, right)).toBe(303);
});

test('an unknown account is slowed down like a known one', async () => {
  const { browserAt } = await openHouse();
  const answers = async (email: string) => {
    const stranger = browserAt('198.51.100.1');
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push(await stranger(email, wrong));
    return statuses;
  };
  expect(await answers('inconnu@example.org')).toEqual(await answers(camille));
});

test('each sign-in and failure is an event; a new browser is told by letter', async () => {
  const { town, browserAt, events } = await openHouse();
  town.db.$client.exec('delete from outbox');
  await browserAt('192.0.2.1')(camille, wrong);
  await browserAt('192.0.2.1')(camille, right);
  const letters = () => town.db.$client.prepare(`select payload from outbox where kind = 'mail'`).pluck().all();
  expect(letters()).toEqual([]); // the first browser of the account
  await browserAt('192.0.2.9')(camille, right);
  const recorded = events() as { kind: string; detail: string; hash: string }[];
  expect(recorded.slice(-3).map(({ kind, detail }) => [kind, detail])).toEqual([
    ['sign-in-failed', ''],
    ['signed-in', 'password'],
    ['signed-in-elsewhere', 'password'],
  ]);
  expect(new Set(recorded.slice(-3).map(({ hash }) => hash)).size).toBe(2);
  const [payload] = letters().map((text) => JSON.parse(String(text)));
  const ctx = { ...town.ctx(), storage: town.storage, origin: 'http://halle.test', bankIban: null };
  const mail = await composeMail(ctx, payload);
  expect([mail!.to, mail!.subject]).toEqual([camille, 'Votre compte a été ouvert depuis un nouvel appareil']);
  expect(mail!.text, 'V16.3.1').toContain('avec Firefox sur Linux');
});
