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
import { pageStyle } from './page-style.ts';
import { payPage } from './payment-page.ts';
import { openStore, type Store } from './store.ts';

export type StandIn = {
  apiBase: URL;
  secretKey: string;
  webhookSecret: string;
  connectWebhookSecret: string;
  /** Origin of its pages, different from Halle's, as at Stripe. */
  pageOrigins: readonly [string];
  /** Answers a request for one of its pages without the network. */
  pages: (request: Request) => Response | Promise<Response>;
  store: Store;
  events: Sender;
  /** Stops sending events; undelivered ones are stored for the next start. */
  stopEvents: () => void;
  close: () => void;
};

export type StandInOptions = {
  file: string;
  /** Port on loopback; any free one by default. */
  port?: number;
  /** Origin of its pages in the buyer's browser; null for its own loopback address, `http://127.0.0.1:PORT`. */
  origin?: string | null;
  /** Receives the platform's own events; those of connected accounts go to `/connect` below it. */
  webhookUrl: () => string;
  /** Faults of requests and of event deliveries; none by default. */
  faults?: Faults;
  delivery?: () => Delivery;
  /** How long after a payment its fee is known; some seconds by default, as at Stripe. */
  feeSeconds?: () => number;
};

/** The pages run no script and load their own style only. */
const pagePolicy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** Starts listening, on loopback only. Rejects if the port is taken. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { file, port: asked = 0, origin, webhookUrl, faults = () => null, delivery, feeSeconds = () => 3 } = options;
  const now = () => Math.floor(Date.now() / 1000);
  const store = openStore(file, feeSeconds);
  const events = eventSender(store, webhookUrl, now, delivery);
  let own = '';
  const at = (path: string) => `${origin ?? own}${path}`;
  const payUrl = (id: string) => at(`/pay/${id}`);
  const linkUrl = (id: string) => at(`/connect/${id}`);
  const pages = new Hono()
    .use(async (c, next) => {
      await next();
      if (c.res.headers.get('content-type')?.startsWith('text/html')) c.header('content-security-policy', pagePolicy);
    })
    .get('/style.css', (c) => c.body(pageStyle, 200, { 'content-type': 'text/css' }))
    .route('/', payPage(store, events, now, payUrl))
    .route('/', accountPage(store, events, now, linkUrl))
    .route(
      '/',
      bankPage(store, events, now, () => at('/desk')),
    );
  const app = new Hono().route('/', pages).route('/', stripeApi({ store, events, payUrl, linkUrl, now, faults }));
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: asked }, () => resolve(started));
    started.once('error', reject);
  }).catch((error) => {
    events.stop();
    store.close();
    throw error;
  });
  (server as { unref?: () => void }).unref?.();
  const { port } = server.address() as AddressInfo;
  own = `http://127.0.0.1:${port}`;
  return {
    apiBase: new URL(own),
    secretKey: 'sk_test_stand_in',
    webhookSecret: store.webhookSecret('own'),
    connectWebhookSecret: store.webhookSecret('connect'),
    pageOrigins: [origin ?? own],
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
