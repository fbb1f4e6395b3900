// The jobs that run beside requests one after the other, in the order of a tick, and the deliveries of the outbox.
import type pino from 'pino';
import { makeInvoiceFile } from './documents/invoice-file.server.ts';
import { eraseExpiredForms, hasExpiredForm } from './domain/accounts/kept-forms.server.ts';
import { eraseExpiredLetterTokens, hasExpiredLetterToken } from './domain/accounts/letter-tokens.server.ts';
import { eraseExpiredSessions, hasExpiredSession } from './domain/accounts/sessions.server.ts';
import { eachSpanUpkeep } from './domain/calendar/span-upkeep.server.ts';
import { tellAwaited } from './domain/catalogue/notices.server.ts';
import { archiveSoldThings } from './domain/catalogue/sold-things.server.ts';
import { pollEvents, retryEvent } from './domain/checkout/poll-events.server.ts';
import { refreshUnreadyAccounts } from './domain/checkout/provider-events.server.ts';
import { expireOverdueOrders } from './domain/checkout/sync-payment.server.ts';
import { vacuumDatabase } from './domain/erasure/erasure.server.ts';
import { runRetention } from './domain/erasure/run-retention.server.ts';
import { eachUpkeep } from './domain/evidence/upkeep.server.ts';
import { enterDueRegimes } from './domain/evidence/vat-regime.server.ts';
import { closeAbandonedParts } from './domain/fulfilment/abandoned-parts.server.ts';
import { eachSessionUpkeep } from './domain/fulfilment/attendance.server.ts';
import { closeHandOver } from './domain/fulfilment/hand-over.server.ts';
import { eachLendingUpkeep } from './domain/fulfilment/lending-upkeep.server.ts';
import type { TownClock } from './domain/fulfilment/money-clock.server.ts';
import { timedDeliveries } from './domain/fulfilment/money-clock.ts';
import { releaseParts } from './domain/fulfilment/release.server.ts';
import { endUnansweredTimes } from './domain/fulfilment/time-proposals.server.ts';
import { issueContributionInvoices } from './domain/invoicing/contribution-invoices.server.ts';
import { lastBackups } from './domain/jobs/backups.server.ts';
import { nextComparison } from './domain/jobs/job.ts';
import type { Job } from './domain/jobs/run-job.server.ts';
import type { Keyring } from './domain/ledger/keys.server.ts';
import type { LedgerKey } from './domain/ledger/note.server.ts';
import { listPayingOrganisations } from './domain/orders/buyer-history.server.ts';
import { listOverdue } from './domain/orders/orders.server.ts';
import type { Mailer } from './domain/outbox/mailer.server.ts';
import { type Deliver, drainOutbox, hasDueDelivery } from './domain/outbox/outbox.server.ts';
import type { Payments } from './domain/payments/stripe.server.ts';
import type { LoadedRules } from './domain/reporting/active-rules.server.ts';
import { eachFilledFact } from './domain/reporting/fill-facts.server.ts';
import { keepPublishedFigures, publishTownBeside } from './domain/reporting/publish-town.server.ts';
import type { ActiveRules } from './domain/scoring/rules.ts';
import { eachEnteredScore } from './domain/scoring/score-leaves.server.ts';
import { eachScore, scoresAreStale } from './domain/scoring/scores.server.ts';
import { deliverReindex, indexIsStale, rebuildIndex } from './domain/search/index-offers.server.ts';
import { sendSearchAlerts } from './domain/search/saved-searches.server.ts';
import type { SearchEngine } from './domain/search/search.ts';
import type { UnansweredCounts } from './domain/search/unanswered-searches.server.ts';
import { pruneSecurity } from './domain/security/security-upkeep.server.ts';
import { keepBooksCheck } from './domain/settlement/balance-check.server.ts';
import { recordMissingCharges } from './domain/settlement/charges.server.ts';
import { executeRefund, syncRefundsUnderWay } from './domain/settlement/execute-refund.server.ts';
import { reconcileBooks } from './domain/settlement/reconcile.server.ts';
import { executeTransfer, retryTransfers, settlePart } from './domain/settlement/settle-part.server.ts';
import { syncOpenDisputes } from './domain/settlement/sync-dispute.server.ts';
import { type Ctx, nextLocalDay } from './domain/shared/context.ts';
import { runInSlices } from './domain/shared/slices.ts';
import type { Storage } from './domain/shared/storage.server.ts';
import { refreshRegistry } from './domain/suppliers/company-registry.server.ts';
import { lapseSiretClaims, lapseUnprovenSirets } from './domain/suppliers/siret-contests.server.ts';
import { hasDueVatChange } from './domain/suppliers/vat-changes.server.ts';
import type { Env } from './env.server.ts';
import { mailFolderOf } from './erase-traces.server.ts';
import type { ReadBeside } from './read-beside.server.ts';

export type BackgroundParts = {
  env: Env;
  log: pino.Logger;
  rules: LoadedRules;
  search: SearchEngine;
  unanswered: UnansweredCounts;
  storage: Storage;
  mailer: Mailer;
  /** The ledger's keys, opened again after a rotation. */
  keyring: Keyring;
  /** The file that stores the latest checkpoint. */
  keptHead: string;
  clock: TownClock;
  /** Reads long beside requests. */
  readBeside: ReadBeside;
  /** Pieces of work of this process that failed, by how often in a row. */
  failures: Map<string, number>;
  /** Asks the storage and the mail server whether they are well. */
  askOutside: () => Promise<void>;
  /** A new context with the current time. */
  context: () => Ctx & ActiveRules & { ledgerKey: LedgerKey; payments: Payments };
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Jobs that run one after the other. `moneyUntil`: the moment up to which money may move by time. `isStopping`: end between two
 * slices. Their order matters: an offer that the day's scores make visible is new.
 */
export function sequentialJobs(parts: BackgroundParts, moneyUntil: () => Date, isStopping: () => boolean): Job[] {
  const { env, search, clock, context, readBeside } = parts;
  const waiting = () => (clock.state() === 'right' ? [] : timedDeliveries);
  const daily: Pick<Job, 'everyMs' | 'nextAt'> = {
    everyMs: dayMs,
    nextAt: ({ now, town }) => nextLocalDay(now, town),
  };
  return [
    {
      name: 'outbox',
      everyMs: 0,
      isPending: () => hasDueDelivery(context(), waiting()),
      run: () => drainOutbox(context(), deliverOf(parts), waiting()),
    },
    {
      name: 'reservations',
      everyMs: 0,
      isPending: () => listOverdue(context()).length > 0,
      run: (report) => expireOverdueOrders(context(), (error, orderId) => report(error, { orderId })),
    },
    {
      name: 'calendar',
      everyMs: minuteMs,
      async run() {
        await runInSlices(eachSpanUpkeep(context), { isStopping });
        await runInSlices(eachLendingUpkeep(context), { isStopping });
        tellAwaited(context());
        endUnansweredTimes(context());
        await runInSlices(eachSessionUpkeep(context), { isStopping });
      },
    },
    {
      name: 'vat-regimes',
      everyMs: 0,
      isPending: () => hasDueVatChange(context()),
      run: (report) => enterDueRegimes(context(), (error, supplierId) => report(error, { supplierId })),
    },
    { name: 'evidence-upkeep', ...daily, run: () => runInSlices(eachUpkeep(context())) },
    {
      name: 'measured-facts',
      ...daily,
      async run() {
        await refreshRegistry(context(), env.companyDirectory);
        const measured = await readBeside.read('measured-facts');
        await runInSlices(eachFilledFact(context(), measured));
      },
    },
    { name: 'score-root', ...daily, run: () => runInSlices(eachEnteredScore(context())) },
    {
      name: 'town-figures',
      ...daily,
      async run() {
        await publishTownBeside(context(), () => readBeside.read('publication'));
        await keepPublishedFigures(context(), () => readBeside.read('published-figures'));
      },
    },
    {
      name: 'abandoned-parts',
      ...daily,
      run: (report) => closeAbandonedParts(context(), (error, orderId) => report(error, { orderId }), moneyUntil()),
    },
    {
      name: 'releases',
      everyMs: hourMs,
      run: () => releaseParts(context(), env.releaseDays, moneyUntil()),
    },
    {
      name: 'siret-claims',
      ...daily,
      run: () => {
        lapseSiretClaims(context());
        return lapseUnprovenSirets(context(), (ids) => listPayingOrganisations(context(), ids));
      },
    },
    { name: 'sold-things', ...daily, run: () => void archiveSoldThings(context()) },
    { name: 'contribution-invoices', ...daily, run: () => issueContributionInvoices(context()) },
    {
      name: 'scores',
      everyMs: 0,
      isPending: () => scoresAreStale(context()) || indexIsStale(context()),
      async run() {
        if (scoresAreStale(context())) await runInSlices(eachScore(context()));
        await rebuildIndex(context(), search);
      },
    },
    {
      name: 'payment-events',
      everyMs: minuteMs,
      async run(report) {
        await recordMissingCharges(context(), (error, sessionId) => report(error, { sessionId }));
        await pollEvents(context(), (error, eventId) => report(error, { eventId }));
      },
    },
    {
      name: 'transfers',
      everyMs: hourMs,
      async run(report) {
        retryTransfers(context());
        await syncOpenDisputes(context(), (error, disputeId) => report(error, { disputeId }));
        await syncRefundsUnderWay(context(), (error, refundId) => report(error, { refundId }));
        await refreshUnreadyAccounts(context(), (error, accountId) => report(error, { accountId }));
      },
    },
    {
      name: 'books',
      everyMs: dayMs,
      nextAt: ({ now }) => nextComparison(now, lastBackups(context().db).restore?.doneAt ?? null),
      async run(report) {
        for (const problem of (await keepBooksCheck(context(), () => readBeside.read('books-check'))).problems)
          report(new Error('the books differ from their rows'), { problem });
        const compare = () => readBeside.read('books-difference');
        for (const difference of await reconcileBooks(context(), undefined, compare))
          report(new Error('the books differ from the provider'), { difference });
      },
    },
    {
      name: 'kept-forms',
      everyMs: 0,
      isPending: () => hasExpiredForm(context()),
      async run() {
        eraseExpiredForms(context());
      },
    },
    {
      name: 'letter-tokens',
      everyMs: 0,
      isPending: () => hasExpiredLetterToken(context()),
      async run() {
        eraseExpiredLetterTokens(context());
      },
    },
    {
      name: 'sessions',
      everyMs: 0,
      isPending: () => hasExpiredSession(context()),
      async run() {
        eraseExpiredSessions(context());
      },
    },
    {
      name: 'retention',
      ...daily,
      run: (report) => runRetention(() => retentionCtx(parts), report),
    },
    { name: 'security-upkeep', everyMs: hourMs, run: () => pruneSecurity(context()) },
    { name: 'search-alerts', everyMs: minuteMs, run: () => sendSearchAlerts(context(), search) },
  ];
}

function retentionCtx({ env, storage, context }: BackgroundParts) {
  const ctx = { ...context(), storage, mailFolder: mailFolderOf(env) };
  return { ...ctx, keepFile: (invoiceId: string) => makeInvoiceFile(ctx, invoiceId) };
}

function deliverOf({ search, storage, context }: BackgroundParts): Deliver {
  return async ({ kind, payload }) => {
    if (kind === 'search') return deliverReindex(context(), search, payload);
    if (kind === 'refund') return executeRefund(context(), String(payload.refundId));
    if (kind === 'document') return makeInvoiceFile({ ...context(), storage }, String(payload.invoiceId));
    if (kind === 'event') return retryEvent(context(), payload);
    if (kind === 'scrub') return vacuumDatabase(context());
    if (kind === 'settle') return settlePart(context(), String(payload.orderId), String(payload.supplierId));
    if (kind === 'hand-over') return closeHandOver(context(), String(payload.handOverId));
    if (kind === 'transfer') return executeTransfer(context(), String(payload.transferId));
    throw new Error(`no delivery of the kind ${kind}`);
  };
}
