// Composition root: env -> database, ledger key, search, payments, mail; starts background.server.ts beside requests.
import { join } from 'node:path';
import pino from 'pino';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { type Db, openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import packageJson from '../package.json' with { type: 'json' };
import { startBackground } from './background.server.ts';
import { refuseUnfinishedCopy } from './backup/copy-marks.server.ts';
import { keepPrivate, requireLocalDisk } from './data-folder.server.ts';
import { createSessions, type Sessions } from './domain/accounts/sessions.server.ts';
import { openTownClock, type TownClock } from './domain/fulfilment/money-clock.server.ts';
import { Keyring } from './domain/ledger/keys.server.ts';
import type { LedgerKey } from './domain/ledger/note.server.ts';
import { checkSavedCheckpoint, saveCheckpoint } from './domain/ledger/saved-checkpoint.server.ts';
import { folderMailer, type Mailer, smtpMailer } from './domain/outbox/mailer.server.ts';
import { makePayments, type Payments } from './domain/payments/stripe.server.ts';
import { type LoadedRules, loadRules } from './domain/reporting/active-rules.server.ts';
import { watchPublicTables } from './domain/reporting/public-version.server.ts';
import { publishVersions } from './domain/scoring/publish-versions.server.ts';
import type { ActiveRules } from './domain/scoring/rules.ts';
import { rebuildIndex } from './domain/search/index-offers.server.ts';
import { builtAt } from './domain/search/index-tables.server.ts';
import { openSearch } from './domain/search/open.server.ts';
import type { SearchEngine } from './domain/search/search.ts';
import { openUnansweredCounts, type UnansweredCounts } from './domain/search/unanswered-searches.server.ts';
import type { Ctx } from './domain/shared/context.ts';
import { isLoopback } from './domain/shared/loopback.ts';
import { clamdScanner, type MalwareScanner } from './domain/shared/malware-scanner.server.ts';
import { openStorage, type Storage } from './domain/shared/storage.server.ts';
import type { Town } from './domain/shared/town.ts';
import { isDemonstration, loadTown } from './domain/towns/towns.server.ts';
import { type Env, EnvError, readEnv } from './env.server.ts';
import { type HealthWatch, watchHealth } from './health/health.server.ts';
import { type ListSolver, openListSolver } from './list-solver.server.ts';
import { type Metrics, openMetrics } from './metrics/metrics.server.ts';
import { openReadBeside, type ReadBeside } from './read-beside.server.ts';
import { type StandIn, startStandIn } from './stand-ins/stripe/stand-in.server.ts';
import { openWitnessPolicy } from './witness-policy.server.ts';

export type Services = {
  env: Env;
  log: pino.Logger;
  db: Db;
  /** The town of the database; read once. */
  town: Town;
  /** Whether the database has the demonstration's accounts, whose password the sign-in page shows. */
  isDemonstration: boolean;
  /** Stewards sign in and decide by password: printed accounts and made-up payments, on this machine alone. */
  passwordSuffices: boolean;
  ledgerKey: LedgerKey;
  /** The method and the factors; a new context takes what is current. */
  rules: LoadedRules;
  search: SearchEngine;
  /** Searches without an answer, gathered here and written each second. */
  unanswered: UnansweredCounts;
  payments: Payments;
  sessions: Sessions;
  standIn: StandIn | null;
  storage: Storage;
  /** Null if the operator has none: documents of suppliers are then kept as they came. */
  malwareScanner: MalwareScanner | null;
  /** By which all is dated, and whether money and states may move by time. */
  clock: TownClock;
  health: HealthWatch;
  /** Reads long beside requests. */
  readBeside: ReadBeside;
  /** Solves buying lists beside requests. */
  listSolver: ListSolver;
  metrics: Metrics;
  /** Runs the outbox and all due background work once. */
  tick: () => Promise<unknown>;
  close: () => Promise<void>;
};

/** Opens everything an instance needs. Throws EnvError if a setting is missing. */
async function openServices(env: Env = readEnv()): Promise<Services> {
  const log = pino({ level: env.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  refuseUnfinishedCopy(env);
  keepPrivate(env.dataDir);
  requireLocalDisk(env.dataDir);
  const db = openDb(join(env.dataDir, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  watchPublicTables(db);
  if (env.payments.kind === 'stripe' && isDemonstration({ db }))
    throw new EnvError(
      `PAYMENTS=stripe, and ${db.$client.name} has the demonstration's accounts, whose password is printed: use an empty data folder (HALLE_DATA).`,
    );
  const town = { ...loadTown({ db }), bankIban: env.bankIban, twoPeopleAboveCents: env.twoPeopleAboveCents };
  const keyring = new Keyring(db, join(env.dataDir, 'keys'), env.ledgerOrigin);
  const keptHead = join(env.dataDir, 'keys', 'ledger.checkpoint');
  const boot = {
    db,
    actor: { kind: 'system', name: 'boot' } as const,
    now: new Date(),
    locale: sourceLocale,
    town,
    ledgerKey: keyring.current,
  };
  checkSavedCheckpoint(boot, keptHead);
  for (const sentence of openWitnessPolicy(boot, env)) log.warn(sentence);
  const search = openSearch(
    db,
    env.search.kind === 'meilisearch' ? { ...env.search, owner: env.origin } : null,
    (fault) =>
      fault
        ? log.warn(fault, 'search answered by the embedded engine')
        : log.info('search answered by Meilisearch again'),
  );
  const standIn = env.payments.kind === 'stand-in' ? await openStandIn(env, env.payments) : null;
  const payments = makePayments(standIn ?? (env.payments as Extract<Env['payments'], { kind: 'stripe' }>));
  const rules = loadRules(db);
  publishVersions({ ...boot, ...rules.current });
  const storage = openStorage(env.storage, env.dataDir);
  await storage.refusesTakenKeys().then(
    (refuses) =>
      refuses || log.warn('the storage cannot refuse a taken key: only the hash in a name keeps two makers apart'),
    (err) => log.error({ err }, 'the storage did not answer at start'),
  );
  const mailer = openMailer(env, town);
  mailer.verify().catch((err) => log.warn({ err }, 'the mail server does not answer: letters wait'));
  const clock = openTownClock(() => ({ ...boot, now: new Date() }));
  clock.look();
  const context = (): Ctx & ActiveRules & { ledgerKey: LedgerKey; payments: Payments } => ({
    db,
    actor: { kind: 'system', name: 'outbox' },
    now: clock.now(),
    locale: sourceLocale,
    town,
    ledgerKey: keyring.current,
    payments,
    ...rules.current,
  });

  if (builtAt(db) === null)
    await rebuildIndex(context(), search).catch((err) => log.error({ err }, 'the index could not be built at start'));
  await search.configure();
  const failures = new Map<string, number>();
  const health = watchHealth({
    ...{ db, search, storage, mailer, clock, failures },
    dataDir: env.dataDir,
    isDemonstration: isDemonstration({ db }),
  });
  const { askOutside } = health;
  const readBeside = openReadBeside(context);
  const listSolver = openListSolver({ context, log });
  const unanswered = openUnansweredCounts(context);
  const background = startBackground({
    ...{
      env,
      log,
      rules,
      search,
      storage,
      mailer,
      keyring,
      keptHead,
      clock,
      failures,
      askOutside,
      readBeside,
      unanswered,
      context,
    },
  });
  await background.firstWitnesses();

  return {
    env,
    log,
    db,
    town,
    isDemonstration: isDemonstration({ db }),
    passwordSuffices:
      isDemonstration({ db }) && env.payments.kind === 'stand-in' && isLoopback(new URL(env.origin).hostname),
    get ledgerKey() {
      return keyring.current;
    },
    rules,
    search,
    unanswered,
    payments,
    standIn,
    storage,
    malwareScanner: env.clamd && clamdScanner(env.clamd),
    clock,
    health,
    readBeside,
    listSolver,
    metrics: openMetrics({ db, version: packageJson.version, health }),
    tick: background.tick,
    sessions: createSessions(db, env.origin.startsWith('https:')),
    async close() {
      await background.stop();
      await listSolver.close();
      saveCheckpoint(context(), keptHead);
      standIn?.close();
      db.$client.close();
    },
  };
}

export function openMailer({ mail, dataDir }: Env, town: Town): Mailer {
  return mail.kind === 'smtp'
    ? smtpMailer(mail.url, mail.from, undefined, mail.mustEncrypt)
    : folderMailer(join(dataDir, 'mail'), `Halle <${town.contact.email}>`);
}

async function openStandIn(env: Env, settings: Extract<Env['payments'], { kind: 'stand-in' }>): Promise<StandIn> {
  const open = (port: number) =>
    startStandIn({
      file: join(env.dataDir, 'stand-in', 'stripe.sqlite'),
      port,
      origin: settings.origin,
      webhookUrl: () => `http://${ownAddress(env)}:${env.port}/webhooks/stripe`,
    });
  return open(settings.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (settings.isPortAsked)
      throw new EnvError(`STAND_IN_PORT is taken; set it to another port than ${settings.port}.`);
    return open(0);
  });
}

/** The address at which this machine reaches its own server: 0.0.0.0 and :: are no destination. */
function ownAddress({ host }: Env): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** One instance of the services per process, even if a development server loads this module again. */
const shared = globalThis as { __services?: Promise<Services> };

export function getServices(): Promise<Services> {
  shared.__services ??= openServices();
  return shared.__services;
}
