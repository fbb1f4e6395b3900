// Publishes new versions of the factors with the town's own displacement rate, once enough buyers have answered.
// Existing entries keep their version.
import { createHash } from 'node:crypto';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { readShippedFactors } from '#app/domain/impact/factor-files.server.ts';
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
import { answersNeeded, type TownRate, townDisplacement, townDisplacementByKind } from './displacement.server.ts';
import { keptByPublication, readPublished } from './publication.server.ts';
import { rulesOf } from './town-figures.server.ts';

/** Every version. `text` and `sha256` are of the published ones: files of the code have theirs in the ledger. */
export type FactorVersion = { ref: string; date: string; sha256: string | null; text: string | null; set: FactorSet };

export function listFactorVersions(ctx: Pick<Ctx, 'db'> & { factors: Factors }): FactorVersion[] {
  const published = new Map(laterVersions(ctx).map((version) => [version.ref, version]));
  return [...ctx.factors.versions.values()].map(
    (set) => published.get(set.ref) ?? { ref: set.ref, date: set.date, sha256: null, text: null, set },
  );
}

/** Reads all versions. Throws when one is broken; the message names its fields. */
export function loadFactors(ctx: Pick<Ctx, 'db'>): Factors {
  const [first, ...shipped] = readShippedFactors();
  return makeFactors(first!, [...shipped, ...laterVersions(ctx).map(({ set }) => set)]);
}

/** Whether the version that was published last is among the loaded ones. */
export function hasLatestFactors({ db }: Pick<Ctx, 'db'>, { versions }: Factors): boolean {
  const last = findValue(db, text, 'select ref from factor_publications order by rowid desc limit 1');
  return last === undefined || versions.has(last);
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

/** A parameter of displacement, the town's own rate for it, and what the active version assumes. */
export type OwnRate = TownRate & { id: string; now: number };

export type Candidate = {
  set: FactorSet;
  rates: OwnRate[];
  /** The town's published CO2e delta by the active version, and by the candidate for the same purchases. */
  before: Interval | null;
  after: Interval | null;
  /**
   * Published lines, and those of them that would change because the buyer did not answer and the rate is assumed.
   */
  lines: number;
  assuming: number;
};

/**
 * The active version with the town's own rates of the kinds of goods that have thirty answers; null when there are none,
 * and when they are active already.
 */
export function candidateFactors(ctx: Ctx & { factors: Factors }): Candidate | null {
  const proposed = proposeFactors(ctx);
  const effects = proposed && keptEffects.read(ctx);
  return effects && { ...proposed, ...effects };
}

type Effects = Pick<Candidate, 'before' | 'after' | 'lines' | 'assuming'>;

/** The changes that the candidate of a publication would make; null without a candidate. */
export const keptEffects = keptByPublication<Ctx & { factors: Factors }, Effects | null>(
  {
    name: 'candidate/1',
    accepts: (value): value is Effects | null => value === null || (typeof value === 'object' && 'assuming' in value),
    rules: rulesOf,
  },
  (ctx, size) => {
    const proposed = proposeFactors(ctx);
    return proposed && effectsOf(ctx, size, proposed.set);
  },
);

function proposeFactors(ctx: Ctx & { factors: Factors }): Pick<Candidate, 'set' | 'rates'> | null {
  const { active, first } = ctx.factors;
  const rates = ownRates(ctx, active);
  if (rates.length === 0) return null;
  const date = localDay(ctx.now, ctx.town);
  const answers = rates.reduce((sum, rate) => sum + rate.answers, 0);
  const set = withRates(active, `${first.ref.split('/')[0]}/${date}-town.${answers}`, rates, date);
  return JSON.stringify(set.parameters) === JSON.stringify(active.parameters) ? null : { set, rates };
}

function effectsOf(ctx: Ctx & { factors: Factors }, size: number, set: FactorSet): Effects {
  const { active, versions } = ctx.factors;
  const entries = readPublished(ctx, size)
    .effective.map(({ entry }) => entry)
    .filter(({ methodology }) => versions.has(methodology.factors));
  const under = ({ ref }: FactorSet) =>
    entries.map((entry) => ({ ...entry, methodology: { ...entry.methodology, factors: ref } }));
  const factors = withCandidate(ctx.factors, set);
  const [before, after] = impactTotals([under(active), under(set)], `factors\n${set.ref}`, factors);
  const assuming = entries.filter((entry) => entry.co2e_g?.delta && isAssumed(entry)).length;
  return { before: before!.delta, after: after!.delta, lines: entries.length, assuming };
}

/** Under the law of items there is one rate for all goods. */
function ownRates(ctx: Ctx, { law, parameters }: FactorSet): OwnRate[] {
  const all = townDisplacement(ctx);
  const rates: [string, TownRate][] =
    law === 'per-item'
      ? all
        ? [['param.substitution_rate', all]]
        : []
      : [...townDisplacementByKind(ctx)].map(([kind, rate]) => [`param.displacement_${kind}`, rate]);
  return rates
    .filter(([, { answers }]) => answers >= answersNeeded)
    .map(([id, rate]) => ({ ...rate, id, now: parameters.find((one) => one.id === id)!.value }));
}

function withRates(active: FactorSet, ref: string, rates: readonly OwnRate[], date: string): FactorSet {
  const parameters = active.parameters.map((parameter) => {
    const rate = rates.find(({ id }) => id === parameter.id);
    return rate ? { ...parameter, ...measured(rate) } : parameter;
  });
  return { ...active, ref, date, parameters };
}

function measured({ answers, mid, lo, hi }: TownRate) {
  const note = `${answers} réponses d’acheteurs, intervalle de Wilson à 95 % / ${answers} buyers’ answers, Wilson’s 95% interval`;
  return { value: mid / 1000, low: lo / 1000, high: hi / 1000, note };
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
