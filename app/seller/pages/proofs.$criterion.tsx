import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { listClaimComments, replyToClaim } from '#app/domain/evidence/claim-reports.server.ts';
import { findOpenRecheck } from '#app/domain/evidence/draws.server.ts';
import {
  listEvidence,
  listEvidenceSteps,
  submitEvidence,
  withdrawEvidence,
} from '#app/domain/evidence/evidence.server.ts';
import { endsOf, freshnessOf } from '#app/domain/evidence/evidence.ts';
import { listEvidenceFiles } from '#app/domain/evidence/evidence-files.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { whatIf } from '#app/domain/scoring/advice.ts';
import { acceptedEvidence, definesLevel, documentLevelsOf } from '#app/domain/scoring/criterion-levels.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { type Criterion, evidenceLevels, findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { viewSheet } from '#app/domain/scoring/sheet-view.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput, showTried } from '#app/http/form-answer.ts';
import { requiredText, rowId } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { exactMeasure, shownCriterionName, typesetData } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CriterionHelp } from '#app/seller/criterion-help.tsx';
import { CurrentFact } from '#app/seller/current-fact.tsx';
import {
  evidenceForm,
  quantitiesForm,
  readCriterionValue,
  readEvidenceForm,
  readValue,
} from '#app/seller/evidence-form.server.ts';
import { EvidenceForm } from '#app/seller/evidence-form.tsx';
import { EvidenceList } from '#app/seller/evidence-list.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { quantityField } from '#app/seller/quantities-form.server.ts';
import type { QuantityFieldsView } from '#app/seller/quantity-fields.tsx';
import { ReplyForm } from '#app/seller/reply-form.tsx';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { withSpace } from '#app/seller/supplier-budget.server.ts';
import { WhatIf } from '#app/seller/what-if.tsx';

export const meta = pageMeta;

function criterionOf(ctx: RequestContext, id: string | undefined): Criterion {
  const criterion = findCriterion(ctx.method, id ?? '');
  if (!criterion) throw new NotFound(`criterion ${id}`);
  return criterion;
}

export const loader = supplierRouteHandler('seller/proofs.$criterion', (ctx, { supplier, roles }, { params }) => {
  const criterion = criterionOf(ctx, params.criterion);
  const fact = findFact(ctx, supplier.id, criterion.id);
  const evidence = listEvidence(ctx, supplier.id, criterion.id);
  const ids = evidence.map(({ id }) => id);
  const steps = listEvidenceSteps(ctx, ids);
  const files = Map.groupBy(listEvidenceFiles(ctx, ids), ({ evidenceId }) => evidenceId);
  return {
    ...sellerHeader({ supplier, roles }, shownCriterionName(criterion, ctx)),
    today: localDay(ctx.now, ctx.town),
    criterion: {
      id: criterion.id,
      unit: criterion.unit,
      measures: exactMeasure(criterion, ctx.locale),
      validity: criterion.validity_months,
      sizeRule: criterion.small_operator_rule !== undefined,
      anchors: criterion.anchors,
      guard: typesetData((ctx.locale === sourceLocale ? criterion.guard : criterion.guard_en) ?? '', ctx.locale),
      quantities: viewQuantities(ctx, criterion),
      levels: documentLevelsOf(criterion),
      accepted: acceptedEvidence(criterion, findOwnValue(ctx.t.criteria.accepted, criterion.id)),
      weights: ctx.method.evidence_tiers.map(({ id, gamma }) => ({ id, gamma })),
    },
    fact: fact
      ? {
          value: fact.value,
          level: fact.level,
          datedOn: fact.datedOn,
          freshness: freshnessOf(fact, localDay(ctx.now, ctx.town), ctx.method),
          ...endsOf(fact, ctx.method),
        }
      : null,
    recheck: findOpenRecheck(ctx, supplier.id, criterion.id) ?? null,
    tried: tryOut(ctx, supplier, criterion),
    evidence: evidence.map((one) => ({
      id: one.id,
      value: one.value,
      state: one.state,
      kind: one.kind,
      level: one.level ?? one.askedLevel,
      title: one.title,
      link: one.link,
      files: (files.get(one.id) ?? []).map(({ id, fileName }) => ({ id, name: fileName })),
      sheet: viewSheet(criterion, one.sheet, ctx.locale),
      datedOn: one.datedOn,
      reason: one.reason,
      steps: steps.filter((step) => step.evidenceId === one.id),
      entries: entriesOf(ctx, one.id).map(({ index, kind }) => ({ index, kind })),
    })),
    names: Object.fromEntries(
      personNames(
        ctx,
        steps.map((step) => step.actor),
      ),
    ),
    comments: listClaimComments(ctx, supplier.id).filter((comment) => comment.criterionId === criterion.id),
  };
});

/** The fields that ask for a criterion's quantities; null where the value itself is asked. */
function viewQuantities({ locale }: RequestContext, { quantities }: Criterion): QuantityFieldsView | null {
  if (!quantities) return null;
  return {
    months: quantities.period_months,
    fields: quantities.fields.map((field) => ({
      name: quantityField(field.id),
      label: translatedField(field, 'label', locale),
      unit: field.unit,
      optional: field.optional === true,
    })),
  };
}

/** "What if": value and level from the address; the score now and with them. */
function tryOut(ctx: RequestContext, supplier: Supplier, criterion: Criterion) {
  const value = readValue(ctx.url.searchParams.get('value') ?? '', criterion);
  const level = evidenceLevels.find((known) => known === ctx.url.searchParams.get('level')) ?? 'L2';
  if (value === null || level === 'L0' || !definesLevel(criterion, level)) return null;
  const facts = ownFacts(ctx, supplier);
  return {
    value,
    level,
    from: score(facts, ctx.method).proven,
    to: whatIf(facts, criterion.id, { value, evidence: level, date: facts.asOf }, ctx.method),
  };
}

export const action = supplierFormAction('seller/proofs.$criterion', {
  compute: { schema: quantitiesForm, run: (ctx, _own, input, { criterion }) => compute(ctx, criterion, input) },
  submit: { schema: evidenceForm, run: (ctx, own, input, { criterion }) => submit(ctx, own, criterion, input) },
  withdraw: {
    schema: z.object({ evidence: rowId }),
    run: (ctx, own, { evidence }, { criterion }) => withdraw(ctx, own, criterion, evidence),
  },
  reply: {
    schema: z.object({ text: requiredText(1000) }),
    run: (ctx, own, { text }, { criterion }) => reply(ctx, own, criterion, text),
  },
});

function compute(ctx: RequestContext, criterionId: string, input: z.infer<typeof quantitiesForm>): FormAnswer {
  const criterion = criterionOf(ctx, criterionId);
  const read = readCriterionValue(ctx, criterion, input);
  if (!read.ok) return invalidInput(read.errors);
  const unit = findOwnValue(ctx.t.score.units, criterion.unit) ?? criterion.unit;
  return showTried(ctx.t.evidence.computed(`${formatNumber(read.value, ctx.locale, 1)} ${unit}`.trim()));
}

async function submit(
  ctx: RequestContext,
  own: OwnSupplier,
  criterionId: string,
  input: z.infer<typeof evidenceForm>,
): Promise<FormAnswer> {
  const bytes = input.file.reduce((sum, { size }) => sum + size, 0);
  const answer = await withSpace(ctx, own.supplier, bytes, () => submitRead(ctx, own, criterionId, input));
  return answer ?? invalidInput({ file: ctx.t.limits.budgets.refused.space });
}

async function submitRead(
  ctx: RequestContext,
  own: OwnSupplier,
  criterionId: string,
  input: z.infer<typeof evidenceForm>,
): Promise<FormAnswer> {
  const { supplier } = own;
  const criterion = criterionOf(ctx, criterionId);
  const read = await readEvidenceForm(ctx, input, criterion);
  if (!read.ok) return invalidInput(read.errors);
  const before = declaredTenths(ctx, supplier);
  const submitted = submitEvidence(ctx, { ...read.submission, supplierId: supplier.id });
  if (!submitted.ok && submitted.reason === 'budget') return invalidForm(ctx.t.limits.budgets.refused.entries, 429);
  if (!submitted.ok && submitted.reason === 'no-such-level')
    return invalidInput({ level: ctx.t.evidence.errors.level });
  if (!submitted.ok) return invalidInput({ value: ctx.t.evidence.declaredToday });
  const event = read.submission.kind === 'declaration' ? 'evidence.declared' : 'evidence.sent';
  return toCriterion(own, criterion, '', [event, before, declaredTenths(ctx, supplier)]);
}

/** The declared score in tenths of a point: what a submission moves before a steward has seen it. */
function declaredTenths(ctx: RequestContext, supplier: Supplier): number {
  return Math.round(score(ownFacts(ctx, supplier), ctx.method).declared * 10);
}

function withdraw(ctx: RequestContext, own: OwnSupplier, criterionId: string, evidenceId: string) {
  const criterion = criterionOf(ctx, criterionId);
  const withdrawn = withdrawEvidence(ctx, own.supplier.id, evidenceId);
  return toCriterion(own, criterion, '', withdrawn.ok ? null : ['evidence.not-now']);
}

function reply(ctx: RequestContext, own: OwnSupplier, criterionId: string, text: string) {
  const criterion = criterionOf(ctx, criterionId);
  replyToClaim(ctx, own.supplier.id, criterion.id, text);
  return toCriterion(own, criterion, '#words');
}

function toCriterion({ supplier }: OwnSupplier, { id }: Criterion, mark = '', flash: Flash | null = null) {
  return goTo(`/supplier/${supplier.slug}/proofs/${id}${mark}`, flash);
}

export default function CriterionPage() {
  const page = useLoaderData<typeof loader>();
  const messages = useMessages().evidence;
  const locale = useLocale();
  return (
    <SellerLayout supplier={page.supplier}>
      <div className="split">
        <div className="grid gap-5">
          {page.recheck && (
            <p className="notice">{messages.recheck(page.recheck.quarter, formatDate(page.recheck.dueOn, locale))}</p>
          )}
          <CriterionHelp criterion={page.criterion} />
          <EvidenceForm criterion={page.criterion} day={page.today} />
        </div>
        <div className="grid gap-5">
          <CurrentFact fact={page.fact} unit={page.criterion.unit} />
          <WhatIf criterion={page.criterion} tried={page.tried} />
          <ReplyForm comments={page.comments} />
        </div>
      </div>
      <EvidenceList
        evidence={page.evidence}
        unit={page.criterion.unit}
        names={page.names}
        receipts={`/supplier/${page.supplier.slug}/ledger/receipts`}
      />
    </SellerLayout>
  );
}
