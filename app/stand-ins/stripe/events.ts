// Signed events, sent to the same webhook route as Stripe's, and sent again until they are answered with 2xx.
import { createHmac, randomBytes } from 'node:crypto';
import type { StandInSession } from './store.ts';

export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed'
  | 'checkout.session.expired';

export type Sender = {
  send: (type: EventType, session: StandInSession, options?: { times?: number; afterMs?: number }) => void;
  stop: () => void;
};

const retriesMs = [300, 1000, 3000, 10_000];

export function eventSender(webhookUrl: () => string, secret: string, now: () => number): Sender {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timer.unref();
    timers.add(timer);
  };
  const deliver = async (body: string, attempt = 0): Promise<void> => {
    const answered = await post(webhookUrl(), body, secret, now()).catch(() => false);
    const wait = retriesMs[attempt];
    if (!answered && wait !== undefined) later(wait, () => void deliver(body, attempt + 1));
  };
  return {
    send(type, session, { times = 1, afterMs = 0 } = {}) {
      const event = {
        id: `evt_${randomBytes(12).toString('hex')}`,
        object: 'event',
        api_version: '2026-01-01',
        created: now(),
        livemode: false,
        type,
        data: { object: session },
      };
      const body = JSON.stringify(event);
      for (let i = 0; i < times; i++) later(afterMs, () => void deliver(body));
    },
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
