import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { requireReferences } from '#app/domain/accounts/required-references.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { keepNote, listOrderNotes } from '#app/domain/buying/choice-notes.server.ts';
import { compareOffers } from '#app/domain/buying/comparison.server.ts';
import { addCostCentre } from '#app/domain/buying/cost-centres.server.ts';
import { hashPreview, previewOrder } from '#app/domain/checkout/order-preview.server.ts';
import { findOrder, getOwnOrder, lastBilledBuyer } from '#app/domain/orders/orders.server.ts';
import { makePayments } from '#app/domain/payments/stripe.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { frenchVatNumber } from '#app/domain/shared/identifiers/vat-number.ts';
import { statutoryTextsFor } from '#app/domain/shared/legal-texts.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { demoTown } from '#seeds/demo-town.ts';
import {
  stripeBusy,
  stripeDown,
  stripeRefuses,
  stripeRefusesKey,
  stripeUnreachable,
  stripeUp,
} from '#tests/mocks/stripe.ts';
import { deliverPart } from '#tests/setup/errands.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { workOff } from '#tests/setup/money-work.ts';
import { camille, karim, offerId, openTown, stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { termsVersion } from './checkout-terms.server.ts';
import { action, loader } from './pages/checkout.tsx';

const vendor = setupServer();
beforeAll(() => vendor.listen({ onUnhandledRequest: 'error' }));
afterEach(() => vendor.resetHandlers());
afterAll(() => vendor.close());

const chair = 'chaise-de-bureau-remise-en-etat';

async function checkOut(
  town: TestTown,
  changes: Record<string, string> = {},
): Promise<Response & { init?: { status: number }; data?: { errors: Record<string, string> } }> {
  const ctx = town.ctx();
  const added = addToBasket(ctx, null, offerId(town, chair), 2);
  if (!added.ok) throw new Error(added.reason);
  const consumer = !changes.organisation;
  const texts = statutoryTextsFor({ consumer, alcohol: false }, localDay(ctx.now, ctx.town));
  const terms = termsVersion(messages, texts);
  const preview = previewOrder(ctx, added.basketId, demoTown.hub, terms, changes.organisation ?? null);
  const form = {
    address: 'hangar 3',
    insee: '51183',
    name: 'Camille',
    email: camille,
    phone: '0326000000',
    terms: 'yes',
    confirmed: hashPreview(preview),
    preview: JSON.stringify(preview),
    ...changes,
  };
  const cookie = `${await town.cookie(camille)}; halle-basket=${added.basketId}`;
  const request = new Request('http://halle.test/checkout', {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { cookie },
  });
  return (await action({ request, params: {}, context: {} } as never)) as never;
}

/** Uses the real SDK against Stripe's own address, without its retries. */
function withStripe(town: TestTown): TestTown {
  town.payments = makePayments({
    secretKey: 'sk_test_msw',
    webhookSecret: 'whsec_msw',
    connectWebhookSecret: 'whsec_msw',
    apiBase: null,
  });
  (town.payments.stripe as unknown as { _api: { maxNetworkRetries: number } })._api.maxNetworkRetries = 0;
  return town;
}

test.each([
  ['down', stripeDown],
  ['unreachable', stripeUnreachable],
  ['busy', stripeBusy],
  ['refusing our key', stripeRefusesKey],
])('keeps the order and shows it on its page when Stripe is %s', async (_, handler) => {
  const town = withStripe(await openTown());
  vendor.use(handler);
  const before = stockOf(town, chair);
  const response = await checkOut(town);
  expect(response.status).toBe(303);
  const [, orderId] = /^\/orders\/(ord_\w+)$/.exec(response.headers.get('location')!)!;
  expect(flashOf(response)).toBe(
    'Le service de paiement ne répond pas. Votre commande est gardée\u202f; réessayez dans un instant.',
  );
  expect(findOrder(town, orderId!)!.order.state).toBe('placed');
  expect(stockOf(town, chair)).toBe(before - 2);
});

test('says a definite refusal of Stripe otherwise than a busy one', async () => {
  const town = withStripe(await openTown());
  vendor.use(stripeRefuses);
  const response = await checkOut(town);
  expect(response.headers.get('location')).toMatch(/^\/orders\/ord_/);
  expect(flashOf(response)).toMatch(/ce n’est pas une panne, et réessayer n’y changera rien/);
});

const today = new Date().toISOString();

/** Two chairs, picked up, for so much in all. */
async function openWithTotal(cents: number) {
  const town = withStripe(await openTown());
  const tiers = JSON.stringify([{ from: 2, priceCents: Math.floor(cents / 2) }]);
  town.db.$client.exec(
    `update suppliers set minimum_order_cents = 0, shared_fee_cents = null, dedicated_fee_cents = null, pickup = 1;
     update offers set price_tiers = '${tiers}', vat_basis_points = 0 where slug = '${chair}'`,
  );
  const seen: { key: string | null; body: URLSearchParams }[] = [];
  vendor.use(stripeUp(seen));
  return { town, seen };
}

test.each([
  [48, 'too-small'],
  [100_000_000, 'too-large'],
] as const)('places nothing of %i cents, which cannot be paid online, and says why', async (cents, why) => {
  const { town, seen } = await openWithTotal(cents);
  const { data, init } = (await checkOut(town)) as unknown as { data: { message: string }; init: { status: number } };
  expect([init.status, data.message, seen]).toEqual([422, messages.checkout.online[why], []]);
  expect(town.db.$client.prepare(`select count(*) from orders where placed_at > ?`).pluck().get(today)).toBe(0);
});

test.each([
  [50, ['card', 'sepa_debit']],
  [1_000_000, ['card', 'sepa_debit']],
  [1_000_002, ['card']],
  [99_999_998, ['card']],
])('pays %i cents by %j', async (cents, types) => {
  const { town, seen } = await openWithTotal(cents);
  expect((await checkOut(town)).status).toBe(303);
  const asked = [...seen[0]!.body].filter(([name]) => name.startsWith('allowed_payment_method_types'));
  expect(asked.map(([, type]) => type)).toEqual(types);
});

test('completes an order of nothing without a payment page, and hands it over', async () => {
  const { town, seen } = await openWithTotal(0);
  const response = await checkOut(town);
  const [, orderId] = /^\/orders\/(ord_\w+)$/.exec(response.headers.get('location')!)!;
  const { order, parts } = findOrder(town, orderId!)!;
  expect([seen, order.state, order.totalCents, flashOf(response)]).toEqual([[], 'paid', 0, null]);
  deliverPart(town.ctx(), orderId!, parts[0]!.supplierId);
  await workOff(town);
  expect(findOrder(town, orderId!)!.parts[0]!.state).toBe('handed-over');
  expect(checkBooks(town).problems).toEqual([]);
});

test('opens one session with the frozen lines and redirects to its page', async () => {
  const town = withStripe(await openTown());
  const seen: { key: string | null; body: URLSearchParams }[] = [];
  vendor.use(stripeUp(seen));
  const response = await checkOut(town);
  expect(response.headers.get('location')).toBe('https://checkout.stripe.com/c/pay/cs_test_msw');
  expect(seen).toHaveLength(1);
  const { key, body } = seen[0]!;
  expect(key).toMatch(/^ord_\w+:session:\d+$/);
  const amounts = [...body].filter(([name]) => name.endsWith('[unit_amount]')).map(([, cents]) => Number(cents));
  const { order } = findOrder(town, body.get('client_reference_id')!)!;
  expect(amounts.reduce((a, b) => a + b)).toBe(order.totalCents);
  expect(body.get('payment_intent_data[transfer_group]')).toBe(order.id);
  expect(Number(body.get('expires_at')) * 1000 - Date.now()).toBeGreaterThan(30 * 60_000);
});

test.each([
  [{ terms: '' }, 'terms', 'Cochez la case pour continuer.'],
  [{ phone: 'call me' }, 'phone', messages.identifiers.phone.digits],
  [{ email: 'nobody' }, 'email', messages.identifiers.email.at],
  [{ insee: '75056' }, 'insee', 'Choisissez une commune de la liste.'],
  [{ address: ' ' }, 'address', 'À remplir.'],
  [{ note: 'x'.repeat(501) }, 'note', 'Trop long.'],
])('refuses %j beside its field, keeps the input and takes no stock', async (changes, field, message) => {
  const town = await openTown();
  const before = stockOf(town, chair);
  const { data, init } = (await checkOut(town, changes)) as unknown as {
    data: { errors: Record<string, string>; values: Record<string, string> };
    init: { status: number };
  };
  expect([init.status, data.errors[field]]).toEqual([422, message]);
  expect(data.values.name).toBe('Camille');
  expect(stockOf(town, chair)).toBe(before);
});

/** An organisation of Camille's with a SIRET, whose VAT number of the old kind has a key. */
function ownOrganisation(town: TestTown) {
  const own = listOwnOrganisations(town.ctx()).find(({ siret }) => siret)!;
  return { id: own.id, siren: own.siret!.slice(0, 9), address: own.address };
}

test('bills an organisation where and as it says, and proposes the same the next time', async () => {
  const town = withStripe(await openTown());
  vendor.use(stripeUp([]));
  const { id, siren } = ownOrganisation(town);
  const said = {
    billingAddress: 'BP 12',
    billingPostcode: '75013',
    billingCity: 'Paris',
    vatNumber: frenchVatNumber(siren).replace(/^FR/, 'fr '),
    invoiceRoute: `${siren}_SERVICE-1`,
  };
  expect((await checkOut(town, { organisation: id, ...said })).status).toBe(303);
  expect(lastBilledBuyer(town, id)).toMatchObject({
    ...{ address: 'BP 12', postcode: '75013', city: 'Paris', vatNumber: frenchVatNumber(siren) },
    invoiceRoute: said.invoiceRoute,
  });
  const added = addToBasket(town.ctx(), null, offerId(town, chair), 1);
  const cookie = `${await town.cookie(camille)}; halle-basket=${added.ok && added.basketId}`;
  const request = new Request(`http://halle.test/checkout?payer=${id}`, { headers: { cookie } });
  const page = (await loader({ request, params: {}, context: {} } as never)) as unknown as { billing: object };
  expect(page.billing).toEqual({ ...said, vatNumber: frenchVatNumber(siren), serviceCode: '' });
});

test('an organisation’s references: what it asks for must be given, and the order keeps them', async () => {
  const town = withStripe(await openTown());
  vendor.use(stripeUp([]));
  const { id } = ownOrganisation(town);
  requireReferences(town.ctx(), id, ['orderNumber', 'costCentre']);
  const centre = addCostCentre(town.ctx(), id, { code: 'CUISINE', name: 'Cuisine', basis: 'gross' });
  const given = { orderNumber: 'BC-14', engagement: '', serviceCode: 'CANTINE' };
  const errorsOf = async (costCentre: string) => (await checkOut(town, { organisation: id, costCentre })).data?.errors;
  const { required } = messages.budgets.references;
  expect(await errorsOf('')).toEqual({ orderNumber: required, costCentre: required });
  expect(await errorsOf('cc_other')).toEqual({ orderNumber: required });
  await checkOut(town, { organisation: id, ...given, costCentre: centre.ok ? centre.id : '' });
  expect(lastBilledBuyer(town, id)?.references).toEqual({ ...given, costCentre: 'CUISINE' });
});

test('a person is asked nothing for invoices, and what a form of theirs says is not taken', async () => {
  const town = withStripe(await openTown());
  vendor.use(stripeUp([]));
  expect((await checkOut(town, { vatNumber: 'DE136695976' })).status).toBe(303);
  const buyer = town.db.$client
    .prepare('select unpacked(buyer) from orders order by placed_at desc limit 1')
    .pluck()
    .get();
  expect(JSON.parse(String(buyer))).toMatchObject({ vatNumber: null, invoiceRoute: null });
});

test.each([
  [{ billingAddress: 'BP 12' }, 'billingCity', 'À remplir.'],
  [
    { billingAddress: 'BP 12', billingPostcode: '7501', billingCity: 'Paris' },
    'billingPostcode',
    'Cinq chiffres, comme 51100.',
  ],
  [{ vatNumber: 'FR00000000001' }, 'vatNumber', messages.identifiers.vatNumber.key],
  [{ vatNumber: 'FR44732829320' }, 'vatNumber', messages.checkout.otherSiren],
  [{ invoiceRoute: 'service/1' }, 'invoiceRoute', messages.formErrors.invoiceRoute],
  [{ invoiceRoute: '732829320' }, 'invoiceRoute', messages.checkout.otherSiren],
])('refuses an organisation that says %j for its invoice, beside the field', async (said, field, message) => {
  const town = await openTown();
  const { data, init } = (await checkOut(town, { organisation: ownOrganisation(town).id, ...said })) as unknown as {
    data: { errors: Record<string, string> };
    init: { status: number };
  };
  expect([init.status, data.errors[field]]).toEqual([422, message]);
});

test('a note of choice about the basket becomes part of its order; one about something else is refused', async () => {
  const town = withStripe(await openTown());
  vendor.use(stripeUp([]));
  const ctx = town.ctx(camille);
  const keep = (slug: string) => {
    const comparison = compareOffers({ ...ctx, audience: 'professional', place: demoTown.hub }, [slug], null);
    const kept = keepNote(ctx, { comparison, offerId: offerId(town, slug), reason: 'solide', organisationId: null });
    if (!kept.ok) throw new Error(kept.reason);
    return kept.id;
  };
  const [own, other] = [keep(chair), keep('carottes-de-plein-champ-cagette-de-10-kg')];
  const refused = (await checkOut(town, { choiceNote: other })) as unknown as { data: { errors: object } };
  expect(refused.data.errors).toEqual({ choiceNote: messages.formErrors.choice });
  expect((await checkOut(town, { choiceNote: own })).status).toBe(303);
  const orderId = town.db.$client.prepare('select id from orders order by placed_at desc limit 1').pluck().get();
  expect(listOrderNotes(ctx, getOwnOrder(ctx, String(orderId))).own.map(({ id }) => id)).toEqual([own]);
});

test('Back from the payment page leads to the unpaid order, and without one to the basket', async () => {
  const town = withStripe(await openTown());
  vendor.use(stripeDown);
  const order = (await checkOut(town)).headers.get('location');
  const open = async (person: string) => {
    const headers = { cookie: await town.cookie(person) };
    const request = new Request('http://halle.test/checkout', { headers });
    const answer = await loader({ request, params: {}, context: {} } as never).catch((thrown: unknown) => thrown);
    return (answer as Response).headers.get('location');
  };
  expect([await open(camille), await open(karim)]).toEqual([order, '/basket']);
});
