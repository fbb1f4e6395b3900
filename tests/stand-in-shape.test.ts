import Stripe from 'stripe';
import { expect, onTestFinished, test } from 'vitest';
import { disputeActs } from '#app/stand-ins/stripe/bank-acts.ts';
import type { DisputeStatus } from '#app/stand-ins/stripe/money-rows.ts';
import { startStandIn } from '#app/stand-ins/stripe/stand-in.server.ts';
import { type ApiObject, findShapeErrors } from './setup/sdk-shape.ts';

/** A stand-in, and a client that keeps each answer. */
async function openRecorded() {
  const standIn = await startStandIn({
    file: ':memory:',
    webhookUrl: () => 'http://127.0.0.1:9/',
    feeSeconds: () => 0,
  });
  onTestFinished(() => standIn.close());
  const answers: ApiObject[] = [];
  const recorded: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok) answers.push((await response.clone().json()) as ApiObject);
    return response;
  };
  const stripe = new Stripe(standIn.secretKey, {
    host: '127.0.0.1',
    port: standIn.apiBase.port,
    protocol: 'http',
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(recorded),
  });
  const press = (path: string, fields: Record<string, string>) =>
    standIn.pages(new Request(`http://stand-in.test${path}`, { method: 'POST', body: new URLSearchParams(fields) }));
  const open = () =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      client_reference_id: 'ord_1',
      customer_email: 'camille@le-hangar.example',
      locale: 'fr',
      success_url: 'http://halle.test/ok',
      cancel_url: 'http://halle.test/no',
      expires_at: Math.floor(Date.now() / 1000) + 1860,
      payment_intent_data: { transfer_group: 'ord_1' },
      line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 2000, product_data: { name: 'x' } } }],
    });
  /** A paid session: its payment intent and its charge. */
  const pay = async () => {
    const { id } = await open();
    await press(`/pay/${id}`, { choice: 'pay' });
    const session = await stripe.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge.balance_transaction'],
    });
    const intent = session.payment_intent as Stripe.PaymentIntent;
    return { intent: intent.id, charge: (intent.latest_charge as Stripe.Charge).id };
  };
  const act = (subject: string, name: string) => press('/desk', { subject, act: name });
  /** All events so far: no endpoint takes them. */
  const events = () => standIn.store.undelivered().map(({ body }) => JSON.parse(body) as ApiObject & { type: string });
  return { standIn, stripe, answers, press, open, pay, act, events };
}

type Recorded = Awaited<ReturnType<typeof openRecorded>>;

async function walkSessions({ standIn, stripe, press, open, pay }: Recorded): Promise<void> {
  const { intent } = await pay();
  expect((await stripe.checkout.sessions.list({ payment_intent: intent })).data).toHaveLength(1);
  await stripe.checkout.sessions.expire((await open()).id);
  const late = await open();
  await press(`/pay/${late.id}`, { choice: 'late' });
  const processing = standIn.store.findSession(late.id)!;
  standIn.store.charge(`py_${late.id.slice(8)}`, late.id, 2000, 1);
  standIn.events.session('checkout.session.async_payment_succeeded', { ...processing, payment_status: 'paid' });
  standIn.events.session('checkout.session.async_payment_failed', processing);
  await stripe.paymentIntents.retrieve(`pi_${late.id.slice(8)}`);
}

async function walkRefunds({ stripe, pay, act }: Recorded): Promise<void> {
  for (const [first, second] of [
    ['next-pending', 'arrive'],
    ['next-pending', 'fail'],
    ['next-requires-action', 'cancel'],
    ['', 'fail'],
  ] as const) {
    const { intent, charge } = await pay();
    if (first) await act(charge, first);
    const refund = await stripe.refunds.create({ payment_intent: intent, amount: 500, metadata: { refund: 'ref_1' } });
    await act(charge, second);
    await stripe.refunds.retrieve(refund.id);
    await stripe.refunds.list({ payment_intent: intent });
    await stripe.charges.retrieve(charge);
  }
}

async function walkTransfers({ stripe, press, pay, act }: Recorded): Promise<void> {
  const accounts: string[] = [];
  for (const state of ['new', 'no-bank', 'in-review', 'refused', 'ready']) {
    const account = await stripe.accounts.create({
      country: 'FR',
      email: 'lucie@jardins-de-la-vesle.example',
      business_profile: { name: 'Jardins', url: 'http://halle.test/suppliers/jardins' },
      metadata: { party: `sup_${state}` },
    });
    accounts.push(account.id);
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'http://halle.test/back',
      refresh_url: 'http://halle.test/again',
    });
    await press(new URL(link.url).pathname, { state });
    await stripe.accounts.retrieve(account.id);
  }
  const ready = accounts.at(-1)!;
  const { charge } = await pay();
  const parts = { amount: 900, currency: 'eur', destination: ready, metadata: { transfer: 'tra_1' } };
  const sent = await stripe.transfers.create({ ...parts, source_transaction: charge, transfer_group: 'ord_1' });
  await stripe.transfers.create({ ...parts, amount: 100 });
  await stripe.transfers.createReversal(sent.id, { amount: 300, metadata: { reversal: 'rev_1' } });
  await stripe.transfers.retrieve(sent.id);
  await stripe.transfers.list({ transfer_group: 'ord_1' });
  await stripe.transfers.listReversals(sent.id);
  await act(ready, 'restrict');
  await stripe.accounts.update(ready, { email: 'contact@jardins-de-la-vesle.example' });
}

/** Each step that a dispute can take, from each of its two beginnings. */
async function walkDisputes({ standIn, stripe, pay, act }: Recorded): Promise<Set<string>> {
  const seen = new Set<string>();
  const walk = async (steps: readonly DisputeStatus[]): Promise<void> => {
    const { charge } = await pay();
    for (const step of steps) await act(charge, step);
    const { id } = standIn.store.findDispute(charge)!;
    const { status } = await stripe.disputes.retrieve(id);
    await stripe.disputes.retrieve(id, { expand: ['charge'] });
    seen.add(status);
    for (const next of disputeActs[status as DisputeStatus]) if (!seen.has(next)) await walk([...steps, next]);
  };
  await walk(['needs_response']);
  await walk(['warning_needs_response']);
  return seen;
}

async function readLists({ stripe }: Recorded): Promise<void> {
  await stripe.balance.retrieve();
  await stripe.charges.list({ limit: 100 });
  await stripe.accounts.list({ limit: 100 });
  await stripe.balanceTransactions.list({ limit: 100 });
  await stripe.balanceTransactions.list({ limit: 100, expand: ['data.source'] });
  await stripe.balanceTransactions.list({ limit: 100, created: { gte: 1 } });
  await stripe.events.list({ limit: 100 });
}

test("every answer and event has the shape of the SDK's types, with no field less or more", async () => {
  const recorded = await openRecorded();
  await walkSessions(recorded);
  await walkRefunds(recorded);
  await walkTransfers(recorded);
  const states = await walkDisputes(recorded);
  recorded.standIn.store.moveOwn('txn_fee', 'stripe_fee', -200, 1);
  await readLists(recorded);
  const events = recorded.events();
  expect([...states].sort()).toEqual(Object.keys(disputeActs).sort());
  expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([
    'account.updated',
    'charge.dispute.closed',
    'charge.dispute.created',
    'charge.dispute.funds_reinstated',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.updated',
    'checkout.session.async_payment_failed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.completed',
    'checkout.session.expired',
    'refund.failed',
    'refund.updated',
  ]);
  const single = recorded.answers.flatMap((one) =>
    one.object === 'list' ? (one as never as { data: ApiObject[] }).data : [one],
  );
  expect(new Set(single.map(({ object }) => object)).size).toBe(12);
  expect(findShapeErrors([...single, ...events])).toEqual([]);
});

test('a field less, a field more or a value that does not exist is found', () => {
  const sound = { object: 'account_link', created: 1, expires_at: 2, url: 'http://halle.test/' };
  const money = { object: 'balance', livemode: false, available: [{ amount: 1, currency: 'eur' }], pending: [] };
  expect(findShapeErrors([sound, money])).toEqual([]);
  const { url: _, ...less } = sound;
  expect(findShapeErrors([less])).toEqual([expect.stringMatching(/'url' is missing/)]);
  expect(findShapeErrors([{ ...money, transfer_group: null } as ApiObject])).toEqual([
    expect.stringMatching(/transfer_group"?' does not exist/),
  ]);
  const flags = { charges_enabled: true, details_submitted: true, payouts_enabled: true };
  const account = { object: 'account', id: 'acct_1', email: null, type: 'express', ...flags };
  expect(findShapeErrors([account])).toEqual([]);
  expect(findShapeErrors([{ ...account, type: 'nonsense' } as ApiObject])).toEqual([
    expect.stringMatching(/"nonsense"' is not assignable/),
  ]);
});
