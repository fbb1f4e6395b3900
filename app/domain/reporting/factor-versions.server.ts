// Publishes new versions of the factors with the town's own displacement rate, once enough buyers have answered.
// Existing entries keep their version.
import { createHash } from 'node:crypto';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import {
  activateFactors,
  type FactorSet,
  factorSet,
  factorsRef,
  firstSet,
  withSet,
} from '#app/domain/impact/factor-set.ts';
import { isAssumed } from '#app/domain/impact/impact-entry.server.ts';
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { methodRef } from '#app/domain/scoring/scoring-method.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { answersNeeded, type TownRate, townDisplacement } from './displacement.server.ts';
import { listPublishedEntries } from './publication.server.ts';

const rateId = 'param.substitution_rate';

/** Every version; the first comes with the code. The `sha256` of a published one is in the ledger. */
export type FactorVersion = { ref: string; date: string; sha256: string | null; text: string | null; set: FactorSet };

export function listFactorVersions({ db }: Pick<Ctx, 'db'>): FactorVersion[] {
  const rows = preparedSql(db, 'select data from factor_publications order by rowid').pluck().all() as string[];
  const later = rows.map((text) => {
    const set = JSON.parse(text) as FactorSet;
    return { ref: set.ref, date: set.date, sha256: sha256Of(text), text, set };
  });
  return [{ ref: firstSet.ref, date: firstSet.date, sha256: null, text: null, set: firstSet }, ...later];
}

/** Loads all versions and activates the last one: at start, and when another process has published one. */
export function restoreFactors(ctx: Pick<Ctx, 'db'>): void {
  const last = preparedSql(ctx.db, 'select ref from factor_publications order by rowid desc limit 1').pluck().get();
  if ((last ?? firstSet.ref) === factorsRef) return;
  for (const { set } of listFactorVersions(ctx)) activateFactors(set);
}

export type Candidate = {
  set: FactorSet;
  rate: TownRate;
  /**
   * The town's published CO2e delta by the factors of the entries, and by the candidate for the same purchases.
   */
  before: Interval | null;
  after: Interval | null;
  /**
   * Published lines, and those of them that would change because the buyer did not answer and the rate is assumed.
   */
  lines: number;
  assuming: number;
};

/**
 * The active version with the town's own rate; null below thirty answers, and when that rate is active already.
 */
export function candidateFactors(ctx: Ctx): Candidate | null {
  const rate = townDisplacement(ctx);
  if (!rate || rate.answers < answersNeeded) return null;
  const set = withRate(rate, localDay(ctx.now));
  const [now, then] = [factorSet, set].map(({ parameters }) => parameters.find(({ id }) => id === rateId)!);
  if (now!.value === then!.value && now!.low === then!.low && now!.high === then!.high) return null;
  const entries = listPublishedEntries(ctx);
  const under = entries.map((entry) => ({ ...entry, methodology: { ...entry.methodology, factors: set.ref } }));
  const [before, after] = withSet(set, () => impactTotals([entries, under], `factors\n${set.ref}`));
  const assuming = entries.filter((entry) => entry.scenario === 'reuse' && isAssumed(entry)).length;
  return { set, rate, before: before!.delta, after: after!.delta, lines: entries.length, assuming };
}

function withRate({ answers, mid, lo, hi }: TownRate, date: string): FactorSet {
  const [id] = firstSet.ref.split('/');
  return {
    ...factorSet,
    ref: `${id}/${date}-town.${answers}`,
    date,
    parameters: factorSet.parameters.map((one) =>
      one.id === rateId
        ? {
            ...one,
            value: mid / 1000,
            low: lo / 1000,
            high: hi / 1000,
            note: `${answers} réponses d’acheteurs, intervalle de Wilson à 95 % / ${answers} buyers’ answers, Wilson’s 95% interval`,
          }
        : one,
    ),
  };
}

/**
 * Publishes the candidate and activates it for purchases from now on. `ref` is the candidate that the actor saw.
 */
export function publishFactors(ctx: LedgerCtx, ref: string): Result<object, { reason: 'not-now' }> {
  const publishedBy = requireRole(ctx, 'administrator');
  const candidate = candidateFactors(ctx);
  if (candidate?.set.ref !== ref) return { ok: false, reason: 'not-now' };
  const text = JSON.stringify(candidate.set);
  inTransaction(ctx, () => {
    const row = preparedSql(
      ctx.db,
      'insert into factor_publications (ref, data, published_at, published_by) values (?, ?, ?, ?)',
    );
    row.run(ref, text, isoUtc(ctx.now), publishedBy);
    appendEntries(ctx, [
      {
        kind: 'factors.published',
        event: `factors.published:${ref}`,
        body: {
          v: 1,
          at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
          methodology: { factors: factorsRef, method: methodRef },
          sha256: sha256Of(text),
        },
      },
    ]);
    recordAudit(ctx, 'publishFactors', ref);
  });
  activateFactors(candidate.set);
  return { ok: true };
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
