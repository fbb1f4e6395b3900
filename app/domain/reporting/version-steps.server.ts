// The town's published purchases by the version before and by the active version of the factors, step by step.
import { type FactorSet, isPerKilogram, withCandidate } from '#app/domain/impact/factor-set.ts';
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { keptByPublication, readPublished } from './publication.server.ts';
import { rulesOf } from './town-figures.server.ts';

/**
 * The CO2e differences of the same purchases: by the version of items before, by the active one if a reused thing still
 * replaced a whole new one, and by the active one. `ref` is the version before.
 */
export type VersionSteps = { ref: string; before: Interval; wholeLife: Interval; now: Interval };

/** Null without a version of items before, or without purchases that are compared. */
export function versionSteps(ctx: Pick<Ctx, 'db'> & ActiveRules): VersionSteps | null {
  return keptVersionSteps.read(ctx);
}

/** See `versionSteps`. */
export const keptVersionSteps = keptByPublication(
  {
    name: 'version-steps/1',
    accepts: (value): value is VersionSteps | null =>
      value === null || (typeof value === 'object' && 'wholeLife' in value && 'ref' in value),
    rules: rulesOf,
  },
  computeSteps,
);

function computeSteps(ctx: Pick<Ctx, 'db'> & ActiveRules, size: number): VersionSteps | null {
  const { active } = ctx.factors;
  const former = [...ctx.factors.versions.values()].findLast(({ law }) => law === 'per-item');
  if (!former || active.law === 'per-item') return null;
  const whole = withWholeLife(active);
  const factors = withCandidate(ctx.factors, whole);
  const entries = readPublished(ctx, size).effective.map(({ entry }) => entry);
  const groups = [
    entries.flatMap((entry) => asBefore(entry, former, active)),
    entries.map((entry) => underVersion(entry, whole.ref)),
    entries.map((entry) => underVersion(entry, active.ref)),
  ];
  const [before, wholeLife, now] = impactTotals(groups, `steps\n${active.ref}`, factors).map(({ delta }) => delta);
  return before && wholeLife && now ? { ref: former.ref, before, wholeLife, now } : null;
}

function withWholeLife(active: FactorSet): FactorSet {
  const parameters = active.parameters.map((one) =>
    one.id.startsWith('param.remaining_') ? { ...one, value: 1, low: 1, high: 1 } : one,
  );
  return { ...active, ref: `${active.ref}.whole-life`, parameters };
}

function underVersion(entry: ImpactEntry, ref: string): ImpactEntry {
  return { ...entry, methodology: { ...entry.methodology, factors: ref } };
}

/** The entry with the reference that stood for its goods then; none where there was none. */
function asBefore(entry: ImpactEntry, former: FactorSet, active: FactorSet): ImpactEntry[] {
  const under = underVersion(entry, former.ref);
  const ids = entry.baseline_ref?.split('+') ?? [];
  const has = (id: string) => former.factors.some((factor) => factor.id === id);
  if (entry.scenario === 'local-food' && entry.basis?.supply_ref) return [];
  if (ids.every(has)) return [under];
  const instead = active.factors.find(({ id }) => id === ids[0])?.former;
  if (!instead || !has(instead)) return [];
  const units = isPerKilogram(former, instead) ? entry.mass_g / 1000 : entry.reference_units;
  return [{ ...under, baseline_ref: instead, reference_units: units }];
}
