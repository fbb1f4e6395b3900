// Tests the access table against every route with an action: every intent, by every kind of person.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { receiveFile } from '#app/domain/imports/imports.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { databaseDigest } from '#tests/setup/database-digest.ts';
import { camille, openTown, placeAndStart, press } from '#tests/setup/test-town.ts';
import { type Access, access, type RouteName, type Rules, supplierRolesOf } from './access.ts';

type Module = { loader?: (args: never) => Promise<unknown>; action?: (args: never) => Promise<unknown> };
const modules = import.meta.glob<Module>(['../*/pages/*.{ts,tsx}', '../seller/joining/*.tsx']);
const ownPages = Object.entries(modules).filter(([path]) => /^\.\.\/(seller|steward)\/|\$organisationId/.test(path));
const nameOf = (path: string) =>
  path
    .replace('../', '')
    .replace('/pages/', '/')
    .replace(/\.tsx?$/, '') as RouteName;

const people = {
  anonymous: null,
  buyer: camille,
  colleague: 'odile@le-hangar.example',
  'other stall': 'mehdi@distri-reims.example',
  prepare: 'thomas@jardins-de-la-vesle.example',
  sell: 'manon@jardins-de-la-vesle.example',
  prove: 'solene@jardins-de-la-vesle.example',
  account: 'amel@jardins-de-la-vesle.example',
  own: 'lucie@jardins-de-la-vesle.example',
  steward: 'noe@cooperative-112.example',
  administrator: 'anais@cooperative-112.example',
} as const;
type Person = keyof typeof people;

const everybody = Object.keys(people).filter((person) => person !== 'anonymous') as Person[];

/** The people that each rule lets in; the buyer administers the organisation of the address. */
const passes: Record<Exclude<Access, 'anyone' | 'stripe'>, readonly Person[]> = {
  'signed-in': everybody,
  member: ['prepare', 'sell', 'prove', 'account', 'own'],
  prepare: ['prepare', 'own'],
  sell: ['sell', 'own'],
  prove: ['prove', 'own'],
  account: ['account', 'own'],
  own: ['own'],
  'prepare or sell': ['prepare', 'sell', 'own'],
  colleague: ['colleague', 'buyer'],
  admin: ['buyer'],
  steward: ['steward', 'administrator'],
  administrator: ['administrator'],
};

/** The status of a refusal: 303 to sign-in, 404 outside of the team that the address names, 403 otherwise. */
function refusal(rule: Exclude<Access, 'anyone' | 'stripe'>, person: Person): number {
  if (person === 'anonymous') return 303;
  if (passes.colleague.includes(person) && (rule === 'admin' || rule === 'colleague')) return 403;
  if (passes.member.includes(person) && (rule === 'member' || supplierRolesOf(rule).length > 0)) return 403;
  return rule === 'signed-in' || rule === 'steward' || rule === 'administrator' ? 403 : 404;
}

async function openSupplier() {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, { 'carottes-de-plein-champ-cagette-de-10-kg': 2 });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  const owner = { ...town.ctx(people.own), storage: town.storage };
  const { supplier } = getOwnSupplier(owner, 'jardins-de-la-vesle');
  const received = await receiveFile(owner, supplier, { name: 'f.csv', bytes: Buffer.from('Nom;Prix\nA;1\n') });
  const offerId = town.db.$client
    .prepare('select id from offers where supplier_id = ? limit 1')
    .pluck()
    .get(supplier.id);
  const cookies = new Map<Person, string>();
  for (const [person, email] of Object.entries(people))
    if (email) cookies.set(person as Person, await town.cookie(email));
  const params = {
    slug: supplier.slug,
    offerId: String(offerId),
    importId: received.ok ? received.importId : '',
    month: '2026-11',
    criterion: 'env.packaging_reuse',
    orderId,
    supplier: supplier.slug,
    item: 'evidence:evd_NONE',
    statement: 'bst_NONE',
    organisationId: listOwnOrganisations(town.ctx(camille))[0]!.id,
  };
  return { town, cookies, params };
}

type Opened = Awaited<ReturnType<typeof openSupplier>>;

async function ask(
  { cookies, params }: Opened,
  module: Module,
  person: Person,
  intent: string | readonly string[] | null,
): Promise<number> {
  const headers = new Headers(cookies.has(person) ? { cookie: cookies.get(person)! } : {});
  const body = intent === null ? null : new URLSearchParams([intent].flat().map((one) => ['intent', one]));
  const request = new Request('http://halle.test/somewhere', { method: body ? 'POST' : 'GET', headers, body });
  const handler = body ? module.action : module.loader;
  const answered = await handler!({ request, params, context: {} } as never).catch((thrown: unknown) => thrown);
  if (answered instanceof Response) return answered.status;
  if (answered instanceof Error) throw answered;
  return (answered as { init?: { status?: number } } | null)?.init?.status ?? 200;
}

test('opens every seller and steward page only to those in the table', async () => {
  const opened = await openSupplier();
  for (const [path, load] of ownPages) {
    const rules: Rules = access[nameOf(path)];
    const module = await load();
    if (!rules.read || !module.loader || rules.read === 'anyone' || rules.read === 'stripe') continue;
    for (const person of Object.keys(people) as Person[]) {
      const status = await ask(opened, module, person, null);
      const allowed = passes[rules.read].includes(person);
      const absent =
        path.includes('$invoiceId') ||
        path.includes('sign.$decision') ||
        path.includes('items.$item') ||
        path.includes('$statement') ||
        path.includes('$spanId') ||
        path.includes('$sessionId') ||
        path.includes('$evidenceId'); // names a row that does not exist
      // The rules of an organisation are read by its people alone.
      const isOfMembers = path.includes('rules.$organisationId');
      if (allowed && isOfMembers) expect([200, 404]).toContain(status);
      else if (allowed)
        expect([path, person, (absent ? [404] : [200, 303]).includes(status)]).toEqual([path, person, true]);
      else expect([path, person, status]).toEqual([path, person, refusal(rules.read, person)]);
    }
  }
});

test('refuses every intent to those not in the table and writes nothing', async () => {
  const opened = await openSupplier();
  const digest = () => databaseDigest(opened.town);
  const before = digest();
  let refusals = 0;
  for (const [path, load] of Object.entries(modules)) {
    const rules: Rules = access[nameOf(path)];
    const module = await load();
    if (!rules.write || !module.action || rules.write === 'stripe') continue;
    const intents: [string, Access][] = [...Object.entries(rules.intents ?? {}), ['', rules.write]];
    for (const [intent, own] of intents) {
      for (const person of Object.keys(people) as Person[]) {
        const gate = rules.write === 'anyone' || passes[rules.write].includes(person) ? own : rules.write;
        if (gate === 'anyone' || gate === 'stripe' || passes[gate].includes(person)) continue;
        expect([path, intent, person, await ask(opened, module, person, intent)]).toEqual([
          path,
          intent,
          person,
          refusal(gate, person),
        ]);
        refusals++;
      }
    }
    if (rules.intents && rules.write !== 'anyone')
      expect([path, await ask(opened, module, allowedFor(rules.write), 'no-such-intent')]).toEqual([path, 400]);
  }
  expect(refusals).toBeGreaterThan(200);
  expect(digest(), 'V8.2.1').toBe(before);
});

function allowedFor(rule: Exclude<Access, 'anyone' | 'stripe'>): Person {
  return passes[rule].at(-1)!;
}

test('answers 404 for ids of another supplier and writes nothing', async () => {
  const { town, cookies, params } = await openSupplier();
  const opened = { town, cookies, params: { ...params, slug: 'distri-reims' } };
  const digest = () => databaseDigest(town);
  const before = digest();
  const withIds = ownPages.filter(([path]) => /\$(offerId|importId|orderId)/.test(path));
  expect(withIds.length).toBeGreaterThan(4);
  for (const [path, load] of withIds) {
    const module = await load();
    if (module.loader) expect([path, await ask(opened, module, 'other stall', null)]).toEqual([path, 404]);
    const { intents }: Rules = access[nameOf(path)];
    for (const intent of Object.keys(intents ?? {})) {
      const status = await ask(opened, module, 'other stall', intent);
      expect([path, intent, status === 404 || status === 422]).toEqual([path, intent, true]);
    }
  }
  expect(digest(), 'V8.2.2').toBe(before);
});

/** It takes no form: every address that is no page of ours answers 404. */
const notFound: RouteName = 'town/$';
const source = (path: string) => readFileSync(path.replace('../', 'app/'), 'utf8');

/** Webhooks are signed and no forms. */
const takesForm = (path: string) => {
  const { write }: Rules = access[nameOf(path)];
  return write !== undefined && write !== 'stripe';
};

test('every action takes its form through formAction', async () => {
  const others: RouteName[] = [];
  for (const path of Object.keys(modules)) {
    const declared = /^export const action = (formAction|supplierFormAction)\(/m.test(source(path));
    if (takesForm(path) && nameOf(path) !== notFound && !declared) others.push(nameOf(path));
  }
  expect(others).toEqual([]);
});

test('every action refuses an unknown intent and two intents, and writes nothing', async () => {
  const opened = await openSupplier();
  const digest = () => databaseDigest(opened.town);
  const before = digest();
  let refusals = 0;
  for (const [path, load] of Object.entries(modules)) {
    const { write = 'anyone', intents = {} }: Rules = access[nameOf(path)];
    if (!takesForm(path) || write === 'stripe') continue;
    const module = await load();
    const expected = nameOf(path) === notFound ? 404 : 400;
    const person = write === 'anyone' ? 'anonymous' : allowedFor(write);
    const [known = 'save'] = Object.keys(intents);
    for (const intent of ['no-such-intent', '', 'constructor', [known, known], [known, 'no-such-intent']]) {
      expect([path, intent, await ask(opened, module, person, intent)]).toEqual([path, intent, expected]);
      refusals++;
    }
  }
  expect(refusals).toBeGreaterThanOrEqual(5 * 36);
  expect(digest()).toBe(before);
});
