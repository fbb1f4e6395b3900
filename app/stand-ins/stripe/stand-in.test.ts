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
