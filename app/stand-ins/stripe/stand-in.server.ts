// A stand-in for Stripe on the loopback interface: the demonstration and the tests run the production code against
// it.

import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { accountPage } from './account-page.ts';
import { stripeApi } from './api.ts';
import { bankPage } from './bank-page.ts';
import { type Delivery, eventSender, type Sender } from './events.ts';
import type { Faults } from './faults.ts';
import { payPage } from './payment-page.ts';
import { openStore, type Store } from './store.ts';

export type StandIn = {
  apiBase: URL;
  secretKey: string;
  webhookSecret: string;
  connectWebhookSecret: string;
  /** Its pages, to be mounted under Halle's own origin. */
  pages: (request: Request) => Response | Promise<Response>;
  store: Store;
  events: Sender;
  /** Stops sending events; undelivered ones are stored for the next start. */
  stopEvents: () => void;
  close: () => void;
};

export type StandInOptions = {
  file: string;
  /** Base address of the payment page in the buyer's browser; null for the stand-in's own loopback address. */
  pagesUrl: string | null;
  /** Receives the platform's own events; those of connected accounts go to `/connect` below it. */
  webhookUrl: () => string;
  /** Faults of requests and of event deliveries; none by default. */
  faults?: Faults;
  delivery?: () => Delivery;
  /** How long after a payment its fee is known; some seconds by default, as at Stripe. */
  feeSeconds?: () => number;
};

/** Starts listening on a free loopback port. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { file, pagesUrl, webhookUrl, faults = () => null, delivery, feeSeconds = () => 3 } = options;
  const now = () => Math.floor(Date.now() / 1000);
  const store = openStore(file, feeSeconds);
  const events = eventSender(store, webhookUrl, now, delivery);
  let own = '';
  const at = (path: string) => `${pagesUrl ?? own}${path}`;
  const payUrl = (id: string) => at(`/pay/${id}`);
  const linkUrl = (id: string) => at(`/connect/${id}`);
  const pages = new Hono()
    .route('/', payPage(store, events, now, payUrl))
    .route('/', accountPage(store, events, now, linkUrl))
    .route(
      '/',
      bankPage(store, events, now, () => at('/desk')),
    );
  const app = new Hono().route('/', pages).route('/', stripeApi({ store, payUrl, linkUrl, now, faults }));
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  (server as { unref?: () => void }).unref?.();
  const { port } = server.address() as AddressInfo;
  own = `http://127.0.0.1:${port}`;
  return {
    apiBase: new URL(own),
    secretKey: 'sk_test_stand_in',
    webhookSecret: store.webhookSecret('own'),
    connectWebhookSecret: store.webhookSecret('connect'),
    pages: (request) => pages.fetch(request),
    store,
    events,
    stopEvents: () => events.stop(),
    close() {
      events.stop();
      server.close();
      store.close();
    },
  };
}
