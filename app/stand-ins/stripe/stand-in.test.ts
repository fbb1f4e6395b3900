import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type StandIn, startStandIn } from './stand-in.server.ts';

async function open(): Promise<{ standIn: StandIn; stripe: Stripe }> {
  const standIn = await startStandIn({
    file: ':memory:',
    webhookUrl: () => 'http://127.0.0.1:9/',
  });
  const stripe = new Stripe(standIn.secretKey, {
    host: '127.0.0.1',
    port: standIn.apiBase.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return { standIn, stripe };
}

const params = (): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: 'ord_1',
  success_url: 'http://halle.test/ok?session_id={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://halle.test/no',
  expires_at: Math.floor(Date.now() / 1000) + 1860,
  line_items: [
    { quantity: 1, price_data: { currency: 'eur', unit_amount: 1999, product_data: { name: 'Chaise & "table" é' } } },
  ],
});

describe('Stripe stand-in with the real SDK', () => {
  test('creates, reads and expires a session', async () => {
    const { standIn, stripe } = await open();
    const session = await stripe.checkout.sessions.create(params());
    expect(session).toMatchObject({
      amount_total: 1999,
      currency: 'eur',
      status: 'open',
      payment_status: 'unpaid',
      livemode: false,
    });
    expect((await stripe.checkout.sessions.retrieve(session.id)).client_reference_id).toBe('ord_1');
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe('expired');
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
    standIn.close();
  });

  test('replays the response of a key and refuses other parameters', async () => {
    const { standIn, stripe } = await open();
    const same = params();
    const first = await stripe.checkout.sessions.create(same, { idempotencyKey: 'k' });
    expect((await stripe.checkout.sessions.create(same, { idempotencyKey: 'k' })).id).toBe(first.id);
    await expect(
      stripe.checkout.sessions.create({ ...same, client_reference_id: 'ord_2' }, { idempotencyKey: 'k' }),
    ).rejects.toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
    standIn.close();
  });

  test.each([
    ['an unknown parameter', { nonsense: 'x' }],
    ['a lifetime under thirty minutes', { expires_at: Math.floor(Date.now() / 1000) + 60 }],
    [
      'another currency',
      { line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 1, product_data: { name: 'x' } } }] },
    ],
    ['nothing to pay for', { line_items: [] }],
  ])('refuses %s', async (_, wrong) => {
    const { standIn, stripe } = await open();
    await expect(stripe.checkout.sessions.create({ ...params(), ...wrong } as never)).rejects.toMatchObject({
      statusCode: 400,
    });
    standIn.close();
  });

  const line = (cents: number, name = 'x', currency = 'eur') => ({
    quantity: 1,
    price_data: { currency, unit_amount: cents, product_data: { name } },
  });
  test.each([
    ['less than 0.50 EUR', { line_items: [line(30)] }, /at least €0.50/],
    ['nine digits', { line_items: [line(100_000_000)], allowed_payment_method_types: ['card'] }, /999,999.99/],
    [
      'a total of nine digits',
      { line_items: [line(158_250_384)], allowed_payment_method_types: ['card'] },
      /999,999.99/,
    ],
    ['a debit over 10,000 EUR', { line_items: [line(1_000_001)] }, /sepa_debit/],
    ['101 lines', { line_items: Array.from({ length: 101 }, () => line(100)) }, /up to 100 line items/],
    ['another currency', { line_items: [line(100, 'x', 'usd')] }, /Invalid currency/],
    ['a name of 6,000 characters', { line_items: [line(100, 'x'.repeat(6000))] }, /at most 5000/],
    ['a reference of 300 characters', { client_reference_id: 'x'.repeat(300) }, /at most 200/],
    ['an address that is none', { success_url: 'nonsense' }, /Not a valid URL/],
    ['an e-mail that is none', { customer_email: 'any text' }, /Invalid email/],
    ['an unknown way to pay', { allowed_payment_method_types: ['cash'] }, /allowed_payment_method_types/],
  ])('refuses %s when a page is opened', async (_, wrong, message) => {
    const { standIn, stripe } = await open();
    await expect(stripe.checkout.sessions.create({ ...params(), ...wrong })).rejects.toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      message: expect.stringMatching(message),
    });
    standIn.close();
  });

  test.each([
    ['0.50 EUR', { line_items: [line(50)] }],
    ['999,999.99 EUR by card', { line_items: [line(99_999_999)], allowed_payment_method_types: ['card'] }],
    ['10,000 EUR by debit', { line_items: [line(1_000_000)] }],
    ['100 lines', { line_items: Array.from({ length: 100 }, () => line(100)) }],
    ['a name of 5,000 characters', { line_items: [line(100, 'x'.repeat(5000))] }],
    ['a reference of 200 characters', { client_reference_id: 'x'.repeat(200) }],
  ] as [string, Partial<Stripe.Checkout.SessionCreateParams>][])('takes %s', async (_, right) => {
    const { standIn, stripe } = await open();
    expect((await stripe.checkout.sessions.create({ ...params(), ...right })).status).toBe('open');
    standIn.close();
  });

  const account = { country: 'FR', email: 'a@b.example', business_profile: { name: 'A', url: 'https://a.example' } };
  test.each([
    ['51 keys of metadata', { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])) }],
    ['a key of 41 characters', { metadata: { ['k'.repeat(41)]: 'x' } }],
    ['a value of 501 characters', { metadata: { k: 'x'.repeat(501) } }],
    ['an e-mail that is none', { email: 'nobody' }],
    ['a site that is none', { business_profile: { url: 'nonsense' } }],
  ])('refuses an account with %s', async (_, wrong) => {
    const { standIn, stripe } = await open();
    await expect(stripe.accounts.create({ ...account, ...wrong })).rejects.toMatchObject({ statusCode: 400 });
    standIn.close();
  });

  test('refuses transfers to an account that is not ready, of another currency or of nothing', async () => {
    const { standIn, stripe } = await open();
    const { id: destination } = await stripe.accounts.create(account);
    const sent = { amount: 100, currency: 'eur', destination };
    await expect(stripe.transfers.create(sent)).rejects.toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
    });
    await expect(stripe.transfers.create({ ...sent, currency: 'usd' })).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.transfers.create({ ...sent, amount: 0 })).rejects.toMatchObject({ statusCode: 400 });
    standIn.close();
  });

  test('answers 404 for an unknown session and refuses a live key', async () => {
    const { standIn, stripe } = await open();
    await expect(stripe.checkout.sessions.retrieve('cs_test_no')).rejects.toMatchObject({ statusCode: 404 });
    const live = new Stripe('sk_live_x', {
      host: '127.0.0.1',
      port: standIn.apiBase.port,
      protocol: 'http',
      maxNetworkRetries: 0,
    });
    await expect(live.checkout.sessions.retrieve('cs_test_no')).rejects.toMatchObject({ statusCode: 401 });
    standIn.close();
  });

  test('charges once when the pay button is pressed twice', async () => {
    const { standIn, stripe } = await open();
    const session = await stripe.checkout.sessions.create(params());
    for (let i = 0; i < 3; i++) {
      const body = new FormData();
      body.set('choice', 'pay');
      await standIn.pages(new Request(`http://halle.test/pay/${session.id}`, { method: 'POST', body }));
    }
    expect(standIn.store.chargedTotal()).toBe(1999);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
    standIn.close();
  });
});
