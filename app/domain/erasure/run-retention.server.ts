// Keeps the terms of the retention table: each day, in batches, through a verb of the room that owns the rows.
import { setImmediate } from 'node:timers/promises';
import { eraseOldInvitations } from '#app/domain/accounts/invitations.server.ts';
import { eraseOldRoleInvitations } from '#app/domain/accounts/role-invitations.server.ts';
import { eraseOldBaskets } from '#app/domain/basket/own-basket.server.ts';
import { eraseLooseNotes, eraseOldNotes } from '#app/domain/buying/choice-notes.server.ts';
import { eraseOldPlans } from '#app/domain/buying/kept-plans.server.ts';
import { eraseRemovedLists } from '#app/domain/buying/lists.server.ts';
import { eraseOldSpans } from '#app/domain/calendar/span-upkeep.server.ts';
import { eraseOldNotices } from '#app/domain/catalogue/notices.server.ts';
import { eraseOldOfferReviews } from '#app/domain/catalogue/reviews.server.ts';
import { eraseOldBankStatements } from '#app/domain/checkout/bank-statement.server.ts';
import { eraseOldClaimReports } from '#app/domain/evidence/claim-reports.server.ts';
import { eraseRefusedFiles } from '#app/domain/evidence/evidence-files.server.ts';
import { eraseOldSignatures } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { eraseOldConditions } from '#app/domain/fulfilment/span-conditions.server.ts';
import { eraseOldImportRows } from '#app/domain/imports/imports.server.ts';
import { eraseUnsignedDecisions } from '#app/domain/ledger/decisions.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { eraseOldSeats } from '#app/domain/orders/seats.server.ts';
import { eraseOldAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { eraseOldLetterFiles } from '#app/domain/outbox/letter-files.server.ts';
import { compactLetters, eraseDelivered } from '#app/domain/outbox/outbox.server.ts';
import { eraseRemovedSearches } from '#app/domain/search/saved-searches.server.ts';
import {
  eraseCountedPeople,
  eraseCountSalts,
  eraseFewCounts,
  eraseOldCounts,
} from '#app/domain/search/unanswered-searches.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import type { Storage } from '#app/domain/shared/storage.server.ts';
import { anonymiseOldOrders, type KeepFile } from './erasure.server.ts';
import { type RetentionRow, retainedByJob } from './retention.ts';

export type RetentionCtx = LedgerCtx & {
  storage: Storage;
  /** The folder of letters as files; null if letters leave by SMTP. */
  mailFolder: string | null;
  keepFile: KeepFile;
};
/** Deletes or anonymises what is older than `before`, at most `limit` rows; returns how many. */
type RetentionStep = (ctx: RetentionCtx, before: string, limit: number) => number | Promise<number>;

/** A step for each row of the table that this job keeps, by its name. */
export const retentionSteps = new Map<string, RetentionStep>([
  ['invitations', eraseOldInvitations],
  ['role_invitations', eraseOldRoleInvitations],
  ['baskets', eraseOldBaskets],
  ['search_saved', eraseRemovedSearches],
  ['offer_notices', eraseOldNotices],
  ['unanswered_searches', eraseOldCounts],
  ['unanswered_searches:few', eraseFewCounts],
  ['unanswered_people', eraseCountedPeople],
  ['unanswered_salts', eraseCountSalts],
  ['buying_lists', eraseRemovedLists],
  ['buying_plans', eraseOldPlans],
  ['buying_notes', eraseOldNotes],
  ['buying_notes:loose', eraseLooseNotes],
  ['orders', (ctx, before, limit) => anonymiseOldOrders(ctx, { any: before }, limit, ctx.keepFile)],
  ['orders:unpaid', (ctx, before, limit) => anonymiseOldOrders(ctx, { unpaid: before }, limit, ctx.keepFile)],
  ['spans', eraseOldSpans],
  ['span_conditions', eraseOldConditions],
  ['hand_overs', eraseOldSignatures],
  ['order_seats', eraseOldSeats],
  ['bank_statements', eraseOldBankStatements],
  ['outbox', compactLetters],
  ['outbox:delivered', eraseDelivered],
  ['mail/*.eml', ({ mailFolder }, before, limit) => eraseOldLetterFiles(mailFolder, before, limit)],
  ['offer_reviews', eraseOldOfferReviews],
  ['claim_reports', eraseOldClaimReports],
  ['offer_import_rows', eraseOldImportRows],
  ['evidence:refused', eraseRefusedFiles],
  ['ledger_pending_decisions', eraseUnsignedDecisions],
  ['audit', eraseOldAudit],
]);

const batch = 50;
/** A long backlog is worked off over several days: requests and other writers wait for each batch. */
const batchesPerRun = 200;

/** Runs each step once, in batches. A step that fails is reported and does not hold up the others. */
export async function runRetention(
  context: () => RetentionCtx,
  report: (error: unknown, details: Record<string, unknown>) => void,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const row of retainedByJob) {
    const name = retentionName(row);
    try {
      counts.set(name, await runStep(context, row));
    } catch (error) {
      report(error, { table: name });
    }
  }
  return counts;
}

async function runStep(context: () => RetentionCtx, row: RetentionRow): Promise<number> {
  const step = retentionSteps.get(retentionName(row));
  if (!step || typeof row.term === 'string') return 0;
  let count = 0;
  for (let run = 0; run < batchesPerRun; run++) {
    const ctx = context();
    const done = await step(ctx, isoUtc(new Date(ctx.now.getTime() - row.term.days * 864e5)), batch);
    count += done;
    if (done < batch) break;
    await setImmediate();
  }
  return count;
}

/** A row's name: its table, and which of the table's rows it is about. */
export function retentionName({ table, only }: Pick<RetentionRow, 'table' | 'only'>): string {
  return only ? `${table}:${only}` : table;
}
