// Decisions signed by their person: by passkey, by a code for this decision alone, and in the demonstration by password.
import { expect, test } from 'vitest';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { eraseDecisionSecrets } from '#app/domain/ledger/erased-parts.server.ts';
import { verifyDecision } from '#app/domain/ledger/signed-decision.ts';
import type { SigningFault } from '#tests/setup/authenticator.ts';
import { anais, noe } from '#tests/setup/evidence.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { addKey, choice, hashIn, openDesk, origin, signedForm, verifyByPython } from '#tests/setup/signing-desk.ts';
import type { TestTown } from '#tests/setup/test-town.ts';
import { action as securityAction, loader as securityPage } from '../account/pages/account_.security.tsx';
import { action as decide, loader as itemPage } from './pages/items.$item.tsx';
import { loader as sign, action as signAction } from './pages/sign.$decision.tsx';

const pages = { decide, sign, keys: { page: securityPage, action: securityAction } };

test.each(['ES256', 'EdDSA', 'RS256'] as const)(
  'a decision signed by a passkey of %s is in the ledger for anyone to verify',
  async (algorithm) => {
    const desk = await openDesk(pages);
    const cookie = await desk.signIn(noe);
    const key = await addKey(desk, cookie, noe, algorithm);
    const asked = await desk.decide(cookie, choice);
    expect([asked.status, desk.state(), desk.entries()]).toEqual([303, 'submitted', []]);
    const page = await desk.page(hashIn(asked), cookie);
    expect([page.path, page.facts[0]?.[1], JSON.parse(page.options!).challenge]).toEqual([
      `/steward/items/evidence:${desk.evidence}`,
      'Décider d’une preuve',
      page.hash,
    ]);
    const form = signedForm(page, { assertion: key.sign(page.hash) });
    expect(flashOf(await desk.decide(cookie, form))).toMatch(/^Décidé/);
    const [entry, ...more] = desk.entries();
    expect([desk.state(), more]).toEqual(['accepted', []]);
    expect(await verifyDecision(entry!)).toEqual({ ok: true, method: 'passkey', origin, together: 1 });
    expect(JSON.stringify(entry)).not.toMatch(/usr_|Noé|noe@/);
    expect(auditLedger(desk.town.db, desk.town.ledgerKey)).toMatchObject({ ok: true });
    expect(verifyByPython(desk.town, desk.evidence)).toEqual(['', 0]);
    expect(flashOf(await desk.decide(cookie, form)), 'used once').toMatch(/n’attend plus de signature/);
    const shown = await desk.ask<{ decisions: object[] }>(itemPage, '/steward/items/x', cookie, undefined, {
      item: `evidence:${desk.evidence}`,
    });
    expect(shown.decisions).toMatchObject([
      {
        act: 'Décider d’une preuve',
        outcome: expect.stringMatching(/^Accepter\s: Document examiné$/),
        isWaiting: false,
        method: 'passkey',
        who: 'Noé Petit',
      },
    ]);
    eraseDecisionSecrets(
      desk.town,
      desk.town.db.$client.prepare('select id from users where email = ?').pluck().get(noe) as string,
    );
    const erased = await desk.ask<typeof shown>(itemPage, '/steward/items/x', cookie, undefined, {
      item: `evidence:${desk.evidence}`,
    });
    expect(erased.decisions).toMatchObject([{ who: '' }]);
    expect(auditLedger(desk.town.db, desk.town.ledgerKey)).toMatchObject({ ok: true });
  },
);

test.each<[string, SigningFault]>([
  ['without the person verified', { isVerified: false }],
  ['at another origin', { origin: 'https://evil.example' }],
  ['for another RP', { rpId: 'evil.example' }],
  ['with a counter that does not rise', { counter: 0 }],
])('a signature %s decides nothing', async (_, fault) => {
  const desk = await openDesk(pages);
  const cookie = await desk.signIn(noe);
  const key = await addKey(desk, cookie, noe);
  desk.town.db.$client.exec('update passkeys set counter = 5');
  const page = await desk.page(hashIn(await desk.decide(cookie, choice)), cookie);
  const refused = await desk.decide(cookie, signedForm(page, { assertion: key.sign(page.hash, fault) }));
  expect(flashOf(refused)).toBe('La signature n’a pas pu être vérifiée. Rien n’est encore décidé.');
  expect([desk.state(), desk.entries()]).toEqual(['submitted', []]);
});

test('a stolen session asks, and decides nothing', async () => {
  const desk = await openDesk(pages);
  const [cookie, other] = [await desk.signIn(noe), await desk.signIn(anais)];
  const [key, foreign] = [await addKey(desk, cookie, noe), await addKey(desk, other, anais)];
  const page = await desk.page(hashIn(await desk.decide(cookie, choice)), cookie);
  const second = await desk.page(hashIn(await desk.decide(cookie, choice)), cookie);
  const tries: [string, string, URLSearchParams][] = [
    ['without a signature', cookie, signedForm(page, {})],
    ['with an empty one', cookie, signedForm(page, { assertion: '' })],
    ['by the key of another person', cookie, signedForm(page, { assertion: foreign.sign(page.hash) })],
    ['of another decision', cookie, signedForm(page, { assertion: key.sign(second.hash) })],
    ['from another person’s session', other, signedForm(page, { assertion: foreign.sign(page.hash) })],
    ['from another session', await desk.signIn(noe), signedForm(page, { assertion: key.sign(page.hash) })],
  ];
  for (const [what, session, form] of tries) {
    await desk.decide(session, form);
    expect([what, desk.state(), desk.entries()]).toEqual([what, 'submitted', []]);
  }
  expect(await desk.page(page.hash, other)).toMatchObject({ status: 404 });
});

test('a decision that was changed after its signature is not taken', async () => {
  const desk = await openDesk(pages);
  const cookie = await desk.signIn(noe);
  const key = await addKey(desk, cookie, noe);
  const page = await desk.page(hashIn(await desk.decide(cookie, choice)), cookie);
  for (const [name, value] of [
    ['choice', 'accept:L4'],
    ['reason', 'autre'],
    ['more', 'x'],
  ] as const) {
    const form = signedForm(page, { assertion: key.sign(page.hash) });
    form.set(name, value);
    expect(flashOf(await desk.decide(cookie, form))).toMatch(/son formulaire a changé/);
  }
  desk.town.db.$client.prepare('update ledger_pending_decisions set expires_at = ?').run(new Date().toISOString());
  const late = await desk.decide(cookie, signedForm(page, { assertion: key.sign(page.hash) }));
  expect([flashOf(late), desk.state(), desk.entries()]).toEqual([
    expect.stringMatching(/n’attend plus/),
    'submitted',
    [],
  ]);
});

test('a decision that would be refused is refused before it is signed', async () => {
  const desk = await openDesk(pages);
  const cookie = await desk.signIn(noe);
  const refused = await desk.decide(cookie, { ...choice, choice: 'refuse' });
  expect(refused.data.errors).toHaveProperty('reason');
  expect(desk.town.db.$client.prepare('select count(*) from ledger_pending_decisions').pluck().get()).toBe(0);
  expect(desk.state()).toBe('submitted');
});

/** The code of the last letter. */
const lastCode = (town: TestTown) =>
  JSON.parse(
    town.db.$client
      .prepare(`select payload from outbox where key like 'mail:code:%' order by id desc limit 1`)
      .pluck()
      .get() as string,
  ) as { secret: string; about: string };

test('without a key, a code by letter signs the decision that the letter names, and no other', async () => {
  const desk = await openDesk(pages, origin, 'letter');
  const cookie = await desk.signIn(noe);
  const [page, other] = [
    await desk.page(hashIn(await desk.decide(cookie, choice)), cookie),
    await desk.page(hashIn(await desk.decide(cookie, { ...choice, choice: 'accept:L3', reason: 'vu' })), cookie),
  ];
  const send = (hash: string) =>
    desk.ask(signAction, `/steward/sign/${hash}`, cookie, new URLSearchParams({ intent: 'letter' }), {
      decision: hash,
    });
  await send(page.hash);
  const { secret, about } = lastCode(desk.town);
  expect(about).toMatch(/^Décider d’une preuve, Les Jardins de la Vesle, .*, Accepter\s: Document examiné$/);
  await send(other.hash);
  const otherCode = lastCode(desk.town).secret;
  expect(flashOf(await desk.decide(cookie, signedForm(page, { 'signed.code': otherCode })))).toMatch(
    /pas pu être vérifiée/,
  );
  expect(desk.state()).toBe('submitted');
  await desk.decide(cookie, signedForm(page, { 'signed.code': secret }));
  expect(desk.state()).toBe('accepted');
  const [entry] = desk.entries();
  expect(entry).not.toHaveProperty('passkey');
  expect(await verifyDecision(entry!)).toEqual({ ok: true, method: 'letter', origin: null, together: 1 });
});

test('in the demonstration a password decides, and the entry says so', async () => {
  const desk = await openDesk(pages, origin, 'password');
  desk.town.passwordSuffices = true;
  expect(flashOf(await desk.decide(await desk.signIn(noe), choice))).toMatch(/^Décidé/);
  expect(await verifyDecision(desk.entries()[0]!)).toEqual({
    ok: true,
    method: 'demonstration',
    origin: null,
    together: 1,
  });
});

test('an entry whose decision, method, key or signature was changed does not verify', async () => {
  const desk = await openDesk(pages);
  const cookie = await desk.signIn(noe);
  const key = await addKey(desk, cookie, noe);
  const page = await desk.page(hashIn(await desk.decide(cookie, choice)), cookie);
  await desk.decide(cookie, signedForm(page, { assertion: key.sign(page.hash) }));
  const entry = desk.entries()[0] as { decision: object; passkey: Record<string, string>; method: string };
  const changed = { ...entry.decision, outcome: 'refuse' };
  const flipped = entry.passkey.signature!.replace(/.{6}$/, 'AAAAAA');
  const data = Buffer.from(entry.passkey.authenticator_data!, 'base64url');
  data[32] = 1;
  const unverified = data.toString('base64url');
  const { x } = entry.passkey.key as unknown as { x: string };
  for (const [what, other, reason] of [
    ['decision', { ...entry, decision: changed }, 'hash'],
    ['private part', { ...entry, private_commit: 'sha256:0' }, 'form'],
    ['signature', { ...entry, passkey: { ...entry.passkey, signature: flipped } }, 'signature'],
    ['key', { ...entry, passkey: { ...entry.passkey, key: { kty: 'OKP', crv: 'Ed25519', x } } }, 'signature'],
    ['flags', { ...entry, passkey: { ...entry.passkey, authenticator_data: unverified } }, 'person'],
    ['method', { ...entry, method: 'other' }, 'form'],
  ] as const)
    expect([what, await verifyDecision(other)]).toEqual([what, { ok: false, reason }]);
  expect(await verifyDecision({ kind: 'impact.line' })).toBeNull();
});
