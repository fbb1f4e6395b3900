// An order is the one that the buyer confirmed: any change between the checkout page and its button is said in
// words, and nothing is placed.
import { describe, expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket, chooseDelivery, setQuantity } from '#app/domain/basket/baskets.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { bookedGrams, holdRound } from '#app/domain/rounds/rounds.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { supplierOf } from '#tests/setup/sales.ts';
import { camille, offerId, openTown, stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/checkout.tsx';

const meal = 'repas-vegetarien-de-midi';
const vegan = 'repas-vegetalien-de-midi';
const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
const way = ['card', 'account'] as const;

type Refused = {
  data: { message: string; details: string[]; values: Record<string, string> };
  init: { status: number };
};
type Page = Awaited<ReturnType<typeof loader>>;

/** A basket at the checkout, its minimums out of the way, with a page that can be opened and posted. */
async function openCheckout(quantities: Record<string, number> = { [meal]: 2, [carrots]: 2 }) {
  const town = await openTown();
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  const ctx = town.ctx();
  let basketId: string | null = null;
  for (const [slug, quantity] of Object.entries(quantities)) {
    const added = addToBasket(ctx, basketId, offerId(town, slug), quantity);
    if (!added.ok) throw new Error(added.reason);
    basketId = added.basketId;
  }
  const headers = { cookie: `${await town.cookie(camille)}; halle-basket=${basketId}` };
  const open = async () =>
    (await loader({
      request: new Request('http://halle.test/checkout', { headers }),
      params: {},
      context: {},
    })) as Page;
  const [organisation] = listOwnOrganisations(ctx);
  const post = async (page: Page, how: (typeof way)[number], changes: Record<string, string> = {}) => {
    const body = new URLSearchParams({
      organisation: organisation!.id,
      address: '7 rue des Essais',
      insee: '51183',
      name: 'Camille A.',
      email: camille,
      phone: '03 26 11 22 33',
      note: 'sonner deux fois',
      terms: 'yes',
      confirmed: page.hash,
      preview: JSON.stringify(page.preview),
      ...(how === 'account' ? { how } : {}),
      ...changes,
    });
    const request = new Request('http://halle.test/checkout', { method: 'POST', body, headers });
    return (await action({ request, params: {}, context: {} })) as Response & Refused;
  };
  const orders = () => town.db.$client.prepare('select count(*) from orders').pluck().get() as number;
  return { town, basketId: basketId!, open, post, orders };
}

const set = (sql: string) => (town: TestTown) => town.db.$client.exec(sql);
const offer = (slug: string, column: string) => set(`update offers set ${column} where slug = '${slug}'`);
const swap = (town: TestTown, basketId: string) => {
  setQuantity(town.ctx(), basketId, offerId(town, meal), 0);
  addToBasket(town.ctx(), basketId, offerId(town, vegan), 2);
};

/** A change between the page and its button, with what must be said. `blocks`: the basket cannot be ordered any more. */
const changes: [
  name: string,
  change: (town: TestTown, basketId: string) => unknown,
  says: RegExp[],
  blocks?: 'blocks',
][] = [
  [
    'another tab swaps the offer at the same price',
    swap,
    [/^Retiré : 2 × Repas végétarien/, /^Ajouté : 2 × Repas végétalien/],
  ],
  ['the minimum rises above the quantity', offer(meal, 'min_quantity = 6'), [], 'blocks'],
  ['the step changes', offer(meal, 'order_step = 5'), [], 'blocks'],
  [
    'the pack is halved at the same price',
    offer(carrots, 'pack_milli = 5000'),
    [/conditionnement : c’était .*10.kg, c’est maintenant .*5.kg/],
  ],
  [
    'the offer is renamed',
    offer(carrots, `name = '{"fr":"Rutabagas, cagette de 10 kg"}'`),
    [/c’était Carottes.*, c’est maintenant Rutabagas/],
  ],
  ['the lead time moves the day', offer(meal, 'lead_days = 20'), [/livraison : c’était .*, c’est maintenant /]],
  [
    'the price rises by one cent',
    offer(carrots, 'price_cents = price_cents + 1'),
    [/, prix : c’était .*, c’est maintenant /, /^Total TTC : /],
  ],
  ['the VAT rate moves', offer(carrots, 'vat_basis_points = 2000'), [/, TVA : c’était 5,5.%, c’est maintenant 20.%/]],
  [
    'the quantity changes in another tab',
    (town, id) => addToBasket(town.ctx(), id, offerId(town, meal), 1),
    [/quantité : c’était 2, c’est maintenant 3/],
  ],
  ['the delivery changes in another tab', otherDelivery, [/livraison : c’était .*, c’est maintenant /]],
  [
    'the supplier is renamed',
    set(`update suppliers set name = 'Autre nom' where id in (select supplier_id from offers where slug = '${meal}')`),
    [/nom d’un fournisseur : c’était .*, c’est maintenant Autre nom/],
  ],
  [
    'the organisation moves',
    set(`update organisations set address = '1 rue Neuve'`),
    [/^Un acheteur : c’était .*, c’est maintenant .*1 rue Neuve/],
  ],
  ['the stock is gone', offer(carrots, 'stock = 1'), [], 'blocks'],
  ['the offer is sold on quote now', offer(carrots, 'on_quote = 1'), [], 'blocks'],
  ['the offer is archived', offer(carrots, `status = 'archived'`), [], 'blocks'],
  ['the supplier is suspended', set(`update suppliers set status = 'suspended'`), [], 'blocks'],
  ['the supplier asks for a minimum order', set('update suppliers set minimum_order_cents = 100000'), [], 'blocks'],
];

function otherDelivery(town: TestTown, basketId: string) {
  const supplier = town.db.$client
    .prepare('select supplier_id from offers where slug = ?')
    .pluck()
    .get(carrots) as string;
  chooseDelivery(town.ctx(), basketId, supplier, 'pickup-foot');
}

describe.each(way)('by %s', (how) => {
  test.each(changes)('places nothing when %s, and says so', async (_, change, says, blocks) => {
    const { town, basketId, open, post, orders } = await openCheckout();
    const page = await open();
    expect(page.blocked).toBeNull();
    change(town, basketId);
    const before = [orders(), stockOf(town, meal)];
    const { data, init } = await post(page, how);
    expect([init.status, orders(), stockOf(town, meal)]).toEqual([409, ...before]);
    const details = data.details.map((detail) => detail.replace(/[\u00a0\u202f]/g, ' ')); // thin spaces of French
    for (const said of says) expect(details).toContainEqual(expect.stringMatching(said));
    expect(data.message).toBe(blocks ? messages.checkout.blocked : messages.checkout.changed.lead);
    expect(data.values).toMatchObject({
      address: '7 rue des Essais',
      phone: '03 26 11 22 33',
      note: 'sonner deux fois',
    });
    const again = await open();
    expect(again.blocked !== null).toBe(blocks !== undefined);
    if (blocks) return expect((await post(again, how)).init.status).toBe(409);
    const placed = await post(again, how);
    expect([placed.status, orders()]).toEqual([303, before[0]! + 1]);
    expect(frozenPreview(town)).toEqual(shownLines(again));
  });
});

/** The lines that the latest order froze, as the page shows them. */
function frozenPreview(town: TestTown) {
  const id = town.db.$client.prepare('select id from orders order by rowid desc limit 1').pluck().get() as string;
  const { order, parts, lines } = findOrder(town, id)!;
  return {
    totalCents: order.totalCents,
    days: parts.map(({ supplierId, deliverOn }) => `${supplierId} ${deliverOn}`).sort(),
    lines: lines
      .map(({ offerId: id, name, quantity, packMilli, priceCents, htCents }) => ({
        id,
        name: name.fr,
        quantity,
        packMilli,
        priceCents,
        htCents,
      }))
      .sort((a, b) => a.id - b.id),
  };
}

function shownLines({ preview: { parts, totals } }: Page) {
  return {
    totalCents: totals.totalCents,
    days: parts.map(({ supplierId, arrivesOn }) => `${supplierId} ${arrivesOn}`).sort(),
    lines: parts
      .flatMap(({ lines }) => lines)
      .map(({ offerId: id, name, quantity, packMilli, priceCents, amountCents: htCents }) => ({
        id,
        name,
        quantity,
        packMilli,
        priceCents,
        htCents,
      }))
      .sort((a, b) => a.id - b.id),
  };
}

test('a round that fills up before the payment is asked again by its day and hours, and then another one is ordered', async () => {
  const { town, basketId, open, post, orders } = await openCheckout();
  town.db.$client.exec('update suppliers set joins_round = 1');
  const supplierId = supplierOf(town, carrots);
  chooseDelivery(town.ctx(), basketId, supplierId, 'round');
  const page = await open();
  const { arrivesOn, hours } = page.preview.parts.find((part) => part.supplierId === supplierId)!;
  expect(hours).toBe('09:00-12:00');
  const full = { orderId: 'ord_other', supplierId, deliverOn: arrivesOn };
  const until = isoUtc(addMinutes(new Date(), 30));
  const left = 600_000 - (bookedGrams(town.ctx()).get(arrivesOn!) ?? 0);
  expect(holdRound(town.ctx(), { ...full, roundGrams: left }, until)).toBe(true);
  const before = orders();
  const { data, init } = await post(page, 'card');
  expect([init.status, orders(), data.message]).toEqual([409, before, messages.checkout.changed.lead]);
  const said = data.details.join('\n').replace(/[\u00a0\u202f]/g, ' ');
  expect(said).toMatch(/livraison : c’était Tournée de la ville, .* entre 9 h et 12 h, .*, c’est maintenant Tournée/);
  expect(data.values).toMatchObject({ note: 'sonner deux fois' });
  expect((await post(await open(), 'card')).status).toBe(303);
});

test('places nothing without the hash of a page, or with words of its own', async () => {
  const { open, post, orders } = await openCheckout();
  const before = orders();
  const page = await open();
  for (const forged of [
    { confirmed: '', preview: '' },
    { confirmed: 'constructor', preview: '__proto__' },
    { confirmed: 'x', preview: '{}' },
  ]) {
    const { data, init } = await post(page, 'card', forged);
    expect([init.status, data.message, data.details]).toEqual([409, messages.checkout.changed.page, []]);
  }
  expect(orders()).toBe(before);
});

test('places the order that the page shows', async () => {
  const { town, open, post } = await openCheckout();
  const page = await open();
  expect((await post(page, 'card')).status).toBe(303);
  expect(frozenPreview(town)).toEqual(shownLines(page));
});
