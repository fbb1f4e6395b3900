// Daily upkeep of evidence: reminders before a fact expires, a ledger entry when it has, the quarterly recheck draw.
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import {
  appendEntries,
  hasEntry,
  type LedgerCtx,
  ledgerSize,
  privateCommitment,
} from '#app/domain/ledger/log.server.ts';
import { enqueue, isEnqueued } from '#app/domain/outbox/outbox.server.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { addDays, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { isAdmitted } from '#app/domain/suppliers/lifecycle.server.ts';
import { listFacts, type SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { evidence, evidenceRechecks, recheckDraws } from '#db/schema/evidence.ts';
import { recordEvidenceStep } from './effects.server.ts';
import { endsOf, reminderDays } from './evidence.ts';
import { endExpiredExemptions } from './exemptions.server.ts';

/** Idempotent, so it may run any number of times a day: each e-mail and each ledger entry has a key. */
export function runEvidenceUpkeep(ctx: LedgerCtx & ActiveRules): void {
  inTransaction(ctx, () => {
    endExpiredExemptions(ctx);
    const day = localDay(ctx.now, ctx.town);
    const facts = listFacts(ctx);
    for (const fact of facts) {
      const { expiresOn, goneOn } = endsOf(fact, ctx.method);
      if (goneOn <= day) recordExpiry(ctx, fact, goneOn);
      else
        for (const days of reminderDays)
          if (day <= expiresOn && addDays(day, days) >= expiresOn) remind(ctx, fact, days, expiresOn);
    }
    drawRechecks(ctx, facts);
  });
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

const recheckShare = 0.05;

/** The quarter of a day, as "2026-Q4". */
function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/**
 * Draws 5 % of the facts at L1 and L2, once a quarter. The seed contains the ledger's root at that moment, which no
 * party can choose; anybody with the seed and the pool can reproduce the draw.
 */
function drawRechecks(ctx: LedgerCtx, facts: readonly SupplierFact[]): void {
  const quarter = quarterOf(localDay(ctx.now, ctx.town));
  if (ctx.db.select().from(recheckDraws).where(eq(recheckDraws.quarter, quarter)).get()) return;
  const pool = facts.filter((fact) => fact.level === 'L1' || fact.level === 'L2');
  const seed = `${quarter}:${ledgerSize(ctx)}:${latestCheckpoint(ctx).root.toString('hex')}`;
  const drawn = drawSample(pool, seed);
  ctx.db
    .insert(recheckDraws)
    .values({ quarter, seed, drawnAt: isoUtc(ctx.now), pool: pool.length, drawn: drawn.length })
    .run();
  for (const fact of drawn)
    ctx.db
      .insert(evidenceRechecks)
      .values({
        id: newId('rck'),
        quarter,
        factId: fact.id,
        supplierId: fact.supplierId,
        criterionId: fact.criterionId,
        drawnAt: isoUtc(ctx.now),
      })
      .run();
  for (const { id, supplierId, criterionId } of drawn)
    enqueue(ctx, 'mail', `mail:recheck-drawn:${quarter}:${id}`, { template: 'recheck-drawn', supplierId, criterionId });
}

/** The share with the lowest SHA-256(seed, id): a reproducible draw that does not depend on the order of the pool. */
export function drawSample<T extends { id: string }>(pool: readonly T[], seed: string): T[] {
  const rank = (id: string) => createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  return pool
    .map((one) => ({ one, rank: rank(one.id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, Math.ceil(pool.length * recheckShare))
    .map(({ one }) => one);
}
