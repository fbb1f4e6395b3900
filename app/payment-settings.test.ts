import { expect, test } from 'vitest';
import { EnvError, parseEnv } from './env.server.ts';

const testing = {
  PAYMENTS: 'stripe',
  HALLE_ORIGIN: 'https://halle.example',
  STRIPE_SECRET_KEY: 'sk_test_51abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_own',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_connect',
};
const live = { ...testing, STRIPE_SECRET_KEY: 'sk_live_51abc' };

test.each([
  ['a publishable key', { ...testing, STRIPE_SECRET_KEY: 'pk_test_51abc' }, /^STRIPE_SECRET_KEY is a publishable key/],
  [
    'key and secret swapped',
    { ...testing, STRIPE_SECRET_KEY: 'whsec_own', STRIPE_WEBHOOK_SECRET: 'sk_test_51abc' },
    /^STRIPE_SECRET_KEY is the secret of a webhook/,
  ],
  ['a key as secret', { ...testing, STRIPE_WEBHOOK_SECRET: 'sk_test_51abc' }, /^STRIPE_WEBHOOK_SECRET is a key/],
  [
    'a key as Connect secret',
    { ...testing, STRIPE_CONNECT_WEBHOOK_SECRET: 'rk_live_1' },
    /^STRIPE_CONNECT_WEBHOOK_SECRET/,
  ],
  ['nonsense as secret', { ...testing, STRIPE_WEBHOOK_SECRET: 'nonsense' }, /^STRIPE_WEBHOOK_SECRET is no secret/],
  ['nonsense as key', { ...testing, STRIPE_SECRET_KEY: 'nonsense' }, /^STRIPE_SECRET_KEY is no key/],
  ['a key with a blank', { ...testing, STRIPE_SECRET_KEY: 'sk_test_51 abc' }, /^STRIPE_SECRET_KEY is no key/],
  [
    'one secret for both endpoints',
    { ...testing, STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_own' },
    /^STRIPE_CONNECT_WEBHOOK_SECRET is the same/,
  ],
  ['a live key over http', { ...live, HALLE_ORIGIN: 'http://halle.example' }, /^HALLE_ORIGIN begins with http:/],
  ['a live key at the default origin', { ...live, HALLE_ORIGIN: '' }, /^HALLE_ORIGIN begins with http:/],
  [
    'a live key to another host in clear',
    { ...live, STRIPE_API_BASE: 'http://elsewhere' },
    /^STRIPE_API_BASE is not https/,
  ],
  [
    'a live key to another host',
    { ...live, STRIPE_API_BASE: 'https://elsewhere.example' },
    /^STRIPE_API_BASE is not https/,
  ],
  [
    'a live key to a host that looks alike',
    { ...live, STRIPE_API_BASE: 'https://api.stripe.com.elsewhere.example' },
    /^STRIPE_API_BASE is not https/,
  ],
  [
    'a live key to this machine',
    { ...live, STRIPE_API_BASE: 'http://127.0.0.1:12111' },
    /^STRIPE_API_BASE is not https/,
  ],
  ['a test key in clear', { ...testing, STRIPE_API_BASE: 'http://mock.example' }, /^STRIPE_API_BASE begins with http:/],
  [
    'a base with a path',
    { ...testing, STRIPE_API_BASE: 'https://proxy.example/stripe' },
    /^STRIPE_API_BASE has a path/,
  ],
  [
    'a base with a password',
    { ...testing, STRIPE_API_BASE: 'https://a:b@proxy.example' },
    /^STRIPE_API_BASE has a name/,
  ],
  [
    'a base of another scheme',
    { ...testing, STRIPE_API_BASE: 'ftp://proxy.example' },
    /^STRIPE_API_BASE begins neither/,
  ],
  [
    'a live key of an organisation',
    { ...testing, STRIPE_SECRET_KEY: 'sk_org_live_1' },
    /^STRIPE_SECRET_KEY is the key of an organisation/,
  ],
])('stops the start for %s, in one sentence', (_, source, sentence) => {
  const parse = () => parseEnv(source);
  expect(parse).toThrow(EnvError);
  expect(parse).toThrow(sentence);
  expect(parse).toThrow(/^[^\n]+\.$/);
});

test.each([
  ['test keys', testing],
  ['a restricted test key', { ...testing, STRIPE_SECRET_KEY: 'rk_test_51abc' }],
  ['live keys', live],
  ["live keys and Stripe's own address", { ...live, STRIPE_API_BASE: 'https://api.stripe.com' }],
  ['a test key on this machine', { ...testing, HALLE_ORIGIN: '', STRIPE_API_BASE: 'http://localhost:12111' }],
  ['a test key to a proxy by https', { ...testing, STRIPE_API_BASE: 'https://proxy.example:8443/' }],
])('accepts %s', (_, source) => {
  expect(parseEnv(source).payments.kind).toBe('stripe');
});
