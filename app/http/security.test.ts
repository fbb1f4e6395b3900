import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makePayments } from '#app/domain/payments/stripe.server.ts';
import { action } from '#app/seller/pages/payouts.tsx';
import { openTown } from '#tests/setup/test-town.ts';
import { hasTwoHosts, mayFormLeadTo, printedAddress, securityHeaders } from './security.ts';

const vendor = setupServer();
beforeAll(() => vendor.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => vendor.resetHandlers());
afterAll(() => vendor.close());

const { pageOrigins } = makePayments({
  secretKey: 'sk_test_msw',
  webhookSecret: 'whsec_own',
  connectWebhookSecret: 'whsec_connect',
  apiBase: null,
});

function formAction(origins: readonly string[]): string[] {
  const policy = securityHeaders(true, true, origins)['content-security-policy']!;
  return /form-action ([^;]+)/.exec(policy)![1]!.split(' ');
}

test('a form may lead to ourselves, to the payment page and to onboarding, as the header says', () => {
  expect(formAction(pageOrigins)).toEqual(["'self'", 'https://checkout.stripe.com', 'https://connect.stripe.com']);
  expect(formAction(['http://127.0.0.1:3001'])).toEqual(["'self'", 'http://127.0.0.1:3001']);
});

test.each([
  ['/orders/ord_1', true],
  ['?page=2', true],
  ['https://checkout.stripe.com/c/pay/cs_live_1#f', true],
  ['https://connect.stripe.com/setup/e/acct_1/x', true],
  ['https://billing.stripe.com/p/session', false],
  ['http://checkout.stripe.com/c/pay/cs_1', false],
  ['https://checkout.stripe.com.elsewhere.example/', false],
  ['//elsewhere.example/', false],
])('a redirect to %s: %s, and the header says the same', (address, isAllowed) => {
  expect(mayFormLeadTo(address, 'https://halle.example', pageOrigins)).toBe(isAllowed);
  const { origin } = new URL(address, 'https://halle.example');
  const isInHeader = origin === 'https://halle.example' || formAction(pageOrigins).includes(origin);
  expect(isInHeader, 'V3.4.3').toBe(isAllowed);
});

/** A supplier opens its account; the provider answers with a page at that address. */
async function openAccount(url: string): Promise<Response> {
  const town = await openTown();
  town.db.$client.exec("delete from payment_accounts where account_id = 'acct_past_atelier-rebond'");
  const body = { object: 'account', id: 'acct_1', requirements: {} };
  vendor.use(
    http.post('https://api.stripe.com/v1/accounts', () => HttpResponse.json(body)),
    http.get('https://api.stripe.com/v1/accounts/acct_1', () => HttpResponse.json(body)),
    http.post('https://api.stripe.com/v1/account_links', () => HttpResponse.json({ object: 'account_link', url })),
  );
  town.payments = makePayments({
    secretKey: 'sk_test_msw',
    webhookSecret: 'whsec_own',
    connectWebhookSecret: 'whsec_connect',
    apiBase: null,
  });
  const request = new Request('http://halle.test/supplier/atelier-rebond/payouts', {
    method: 'POST',
    body: new URLSearchParams(),
    headers: { cookie: await town.cookie('nadia@atelier-rebond.example') },
  });
  return (await action({ request, params: { slug: 'atelier-rebond' }, context: {} } as never)) as Response;
}

test("the supplier's form leads to the provider's onboarding", async () => {
  const answer = await openAccount('https://connect.stripe.com/setup/e/acct_1/x');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://connect.stripe.com/setup/e/acct_1/x']);
});

test('an address that the header would stop is an error instead of a page that does nothing', async () => {
  await expect(openAccount('https://elsewhere.example/setup'), 'V3.7.2').rejects.toThrow(
    /a form leads to https:\/\/elsewhere/,
  );
});

const asked = (url: string, accept = 'text/html,*/*', method = 'GET') =>
  new Request(url, { method, headers: { accept } });

test('a browser at another name of this machine is led to the printed one', () => {
  const printed = 'http://localhost:3000';
  expect(printedAddress(asked('http://127.0.0.1:3000/offers?q=pain'), printed)).toBe(`${printed}/offers?q=pain`);
  expect(printedAddress(asked('http://[::1]:3000/'), printed)).toBe(`${printed}/`);
  expect(printedAddress(asked('http://localhost:3000/'), printed)).toBeNull();
});

test.each([
  ['a program', asked('http://127.0.0.1:3000/healthcheck', '*/*'), 'http://localhost:3000'],
  ['a form', asked('http://127.0.0.1:3000/basket', 'text/html', 'POST'), 'http://localhost:3000'],
  ['another port', asked('http://127.0.0.1:3001/'), 'http://localhost:3000'],
  ['a proxy of a public address', asked('http://127.0.0.1:3000/'), 'https://halle.example'],
  ['a public name', asked('http://halle.example:3000/'), 'http://localhost:3000'],
])('%s is not led elsewhere', (_, request, origin) => {
  expect(printedAddress(request, origin)).toBeNull();
});

test('counts the hosts that a request names, in any case', () => {
  expect(hasTwoHosts(['Host', 'a', 'Accept', 'host'])).toBe(false);
  expect(hasTwoHosts(['Host', 'a', 'HOST', 'a'])).toBe(true);
});

test('every answer is kept to its type, out of frames and off other pages', () => {
  for (const isPage of [true, false]) {
    const headers = securityHeaders(true, isPage, []);
    expect(headers, 'V3.2.1 V3.4.1 V3.4.4 V4.1.1').toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  }
});
