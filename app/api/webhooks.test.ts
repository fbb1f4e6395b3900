import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { action } from './pages/webhooks.stripe._index.ts';

const chair = 'chaise-de-bureau-remise-en-etat';

function signed(town: TestTown, payload: string, timestamp = Math.floor(Date.now() / 1000)): string {
  return town.payments.stripe.webhooks.generateTestHeaderString({
    payload,
    secret: town.payments.webhookSecret,
    timestamp,
  });
}

async function post(payload: string | Uint8Array<ArrayBuffer>, signature: string | null): Promise<Response> {
  const headers = new Headers(signature === null ? {} : { 'stripe-signature': signature });
  const request = new Request('http://halle.test/webhooks/stripe', { method: 'POST', body: payload, headers });
  return (await action({ request, params: {}, context: {} } as never)) as Response;
}

const eventOf = (sessionId: string, id = 'evt_1') =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'checkout.session.completed',
    data: { object: { id: sessionId, object: 'checkout.session' } },
  });
const rows = (town: TestTown) => town.db.$client.prepare('select count(*) from payment_events').pluck().get();

describe('Stripe webhook', () => {
  test('marks the order paid once for a signed event that comes twice', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
    await press(town, sessionId, 'pay');
    const body = eventOf(sessionId);
    expect(await (await post(body, signed(town, body))).text()).toBe('paid');
    expect(await (await post(body, signed(town, body))).text()).toBe('known-event');
    expect(findOrder(town, orderId)!.order.state).toBe('paid');
  });

  test('leaves the order unpaid for an authentic event of an unpaid session', async () => {
    const town = await openTown();
    const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
    const body = eventOf(sessionId);
    expect(await (await post(body, signed(town, body))).text()).toBe('waiting');
    expect(findOrder(town, orderId)!.order.state).toBe('placed');
  });

  test('refuses forged, stale, altered, unsigned or oversized events with 400', async () => {
    const town = await openTown();
    const { sessionId } = await placeAndStart(town, { [chair]: 1 });
    const body = eventOf(sessionId);
    const good = signed(town, body);
    const other = town.payments.stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_other' });
    const attempts: [string, string | null][] = [
      [body, null],
      [body, ''],
      [body, 'v1=abc'],
      [body, other],
      [body, signed(town, body, Math.floor(Date.now() / 1000) - 3600)],
      [JSON.stringify(JSON.parse(body), null, 1), good],
      [body.replace('completed', 'expired'), good],
      ['x'.repeat(300_000), signed(town, 'x'.repeat(300_000))],
    ];
    for (const [payload, signature] of attempts) expect((await post(payload, signature)).status).toBe(400);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.string(), async (bytes, signature) => {
        const headerSafe = signature.replace(/[^\x21-\x7e]/g, '');
        expect((await post(new Uint8Array(bytes), headerSafe)).status).toBe(400);
      }),
      { numRuns: 60 },
    );
    expect(rows(town)).toBe(0);
  });

  test('throws when the session cannot be fetched, so that Stripe retries', async () => {
    const town = await openTown();
    const { sessionId } = await placeAndStart(town, { [chair]: 1 });
    town.payments.stripe.checkout.sessions.retrieve = (() => Promise.reject(new Error('down'))) as never;
    const body = eventOf(sessionId);
    await expect(post(body, signed(town, body))).rejects.toThrow('down');
    expect(rows(town)).toBe(0);
  });

  test.each([
    [
      'an object without an id',
      { id: 'evt_2', object: 'event', type: 'balance.available', data: { object: {} } },
      'ignored',
    ],
    [
      'a type of ours without an object',
      { id: 'evt_2', object: 'event', type: 'refund.updated', data: { object: {} } },
      'no-object',
    ],
    [
      'a thin event',
      { id: 'evt_2', object: 'v2.core.event', type: 'v1.billing.meter.error_report_triggered', livemode: false },
      'thin',
    ],
    ['something else', { hello: 'world' }, 'no-event'],
  ])('answers 200 with a word of its own for %s', async (_, event, word) => {
    const town = await openTown();
    const body = JSON.stringify(event);
    const answered = await post(body, signed(town, body));
    expect([answered.status, await answered.text()]).toEqual([200, word]);
    expect(rows(town)).toBe(0);
  });
});
