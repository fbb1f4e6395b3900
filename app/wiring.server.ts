// Composition root: env -> database, ledger key, search, payments, mail, and the work that runs beside requests.
import { join } from 'node:path';
import pino from 'pino';
import { type Db, migrateDb, openDb } from '#db/client.ts';
import { makeInvoiceFile } from './documents/invoice-file.server.ts';
import { makeSessions, type Sessions } from './domain/accounts/sessions.server.ts';
import { enterOlderPayments } from './domain/checkout/books.server.ts';
import { learnCharges } from './domain/checkout/charges.server.ts';
import { expireOverdue } from './domain/checkout/fulfil.server.ts';
import { pollEvents } from './domain/checkout/poll-events.server.ts';
import { publishVersions } from './domain/checkout/publish.server.ts';
import { reconcile } from './domain/checkout/reconcile.server.ts';
import { refundNow } from './domain/checkout/refund-now.server.ts';
import { retryTransfers, settlePart, transferNow } from './domain/checkout/settle-part.server.ts';
import { refreshUnready } from './domain/checkout/take-event.server.ts';
import { runImports } from './domain/imports/run.server.ts';
import { askWitness, readWitnesses } from './domain/ledger/cosignatures.server.ts';
import { checkKeptHead, keepHead } from './domain/ledger/kept-head.server.ts';
import { openLedgerKey } from './domain/ledger/keys.server.ts';
import type { LedgerKey } from './domain/ledger/note.server.ts';
import { folderMailer, smtpMailer } from './domain/outbox/mailer.server.ts';
import { type Deliver, drainOutbox } from './domain/outbox/outbox.server.ts';
import { makePayments, type Payments } from './domain/payments/stripe.server.ts';
import { closeForgotten } from './domain/preparing/forgotten.server.ts';
import { restoreMethod } from './domain/proving/method-versions.server.ts';
import { keepProofs } from './domain/proving/upkeep.server.ts';
import { refreshScores, scoresAreStale } from './domain/scoring/scores.server.ts';
import { indexIsStale, indexOffers, reindex } from './domain/search/documents.server.ts';
import { builtAt } from './domain/search/index-tables.server.ts';
import { openSearch } from './domain/search/open.server.ts';
import { tellNews } from './domain/search/saved.server.ts';
import type { SearchEngine } from './domain/search/search.ts';
import { type Ctx, today } from './domain/shared/context.ts';
import { openStorage, type Storage } from './domain/shared/storage.server.ts';
import { type Env, readEnv } from './env.server.ts';
import { composeMail } from './mail/compose.server.ts';
import { type StandIn, startStandIn } from './stand-ins/stripe/stand-in.server.ts';

export type Hall = {
  env: Env;
  log: pino.Logger;
  db: Db;
  ledgerKey: LedgerKey;
  search: SearchEngine;
  payments: Payments;
  sessions: Sessions;
  standIn: StandIn | null;
  storage: Storage;
  /** Runs the outbox and the sweeper once, now. */
  tick: () => Promise<void>;
  close: () => Promise<void>;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const witnessMs = 10_000;

/** Opens everything an instance needs. Throws EnvError with one sentence when a setting is missing. */
async function openHall(env: Env = readEnv()): Promise<Hall> {
  const log = pino({ level: env.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const db = openDb(join(env.dataDir, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  const ledgerKey = openLedgerKey(db, join(env.dataDir, 'keys'), env.ledgerOrigin);
  const keptHead = join(env.dataDir, 'keys', 'ledger.checkpoint');
  const boot = {
    db,
    actor: { kind: 'system', name: 'boot' } as const,
    now: new Date(),
    locale: 'fr' as const,
    ledgerKey,
  };
  checkKeptHead(boot, keptHead);
  const witnesses = readWitnesses(env.witnesses);
  const search = openSearch(db, env.search.kind === 'meilisearch' ? env.search : null, (err) =>
    log.warn({ err }, 'search answered by the embedded engine'),
  );
  const standIn = env.payments.kind === 'stand-in' ? await openStandIn(env) : null;
  const payments = makePayments(standIn ?? (env.payments as Extract<Env['payments'], { kind: 'stripe' }>));
  restoreMethod({ db });
  publishVersions(boot);
  const storage = openStorage(env.storage, env.dataDir);
  const mailer =
    env.mail.kind === 'smtp' ? smtpMailer(env.mail.url, env.mail.from) : folderMailer(join(env.dataDir, 'mail'));
  const context = (): Ctx & { ledgerKey: LedgerKey; payments: Payments } => ({
    db,
    actor: { kind: 'system', name: 'outbox' },
    now: new Date(),
    locale: 'fr',
    ledgerKey,
    payments,
  });

  const deliver: Deliver = async ({ kind, key, payload }) => {
    if (kind === 'search') return indexOffers(context(), search, payload.offerIds as number[]);
    if (kind === 'refund') return refundNow(context(), String(payload.refundId));
    if (kind === 'document')
      return makeInvoiceFile({ ...context(), storage, bankIban: env.bankIban }, String(payload.invoiceId));
    if (kind === 'settle') return settlePart(context(), String(payload.orderId), String(payload.supplierId));
    if (kind === 'transfer') return transferNow(context(), String(payload.transferId));
    const mail = composeMail(context(), payload, env.origin);
    if (mail) await mailer.send(key, mail, new Date());
  };
  /** The day for which reminders, expiries and draws are done. */
  let keptOn: string | null = null;
  let pollAt = 0;
  let retryAt = 0;
  let reconcileAt = 0;
  const steps = {
    outbox: () => drainOutbox(context(), deliver),
    reservations: () => expireOverdue(context(), (err, orderId) => log.error({ err, orderId }, 'could not expire')),
    scores: async () => {
      if (keptOn !== today(new Date())) {
        keepProofs(context());
        closeForgotten(context(), (err, orderId) => log.error({ err, orderId }, 'could not close'));
        keptOn = today(new Date());
      }
      const faded = scoresAreStale(context());
      if (faded) refreshScores(context());
      if (faded || indexIsStale(context())) await reindex(context(), search);
    },
    events: async () => {
      if (Date.now() < pollAt) return;
      pollAt = Date.now() + minuteMs;
      await learnCharges(context(), (err, sessionId) => log.error({ err, sessionId }, 'could not learn a charge'));
      await pollEvents(context(), (err, eventId) => log.error({ err, eventId }, 'could not settle an event'));
    },
    transfers: async () => {
      if (Date.now() < retryAt) return;
      retryAt = Date.now() + hourMs;
      retryTransfers(context());
      await refreshUnready(context(), (err, accountId) => log.error({ err, accountId }, 'could not ask about'));
    },
    books: async () => {
      if (Date.now() < reconcileAt) return;
      reconcileAt = Date.now() + hourMs; // when the provider does not answer
      const differences = await reconcile(context());
      reconcileAt = Date.now() + 24 * hourMs;
      for (const difference of differences) log.error(difference, 'the books differ from the provider');
    },
    head: async () => keepHead(context(), keptHead),
    // After the scores of the day: what they made appear is news too.
    searches: () => tellNews(context(), search),
  };
  if (builtAt(db) === null)
    await reindex(context(), search).catch((err) => log.error({ err }, 'the index could not be built at start'));
  await search.configure();
  enterOlderPayments(context());
  let running = Promise.resolve();
  /** One after the other; a step that fails is logged and the next ones still run. */
  const tick = () => {
    running = running.then(async () => {
      for (const [step, work] of Object.entries(steps)) {
        try {
          await work();
        } catch (err) {
          log.error({ err, step }, 'background work failed');
        }
      }
    });
    return running;
  };
  // Files are read and written beside the other work, which they must not hold up.
  let stopping = false;
  let importing: Promise<void> | null = null;
  const runFiles = () => {
    const onError = (err: unknown) => log.error({ err, step: 'imports' }, 'background work failed');
    importing ??= runImports({ ...context(), storage }, { stop: () => stopping, onError })
      .catch(onError)
      .finally(() => {
        importing = null;
      });
  };
  // A witness that does not answer holds up nothing.
  let witnessing: Promise<void> | null = null;
  let witnessAt = 0;
  const beSeen = () => {
    if (witnesses.length === 0 || Date.now() < witnessAt) return;
    witnessing ??= Promise.all(
      witnesses.map((one) =>
        askWitness(context(), one).catch((err) => log.error({ err, url: one.url }, 'not witnessed')),
      ),
    ).then(() => {
      witnessAt = Date.now() + witnessMs;
      witnessing = null;
    });
  };
  let following: Promise<void> | null = null;
  const follow = () => {
    following ??= search
      .settle()
      .catch((err) => log.error({ err, step: 'search' }, 'background work failed'))
      .finally(() => {
        following = null;
      });
  };
  const timer = setInterval(() => {
    runFiles();
    follow();
    beSeen();
    return tick();
  }, 1000);
  timer.unref();

  return {
    env,
    log,
    db,
    ledgerKey,
    search,
    payments,
    standIn,
    storage,
    tick,
    sessions: makeSessions(db, env.origin.startsWith('https:')),
    async close() {
      clearInterval(timer);
      stopping = true;
      await search.close();
      await importing;
      await following;
      await witnessing;
      keepHead(context(), keptHead);
      standIn?.close();
      db.$client.close();
    },
  };
}

function openStandIn(env: Env): Promise<StandIn> {
  return startStandIn({
    file: join(env.dataDir, 'stand-in', 'stripe.sqlite'),
    // The development server mounts nothing beside Remix, so there the page stands on the stand-in's own port.
    pagesUrl: import.meta.env.DEV ? null : `${env.origin}/stand-in`,
    webhookUrl: () => `http://127.0.0.1:${env.port}/webhooks/stripe`,
  });
}

/** One hall for a process, also when a development server loads this module again. */
const shared = globalThis as { __hall?: Promise<Hall> };

export function hall(): Promise<Hall> {
  shared.__hall ??= openHall();
  return shared.__hall;
}
