// The few endpoints of Stripe's API that Halle calls, answered as Stripe would. Unknown parameters are refused.
import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { StandInSession, Store } from './store.ts';

const sessionParams = [
  /^mode$/,
  /^client_reference_id$/,
  /^customer_email$/,
  /^locale$/,
  /^success_url$/,
  /^cancel_url$/,
  /^expires_at$/,
  /^payment_intent_data\[transfer_group\]$/,
  /^line_items\[\d+\]\[quantity\]$/,
  /^line_items\[\d+\]\[price_data\]\[(currency|unit_amount)\]$/,
  /^line_items\[\d+\]\[price_data\]\[product_data\]\[name\]$/,
];
const refundParams = [/^payment_intent$/, /^amount$/, /^reason$/, /^metadata\[\w+\]$/];
const minutes = 60;

export function stripeApi(store: Store, payUrl: (sessionId: string) => string, now: () => number): Hono {
  const api = new Hono();
  const inFlight = new Set<string>();

  api.use('/v1/*', async (c, next) => {
    if (!/^Bearer sk_test_/.test(c.req.header('authorization') ?? ''))
      return c.json(failure('Invalid API Key provided'), 401);
    return next();
  });

  // A true idempotency store: the same key is the same answer, other parameters are refused, concurrent use is a conflict.
  api.use('/v1/*', async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || !key) return next();
    const paramsHash = createHash('sha256')
      .update(`${c.req.path}\n${await c.req.text()}`)
      .digest('hex');
    const known = store.findAnswer(key);
    if (known && known.paramsHash !== paramsHash)
      return c.json(
        failure(
          'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          'idempotency_error',
        ),
        400,
      );
    if (known)
      return c.body(known.body, known.status as 200, {
        'content-type': 'application/json',
        'idempotent-replayed': 'true',
      });
    if (inFlight.has(key))
      return c.json(
        failure('There is currently another in-progress request using this Idempotent Key.', 'idempotency_error'),
        409,
      );
    inFlight.add(key);
    try {
      await next();
      store.keepAnswer(key, { paramsHash, status: c.res.status, body: await c.res.clone().text() });
    } finally {
      inFlight.delete(key);
    }
  });

  api.post('/v1/checkout/sessions', async (c) => {
    const params = new URLSearchParams(await c.req.text());
    const unknown = [...params.keys()].find((key) => !sessionParams.some((known) => known.test(key)));
    if (unknown) return c.json(failure(`Received unknown parameter: ${unknown}`), 400);
    const lines = linesOf(params);
    const wrong = wrongSession(params, lines, now());
    if (wrong) return c.json(failure(wrong), 400);
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

  api.get('/v1/checkout/sessions/:id', (c) => {
    const session = store.findSession(c.req.param('id'));
    if (!session) return c.json(failure(`No such checkout.session: ${c.req.param('id')}`), 404);
    return c.json(lapse(session, store, now()));
  });

  api.post('/v1/checkout/sessions/:id/expire', (c) => {
    const session = store.findSession(c.req.param('id'));
    if (!session) return c.json(failure(`No such checkout.session: ${c.req.param('id')}`), 404);
    if (session.status !== 'open')
      return c.json(failure('Only Checkout Sessions with a status in ["open"] can be expired.'), 400);
    const expired: StandInSession = { ...session, status: 'expired', url: null };
    store.saveSession(expired);
    return c.json(expired);
  });

  api.get('/v1/events', (c) => {
    const query = c.req.query();
    const known = /^(limit|starting_after|created\[gte\]|types\[\d+\])$/;
    const unknown = Object.keys(query).find((key) => !known.test(key));
    if (unknown) return c.json(failure(`Received unknown parameter: ${unknown}`), 400);
    const limit = Number(query.limit ?? 10);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return c.json(failure('Invalid limit'), 400);
    const types = Object.keys(query).flatMap((key) => (key.startsWith('types[') ? [query[key]!] : []));
    const all = store.listEvents(Number(query['created[gte]'] ?? 0), types);
    const from = query.starting_after ? all.findIndex(({ id }) => id === query.starting_after) + 1 : 0;
    if (query.starting_after && from === 0) return c.json(failure('No such event'), 404);
    const data = all.slice(from, from + limit);
    return c.json({ object: 'list', url: '/v1/events', has_more: from + limit < all.length, data });
  });

  api.get('/v1/charges', (c) => {
    const unknown = Object.keys(c.req.query()).find((key) => !['limit', 'starting_after'].includes(key));
    if (unknown) return c.json(failure(`Received unknown parameter: ${unknown}`), 400);
    const limit = Number(c.req.query('limit') ?? 10);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return c.json(failure('Invalid limit'), 400);
    const charges = store.listCharges(c.req.query('starting_after') ?? null, limit + 1);
    if (!charges) return c.json(failure('No such charge'), 404);
    const data = charges.slice(0, limit).map(({ id, amount, refunded, at, session }) => ({
      id,
      object: 'charge',
      amount,
      amount_refunded: refunded,
      created: at,
      currency: 'eur',
      livemode: false,
      payment_intent: `pi_${id.slice(3)}`,
      status: 'succeeded',
      transfer_group: session.transfer_group ?? session.client_reference_id,
    }));
    return c.json({ object: 'list', url: '/v1/charges', has_more: charges.length > limit, data });
  });

  api.post('/v1/refunds', async (c) => {
    const params = new URLSearchParams(await c.req.text());
    const unknown = [...params.keys()].find((key) => !refundParams.some((known) => known.test(key)));
    if (unknown) return c.json(failure(`Received unknown parameter: ${unknown}`), 400);
    const intent = params.get('payment_intent') ?? '';
    const paid = store.paidOn(intent);
    if (!paid) return c.json(failure(`No such payment_intent: '${intent}'`), 404);
    const amount = Number(params.get('amount') ?? paid.amount - paid.refunded);
    if (!Number.isSafeInteger(amount) || amount < 1) return c.json(failure('Invalid positive integer'), 400);
    if (amount > paid.amount - paid.refunded)
      return c.json(failure('Refund amount is greater than unrefunded amount on charge'), 400);
    const id = `re_${randomBytes(12).toString('hex')}`;
    store.refund(id, paid.charge, amount, now());
    return c.json({
      id,
      object: 'refund',
      amount,
      charge: paid.charge,
      currency: 'eur',
      payment_intent: intent,
      status: 'succeeded',
    });
  });

  api.notFound((c) => c.json(failure(`Unrecognized request URL (${c.req.method}: ${c.req.path}).`), 404));
  return api;
}

/** A page whose time is over is expired, whoever asks first. */
export function lapse(session: StandInSession, store: Store, now: number): StandInSession {
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

function failure(message: string, type = 'invalid_request_error') {
  return { error: { type, message } };
}
