// The score report of a supplier: every criterion with its value, evidence and dates, and the steps that would
// raise it.
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import { translated, translatedField } from '#app/domain/shared/translated.ts';
import { listExemptions, listFacts, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { type Advice, publicAdvice } from './advice.ts';
import { type Audience, seesComposites } from './audience.ts';
import type { ActiveRules } from './rules.ts';
import { addMonths, type CriterionScore, score } from './score.ts';
import { factsFor } from './scores.server.ts';
import type { Criterion, PillarId } from './scoring-method.ts';

export type CriterionView = {
  id: string;
  pillar: PillarId;
  label: string;
  measures: string;
  unit: string;
  anchors: readonly (readonly [number, number])[];
  weight: number;
  status: CriterionScore['status'];
  score: number | null;
  /** The state of the evidence today, by its dates. */
  freshness: 'valid' | 'fading' | 'expired' | null;
  expiresOn: string | null;
  gone: string | null;
  fact: {
    id: string;
    value: number;
    level: EvidenceLevel;
    datedOn: string;
    document: string;
    checkedBy: string | null;
  } | null;
  exemption: string | null;
};

export type ScoreReport = { asOf: string; criteria: CriterionView[]; advice: (Advice & { label: string })[] };

/** A consumer's report has the same facts, without points and without advice on a score. */
export function getScoreReport(ctx: Ctx & ActiveRules & { audience: Audience }, supplier: Supplier): ScoreReport {
  const { method } = ctx;
  const composites = seesComposites(ctx.audience);
  const supplierFacts = listFacts(ctx, supplier.id);
  const exempted = listExemptions(ctx, supplier.id);
  const input = factsFor(supplier, supplierFacts, exempted, localDay(ctx.now, ctx.town));
  const result = score(input, method);
  const facts = new Map(supplierFacts.map((fact) => [fact.criterionId, fact]));
  const exemptions = new Map(exempted.map((row) => [row.criterionId, row.reason]));
  const label = (criterion: Criterion) => translatedField(criterion, 'label', ctx.locale);
  const criteria = method.criteria.map((criterion): CriterionView => {
    const { status, score: points, expiresOn } = result.criteria[criterion.id]!;
    const fact = facts.get(criterion.id);
    return {
      id: criterion.id,
      pillar: criterion.pillar,
      label: label(criterion),
      measures: translatedField(criterion, 'measures', ctx.locale),
      unit: criterion.unit,
      anchors: criterion.anchors,
      weight: criterion.weight,
      status,
      score: composites ? points : null,
      freshness:
        expiresOn === null ? null : status === 'expired' ? 'expired' : input.asOf > expiresOn ? 'fading' : 'valid',
      expiresOn,
      gone: expiresOn && addMonths(expiresOn, method.expiry.decay_months),
      fact: fact
        ? {
            id: fact.id,
            value: fact.value,
            level: fact.level,
            datedOn: fact.datedOn,
            document: translated(fact.document, ctx.locale),
            checkedBy: fact.checkedBy,
          }
        : null,
      exemption: exemptions.get(criterion.id) ?? null,
    };
  });
  const advice = (composites ? publicAdvice(input, method) : []).map((step) => ({
    ...step,
    label: label(method.criteria.find((criterion) => criterion.id === step.criterionId)!),
  }));
  return { asOf: input.asOf, criteria, advice };
}
