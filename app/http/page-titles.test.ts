// Walks all pages that answer a GET: each has a title that no other page has, in each language.
import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { keepNote } from '#app/domain/buying/choice-notes.server.ts';
import { compareOffers } from '#app/domain/buying/comparison.server.ts';
import { createList } from '#app/domain/buying/lists.server.ts';
import { addSession } from '#app/domain/catalogue/offer-dates.server.ts';
import { receiveBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import { submitRequest } from '#app/domain/checkout/order-request.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { invitePeerVisit } from '#app/domain/evidence/peer-visits.server.ts';
import { receiveFile } from '#app/domain/imports/imports.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { anais, criterion, hugo, lucie, noe } from '#tests/setup/evidence.ts';
import { camille, offerId, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { type Access, access, type RouteName, type Rules } from './access.ts';

type Page = {
  loader?: (args: never) => Promise<unknown>;
  meta?: (args: { data: unknown }) => { title: string }[];
  default?: unknown;
};
const modules = import.meta.glob<Page>(['../*/pages/*.tsx', '../seller/joining/*.tsx']);
const nameOf = (path: string) => path.replace('../', '').replace('/pages/', '/').replace('.tsx', '') as RouteName;

/** Pages without a title here: one always redirects, one always answers 404, one has only what its signed link names. */
const untitled: RouteName[] = ['buyer/statement._index', 'steward/sign.$decision', 'town/$', 'account/letters.stop'];

const people: Record<Access, string> = {
  anyone: camille,
  stripe: camille,
  'signed-in': camille,
  member: lucie,
  prepare: lucie,
  sell: lucie,
  prove: lucie,
  account: lucie,
  own: lucie,
  'prepare or sell': lucie,
  colleague: camille,
  admin: camille,
  steward: noe,
  administrator: anais,
};

const oneSession = { day: '2099-01-05', start: 36, end: 48, seats: 8, minimum: 0, decideOn: '2099-01-02', place: '' };

/** A row for each parameter of an address, and a basket. */
async function openRows(town: TestTown) {
  const one = (sql: string, ...values: unknown[]): unknown =>
    town.db.$client
      .prepare(sql)
      .pluck()
      .get(...values);
  const { orderId, sessionId } = await placeAndStart(town, { 'carottes-de-plein-champ-cagette-de-10-kg': 2 });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  const ctx = { ...town.ctx(lucie), storage: town.storage };
  const { supplier } = getOwnSupplier(ctx, 'jardins-de-la-vesle');
  const received = await receiveFile(ctx, supplier, { name: 'f.csv', bytes: Buffer.from('Nom;Prix\nA;1\n') });
  const suppliers: [string, string] = ['nadia@atelier-rebond.example', hugo];
  const invited = invitePeerVisit(ctx, supplier, { [criterion]: 78 }, { suppliers, buyer: camille }, () => true);
  const requestId = requestChair(town);
  const added = addToBasket(town.ctx(camille), null, offerId(town, 'chaise-de-bureau-remise-en-etat'), 2);
  const person = { organisationId: null, changedBy: 'buy' } as const;
  const list = createList(town.ctx(camille), 'Bureau', person);
  const comparison = compareOffers(
    { ...town.ctx(camille), audience: 'professional', place: demoTown.hub },
    ['chaise-de-bureau-remise-en-etat'],
    null,
  );
  const chosen = offerId(town, 'chaise-de-bureau-remise-en-etat');
  const note = keepNote(town.ctx(camille), { comparison, offerId: chosen, reason: 'Près', organisationId: null });
  if (!received.ok || !invited.ok || !added.ok || !list.ok || !note.ok) throw new Error('the rows are not there');
  const firstOffer = Number(one('select id from offers where supplier_id = ?', supplier.id));
  const session = addSession(ctx, { id: firstOffer, supplierId: supplier.id }, oneSession);
  const lent = one(
    "select s.id from spans s join capacities c on c.id = s.capacity where c.subject like 'offer:%' limit 1",
  );
  one(
    'update capacities set owner = ? where id = (select capacity from spans where id = ?) returning id',
    supplier.id,
    lent,
  );
  const params = {
    spanId: String(lent),
    slug: supplier.slug,
    supplier: supplier.slug,
    offerId: String(firstOffer),
    importId: received.importId,
    criterion,
    document: 'seller-terms',
    listId: list.id,
    noteId: note.id,
    month: '2026-11',
    orderId,
    supplierId: supplier.id,
    line: '1',
    year: String(new Date().getFullYear()),
    id: 'param.substitution_rate',
    visitId: invited.visitId,
    sessionId: String(session.ok && session.sessionId),
    centreId: String(one("select id from cost_centres where code = 'TL-10'")),
    requestId,
    organisationId: String(one('select id from organisations where name = ?', 'Le Hangar, tiers-lieu')),
    statement: receiveBankStatement(town.ctx(noe), '23/11/2026;VIR;12,00').id,
    item: listQueue(town.ctx(noe)).find(({ kind }) => kind !== 'supplier')?.item ?? '',
  };
  return { params, basket: `halle-basket=${added.basketId}` };
}

function requestChair(town: TestTown): string {
  const ctx = town.ctx(camille);
  const added = addToBasket(ctx, null, offerId(town, 'chaise-de-bureau-remise-en-etat'), 1);
  if (!added.ok) throw new Error(added.reason);
  const organisationId = listOwnOrganisations(ctx)[0]!.id;
  const input = checkoutOf(ctx, added.basketId, { organisationId });
  const requested = submitRequest(ctx, { ...input, reason: '', fromRequest: null });
  if (!requested.ok) throw new Error(requested.reason);
  return requested.requestId;
}

/** The title of each page, by its route. */
async function readTitles(town: TestTown, rows: Awaited<ReturnType<typeof openRows>>, locale: Locale) {
  const titles = new Map<RouteName, string>();
  for (const [path, load] of Object.entries(modules)) {
    const { loader, meta, default: view } = await load();
    const { read }: Rules = access[nameOf(path)];
    if (!view || !read || !loader || untitled.includes(nameOf(path))) continue;
    const headers = { cookie: `${await town.cookie(people[read])}; ${rows.basket}` };
    const days = nameOf(path) === 'seller/closures' ? '&days=2026-01-01_2099-12-31' : '';
    const request = new Request(`http://halle.test/somewhere?lang=${locale}${days}`, { headers });
    const slug = nameOf(path) === 'market/offers.$slug' ? 'carottes-de-plein-champ-cagette-de-10-kg' : rows.params.slug;
    const answer = await loader({ request, params: { ...rows.params, slug }, context: {} } as never).catch(
      (thrown: unknown) => thrown,
    );
    if (answer instanceof Response) throw new Error(`${path} answers ${answer.status}`);
    if (answer instanceof Error) throw answer;
    titles.set(nameOf(path), meta?.({ data: dataOf(answer) })[0]?.title ?? '');
  }
  return titles;
}

/** The data of a loader, which may come with a status or headers. */
function dataOf(answer: unknown): unknown {
  const wrapped = typeof answer === 'object' && answer !== null && 'data' in answer && 'init' in answer;
  return wrapped ? answer.data : answer;
}

/** Of a language without samples the general rules hold. */
const samples: Partial<Record<Locale, Partial<Record<RouteName, RegExp>>>> = {
  fr: {
    'seller/orders._index': /^Commandes à préparer \(\d+\) · Les Jardins de la Vesle · Halle$/,
    'buyer/orders.$orderId._index': /^Commande \S+ · Payée · Halle$/,
    'seller/_index': /^L’étal · Ouvert · Les Jardins de la Vesle · Halle$/,
    'buyer/basket': /^Panier \(1\) · Halle$/,
    'market/offers._index': /^Le marché \(\d+\) · Halle$/,
  },
  en: {
    'seller/orders._index': /^Orders to prepare \(\d+\) · Les Jardins de la Vesle · Halle$/,
    'buyer/orders.$orderId._index': /^Order \S+ · Paid · Halle$/,
    'buyer/basket': /^Basket \(1\) · Halle$/,
  },
};

test.each([...locales])('every page has a title that no other page has, with count and state (%s)', async (locale) => {
  const town = await openTown();
  const titles = [...(await readTitles(town, await openRows(town), locale))];
  expect(titles.length).toBeGreaterThan(60);
  expect(titles.filter(([, title]) => !/^.+ · Halle$/.test(title))).toEqual([]);
  expect(titles.filter(([, title]) => titles.filter(([, other]) => other === title).length > 1)).toEqual([]);
  for (const [route, expected] of Object.entries(samples[locale] ?? {}))
    expect(titles.find(([name]) => name === route)?.[1]).toMatch(expected);
});

test.each([
  [404, 'Cette page n’existe pas · Halle'],
  [403, 'Cet endroit ne vous est pas ouvert · Halle'],
  [400, 'Cette demande n’a pas été comprise · Halle'],
  [503, 'Quelque chose a cassé chez nous · Halle'],
])('the page of an error %i says so in its title', async (status, title) => {
  await openTown();
  const { loader, meta } = await import('#app/root.tsx');
  const page = await loader({ request: new Request('http://halle.test/nowhere'), params: {}, context: {} });
  const error = { status, statusText: '', internal: false, data: null };
  expect(meta({ data: dataOf(page), error } as never), 'V16.5.1').toEqual([{ title }]);
});
