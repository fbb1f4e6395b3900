// The forms of a steward whose decisions are signed: by passkey, letter or password.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import type { SessionMethod } from '#app/domain/accounts/session.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { openAuthenticator, type PasskeyAlgorithm } from './authenticator.ts';
import { evidenceInput, lucie, noe, submitted } from './evidence.ts';
import { python } from './python.ts';
import { openTown, type TestTown } from './test-town.ts';

export const origin = 'https://halle.example';
const party = findRelyingParty(origin)!;
type Handler = (args: never) => Promise<unknown>;
/** A page is imported by tests alone, so they bring these: the page of an item, of a signature, and of passkeys. */
type DeskPages = { decide: Handler; sign: Handler; keys: { page: Handler; action: Handler } };
export type SignPage = {
  options: string | null;
  hash: string;
  path: string;
  fields: { name: string; value: string }[];
  facts: [string, string][];
};

/** A steward's desk with one submission that waits, at an https origin where decisions are signed. */
export async function openDesk(
  pages: DeskPages,
  realOrigin: string | undefined = origin,
  method: SessionMethod = 'passkey',
) {
  const town = await openTown(realOrigin === undefined ? {} : { realOrigin });
  const owner = town.ctx(lucie);
  const { supplier } = getOwnSupplier(owner, 'jardins-de-la-vesle');
  const evidence = submitted(owner, evidenceInput(supplier));
  const signIn = async (email: string, how = method) => {
    const id = town.db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
    const { name, value } = await openSession(town.sessions, id, null, { method: how, userAgent: '' });
    return `${name}=${value}`;
  };
  const ask = async <T>(
    handler: Handler,
    path: string,
    cookie: string,
    form?: URLSearchParams,
    params = {},
  ): Promise<T> => {
    const request = new Request(`${origin}${path}`, {
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    const answer = await handler({ request, params, context: {} } as never).catch((thrown: unknown) => thrown);
    if (answer instanceof Error) throw answer;
    return answer as T;
  };
  const path = `/steward/items/evidence:${evidence}`;
  const decide = (cookie: string, form: Record<string, string> | URLSearchParams) =>
    ask<Response & { data: { errors: object } }>(pages.decide, path, cookie, new URLSearchParams(form), {
      item: `evidence:${evidence}`,
    });
  const state = () => town.db.$client.prepare('select state from evidence where id = ?').pluck().get(evidence);
  const page = (hash: string, cookie: string) =>
    ask<SignPage>(pages.sign, `/steward/sign/${hash}`, cookie, undefined, { decision: hash });
  const entries = () =>
    entriesOf(town, evidence)
      .filter(({ kind }) => kind === 'decision.signed')
      .map(({ bytes }) => JSON.parse(bytes.toString()) as Record<string, unknown>);
  return { pages, town, evidence, signIn, ask, decide, state, page, entries };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
export const choice = { intent: 'decide', choice: 'accept:L2', reason: '' };
export const hashIn = (answer: Response) => answer.headers.get('location')!.split('/').at(-1)!;

/** A passkey of a signed-in person, added on their page. */
export async function addKey({ pages, town, ask }: Desk, cookie: string, email: string, algorithm?: PasskeyAlgorithm) {
  const id = town.db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
  const key = openAuthenticator(party, id, algorithm);
  const { options } = await ask<{ options: string }>(pages.keys.page, '/account/security', cookie);
  const form = { intent: 'add-passkey', name: 'Clé', assertion: key.register(JSON.parse(options).challenge) };
  await ask(pages.keys.action, '/account/security', cookie, new URLSearchParams(form));
  return key;
}

/** Errors and status of the verifier in Python for the newest entry about an object. */
export function verifyByPython(town: TestTown, object: string) {
  const { index } = entriesOf(town, object).at(-1)!;
  const file = join(town.env.dataDir, 'decision.tlog-proof');
  writeFileSync(file, receiptOf(town.ctx(noe), index));
  const { stderr, status } = python('tests/verify_receipt.py', file, verifierKey(town.ledgerKey));
  return [stderr, status];
}

/** The form of the signing page: all that was typed, and the signature. */
export const signedForm = ({ hash, fields }: SignPage, signature: Record<string, string>) =>
  new URLSearchParams([
    ...fields.map(({ name, value }) => [name, value]),
    ['signed.decision', hash],
    ...Object.entries(signature),
  ]);
