// The jobs that run beside the others: letters, imports, tiles of the ledger, years of buyers and suppliers, budgets, texts
// and figures that new rules judge again.
import type { BackgroundParts } from './background-jobs.server.ts';
import { bookMovedOrders } from './domain/buying/order-commitments.server.ts';
import { hasDueRequest } from './domain/buying/request-keeping.server.ts';
import { keepDueRequests } from './domain/buying/requests.server.ts';
import { eachTexts, hasTextsToJudge } from './domain/catalogue/judge-again.server.ts';
import { eachFigures, hasFiguresToJudge } from './domain/catalogue/judge-figures.server.ts';
import { findAtWork } from './domain/imports/imports.server.ts';
import { runImports } from './domain/imports/run.server.ts';
import type { Job } from './domain/jobs/run-job.server.ts';
import { hasNewTile, storeNewTiles } from './domain/ledger/full-tiles.server.ts';
import { hasMovedCommitments } from './domain/orders/moved-commitments.server.ts';
import { hasDueLetter, type SendLetter, sendLetters } from './domain/outbox/letters.server.ts';
import { eachMovedYear, hasMovedYears } from './domain/reporting/keep-moved-years.server.ts';
import { restTwice, runInSlices } from './domain/shared/slices.ts';
import { composeMail } from './mail/compose.server.ts';
import { enqueueTeamCopies } from './mail/supplier-readers.server.ts';

/** Jobs that run beside the others, which these may not delay. `isStopping`: end at the next safe point. */
export function parallelJobs(parts: BackgroundParts, isStopping: () => boolean): Job[] {
  const { storage, context } = parts;
  const letters: Job = {
    name: 'letters',
    everyMs: 0,
    isPending: () => hasDueLetter(context()),
    run: (report) => sendLetters(context, sendLetterOf(parts), { isStopping, report }),
  };
  const imports: Job = {
    name: 'imports',
    everyMs: 0,
    isPending: () => findAtWork(context()) !== undefined,
    run: (report) => runImports({ ...context(), storage }, { stop: isStopping, onError: report }),
  };
  const tiles: Job = {
    name: 'ledger-tiles',
    everyMs: 0,
    isPending: () => hasNewTile(context()),
    run: () => storeNewTiles(context, isStopping),
  };
  const years: Job = {
    name: 'kept-years',
    everyMs: 60_000,
    isPending: () => hasMovedYears(context()),
    run: () => runInSlices(eachMovedYear(context), { isStopping, pause: restTwice }),
  };
  const texts: Job = {
    name: 'claim-rules',
    everyMs: 0,
    isPending: () => hasTextsToJudge(context()),
    run: () => runInSlices(eachTexts(context), { isStopping, pause: restTwice }),
  };
  const figures: Job = {
    name: 'figures',
    everyMs: 0,
    isPending: () => hasFiguresToJudge(context()),
    run: () => runInSlices(eachFigures(context), { isStopping, pause: restTwice }),
  };
  const commitments: Job = {
    name: 'commitments',
    everyMs: 0,
    isPending: () => hasMovedCommitments(context()),
    run: () => bookMovedOrders(context()),
  };
  const requests: Job = {
    name: 'purchase-requests',
    everyMs: 0,
    isPending: () => hasDueRequest(context()),
    run: () => keepDueRequests(context()),
  };
  return [letters, imports, tiles, years, commitments, requests, texts, figures];
}

function sendLetterOf({ env, storage, mailer, context }: BackgroundParts): SendLetter {
  return async (key, payload) => {
    enqueueTeamCopies(context(), key, payload);
    const mail = await composeMail({ ...context(), storage, origin: env.origin, bankIban: env.bankIban }, payload);
    if (mail) await mailer.send(key, mail, new Date());
  };
}
