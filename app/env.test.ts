import { readFileSync } from 'node:fs';
import { parseEnv as parseDotenv } from 'node:util';
import { expect, test } from 'vitest';
import { EnvError, parseEnv } from './env.server.ts';

test('accepts the example file unchanged', () => {
  const env = parseEnv(parseDotenv(readFileSync('.env.example', 'utf8')) as Record<string, string>);
  expect(env, 'V13.2.4').toMatchObject({ payments: { kind: 'stand-in' }, search: { kind: 'embedded' }, port: 3000 });
});

test.each([
  [{ PAYMENTS: 'stripe' }, /^STRIPE_SECRET_KEY is missing/],
  [{ PAYMENTS: 'stripe', STRIPE_SECRET_KEY: 'sk' }, /^STRIPE_WEBHOOK_SECRET is missing/],
  [{ SEARCH: 'meilisearch' }, /^MEILI_URL is missing/],
  [{ SEARCH: 'meilisearch', MEILI_URL: 'http://localhost:7700' }, /^MEILI_API_KEY is missing/],
  [{ NODE_ENV: 'production' }, /^PAYMENTS must be named/],
  [{ PORT: 'abc' }, /^PORT is not valid/],
  [{ HOST: 'a b' }, /^HOST is not valid/],
  [{ HALLE_ORIGIN: 'https://halle.example' }, /^PAYMENTS must be named at https:/],
  [{ S3_URL: 'http://files.example/b' }, /^S3_URL speaks to files.example without encryption/],
  [{ MEILI_URL: 'http://meilisearch:7700' }, /^MEILI_URL speaks to meilisearch without/],
  [{ COMPANY_DIRECTORY_URL: 'http://annuaire.example' }, /^COMPANY_DIRECTORY_URL speaks to annuaire.example/],
  [{ LEDGER_WITNESSES: 'k1 https://a.example; k2 http://b.example' }, /^LEDGER_WITNESSES speaks to b.example/],
  [{ BANK_IBAN: 'FR1420041010050500013M02607' }, /^BANK_IBAN is not valid: its check digits are wrong\.$/],
  [{ BANK_IBAN: 'FR1420041010050500013M0260' }, /^BANK_IBAN is not valid: it has not the length/],
  [{ BANK_IBAN: 'XX00ABCDEFGHIJKLMNO' }, /^BANK_IBAN is not valid: its country has no IBANs\.$/],
  [{ HALLE_DATA: 'undefined' }, /^HALLE_DATA is not valid: it is the name of a value that was not set\.$/],
  [{ HALLE_DATA: 'null' }, /^HALLE_DATA is not valid/],
])('names the missing or wrong variable for %o', (source, sentence) => {
  expect(() => parseEnv(source as Record<string, string>)).toThrow(EnvError);
  expect(() => parseEnv(source as Record<string, string>), 'V12.3.1 V13.4.2').toThrow(sentence);
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
  expect(() => parseEnv(source as Record<string, string>), 'V3.5.4').toThrow(sentence);
});

test('listens on loopback unless another address is named', () => {
  expect([parseEnv({}).host, parseEnv({ HOST: '0.0.0.0' }).host], 'V12.2.1').toEqual(['127.0.0.1', '0.0.0.0']);
});

test.each([
  ['https://localhost:3000', {}],
  ['https://halle.example', { PAYMENTS: 'stand-in' }],
])('has the stand-in at %s', (HALLE_ORIGIN, named) => {
  expect(parseEnv({ HALLE_ORIGIN, ...named }).payments.kind, 'V15.2.3').toBe('stand-in');
});

test('speaks in clear to this machine and to named hosts of a private network alone', () => {
  const named = {
    CLEARTEXT_HOSTS: 'minio, Meilisearch',
    MEILI_URL: 'http://meilisearch:7700',
    S3_URL: 'http://[::1]/b',
  };
  expect(parseEnv(named).storage.kind).toBe('folder');
  const mail = (SMTP_URL: string) =>
    parseEnv({ MAIL: 'smtp', MAIL_FROM: 'halle@halle.example', SMTP_URL, CLEARTEXT_HOSTS: 'relay' }).mail;
  expect(mail('smtp://mail.example:587')).toMatchObject({ mustEncrypt: true });
  for (const url of ['smtp://127.0.0.1:25', 'smtp://relay'])
    expect(mail(url), 'V12.3.3').toMatchObject({ mustEncrypt: false });
});

test('strips the trailing slash of the configured origin', () => {
  expect(parseEnv({ HALLE_ORIGIN: 'https://halle.example/', PAYMENTS: 'stand-in' }).origin).toBe(
    'https://halle.example',
  );
});

test('settings that processes must share are compared by a short hash, and those of each its own are not', () => {
  const hashes = (source: Record<string, string>) => parseEnv({ ...source }).sharedSettings;
  const one = hashes({ PORT: '3000', LOG_LEVEL: 'warn', MAIL: 'folder' });
  expect(hashes({ PORT: '3001', LOG_LEVEL: 'info', HOST: '0.0.0.0', BACKUP_RECIPIENTS: '', HALLE_ORIGIN: '' })).toEqual(
    one,
  );
  expect(hashes({ PORT: '3001', RELEASE_DAYS: '3' })).not.toEqual(one);
  const token = 'S3_SECRET_ACCESS_KEY_of_a_town';
  const s3 = { STORAGE: 's3', S3_URL: 'https://s3.example.net/b', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: token };
  expect(JSON.stringify(hashes(s3))).not.toContain(token);
});
