// All services on a clone of the seeded town, with the payment stand-in on its own port. Routes use them as their

// own.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { inject, onTestFinished } from 'vitest';
import { createSessions, openSession } from '#app/domain/accounts/sessions.server.ts';
import type { SettlementCtx } from '#app/domain/checkout/sync-payment.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { makePayments } from '#app/domain/payments/stripe.server.ts';
import { loadRules } from '#app/domain/reporting/active-rules.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { openUnansweredCounts } from '#app/domain/search/unanswered-searches.server.ts';
import { folderStorage } from '#app/domain/shared/storage.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import { type Env, parseEnv } from '#app/env.server.ts';
import { watchHealth } from '#app/health/health.server.ts';
import { openReadBeside } from '#app/read-beside.server.ts';
import { type StandIn, type StandInOptions, startStandIn } from '#app/stand-ins/stripe/stand-in.server.ts';
import type { Services } from '#app/wiring.server.ts';
import { openDb } from '#db/client.ts';
import { camille, orderAndStart } from './errands.ts';

export type { Fault } from '#app/stand-ins/stripe/faults.ts';
export { camille, checkoutOf, offerId } from './errands.ts';

export type TestTown = Services &
  ActiveRules & {
    standIn: StandIn;
    ctx: (email?: string, now?: Date) => SettlementCtx;
    cookie: (email: string) => Promise<string>;
  };

/**
 * The fee of a payment is known at once, unless `feeSeconds` says otherwise. A demonstration, unless it has a
 * `realOrigin`: there stewards need more than a password. `onDisk`: the database is a file of its data folder.
 */
export async function openTown(
  options: Pick<StandInOptions, 'faults' | 'feeSeconds'> & { realOrigin?: string; onDisk?: true } = {},
): Promise<TestTown> {
  const folder = mkdtempSync(join(tmpdir(), 'halle-test-'));
  const { realOrigin, onDisk, ...standInOptions } = options;
  const env: Env = parseEnv({
    HALLE_DATA: folder,
    NODE_ENV: 'test',
    PAYMENTS: 'stand-in',
    HALLE_ORIGIN: realOrigin ?? 'http://halle.test',
    LOG_LEVEL: 'silent',
  });
  const db = openDb(onDisk ? copyImage(join(folder, 'halle.sqlite')) : readFileSync(inject('seededImage')));
  const standIn = await startStandIn({
    file: ':memory:',
    webhookUrl: () => 'http://127.0.0.1:9/',
    feeSeconds: () => 0,
    ...standInOptions,
  });
  // With injected faults there are no network retries, so that our own code meets each fault at once.
  const payments = makePayments({ ...standIn, networkRetries: options.faults ? 0 : 2 });
  const ledgerKey = loadLedgerKey(inject('ledgerKeyFile'), 'halle.test/ledger');
  const record = { ...loadTown({ db }), bankIban: env.bankIban, twoPeopleAboveCents: env.twoPeopleAboveCents };
  const rules = loadRules(db);
  const sessions = createSessions(db, false);
  const userId = (email: string) =>
    db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
  const town: TestTown = {
    env,
    log: pino({ level: 'silent' }),
    db,
    town: record,
    isDemonstration: true,
    passwordSuffices: realOrigin === undefined,
    ledgerKey,
    rules,
    get method() {
      return rules.current.method;
    },
    get factors() {
      return rules.current.factors;
    },
    search: embeddedEngine(db),
    payments,
    sessions,
    standIn,
    storage: folderStorage(join(folder, 'files')),
    malwareScanner: null,
    clock: {
      look: () => ({ state: 'right', until: new Date(), hasStepped: false }),
      state: () => 'right',
      now: () => new Date(),
    },
    metrics: { read: async () => ({ type: 'text/plain', text: '' }), countAnswer: () => {} },
    health: watchHealth({
      ...{
        db,
        dataDir: folder,
        storage: folderStorage(join(folder, 'files')),
        failures: new Map(),
        isDemonstration: true,
      },
      search: embeddedEngine(db),
      mailer: { verify: async () => {} },
      clock: { state: () => 'right' },
    }),
    readBeside: openReadBeside(() => town.ctx()),
    listSolver: { ask: () => true, close: async () => {} },
    unanswered: openUnansweredCounts(() => town.ctx()),
    tick: async () => {},
    close: async () => {},
    ctx: (email = camille, now = new Date()) => ({
      db,
      actor: { kind: 'user', userId: userId(email) },
      now,
      locale: 'fr',
      town: record,
      ledgerKey,
      payments,
      ...rules.current,
    }),
    cookie: async (email) => {
      const opened = await openSession(sessions, userId(email), null, { method: 'password', userAgent: '' });
      return `${opened.name}=${opened.value}`;
    },
  };
  (globalThis as { __services?: Promise<Services> }).__services = Promise.resolve(town);
  onTestFinished(() => {
    standIn.close();
    db.$client.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return town;
}

export const karim = 'karim@incubateur-112.example';

export function stockOf(town: TestTown, slug: string): number {
  return town.db.$client.prepare('select stock from offers where slug = ?').pluck().get(slug) as number;
}

/** Fills a basket, places the order and starts the payment. */
export function placeAndStart(town: TestTown, quantities: Record<string, number>, ctx = town.ctx()) {
  return orderAndStart(ctx, town.env.origin, quantities);
}

/** Presses a button of the stand-in's payment page. */
export async function press(town: TestTown, sessionId: string, choice: string): Promise<Response> {
  const body = new FormData();
  body.set('choice', choice);
  return town.standIn.pages(new Request(`http://halle.test/pay/${sessionId}`, { method: 'POST', body }));
}

function copyImage(file: string): string {
  copyFileSync(inject('seededImage'), file);
  return file;
}
