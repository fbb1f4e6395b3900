// Daily upkeep of evidence: reminders before a fact expires, a ledger entry when it has, the quarterly recheck draw.
import { eq } from 'drizzle-orm';
import { appendEntries, hasEntry, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { enqueue, isEnqueued } from '#app/domain/outbox/outbox.server.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { isAdmitted } from '#app/domain/suppliers/lifecycle.server.ts';
import { listFacts, type SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { evidence } from '#db/schema/evidence.ts';
import { announceDraw, completeDraw } from './draws.server.ts';
import { recordEvidenceStep } from './effects.server.ts';
import { endsOf, reminderDays } from './evidence.ts';
import { endExpiredExemptions } from './exemptions.server.ts';

/** Idempotent, so it may run any number of times a day: each e-mail and each ledger entry has a key. */
export function runEvidenceUpkeep(ctx: LedgerCtx & ActiveRules): void {
  inTransaction(ctx, () => runAtOnce(eachUpkeep(ctx)));
}

/** An expired one is an entry with its nodes. */
const factsAtOnce = 4;

/** The same, some of a supplier's facts in each transaction, as they are then; the draws over all facts in the last two. */
export function* eachUpkeep(ctx: LedgerCtx & ActiveRules): Slices {
  yield* endExpiredExemptions(ctx);
  for (const [supplierId, { length }] of Map.groupBy(listFacts(ctx), (fact) => fact.supplierId))
    for (let i = 0; i < length; i += factsAtOnce) {
      yield;
      inTransaction(ctx, () => {
        for (const fact of listFacts(ctx, supplierId).slice(i, i + factsAtOnce)) remindOrExpire(ctx, fact);
      });
    }
  yield;
  inTransaction(ctx, () => announceDraw(ctx, listFacts(ctx)));
  yield;
  inTransaction(ctx, () => completeDraw(ctx, listFacts(ctx)));
}

function remindOrExpire(ctx: LedgerCtx & ActiveRules, fact: SupplierFact): void {
  const day = localDay(ctx.now, ctx.town);
  const { expiresOn, goneOn } = endsOf(fact, ctx.method);
  if (goneOn <= day) recordExpiry(ctx, fact, goneOn);
  else
    for (const days of reminderDays)
      if (day <= expiresOn && addDays(day, days) >= expiresOn) remind(ctx, fact, days, expiresOn);
}

/** Sends only the nearest reminder that is due; an earlier one that was missed is skipped. */
function remind(ctx: LedgerCtx, fact: SupplierFact, days: number, expiresOn: string): void {
  const nearest = reminderDays.findLast((near) => addDays(localDay(ctx.now, ctx.town), near) >= expiresOn);
  if (days !== nearest) return;
  const key = `mail:evidence-ends:${fact.id}:${days}`;
  if (isEnqueued(ctx, key)) return;
  enqueue(ctx, 'mail', key, {
    template: 'evidence-ends',
    supplierId: fact.supplierId,
    criterionId: fact.criterionId,
    expiresOn,
  });
  const submission = ctx.db.select({ id: evidence.id }).from(evidence).where(eq(evidence.factId, fact.id)).get();
  if (submission) recordEvidenceStep(ctx, submission.id, 'remind', String(days));
}

function recordExpiry(ctx: LedgerCtx & ActiveRules, fact: SupplierFact, goneOn: string): void {
  const event = `${fact.id}:expired`;
  if (hasEntry(ctx, event) || !isAdmitted(ctx, fact.supplierId)) return;
  appendEntries(ctx, [
    {
      kind: 'evidence.expired',
      event,
      body: {
        v: 1,
        at: `${goneOn}T00:00:00Z`,
        methodology: methodologyOf(ctx),
        criterion: fact.criterionId,
        dated_on: fact.datedOn,
        level: fact.level,
        private_commit: privateCommitment(ctx, event, { supplier: fact.supplierId, fact: fact.id }),
      },
    },
  ]);
  const submission = ctx.db.select({ id: evidence.id }).from(evidence).where(eq(evidence.factId, fact.id)).get();
  if (submission) recordEvidenceStep(ctx, submission.id, 'expire', null);
}
