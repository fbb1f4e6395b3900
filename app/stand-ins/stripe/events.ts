// Sends signed events to the same webhook routes as Stripe. Retries five times until the answer is 2xx; undelivered
// events are stored and sent again after a restart.
import { createHmac, randomBytes } from 'node:crypto';
import { accountObject } from './account-object.ts';
import { disputeObject, refundObject } from './objects.ts';
import { sessionObject } from './session-object.ts';
import type { StandInAccount, StandInSession, Store } from './store.ts';

export type SessionEvent =
  | 'checkout.session.completed'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed'
  | 'checkout.session.expired';
export type DisputeEvent =
  | 'charge.dispute.created'
  | 'charge.dispute.updated'
  | 'charge.dispute.closed'
  | 'charge.dispute.funds_withdrawn'
  | 'charge.dispute.funds_reinstated';

/** How an event is delivered: how many times (0 loses it), and with which delay. */
export type Delivery = { times: number; delayMs: number };

export type Sender = {
  /** `times` above one delivers the same event again, as Stripe sometimes does. */
  session: (type: SessionEvent, session: StandInSession, times?: number) => void;
  /** `refund.updated`, and `refund.failed` for one that failed. */
  refund: (refundId: string) => void;
  dispute: (type: DisputeEvent, disputeId: string) => void;
  account: (account: StandInAccount) => void;
  later: (ms: number, work: () => void) => void;
  stop: () => void;
};

/** Of the account of the demonstration. An endpoint can have another one than the SDK; Halle takes events as hints. */
const apiVersion = '2026-10-28.endive';
const retriesMs = [300, 1000, 3000, 10_000, 30_000];

export function eventSender(
  store: Store,
  webhookUrl: () => string,
  now: () => number,
  delivery: () => Delivery = () => ({ times: 1, delayMs: 0 }),
): Sender {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timer.unref();
    timers.add(timer);
  };
  const deliver = async (id: string, body: string, attempt = 0): Promise<void> => {
    const connected = (JSON.parse(body) as { account?: string }).account !== undefined;
    const secret = store.webhookSecret(connected ? 'connect' : 'own');
    const url = connected ? `${webhookUrl()}/connect` : webhookUrl();
    const answered = await post(url, body, secret, now()).catch(() => false);
    const wait = retriesMs[attempt];
    if (answered) store.markDelivered(id);
    else if (wait !== undefined) later(wait, () => void deliver(id, body, attempt + 1));
  };
  for (const { id, body } of store.undelivered()) later(1000, () => void deliver(id, body));
  const send = (type: string, object: unknown, extra: { account?: string } = {}, times = 1) => {
    const id = `evt_${randomBytes(12).toString('hex')}`;
    const body = JSON.stringify({
      id,
      object: 'event',
      api_version: apiVersion,
      created: now(),
      livemode: false,
      pending_webhooks: 1,
      request: null,
      type,
      data: { object },
      ...extra,
    });
    store.keepEvent(id, body);
    const way = delivery();
    for (let i = 0; i < times * way.times; i++) later(way.delayMs, () => void deliver(id, body));
  };
  return {
    session: (type, session, times = 1) => send(type, sessionObject(session), {}, times),
    refund(refundId) {
      const refund = refundObject(store.findRefund(refundId)!);
      send('refund.updated', refund);
      if (refund.status === 'failed') send('refund.failed', refund);
    },
    dispute: (type, disputeId) => send(type, disputeObject(store.findDispute(disputeId)!, store)),
    account: (account) => send('account.updated', accountObject(account), { account: account.id }),
    later,
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

async function post(url: string, body: string, secret: string, at: number): Promise<boolean> {
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` };
  const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(10_000) });
  return response.ok;
}
