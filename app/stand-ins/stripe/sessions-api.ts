// Checkout Sessions.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { missingObject, readParams, refuseRequest } from './answers.ts';
import type { ApiContext } from './api-context.ts';
import { intentObject } from './objects.ts';
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
const methods = new Set(['card', 'sepa_debit']);
const withIntent = /^payment_intent(\.latest_charge(\.balance_transaction)?)?$/;
const minutes = 60;

export function sessionsApi({ store, payUrl, now }: ApiContext): Hono {
  const api = new Hono();

  api.post('/checkout/sessions', async (c) => {
    const read = await readParams(c, sessionParams);
    if (!read.ok) return read.answer;
    const { params } = read;
    const lines = linesOf(params);
    const wrong = wrongSession(params, lines, now());
    if (wrong) return refuseRequest(c, wrong);
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
    };
    store.saveSession(session, lines);
    return c.json(session);
  });

  api.get('/checkout/sessions/:id', async (c) => {
    const read = await readParams(c, [/^expand\[\d+\]$/]);
    if (!read.ok) return read.answer;
    const expand = [...read.params.values()];
    const wrong = expand.find((path) => !withIntent.test(path));
    if (wrong) return refuseRequest(c, `This property cannot be expanded (${wrong}).`);
    const found = store.findSession(c.req.param('id'));
    if (!found) return missingObject(c, 'checkout.session', c.req.param('id'));
    const session = expireWhenDue(found, store, now());
    const charge = expand.length > 0 && store.chargeOfIntent(`pi_${session.id.slice(8)}`);
    return c.json(charge ? { ...session, payment_intent: intentObject(charge, true, store) } : session);
  });

  api.post('/checkout/sessions/:id/expire', (c) => {
    const session = store.findSession(c.req.param('id'));
    if (!session) return missingObject(c, 'checkout.session', c.req.param('id'));
    if (session.status !== 'open')
      return refuseRequest(c, 'Only Checkout Sessions with a status in ["open"] can be expired.');
    const expired: StandInSession = { ...session, status: 'expired', url: null };
    store.saveSession(expired);
    return c.json(expired);
  });

  return api;
}

/** Expires a session whose time is over, whichever request notices first. */
export function expireWhenDue(session: StandInSession, store: Store, now: number): StandInSession {
  if (session.status !== 'open' || session.expires_at > now) return session;
  const expired: StandInSession = { ...session, status: 'expired', url: null };
  store.saveSession(expired);
  return expired;
}

function linesOf(params: URLSearchParams): { name: string; amount: number; currency: string | null }[] {
  const count = new Set([...params.keys()].flatMap((key) => /^line_items\[(\d+)\]/.exec(key)?.[1] ?? [])).size;
  return Array.from({ length: count }, (_, i) => ({
    name: params.get(`line_items[${i}][price_data][product_data][name]`) ?? '',
    amount:
      Number(params.get(`line_items[${i}][price_data][unit_amount]`)) *
      Number(params.get(`line_items[${i}][quantity]`)),
    currency: params.get(`line_items[${i}][price_data][currency]`),
  }));
}

function wrongSession(params: URLSearchParams, lines: ReturnType<typeof linesOf>, now: number): string | null {
  if (params.get('mode') !== 'payment') return 'Invalid mode: must be payment here';
  const asked = [...params].filter(([key]) => key.startsWith('allowed_payment_method_types')).map(([, value]) => value);
  if (asked.some((method) => !methods.has(method))) return 'Invalid allowed_payment_method_types';
  if (lines.length === 0 || lines.length > 100) return 'line_items must hold 1 to 100 items';
  if (
    lines.some((line) => !line.name || line.currency !== 'eur' || !Number.isSafeInteger(line.amount) || line.amount < 0)
  )
    return 'Invalid line_items';
  const lifetime = Number(params.get('expires_at')) - now;
  if (!(lifetime >= 30 * minutes && lifetime <= 24 * 60 * minutes))
    return 'The `expires_at` timestamp must be between 30 minutes and 24 hours from now.';
  for (const name of ['success_url', 'cancel_url', 'client_reference_id'])
    if (!params.get(name)) return `Missing required param: ${name}.`;
  return null;
}
