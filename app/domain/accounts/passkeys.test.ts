import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openAuthenticator, type PasskeyAlgorithm, type SigningFault } from '#tests/setup/authenticator.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { type ChallengeBinding, challengeMinutes, issueChallenge } from './challenges.server.ts';
import {
  addPasskey,
  askForPasskey,
  authenticateByPasskey,
  listOwnPasskeys,
  offerNewPasskey,
  removePasskey,
  renamePasskey,
  verifySignature,
} from './passkeys.server.ts';
import { findRelyingParty } from './relying-party.ts';

const party = findRelyingParty('https://halle.example')!;
const signIn: ChallengeBinding = { purpose: 'sign-in', holder: 'browser' };

/** The people a and b; `visitor` is a browser before sign-in. */
function openPeople() {
  const db = testDb();
  const insert = db.$client.prepare(
    `insert into users (id, email, name, password_hash, locale, created_at) values (?, ?, ?, 'x', 'fr', '2026')`,
  );
  for (const id of ['a', 'b']) insert.run(id, `${id}@halle.example`, id);
  const visitor: Ctx = { db, actor: { kind: 'anonymous' }, now: new Date(), locale: 'fr', town: demoTown };
  const as = (userId: string): Ctx => ({ ...visitor, actor: { kind: 'user', userId } });
  return { db, visitor, as };
}

type People = ReturnType<typeof openPeople>;

async function register({ as }: People, userId: string, algorithm?: PasskeyAlgorithm) {
  const key = openAuthenticator(party, userId, algorithm);
  const person = { id: userId, name: userId, email: `${userId}@halle.example` };
  const { challenge } = await offerNewPasskey(as(userId), party, person, 'session');
  const added = await addPasskey(as(userId), party, 'session', { name: 'Clé', credential: key.register(challenge) });
  expect(added).toEqual({ ok: true });
  return key;
}

const challengeOf = async ({ visitor }: People, binding = signIn) =>
  (await askForPasskey(visitor, party, binding)).challenge;

test.each(['ES256', 'EdDSA', 'RS256'] as const)('signs in by a passkey of %s', async (algorithm) => {
  const people = openPeople();
  const key = await register(people, 'a', algorithm);
  for (let i = 0; i < 2; i++)
    expect(await authenticateByPasskey(people.visitor, party, key.sign(await challengeOf(people)), signIn)).toEqual({
      ok: true,
      userId: 'a',
    });
});

test('a new key is asked to be found by the browser and to verify its person', async () => {
  const { as } = openPeople();
  const options = await offerNewPasskey(as('a'), party, { id: 'a', name: 'A', email: 'a@halle.example' }, 's');
  expect([options.rp, options.authenticatorSelection, options.pubKeyCredParams.map(({ alg }) => alg)]).toEqual([
    { id: 'halle.example', name: 'Halle' },
    { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    [-8, -7, -257],
  ]);
  expect(Buffer.from(options.user.id, 'base64url').toString()).toBe('a');
});

test.each<[string, SigningFault]>([
  ['of another origin', { origin: 'https://evil.example' }],
  ['of another RP', { rpId: 'evil.example' }],
  ['without the person verified', { isVerified: false }],
  ['without the person present', { isPresent: false }],
  ['of another person’s handle', { userHandle: 'b' }],
  ['of a new key', { type: 'webauthn.create' }],
  ['inside a frame of another site', { crossOrigin: true }],
])('refuses a signature %s', async (_, fault) => {
  const people = openPeople();
  const key = await register(people, 'a');
  const typed = key.sign(await challengeOf(people), fault);
  expect(await authenticateByPasskey(people.visitor, party, typed, signIn)).toEqual({
    ok: false,
    reason: 'not-verified',
  });
  expect(listOwnPasskeys(people.as('a'))[0]?.usedAt).toBeNull();
});

test.each<[string, SigningFault]>([
  ['of another origin', { origin: 'https://evil.example' }],
  ['of another RP', { rpId: 'evil.example' }],
  ['without the person verified', { isVerified: false }],
  ['of a signature', { type: 'webauthn.get' }],
])('refuses a new key %s', async (_, fault) => {
  const { as } = openPeople();
  const { challenge } = await offerNewPasskey(as('a'), party, { id: 'a', name: 'A', email: 'a' }, 's');
  const credential = openAuthenticator(party, 'a').register(challenge, fault);
  expect(await addPasskey(as('a'), party, 's', { name: '', credential })).toEqual({
    ok: false,
    reason: 'not-verified',
  });
  expect(listOwnPasskeys(as('a'))).toEqual([]);
});

test('a challenge is used once, in its browser, for its purpose, within its minutes', async () => {
  const people = openPeople();
  const key = await register(people, 'a');
  const challenge = await challengeOf(people);
  const first = key.sign(challenge);
  const ask = (typed: string, binding = signIn, now = new Date()) =>
    authenticateByPasskey({ ...people.visitor, now }, party, typed, binding);
  const refusal = { ok: false, reason: 'not-verified' };
  expect(await ask(first, { ...signIn, holder: 'another browser' })).toEqual(refusal);
  expect(await ask(first, { ...signIn, purpose: 'again' })).toEqual(refusal);
  const late = new Date(Date.now() + challengeMinutes * 60_000 + 1000);
  expect(await ask(first, signIn, late)).toEqual(refusal);
  expect(await ask(first)).toEqual({ ok: true, userId: 'a' });
  expect(await ask(first)).toEqual(refusal);
  expect(await ask(key.sign(challenge)), 'signed again').toEqual(refusal);
  const changed = Buffer.from(issueChallenge(new Date(), signIn), 'base64url');
  changed[0]! ^= 1;
  for (const forged of [changed.toString('base64url'), '', 'x'.repeat(72)])
    expect(await ask(key.sign(forged))).toEqual(refusal);
});

test('refuses the key of another person, and an unknown one', async () => {
  const people = openPeople();
  const [own, other] = [await register(people, 'a'), await register(people, 'b')];
  const again: ChallengeBinding = { purpose: 'again', holder: 'session' };
  const sign = async (key: typeof own) => key.sign((await askForPasskey(people.as('a'), party, again)).challenge);
  const ask = async (key: typeof own) => authenticateByPasskey(people.as('a'), party, await sign(key), again);
  expect(await ask(other)).toEqual({ ok: false, reason: 'unknown-key' });
  expect(await ask(openAuthenticator(party, 'a'))).toEqual({ ok: false, reason: 'unknown-key' });
  expect(await ask(own)).toEqual({ ok: true, userId: 'a' });
  const forged = { ...JSON.parse(await sign(other)), id: own.id, rawId: own.id };
  expect(await authenticateByPasskey(people.as('a'), party, JSON.stringify(forged), again)).toEqual({
    ok: false,
    reason: 'not-verified',
  });
});

test('refuses an authenticator whose counter does not rise, and says so in the events', async () => {
  const people = openPeople();
  const key = await register(people, 'a');
  const ask = async (fault: SigningFault) =>
    authenticateByPasskey(people.visitor, party, key.sign(await challengeOf(people), fault), signIn);
  expect(await ask({ counter: 0 })).toMatchObject({ ok: true });
  expect(await ask({ counter: 7 })).toMatchObject({ ok: true });
  for (const counter of [7, 6, 0]) expect(await ask({ counter })).toEqual({ ok: false, reason: 'counter' });
  expect(await ask({ counter: 8 })).toMatchObject({ ok: true });
  const events = people.db.$client.prepare(`select detail from security_events where kind = 'passkey-used'`).pluck();
  expect(events.all()).toEqual(['verified', 'verified', 'counter', 'counter', 'counter', 'verified']);
});

test('a signature verifies what was asked and nothing else', async () => {
  const people = openPeople();
  const key = await register(people, 'a');
  const [asked, other] = ['a'.repeat(43), 'b'.repeat(43)];
  expect(await verifySignature(people.as('a'), party, key.sign(other), asked)).toEqual({
    ok: false,
    reason: 'not-verified',
  });
  expect(await verifySignature(people.as('a'), party, key.sign(asked), asked)).toMatchObject({ ok: true });
  for (const typed of ['', '{}', 'null', '[]', '{"id":"x"}'])
    expect(await verifySignature(people.as('a'), party, typed, asked)).toEqual({ ok: false, reason: 'not-verified' });
});

test('a key is named and removed by its person, unless it is the last way in', async () => {
  const people = openPeople();
  const [first, second] = [await register(people, 'a'), await register(people, 'a')];
  renamePasskey(people.as('b'), first.id, 'Celle de b');
  renamePasskey(people.as('a'), first.id, 'Téléphone');
  removePasskey(people.as('b'), first.id);
  expect(
    listOwnPasskeys(people.as('a'))
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Clé', 'Téléphone']);
  people.db.$client.exec(`update users set password_hash = '' where id = 'a'`);
  expect(removePasskey(people.as('a'), second.id)).toEqual({ ok: true });
  expect(removePasskey(people.as('a'), first.id)).toEqual({ ok: false, reason: 'last-way-in' });
  people.db.$client.exec(`update users set password_hash = 'x' where id = 'a'`);
  expect(removePasskey(people.as('a'), first.id)).toEqual({ ok: true });
  expect(listOwnPasskeys(people.as('a')), 'V6.4.4').toEqual([]);
});

test.each([
  ['https://halle.example', { id: 'halle.example', origin: 'https://halle.example' }],
  ['http://localhost:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
  ['http://halle.example', null],
  ['http://127.0.0.1:3000', null],
  ['https://[::1]', null],
])('the party of %s is %j', (origin, expected) => {
  expect(findRelyingParty(origin)).toEqual(expected);
});
