// The only reader of process.env: parsed once into typed settings.
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { CopySettings } from '#app/domain/ledger/copied-heads.server.ts';
import { readIban } from '#app/domain/shared/identifiers/iban.ts';
import type { IdentifierRefusals } from '#app/domain/shared/identifiers/identifier.ts';
import { isLoopback } from '#app/domain/shared/loopback.ts';
import { exampleIban } from '#app/domain/shared/town.ts';
import { SetupError } from '#db/setup-error.ts';
import { type BackupEnv, backupSettings, parseBackupSettings } from './backup-settings.server.ts';
import { findCleartextSetting, mayBeCleartext } from './cleartext-settings.server.ts';
import { parseTrustedProxy, type TrustedProxy } from './http/trusted-proxy.ts';
import { findWrongStripeSetting } from './payment-settings.server.ts';
import { hashSharedSettings } from './shared-settings.server.ts';

const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'is no name or address of this machine')
    .default('127.0.0.1'),
  HALLE_ORIGIN: z.url().optional(),
  HALLE_DATA: z
    .string()
    .min(1)
    .refine((folder) => !['undefined', 'null'].includes(folder), 'it is the name of a value that was not set')
    .default('./data'),
  PAYMENTS: z.enum(['stand-in', 'stripe']).optional(),
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_API_BASE: z.url().optional(),
  STAND_IN_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  STAND_IN_ORIGIN: z.url().optional(),
  SEARCH: z.enum(['embedded', 'meilisearch']).default('embedded'),
  MEILI_URL: z.url().optional(),
  MEILI_API_KEY: z.string().min(1).optional(),
  MEILI_INDEX_PREFIX: z
    .string()
    .regex(/^[\w-]*$/, 'may hold letters, digits, _ and -')
    .default('halle_'),
  STORAGE: z.enum(['folder', 's3']).default('folder'),
  S3_URL: z.url().optional(),
  S3_REGION: z.string().min(1).default('auto'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  COMPANY_DIRECTORY_URL: z.url().optional(),
  BANK_IBAN: z.string().transform(bankIban).optional(),
  TWO_PEOPLE_ABOVE: z.coerce.number('is no number of euros').int().min(0).max(1_000_000).default(1000),
  RELEASE_DAYS: z.coerce.number('is no number of days').int().min(0).max(30).default(2),
  MAIL: z.enum(['folder', 'smtp']).default('folder'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://')
    .refine((url) => URL.canParse(url), 'is no address: a sign such as # or @ in a password is written %23 or %40')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'is neither name@domain nor Name <name@domain>')
    .optional(),
  LEDGER_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, 'has a space or a plus sign')
    .default('halle.example/ledger'),
  LEDGER_WITNESSES: z.string().default(''),
  LEDGER_POLICY: z.string().min(1).optional(),
  LEDGER_WITNESS_MINUTES: z.coerce.number('is no number of minutes').min(0.02).max(10_080).default(15),
  LEDGER_COPY_SECONDS: z.coerce.number('is no number of seconds').int().min(0).max(3600).default(0),
  LEDGER_COPY_MARK: z.string().min(1).optional(),
  CLEARTEXT_HOSTS: z.string().default(''),
  CLAMD: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}$/, 'is not HOST:PORT')
    .optional(),
  TRUSTED_PROXY: z
    .string()
    .refine(
      (setting) => parseTrustedProxy(setting),
      'is neither a number of proxies (1 to 5) nor addresses and networks',
    )
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'is shorter than 16 letters').optional(),
  ...backupSettings,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const ibanFaults: Record<IdentifierRefusals['iban'], string> = {
  shape: 'it does not begin with two letters and two digits',
  overseas: 'an account overseas is written with FR',
  country: 'its country has no IBANs',
  length: 'it has not the length of its country',
  key: 'its check digits are wrong',
  'rib-key': 'its RIB key is wrong',
};

function bankIban(typed: string, context: z.RefinementCtx): string {
  const iban = readIban(typed);
  if (iban.ok) return iban.value;
  context.addIssue({ code: 'custom', message: ibanFaults[iban.reason] });
  return z.NEVER;
}

export type PaymentSettings =
  | {
      kind: 'stand-in';
      /** Its port on loopback. If it is in use and `isPortAsked` is false, any free port replaces it. */
      port: number;
      isPortAsked: boolean;
      /** Public scheme, host and port of its pages; null for its own loopback address. */
      origin: string | null;
    }
  | {
      kind: 'stripe';
      secretKey: string;
      webhookSecret: string;
      connectWebhookSecret: string;
      /** Base address of the API if it is not Stripe's own. */
      apiBase: URL | null;
    };
export type Search = { kind: 'embedded' } | { kind: 'meilisearch'; url: string; apiKey: string; indexPrefix: string };

export type StorageSettings =
  | { kind: 'folder' }
  | { kind: 's3'; url: string; region: string; accessKeyId: string; secretAccessKey: string };

/** The destination of mail. */
export type MailEnv = { kind: 'folder' } | { kind: 'smtp'; url: string; from: string; mustEncrypt: boolean };

export type Env = {
  mode: 'development' | 'test' | 'production';
  port: number;
  /** The address that it listens on; loopback unless another is named. */
  host: string;
  /** Whose `X-Forwarded-For` counts; null: none, the client is the socket's address. */
  trustedProxy: TrustedProxy | null;
  /** The ClamAV daemon that looks at uploaded documents; null if there is none. */
  clamd: { host: string; port: number } | null;
  /** Public scheme, host and port; all links and the Origin check use it, never the Host header. */
  origin: string;
  dataDir: string;
  payments: PaymentSettings;
  search: Search;
  storage: StorageSettings;
  backup: BackupEnv;
  /** The bearer token of `/metrics`; null: there is no such page. */
  metricsToken: string | null;
  mail: MailEnv;
  /** Days after a hand-over on which the supplier is paid, unless the buyer said before that the goods are there. */
  releaseDays: number;
  /** Decisions of stewards above this sum need a second one of them. */
  twoPeopleAboveCents: number;
  /** The cooperative's bank account, printed on invoices; null disables orders on account. */
  bankIban: string | null;
  /** Address of the public company directory; null disables the look-up. */
  companyDirectory: string | null;
  ledgerOrigin: string;
  /** Witnesses that cosign the ledger: `KEY URL`, separated by semicolons; any one of them suffices. */
  witnesses: string;
  /** A file with the whole policy, which counts instead; null: none. */
  policyFile: string | null;
  /** How far a copy of the database is behind, as `activateCopies` takes it. */
  copies: CopySettings;
  /** Hosts that may be spoken to without encryption, separated by commas. */
  cleartextHosts: string;
  /** How old the cosignatures of a quorum may be. */
  witnessAgeSeconds: number;
  logLevel: string;
  /** Short hashes of the settings that all processes of a data folder must share, by name. */
  sharedSettings: Record<string, string>;
};

/** A setting is missing or invalid. The message is one sentence that names the variable. */
export class EnvError extends SetupError {}

/** The settings of this process, from its environment and a `.env` file if there is one. Throws EnvError. */
export function readEnv(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseEnv(process.env);
}

/** Parses settings from `source`; empty strings count as unset. Throws EnvError. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settings.safeParse(filled);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new EnvError(`${issue.path.join('.')} is not valid: ${issue.message}.`);
  }
  const s = parsed.data;
  const { origin } = new URL(s.HALLE_ORIGIN ?? `http://localhost:${s.PORT}`);
  const inClear = findCleartextSetting(s);
  if (inClear) throw new EnvError(inClear);
  return {
    mode: s.NODE_ENV,
    port: s.PORT,
    host: s.HOST,
    clamd: s.CLAMD === undefined ? null : clamd(s.CLAMD),
    trustedProxy: s.TRUSTED_PROXY ? parseTrustedProxy(s.TRUSTED_PROXY) : null,
    origin,
    dataDir: s.HALLE_DATA,
    payments: payments(s, origin),
    search: search(s),
    storage: storage(s),
    backup: backup(s),
    metricsToken: s.METRICS_TOKEN ?? null,
    mail: mail(s),
    releaseDays: s.RELEASE_DAYS,
    twoPeopleAboveCents: s.TWO_PEOPLE_ABOVE * 100,
    bankIban: s.BANK_IBAN ?? (s.PAYMENTS === 'stripe' ? null : exampleIban),
    companyDirectory: s.COMPANY_DIRECTORY_URL ?? null,
    ledgerOrigin: s.LEDGER_ORIGIN,
    witnesses: s.LEDGER_WITNESSES,
    policyFile: s.LEDGER_POLICY ?? null,
    copies: { delaySeconds: s.LEDGER_COPY_SECONDS, mark: s.LEDGER_COPY_MARK ?? null },
    cleartextHosts: s.CLEARTEXT_HOSTS,
    witnessAgeSeconds: Math.ceil(s.LEDGER_WITNESS_MINUTES * 60),
    logLevel: s.LOG_LEVEL,
    sharedSettings: hashSharedSettings(s),
  };
}

function payments(s: z.infer<typeof settings>, origin: string): PaymentSettings {
  if (s.PAYMENTS === 'stripe') {
    const keys = {
      secretKey: need(s.STRIPE_SECRET_KEY, 'STRIPE_SECRET_KEY', 'PAYMENTS=stripe'),
      webhookSecret: need(s.STRIPE_WEBHOOK_SECRET, 'STRIPE_WEBHOOK_SECRET', 'PAYMENTS=stripe'),
      connectWebhookSecret: need(s.STRIPE_CONNECT_WEBHOOK_SECRET, 'STRIPE_CONNECT_WEBHOOK_SECRET', 'PAYMENTS=stripe'),
    };
    const wrong = findWrongStripeSetting({ ...keys, apiBase: s.STRIPE_API_BASE ?? null, origin });
    if (wrong) throw new EnvError(wrong);
    return { kind: 'stripe', ...keys, apiBase: s.STRIPE_API_BASE ? new URL(s.STRIPE_API_BASE) : null };
  }
  if (s.PAYMENTS === undefined && s.NODE_ENV === 'production') {
    throw new EnvError('PAYMENTS must be named in production: stripe, or stand-in for a demonstration.');
  }
  // Left out by mistake, it would let a real town give its goods away.
  if (s.PAYMENTS === undefined && origin.startsWith('https:') && !isLoopback(new URL(origin).hostname)) {
    throw new EnvError(`PAYMENTS must be named at ${origin}: stripe, or stand-in for a demonstration.`);
  }
  return standIn(s, origin);
}

/** The stand-in's pages stand on another origin than ours, as Stripe's do. */
function standIn(s: z.infer<typeof settings>, origin: string): PaymentSettings {
  if (s.STAND_IN_PORT !== undefined && s.STAND_IN_PORT !== 0 && s.STAND_IN_PORT === s.PORT)
    throw new EnvError('STAND_IN_PORT is the same as PORT; the stand-in for Stripe needs its own.');
  const pages = s.STAND_IN_ORIGIN ? new URL(s.STAND_IN_ORIGIN).origin : null;
  if (pages === origin) throw new EnvError('STAND_IN_ORIGIN is the same as HALLE_ORIGIN; the stand-in needs its own.');
  const next = s.PORT === 0 || s.PORT === 65_535 ? 0 : s.PORT + 1;
  return { kind: 'stand-in', port: s.STAND_IN_PORT ?? next, isPortAsked: Boolean(s.STAND_IN_PORT), origin: pages };
}

function search(s: z.infer<typeof settings>): Search {
  if (s.SEARCH === 'embedded') return { kind: 'embedded' };
  return {
    kind: 'meilisearch',
    url: need(s.MEILI_URL, 'MEILI_URL', 'SEARCH=meilisearch'),
    apiKey: need(s.MEILI_API_KEY, 'MEILI_API_KEY', 'SEARCH=meilisearch'),
    indexPrefix: s.MEILI_INDEX_PREFIX,
  };
}

function storage(s: z.infer<typeof settings>): StorageSettings {
  if (s.STORAGE === 'folder') return { kind: 'folder' };
  return {
    kind: 's3',
    url: need(s.S3_URL, 'S3_URL', 'STORAGE=s3'),
    region: s.S3_REGION,
    accessKeyId: need(s.S3_ACCESS_KEY_ID, 'S3_ACCESS_KEY_ID', 'STORAGE=s3'),
    secretAccessKey: need(s.S3_SECRET_ACCESS_KEY, 'S3_SECRET_ACCESS_KEY', 'STORAGE=s3'),
  };
}

function backup(s: z.infer<typeof settings>): BackupEnv {
  const parsed = parseBackupSettings(s);
  if (typeof parsed === 'string') throw new EnvError(parsed);
  return parsed;
}

function mail(s: z.infer<typeof settings>): MailEnv {
  if (s.MAIL === 'folder') return { kind: 'folder' };
  const url = need(s.SMTP_URL, 'SMTP_URL', 'MAIL=smtp');
  const from = need(s.MAIL_FROM, 'MAIL_FROM', 'MAIL=smtp');
  return { kind: 'smtp', url, from, mustEncrypt: !mayBeCleartext(new URL(url).hostname, s.CLEARTEXT_HOSTS) };
}

function need(value: string | undefined, name: string, asked: string): string {
  if (value === undefined) throw new EnvError(`${name} is missing, and ${asked} needs it.`);
  return value;
}

function clamd(setting: string): Env['clamd'] {
  const [host = '', port = ''] = setting.split(':');
  return { host, port: Number(port) };
}
