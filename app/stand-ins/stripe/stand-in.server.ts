// A stand-in for Stripe on this machine's loopback: the demonstration and the tests walk the production code against it.

import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { stripeApi } from './api.ts';
import { eventSender } from './events.ts';
import { payPage } from './page.ts';
import { openStore, type Store } from './store.ts';

export type StandIn = {
  apiBase: URL;
  secretKey: string;
  webhookSecret: string;
  /** The payment page, for mounting under Halle's own origin. */
  pages: (request: Request) => Response | Promise<Response>;
  store: Store;
  /** No more events; what was not delivered is kept for the next start. */
  stopEvents: () => void;
  close: () => void;
};

export type StandInOptions = {
  file: string;
  /** Where the buyer's browser finds the payment page; null for the stand-in's own loopback address. */
  pagesUrl: string | null;
  webhookUrl: () => string;
};

/** Starts listening on a free loopback port. */
export async function startStandIn({ file, pagesUrl, webhookUrl }: StandInOptions): Promise<StandIn> {
  const now = () => Math.floor(Date.now() / 1000);
  const store = openStore(file);
  const events = eventSender(store, webhookUrl, now);
  let own = '';
  const address = (id: string) => `${pagesUrl ?? own}/pay/${id}`;
  const pages = payPage(store, events, now, address);
  const app = new Hono().route('/', pages).route('/', stripeApi(store, address, now));
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  (server as { unref?: () => void }).unref?.();
  const { port } = server.address() as AddressInfo;
  own = `http://127.0.0.1:${port}`;
  return {
    apiBase: new URL(own),
    secretKey: 'sk_test_stand_in',
    webhookSecret: store.webhookSecret(),
    pages: (request) => pages.fetch(request),
    store,
    stopEvents: () => events.stop(),
    close() {
      events.stop();
      server.close();
      store.close();
    },
  };
}
