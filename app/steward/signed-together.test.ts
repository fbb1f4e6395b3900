// Decisions that one signature stands for, and what their person reads before they sign.
import { expect, test } from 'vitest';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { verifyDecision } from '#app/domain/ledger/signed-decision.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { evidenceInput, lucie, noe, submitted } from '#tests/setup/evidence.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { addKey, type Desk, hashIn, openDesk, origin, signedForm, verifyByPython } from '#tests/setup/signing-desk.ts';
import { action as securityAction, loader as securityPage } from '../account/pages/account_.security.tsx';
import { action as queueAction, loader as queuePage } from './pages/_index.tsx';
import { action as decide } from './pages/items.$item.tsx';
import { loader as sign } from './pages/sign.$decision.tsx';

const pages = { decide, sign, keys: { page: securityPage, action: securityAction } };

async function openQueue(count: number) {
  const desk = await openDesk(pages);
  const owner = desk.town.ctx(lucie);
  const { supplier } = getOwnSupplier(owner, 'jardins-de-la-vesle');
  const more = Array.from({ length: count - 1 }, () => submitted(owner, evidenceInput(supplier)));
  const ids = [desk.evidence, ...more];
  const states = () =>
    ids.map((id) => desk.town.db.$client.prepare('select state from evidence where id = ?').pluck().get(id));
  const post = (cookie: string, fields: URLSearchParams) =>
    desk.ask<Response & { data: { message: string } }>(queueAction, '/steward?kind=evidence', cookie, fields);
  const mark = (cookie: string, marked: readonly string[]) =>
    post(cookie, new URLSearchParams([['intent', 'accept'], ...marked.map((one) => ['evidence', one])]));
  return { desk, ids, states, post, mark };
}

const bodyOf = ({ town }: Desk, id: string) =>
  entriesOf(town, id)
    .filter(({ kind }) => kind === 'decision.signed')
    .map(
      ({ bytes }) => JSON.parse(bytes.toString()) as Record<string, unknown> & { batch: string[]; hash: string },
    )[0]!;

test('several submissions are accepted by one signature, each with an entry that verifies alone', async () => {
  const { desk, ids, states, post, mark } = await openQueue(3);
  const cookie = await desk.signIn(noe);
  const key = await addKey(desk, cookie, noe);
  const { items } = await desk.ask<{ items: { id: string; askedLevel: string }[] }>(
    queuePage,
    '/steward?kind=evidence',
    cookie,
  );
  const marked = items.filter(({ id }) => ids.includes(id)).map(({ id, askedLevel }) => `${id}:${askedLevel}`);
  expect(marked).toHaveLength(3);
  const page = await desk.page(hashIn(await mark(cookie, marked)), cookie);
  expect(states()).toEqual(['submitted', 'submitted', 'submitted']);
  expect(page.facts.filter(([name]) => name === 'À propos de')).toHaveLength(3);
  expect(JSON.stringify(page.facts)).toMatch(/Jardins de la Vesle/);
  expect(JSON.stringify(page.facts)).not.toMatch(/evd_/);
  const answer = await post(cookie, signedForm(page, { assertion: key.sign(page.hash) }));
  expect(flashOf(answer)).toBe('3 preuves sont acceptées.');
  expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
  const entries = ids.map((id) => bodyOf(desk, id));
  expect(new Set(entries.map(({ batch }) => batch.join())).size).toBe(1);
  for (const entry of entries) {
    expect(await verifyDecision(entry)).toEqual({ ok: true, method: 'passkey', origin, together: 3 });
    expect(JSON.stringify(entry)).not.toMatch(/usr_|Noé/);
  }
  expect(new Set(entries.map(({ passkey }) => JSON.stringify(passkey))).size).toBe(1);
  expect(new Set(entries.map(({ private_commit }) => private_commit)).size).toBe(3);
  const [first] = entries as [(typeof entries)[0]];
  const swapped = { ...first, batch: [...first.batch].reverse() };
  expect(await verifyDecision(swapped), 'the order of the list is signed').toEqual({ ok: false, reason: 'challenge' });
  const foreign = { ...first, batch: first.batch.filter((hash) => hash !== first.hash) };
  expect(await verifyDecision(foreign), 'a decision that is not in the list').toEqual({ ok: false, reason: 'hash' });
  expect(verifyByPython(desk.town, ids[1]!)).toEqual(['', 0]);
  expect(auditLedger(desk.town.db, desk.town.ledgerKey)).toMatchObject({ ok: true });
});

test('one of the marked that was decided or changed leaves all undecided', async () => {
  const { desk, ids, states, post, mark } = await openQueue(2);
  const cookie = await desk.signIn(noe);
  const key = await addKey(desk, cookie, noe);
  const marked = ids.map((id) => `${id}:L2`);
  const page = await desk.page(hashIn(await mark(cookie, marked)), cookie);
  desk.town.db.$client.prepare("update evidence set asked_level = 'L3' where id = ?").run(ids[1]);
  const answer = await post(cookie, signedForm(page, { assertion: key.sign(page.hash) }));
  expect(answer.data.message).toMatch(/Rien n’a été décidé/);
  expect(states()).toEqual(['submitted', 'submitted']);
  expect(ids.map((id) => bodyOf(desk, id))).toEqual([undefined, undefined]);
  expect((await mark(cookie, marked)).data.message, 'asked before it is signed').toMatch(/Rien n’a été décidé/);
});

test('nothing marked, or more than one signature takes, is refused', async () => {
  const { desk, mark } = await openQueue(1);
  const cookie = await desk.signIn(noe);
  expect((await mark(cookie, [])).data.message).toBe('Cochez au moins une preuve.');
  const many = Array.from({ length: 21 }, (_, i) => `evd_${i}:L2`);
  expect((await mark(cookie, many)).data.message).toBe('20 preuves au plus par signature.');
});

test.each([
  ['fr', 'Les Jardins de la Vesle', 'Accepter'],
  ['en', 'Les Jardins de la Vesle', 'Accept'],
])('the signing page in %s names the supplier and the outcome', async (locale, name, outcome) => {
  const desk = await openDesk(pages);
  const cookie = `${await desk.signIn(noe)}; locale=${locale}`;
  const page = await desk.page(
    hashIn(await desk.decide(cookie, { intent: 'decide', choice: 'accept:L2', reason: '' })),
    cookie,
  );
  const texts = page.facts.map(([, value]) => value);
  expect(
    texts.some((text) => text.startsWith(name)),
    texts.join(),
  ).toBe(true);
  expect(
    texts.some((text) => text.startsWith(outcome)),
    texts.join(),
  ).toBe(true);
});
