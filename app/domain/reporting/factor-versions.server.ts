// Publishes new versions of the factors with the town's own displacement rate, once enough buyers have answered.
// Existing entries keep their version.
import { createHash } from 'node:crypto';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { readFirstFactors } from '#app/domain/impact/factor-files.server.ts';
import { type FactorSet, type Factors, makeFactors, withCandidate } from '#app/domain/impact/factor-set.ts';
import { parseFactorSet } from '#app/domain/impact/factors-file.ts';
import { isAssumed } from '#app/domain/impact/impact-entry.server.ts';
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { type FileFault, faultSentence, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type GateRefusal, passGate } from '#app/domain/suppliers/deciding.server.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, listValues, text } from '#db/rows.ts';
import { answersNeeded, type TownRate, townDisplacement } from './displacement.server.ts';
import { listPublishedEntries } from './publication.server.ts';

const rateId = 'param.substitution_rate';

/** Every version; the first comes with the code. The `sha256` of a published one is in the ledger. */
export type FactorVersion = { ref: string; date: string; sha256: string | null; text: string | null; set: FactorSet };

export function listFactorVersions(ctx: Pick<Ctx, 'db'> & { factors: Factors }): FactorVersion[] {
  const { first } = ctx.factors;
  return [{ ref: first.ref, date: first.date, sha256: null, text: null, set: first }, ...laterVersions(ctx)];
}

/** Reads all versions. Throws when one is broken; the message names its fields. */
export function loadFactors(ctx: Pick<Ctx, 'db'>): Factors {
  return makeFactors(
    readFirstFactors(),
    laterVersions(ctx).map(({ set }) => set),
  );
}

/** The reference of the version that was published last. */
export function activeFactorsRef({ db }: Pick<Ctx, 'db'>, first: FactorSet): string {
  const last = findValue(db, text, 'select ref from factor_publications order by rowid desc limit 1');
  return last ?? first.ref;
}

function laterVersions({ db }: Pick<Ctx, 'db'>): FactorVersion[] {
  const rows = listValues(db, text, 'select data from factor_publications order by rowid');
  return rows.map((data) => {
    const parsed = parseJsonFile(data, parseFactorSet);
    if (!parsed.ok) throw new Error(['published factors are broken', ...parsed.faults.map(faultSentence)].join('\n'));
    const { file: set } = parsed;
    return { ref: set.ref, date: set.date, sha256: sha256Of(data), text: data, set };
  });
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
export function candidateFactors(ctx: Ctx & { factors: Factors }): Candidate | null {
  const rate = townDisplacement(ctx);
  if (!rate || rate.answers < answersNeeded) return null;
  const { active, first } = ctx.factors;
  const set = withRate(
    active,
    `${first.ref.split('/')[0]}/${localDay(ctx.now, ctx.town)}-town.${rate.answers}`,
    rate,
    localDay(ctx.now, ctx.town),
  );
  const [now, then] = [active, set].map(({ parameters }) => parameters.find(({ id }) => id === rateId)!);
  if (now!.value === then!.value && now!.low === then!.low && now!.high === then!.high) return null;
  const entries = listPublishedEntries(ctx);
  const under = entries.map((entry) => ({ ...entry, methodology: { ...entry.methodology, factors: set.ref } }));
  const [before, after] = impactTotals([entries, under], `factors\n${set.ref}`, withCandidate(ctx.factors, set));
  const assuming = entries.filter((entry) => entry.scenario === 'reuse' && isAssumed(entry)).length;
  return { set, rate, before: before!.delta, after: after!.delta, lines: entries.length, assuming };
}

function withRate(active: FactorSet, ref: string, { answers, mid, lo, hi }: TownRate, date: string): FactorSet {
  return {
    ...active,
    ref,
    date,
    parameters: active.parameters.map((one) =>
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
 * Publishes the candidate; a process computes with it after `rules.reload()`, another process within a second. `ref` is the candidate that the actor saw.
 */
export function publishFactors(
  ctx: LedgerCtx & ActiveRules,
  ref: string,
): Result<object, GateRefusal | { reason: 'not-now' } | { reason: 'broken'; faults: FileFault[] }> {
  const publishedBy = requireRole(ctx, 'administrator');
  const candidate = candidateFactors(ctx);
  if (candidate?.set.ref !== ref) return refused('not-now');
  const parsed = parseFactorSet(candidate.set);
  if (!parsed.ok) return refused('broken', { faults: parsed.faults });
  const text = JSON.stringify(candidate.set);
  return inTransaction(ctx, () => {
    const gate = passGate(ctx, { verb: 'factors-published', parties: [], sumCents: 0, facts: { version: ref } });
    if (!gate.ok) return gate;
    const row = preparedSql(
      ctx.db,
      `insert into factor_publications (ref, data, published_at, published_by)
       values (?, ?, ?, ?)`,
    );
    row.run(ref, text, isoUtc(ctx.now), publishedBy);
    appendEntries(ctx, [
      {
        kind: 'factors.published',
        event: `factors.published:${ref}`,
        body: {
          v: 1,
          at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
          methodology: methodologyOf(ctx),
          sha256: sha256Of(text),
        },
      },
    ]);
    recordAudit(ctx, 'publishFactors', ref);
    return done();
  });
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
