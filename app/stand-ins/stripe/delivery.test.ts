import { createServer } from 'node:http';
import Stripe from 'stripe';
import { expect, onTestFinished, test } from 'vitest';
import type { Delivery } from './events.ts';
import { startStandIn } from './stand-in.server.ts';

test('delivers events twice, late, out of order or never, and lists all', async () => {
  const heard: { type: string; url: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += data));
    request.on('end', () => {
      const secret = request.url === '/hook/connect' ? standIn.connectWebhookSecret : standIn.webhookSecret;
      const signature = String(request.headers['stripe-signature']);
      const { type } = stripe.webhooks.constructEvent(body, signature, secret);
      heard.push({ type, url: request.url! });
      response.end('ok');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const ways: Delivery[] = [
    { times: 2, delayMs: 0 },
    { times: 1, delayMs: 150 },
    { times: 1, delayMs: 0 },
    { times: 0, delayMs: 0 },
  ];
  const standIn = await startStandIn({
    file: ':memory:',
    webhookUrl: () => `http://127.0.0.1:${port}/hook`,
    delivery: () => ways.shift()!,
  });
  const { hostname, port: apiPort } = standIn.apiBase;
  const stripe = new Stripe(standIn.secretKey, { host: hostname, port: apiPort, protocol: 'http', telemetry: false });
  onTestFinished(() => {
    standIn.close();
    server.close();
  });
  const session = { id: 'cs_1', object: 'checkout.session', transfer_group: 'ord_1' } as never;
  standIn.store.saveSession(session);
  standIn.store.charge('ch_1', 'cs_1', 1000, 1);
  standIn.store.contest('du_1', 'ch_1', 500, 1);
  const account = { id: 'acct_1', name: 'A', email: 'a@b.c', party: 'p', state: 'ready' as const, created: 1 };
  standIn.events.session('checkout.session.completed', session); // twice
  standIn.events.dispute('charge.dispute.created', 'du_1'); // late
  standIn.events.account(account); // on time, to the other endpoint
  standIn.events.dispute('charge.dispute.closed', 'du_1'); // lost
  await expect.poll(() => heard.length).toBe(4);
  expect(heard.at(-1)!.type).toBe('charge.dispute.created');
  expect(heard.filter(({ type }) => type === 'checkout.session.completed')).toHaveLength(2);
  expect(heard.filter(({ url }) => url === '/hook/connect').map(({ type }) => type)).toEqual(['account.updated']);
  const listed = (await stripe.events.list({ limit: 10 })).data.map(({ type }) => type);
  expect(listed).toContain('charge.dispute.closed');
  expect(listed).not.toContain('account.updated'); // of another account
});
