import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { listClaimComments, replyToClaim } from '#app/domain/evidence/claim-reports.server.ts';
import {
  listEvidence,
  listEvidenceSteps,
  submitEvidence,
  withdrawEvidence,
} from '#app/domain/evidence/evidence.server.ts';
import { endsOf, freshnessOf } from '#app/domain/evidence/evidence.ts';
import { whatIf } from '#app/domain/scoring/advice.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { type Criterion, evidenceLevels, findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { supplierIntentAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CriterionHelp } from '#app/seller/criterion-help.tsx';
import { CurrentFact } from '#app/seller/current-fact.tsx';
import { readEvidenceForm, readValue } from '#app/seller/evidence-form.server.ts';
import { EvidenceForm } from '#app/seller/evidence-form.tsx';
import { EvidenceList } from '#app/seller/evidence-list.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { ReplyForm } from '#app/seller/reply-form.tsx';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { WhatIf } from '#app/seller/what-if.tsx';

export const meta = pageMeta;

function criterionOf(ctx: RequestContext, id: string | undefined): Criterion {
  const criterion = findCriterion(ctx.method, id ?? '');
  if (!criterion) throw new NotFound(`criterion ${id}`);
  return criterion;
}

export const loader = supplierRouteHandler('seller/proofs.$criterion', (ctx, { supplier }, { params }) => {
  const criterion = criterionOf(ctx, params.criterion);
  const fact = findFact(ctx, supplier.id, criterion.id);
  const evidence = listEvidence(ctx, supplier.id, criterion.id);
  const steps = listEvidenceSteps(
    ctx,
    evidence.map((one) => one.id),
  );
  const { searchParams } = ctx.url;
  return {
    ...sellerHeader(supplier, translatedField(criterion, 'label', ctx.locale)),
    today: localDay(ctx.now),
    moved: searchParams.get('moved'),
    flash: searchParams.get('told'),
    criterion: {
      id: criterion.id,
      unit: criterion.unit,
      measures: translatedField(criterion, 'measures', ctx.locale),
      validity: criterion.validity_months,
      sizeRule: criterion.small_operator_rule !== undefined,
      anchors: criterion.anchors,
      guard: ctx.locale === sourceLocale ? criterion.guard : '', // the method has it in French only
      accepted: Object.entries(ctx.t.criteria.accepted[criterion.id] ?? criterion.evidence),
      weights: ctx.method.evidence_tiers.map(({ id, gamma }) => ({ id, gamma })),
    },
    fact: fact
      ? {
          value: fact.value,
          level: fact.level,
          datedOn: fact.datedOn,
          freshness: freshnessOf(fact, localDay(ctx.now), ctx.method),
          ...endsOf(fact, ctx.method),
        }
      : null,
    tried: tryOut(ctx, supplier, criterion),
    evidence: evidence.map((one) => ({
      id: one.id,
      value: one.value,
      state: one.state,
      kind: one.kind,
      level: one.level ?? one.askedLevel,
      title: one.title,
      link: one.link,
      fileName: one.fileName,
      datedOn: one.datedOn,
      reason: one.reason,
      steps: steps.filter((step) => step.evidenceId === one.id),
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

/** "What if": value and level from the address; the score now and with them. */
function tryOut(ctx: RequestContext, supplier: Supplier, criterion: Criterion) {
  const value = readValue(ctx.url.searchParams.get('value') ?? '', criterion);
  const level = evidenceLevels.find((known) => known === ctx.url.searchParams.get('level')) ?? 'L2';
  if (value === null || level === 'L0') return null;
  const facts = ownFacts(ctx, supplier);
  return {
    value,
    level,
    from: score(facts, ctx.method).proven,
    to: whatIf(facts, criterion.id, { value, evidence: level, date: facts.asOf }, ctx.method),
  };
}

export const action = supplierIntentAction('seller/proofs.$criterion', {
  async submit(ctx, { supplier }, form, { params }) {
    const criterion = criterionOf(ctx, params.criterion);
    const read = await readEvidenceForm(form, criterion, ctx.now, ctx.services.storage, ctx.t);
    if (!read.ok) return data({ errors: read.errors, values: read.values }, { status: 422 });
    const before = score(ownFacts(ctx, supplier), ctx.method).proven;
    submitEvidence(ctx, { ...read.submission, supplierId: supplier.id });
    const after = score(ownFacts(ctx, supplier), ctx.method).proven;
    const outcome = read.submission.kind === 'declaration' ? 'declared' : 'sent';
    return redirect(
      `/supplier/${supplier.slug}/proofs/${criterion.id}?told=${outcome}&moved=${before.toFixed(1)}:${after.toFixed(1)}`,
      303,
    );
  },
  withdraw(ctx, { supplier }, form, { params }) {
    const criterion = criterionOf(ctx, params.criterion);
    withdrawEvidence(ctx, supplier.id, String(form.get('evidence')));
    return redirect(`/supplier/${supplier.slug}/proofs/${criterion.id}`, 303);
  },
  reply(ctx, { supplier }, form, { params }) {
    const criterion = criterionOf(ctx, params.criterion);
    const text = String(form.get('text') ?? '')
      .trim()
      .slice(0, 1000);
    if (!text)
      return data(
        { errors: { text: ctx.t.evidence.errors.text }, values: {} as Record<string, string> },
        { status: 422 },
      );
    replyToClaim(ctx, supplier.id, criterion.id, text);
    return redirect(`/supplier/${supplier.slug}/proofs/${criterion.id}#words`, 303);
  },
});

export default function CriterionPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const messages = useMessages().evidence;
  const locale = useLocale();
  const [from, to] = (page.moved ?? '').split(':');
  return (
    <SellerLayout supplier={page.supplier}>
      {page.flash && !refused && (
        <p className="notice" role="status">
          {page.flash === 'sent' ? messages.sent : messages.declared}{' '}
          {from !== to
            ? messages.moved(formatNumber(Number(from), locale, 1), formatNumber(Number(to), locale, 1))
            : messages.still}
        </p>
      )}
      <div className="split">
        <div className="grid gap-5">
          <CriterionHelp criterion={page.criterion} />
          <EvidenceForm criterion={page.criterion} refused={refused} day={page.today} />
        </div>
        <div className="grid gap-5">
          <CurrentFact fact={page.fact} unit={page.criterion.unit} />
          <WhatIf criterion={page.criterion} tried={page.tried} />
          <ReplyForm comments={page.comments} error={refused?.errors.text} />
        </div>
      </div>
      <EvidenceList evidence={page.evidence} unit={page.criterion.unit} names={page.names} />
    </SellerLayout>
  );
}
