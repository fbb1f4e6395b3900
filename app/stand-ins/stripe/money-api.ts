// Payment intents, charges, refunds, disputes, balance transactions, events.
import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import {
  listPage,
  listParams,
  metadata,
  metadataOf,
  missingObject,
  readAmount,
  readPage,
  readParams,
  refuseRequest,
} from './answers.ts';
import type { ApiContext } from './api-context.ts';
import { chargeObject, disputeObject, intentObject, isRefundable, moveObject, refundObject } from './objects.ts';
import { wrongMetadata } from './session-limits.ts';

const refundParams = [/^payment_intent$/, /^amount$/, /^reason$/, metadata];

export function moneyApi({ store, now }: ApiContext): Hono {
  const api = new Hono();

  api.get('/payment_intents/:id', (c) => {
    const charge = store.chargeOfIntent(c.req.param('id'));
    return charge ? c.json(intentObject(charge, false, store)) : missingObject(c, 'payment_intent', c.req.param('id'));
  });

  api.get('/charges', (c) => list(c, '/v1/charges', store.listCharges().map(chargeObject)));

  api.get('/charges/:id', (c) => {
    const charge = store.findCharge(c.req.param('id'));
    return charge ? c.json(chargeObject(charge)) : missingObject(c, 'charge', c.req.param('id'));
  });

  api.post('/refunds', async (c) => {
    const read = await readParams(c, refundParams);
    if (!read.ok) return read.answer;
    const intent = read.params.get('payment_intent') ?? '';
    const paid = store.chargeOfIntent(intent);
    if (!paid) return missingObject(c, 'payment_intent', intent);
    const left = paid.amount - paid.refunded;
    const amount = readAmount(read.params.get('amount') ?? String(left));
    if (!amount) return refuseRequest(c, 'Invalid positive integer');
    if (amount > left) return refuseRequest(c, 'Refund amount is greater than unrefunded amount on charge');
    const contest = store.findDispute(paid.id);
    if (contest && !isRefundable(contest.status))
      return refuseRequest(c, `Charge ${paid.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
    const wrong = wrongMetadata(metadataOf(read.params));
    if (wrong) return refuseRequest(c, wrong.message, wrong.code);
    const id = `re_${randomBytes(12).toString('hex')}`;
    store.refund(id, paid.id, amount, now(), metadataOf(read.params), paid.refundStatus);
    return c.json(refundObject(store.findRefund(id)!));
  });

  api.get('/refunds', async (c) => {
    const read = await readParams(c, [...listParams, /^payment_intent$/]);
    if (!read.ok) return read.answer;
    const charge = store.chargeOfIntent(read.params.get('payment_intent') ?? '');
    const refunds = charge ? store.refundsOf(charge.id) : [];
    return listPage(c, '/v1/refunds', refunds.map(refundObject), read.params);
  });

  api.get('/refunds/:id', (c) => {
    const refund = store.findRefund(c.req.param('id'));
    return refund ? c.json(refundObject(refund)) : missingObject(c, 'refund', c.req.param('id'));
  });

  api.get('/disputes/:id', async (c) => {
    const read = await readParams(c, [/^expand\[\d+\]$/]);
    if (!read.ok) return read.answer;
    const expanded = [...read.params.values()].includes('charge');
    const dispute = store.findDispute(c.req.param('id'));
    return dispute ? c.json(disputeObject(dispute, store, expanded)) : missingObject(c, 'dispute', c.req.param('id'));
  });

  api.get('/balance', (c) => {
    const account = c.req.header('stripe-account');
    const amount = account ? store.accountBalance(account) : store.balance();
    return c.json({ object: 'balance', livemode: false, available: [{ amount, currency: 'eur' }], pending: [] });
  });

  api.get('/balance_transactions', async (c) => {
    const read = await readParams(c, [...listParams, /^expand\[\d+\]$/, /^created\[gte\]$/]);
    if (!read.ok) return read.answer;
    const from = Number(read.params.get('created[gte]') ?? 0);
    const expanded = [...read.params].some(([key, value]) => key.startsWith('expand') && value === 'data.source');
    const page = readPage(c, read.params);
    if (!page.ok) return page.answer;
    const after = page.after === null ? null : store.findMove(page.after);
    if (page.after !== null && !after) return missingObject(c, 'object', page.after);
    const found = store.listMoves(after, page.limit + 1).filter(({ at }) => at >= from);
    const data = found.slice(0, page.limit).map((move) => moveObject(move, store, expanded));
    return c.json({ object: 'list', url: '/v1/balance_transactions', has_more: found.length > page.limit, data });
  });

  api.get('/events', async (c) => {
    const read = await readParams(c, [...listParams, /^created\[gte\]$/, /^types\[\d+\]$/]);
    if (!read.ok) return read.answer;
    const types = [...read.params].filter(([key]) => key.startsWith('types[')).map(([, value]) => value);
    return listPage(
      c,
      '/v1/events',
      store.listEvents(Number(read.params.get('created[gte]') ?? 0), types),
      read.params,
    );
  });

  return api;
}

async function list(c: Context, url: string, all: readonly { id: string }[]): Promise<Response> {
  const read = await readParams(c, listParams);
  return read.ok ? listPage(c, url, all, read.params) : read.answer;
}
