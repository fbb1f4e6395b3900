// Background work beside requests: outbox, due work, reconciliation with the provider, files, witnesses.
import type pino from 'pino';
import { makeInvoiceFile } from './documents/invoice-file.server.ts';
import { pollEvents } from './domain/checkout/poll-events.server.ts';
import { refreshUnreadyAccounts } from './domain/checkout/provider-events.server.ts';
import { expireOverdueOrders } from './domain/checkout/sync-payment.server.ts';
import { vacuumDatabase } from './domain/erasure/erasure.server.ts';
import { runEvidenceUpkeep } from './domain/evidence/upkeep.server.ts';
import { closeAbandonedParts } from './domain/fulfilment/abandoned-parts.server.ts';
import { runImports } from './domain/imports/run.server.ts';
import { requestCosignature, type WitnessAddress } from './domain/ledger/cosignatures.server.ts';
import type { LedgerKey } from './domain/ledger/note.server.ts';
import { saveCheckpoint } from './domain/ledger/saved-checkpoint.server.ts';
import type { Mailer } from './domain/outbox/mailer.server.ts';
import { type Deliver, drainOutbox } from './domain/outbox/outbox.server.ts';
import type { Payments } from './domain/payments/stripe.server.ts';
import type { LoadedRules } from './domain/reporting/active-rules.server.ts';
import { publishTown } from './domain/reporting/publication.server.ts';
import type { ActiveRules } from './domain/scoring/rules.ts';
import { refreshScores, scoresAreStale } from './domain/scoring/scores.server.ts';
import { deliverReindex, indexIsStale, rebuildIndex } from './domain/search/index-offers.server.ts';
import { sendSearchAlerts } from './domain/search/saved-searches.server.ts';
import type { SearchEngine } from './domain/search/search.ts';
import { recordMissingCharges } from './domain/settlement/charges.server.ts';
import { executeRefund } from './domain/settlement/execute-refund.server.ts';
import { reconcileBooks } from './domain/settlement/reconcile.server.ts';
import { executeTransfer, retryTransfers, settlePart } from './domain/settlement/settle-part.server.ts';
import { type Ctx, localDay } from './domain/shared/context.ts';
import type { Storage } from './domain/shared/storage.server.ts';
import type { Env } from './env.server.ts';
import { composeMail } from './mail/compose.server.ts';

type Parts = {
  env: Env;
  log: pino.Logger;
  rules: LoadedRules;
  search: SearchEngine;
  storage: Storage;
  mailer: Mailer;
  witnesses: readonly WitnessAddress[];
  /** The file that stores the latest checkpoint. */
  keptHead: string;
  /** A new context with the current time. */
  context: () => Ctx & ActiveRules & { ledgerKey: LedgerKey; payments: Payments };
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const witnessMs = 10_000;

/** Runs every second from now on. `tick` runs the outbox and all due work once; `stop` waits for work in progress. */
export function startBackground(parts: Parts): { tick: () => Promise<void>; stop: () => Promise<void> } {
  const { log, search, storage, witnesses, context } = parts;
  const steps = stepsOf(parts);
  let running = Promise.resolve();
  /** Steps run one after the other; a failed step is logged and the next ones still run. */
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
  let stopping = false;
  const failed = (step: string) => (err: unknown) => log.error({ err, step }, 'background work failed');
  // Runs beside the other work, which none of these may delay.
  const files = oneAtATime(() =>
    runImports({ ...context(), storage }, { stop: () => stopping, onError: failed('imports') }).catch(
      failed('imports'),
    ),
  );
  const index = oneAtATime(() => search.flush().catch(failed('search')));
  const seen = oneAtATime(
    withTimeLimit(witnessMs, () =>
      Promise.all(
        witnesses.map((one) =>
          requestCosignature(context(), one).catch((err) => log.error({ err, url: one.url }, 'not witnessed')),
        ),
      ),
    ),
  );
  const timer = setInterval(() => {
    files.start();
    index.start();
    seen.start();
    void tick();
  }, 1000);
  timer.unref();
  return {
    tick,
    async stop() {
      clearInterval(timer);
      stopping = true;
      await search.close();
      for (const work of [files, index, seen]) await work.underWay();
    },
  };
}

function stepsOf({
  env,
  log,
  rules,
  search,
  storage,
  mailer,
  keptHead,
  context,
}: Parts): Record<string, () => unknown> {
  const deliver: Deliver = async ({ kind, key, payload }) => {
    if (kind === 'search') return deliverReindex(context(), search, payload);
    if (kind === 'refund') return executeRefund(context(), String(payload.refundId));
    if (kind === 'document')
      return makeInvoiceFile({ ...context(), storage, bankIban: env.bankIban }, String(payload.invoiceId));
    if (kind === 'scrub') return vacuumDatabase(context());
    if (kind === 'settle') return settlePart(context(), String(payload.orderId), String(payload.supplierId));
    if (kind === 'transfer') return executeTransfer(context(), String(payload.transferId));
    const mail = composeMail(context(), payload, env.origin);
    if (mail) await mailer.send(key, mail, new Date());
  };
  /** The local day for which daily upkeep (reminders, expiries, draws, the town's figures) has run. */
  let keptOn: string | null = null;
  let reconcileAt = 0;
  return {
    // Takes versions that another process has published.
    rules: () => rules.reload(),
    outbox: () => drainOutbox(context(), deliver),
    reservations: () =>
      expireOverdueOrders(context(), (err, orderId) => log.error({ err, orderId }, 'could not expire')),
    scores: async () => {
      if (keptOn !== localDay(new Date())) {
        runEvidenceUpkeep(context());
        publishTown(context());
        closeAbandonedParts(context(), (err, orderId) => log.error({ err, orderId }, 'could not close'));
        keptOn = localDay(new Date());
      }
      const faded = scoresAreStale(context());
      if (faded) refreshScores(context());
      if (faded || indexIsStale(context())) await rebuildIndex(context(), search);
    },
    events: withTimeLimit(minuteMs, async () => {
      await recordMissingCharges(context(), (err, sessionId) =>
        log.error({ err, sessionId }, 'could not learn a charge'),
      );
      await pollEvents(context(), (err, eventId) => log.error({ err, eventId }, 'could not settle an event'));
    }),
    transfers: withTimeLimit(hourMs, async () => {
      retryTransfers(context());
      await refreshUnreadyAccounts(context(), (err, accountId) => log.error({ err, accountId }, 'could not ask about'));
    }),
    books: async () => {
      if (Date.now() < reconcileAt) return;
      reconcileAt = Date.now() + hourMs; // in case the provider does not answer
      const differences = await reconcileBooks(context());
      reconcileAt = Date.now() + 24 * hourMs;
      for (const difference of differences) log.error(difference, 'the books differ from the provider');
    },
    head: async () => saveCheckpoint(context(), keptHead),
    // After the day's scores, because an offer that they make visible counts as new.
    searches: () => sendSearchAlerts(context(), search),
  };
}

/** Starts `work` unless it is still running. */
function oneAtATime(work: () => Promise<unknown>) {
  let underWay: Promise<unknown> | null = null;
  return {
    start() {
      underWay ??= work().finally(() => {
        underWay = null;
      });
    },
    underWay: () => underWay,
  };
}

/** Runs `work` unless it was started less than `ms` ago. */
function withTimeLimit(ms: number, work: () => Promise<unknown>): () => Promise<unknown> {
  let next = 0;
  return async () => {
    if (Date.now() < next) return;
    next = Date.now() + ms;
    await work();
  };
}
