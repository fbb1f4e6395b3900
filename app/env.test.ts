import { readFileSync } from 'node:fs';
import { parseEnv as parseDotenv } from 'node:util';
import { expect, test } from 'vitest';
import { EnvError, parseEnv } from './env.server.ts';

test('accepts the example file unchanged', () => {
  const env = parseEnv(parseDotenv(readFileSync('.env.example', 'utf8')) as Record<string, string>);
  expect(env).toMatchObject({ payments: { kind: 'stand-in' }, search: { kind: 'embedded' }, port: 3000 });
});

test.each([
  [{ PAYMENTS: 'stripe' }, /^STRIPE_SECRET_KEY is missing/],
  [{ PAYMENTS: 'stripe', STRIPE_SECRET_KEY: 'sk' }, /^STRIPE_WEBHOOK_SECRET is missing/],
  [{ SEARCH: 'meilisearch' }, /^MEILI_URL is missing/],
  [{ SEARCH: 'meilisearch', MEILI_URL: 'http://localhost:7700' }, /^MEILI_API_KEY is missing/],
  [{ NODE_ENV: 'production' }, /^PAYMENTS must be named/],
  [{ PORT: 'abc' }, /^PORT is not valid/],
])('names the missing or wrong variable for %o', (source, sentence) => {
  expect(() => parseEnv(source as Record<string, string>)).toThrow(EnvError);
  expect(() => parseEnv(source as Record<string, string>)).toThrow(sentence);
});

test.each([
  [{}, { port: 3001, isPortAsked: false, origin: null }],
  [{ PORT: '8080' }, { port: 8081, isPortAsked: false }],
  [{ PORT: '65535' }, { port: 0 }],
  [{ PORT: '0' }, { port: 0 }],
  [{ STAND_IN_PORT: '9000' }, { port: 9000, isPortAsked: true }],
  [{ STAND_IN_ORIGIN: 'https://pay.halle.example/' }, { origin: 'https://pay.halle.example' }],
])('gives the stand-in for Stripe an origin of its own for %o', (source, expected) => {
  expect(parseEnv(source as Record<string, string>).payments).toMatchObject({ kind: 'stand-in', ...expected });
});

test.each([
  [{ STAND_IN_PORT: '3000' }, /^STAND_IN_PORT is the same as PORT/],
  [{ STAND_IN_ORIGIN: 'http://localhost:3000' }, /^STAND_IN_ORIGIN is the same as HALLE_ORIGIN/],
])('refuses the origin of Halle for the stand-in: %o', (source, sentence) => {
  expect(() => parseEnv(source as Record<string, string>)).toThrow(sentence);
});

test('strips the trailing slash of the configured origin', () => {
  expect(parseEnv({ HALLE_ORIGIN: 'https://halle.example/' }).origin).toBe('https://halle.example');
});
