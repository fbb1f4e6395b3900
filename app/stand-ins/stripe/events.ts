// Signed events, sent to the same webhook route as Stripe's until it answers 2xx; what was not delivered outlives a restart.
import { createHmac, randomBytes } from 'node:crypto';
import type { StandInSession, Store } from './store.ts';

export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed';

export type Sender = {
  /** `times` above one delivers the same event again, as Stripe sometimes does. */
  send: (type: EventType, session: StandInSession, times?: number) => void;
  later: (ms: number, work: () => void) => void;
  stop: () => void;
};

const retriesMs = [300, 1000, 3000, 10_000, 30_000];

export function eventSender(store: Store, webhookUrl: () => string, now: () => number): Sender {
  const secret = store.webhookSecret();
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
    const answered = await post(webhookUrl(), body, secret, now()).catch(() => false);
    const wait = retriesMs[attempt];
    if (answered) store.markDelivered(id);
    else if (wait !== undefined) later(wait, () => void deliver(id, body, attempt + 1));
  };
  for (const { id, body } of store.undelivered()) later(1000, () => void deliver(id, body));
  return {
    send(type, session, times = 1) {
      const id = `evt_${randomBytes(12).toString('hex')}`;
      const event = { id, object: 'event', created: now(), livemode: false, type, data: { object: session } };
      const body = JSON.stringify(event);
      store.keepEvent(id, body);
      for (let i = 0; i < times; i++) later(0, () => void deliver(id, body));
    },
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
