// Checkout Sessions.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { listPage, listParams, missingObject, readParams, refuseRequest } from './answers.ts';
import type { ApiContext } from './api-context.ts';
import type { Sender } from './events.ts';
import { intentObject } from './objects.ts';
import { linesOf, methodsOf, wrongSession } from './session-limits.ts';
import { sessionObject } from './session-object.ts';
import type { StandInSession, Store } from './store.ts';

const sessionParams = [
  /^mode$/,
  /^client_reference_id$/,
  /^customer_email$/,
  /^locale$/,
  /^success_url$/,
  /^cancel_url$/,
  /^expires_at$/,
  /^allowed_payment_method_types\[\d+\]$/,
  /^payment_intent_data\[transfer_group\]$/,
  /^line_items\[\d+\]\[quantity\]$/,
  /^line_items\[\d+\]\[price_data\]\[(currency|unit_amount)\]$/,
  /^line_items\[\d+\]\[price_data\]\[product_data\]\[name\]$/,
];
const withIntent = /^payment_intent(\.latest_charge(\.balance_transaction)?)?$/;

export function sessionsApi({ store, events, payUrl, now }: ApiContext): Hono {
  const api = new Hono();

  api.post('/checkout/sessions', async (c) => {
    const read = await readParams(c, sessionParams);
    if (!read.ok) return read.answer;
    const { params } = read;
    const lines = linesOf(params);
    const wrong = wrongSession(params, lines, now());
    if (wrong) return refuseRequest(c, wrong.message, wrong.code);
    const id = `cs_test_${randomBytes(24).toString('base64url').replace(/[-_]/g, 'x')}`;
    const total = lines.reduce((sum, line) => sum + line.amount, 0);
    const session: StandInSession = {
      id,
      object: 'checkout.session',
      amount_subtotal: total,
      amount_total: total,
      cancel_url: params.get('cancel_url')!,
      client_reference_id: params.get('client_reference_id')!,
      created: now(),
      currency: 'eur',
      customer_email: params.get('customer_email'),
      expires_at: Number(params.get('expires_at')),
      livemode: false,
      locale: params.get('locale') ?? 'auto',
      mode: 'payment',
      payment_intent: null,
      payment_status: 'unpaid',
      status: 'open',
      success_url: params.get('success_url')!,
      url: payUrl(id),
      metadata: {},
      transfer_group: params.get('payment_intent_data[transfer_group]'),
      methods: methodsOf(params),
    };
    store.saveSession(session, lines);
    return c.json(sessionObject(session));
  });

  api.get('/checkout/sessions', async (c) => {
    const read = await readParams(c, [...listParams, /^payment_intent$/]);
    if (!read.ok) return read.answer;
    const paid = store.findSession(`cs_test_${(read.params.get('payment_intent') ?? '').slice(3)}`);
    return listPage(c, '/v1/checkout/sessions', paid?.payment_intent ? [sessionObject(paid)] : [], read.params);
  });

  api.get('/checkout/sessions/:id', async (c) => {
    const read = await readParams(c, [/^expand\[\d+\]$/]);
    if (!read.ok) return read.answer;
    const expand = [...read.params.values()];
    const wrong = expand.find((path) => !withIntent.test(path));
    if (wrong) return refuseRequest(c, `This property cannot be expanded (${wrong}).`);
    const found = store.findSession(c.req.param('id'));
    if (!found) return missingObject(c, 'checkout.session', c.req.param('id'));
    const session = expireWhenDue(found, store, events, now());
    const charge = expand.length > 0 && store.chargeOfIntent(`pi_${session.id.slice(8)}`);
    const object = sessionObject(session);
    return c.json(charge ? { ...object, payment_intent: intentObject(charge, true, store) } : object);
  });

  api.post('/checkout/sessions/:id/expire', (c) => {
    const session = store.findSession(c.req.param('id'));
    if (!session) return missingObject(c, 'checkout.session', c.req.param('id'));
    if (session.status !== 'open')
      return refuseRequest(c, 'Only Checkout Sessions with a status in ["open"] can be expired.');
    return c.json(sessionObject(expire(session, store, events)));
  });

  return api;
}

/** Expires a session whose time is over, whichever request notices first. */
export function expireWhenDue(session: StandInSession, store: Store, events: Sender, now: number): StandInSession {
  return session.status !== 'open' || session.expires_at > now ? session : expire(session, store, events);
}

function expire(session: StandInSession, store: Store, events: Sender): StandInSession {
  const expired: StandInSession = { ...session, status: 'expired', url: null };
  store.atomically(() => {
    store.saveSession(expired);
    events.session('checkout.session.expired', expired);
  });
  return expired;
}
