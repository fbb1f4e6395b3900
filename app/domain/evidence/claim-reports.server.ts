// Owns claim_reports and claim_replies: any signed-in user can report a claim, the supplier can reply, a steward
// answers in public.
import { and, asc, eq } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findFact, retireFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { preparedSql } from '#db/client.ts';
import { claimReplies, claimReports } from '#db/schema/evidence.ts';
import { refreshSupplierScore } from './effects.server.ts';

export type ClaimReport = typeof claimReports.$inferSelect;

/** Ignored when this user already has an open report on the claim. */
export function reportClaim(ctx: Ctx, supplierId: string, criterionId: string, text: string): void {
  const reporter = requireUserId(ctx);
  inTransaction(ctx, ({ db }) => {
    const open = db
      .select({ id: claimReports.id })
      .from(claimReports)
      .where(
        and(
          eq(claimReports.supplierId, supplierId),
          eq(claimReports.criterionId, criterionId),
          eq(claimReports.reporter, reporter),
          eq(claimReports.state, 'open'),
        ),
      )
      .get();
    if (open) return;
    const id = newId('rpt');
    db.insert(claimReports)
      .values({ id, supplierId, criterionId, reporter, text, at: isoUtc(ctx.now), state: 'open' })
      .run();
    recordAudit(ctx, 'reportClaim', id);
  });
}

/** Publishes the answer under the criterion. When the report is upheld, the current fact is retired. */
export function answerReport(
  ctx: LedgerCtx & ActiveRules,
  reportId: string,
  upheld: boolean,
  answer: string,
): Result<object, { reason: 'not-now' | 'reason-missing' }> {
  const steward = requireImpartialSteward(ctx, getReport(ctx, reportId).supplierId);
  if (!answer) return refused('reason-missing');
  return inTransaction(ctx, ({ db }) => {
    const report = getReport(ctx, reportId);
    if (report.state !== 'open') return refused('not-now');
    db.update(claimReports)
      .set({ state: 'answered', upheld, answer, answeredBy: steward, answeredAt: isoUtc(ctx.now) })
      .where(and(eq(claimReports.id, reportId), eq(claimReports.state, 'open')))
      .run();
    if (upheld && findFact(ctx, report.supplierId, report.criterionId)) {
      retireFact(ctx, report.supplierId, report.criterionId);
      refreshSupplierScore(ctx, report.supplierId);
    }
    recordAudit(ctx, upheld ? 'upholdReport' : 'dismissReport', reportId);
    return done();
  });
}

export function getReport({ db }: Pick<Ctx, 'db'>, id: string): ClaimReport {
  const report = db.select().from(claimReports).where(eq(claimReports.id, id)).get();
  if (!report) throw new NotFound(`report ${id}`);
  return report;
}

/** The supplier's public reply under a criterion. */
export function replyToClaim(ctx: Ctx, supplierId: string, criterionId: string, text: string): void {
  const author = requireUserId(ctx);
  inTransaction(ctx, ({ db }) => {
    db.insert(claimReplies)
      .values({ id: newId('rpl'), supplierId, criterionId, author, text, at: isoUtc(ctx.now) })
      .run();
    recordAudit(ctx, 'replyToClaim', supplierId);
  });
}

export type ClaimComment = { criterionId: string; by: 'supplier' | 'steward' | 'reader'; text: string; at: string };

/** Public comments on a supplier's criteria: answered reports, their answers, replies. Readers are never named. */
export function listClaimComments({ db }: Pick<Ctx, 'db'>, supplierId: string): ClaimComment[] {
  const reports = db
    .select()
    .from(claimReports)
    .where(and(eq(claimReports.supplierId, supplierId), eq(claimReports.state, 'answered')))
    .all();
  const replies = db
    .select()
    .from(claimReplies)
    .where(eq(claimReplies.supplierId, supplierId))
    .orderBy(asc(claimReplies.at))
    .all();
  return [
    ...reports.flatMap((report): ClaimComment[] => [
      { criterionId: report.criterionId, by: 'reader', text: report.text, at: report.at },
      { criterionId: report.criterionId, by: 'steward', text: report.answer!, at: report.answeredAt! },
    ]),
    ...replies.map(
      (reply): ClaimComment => ({ criterionId: reply.criterionId, by: 'supplier', text: reply.text, at: reply.at }),
    ),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Erases the texts of a user's reports, in the caller's transaction. The reports and their answers stay. */
export function eraseClaimReports({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, `update claim_reports set text = '' where reporter = ?`).run(userId);
}

/** Erases who reported and the text of reports answered before `before`, at most `limit`; returns how many. */
export function eraseOldClaimReports({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `update claim_reports
     set text = '', reporter = ''
     where id in (select id from claim_reports where answered_at < ? and reporter <> '' limit ?)`,
  ).run(before, limit).changes;
}
