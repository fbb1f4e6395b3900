import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import {
  listEvidence,
  listEvidenceSteps,
  submitEvidence,
  withdrawEvidence,
} from '#app/domain/proving/evidence.server.ts';
import { endsOf, freshnessOf } from '#app/domain/proving/evidence.ts';
import { listWords, replyToClaim } from '#app/domain/proving/reports.server.ts';
import { whatIf } from '#app/domain/scoring/advice.ts';
import { type Criterion, evidenceLevels, findCriterion, method } from '#app/domain/scoring/method.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { today } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findFact } from '#app/domain/suppliers/facts.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { readProofForm, readValue } from '#app/http/proof-form.server.ts';
import { stallHead } from '#app/http/stall-head.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { CriterionHelp } from '#app/ui/criterion-help.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { EvidenceList } from '#app/ui/evidence-list.tsx';
import { FactNow } from '#app/ui/fact-now.tsx';
import { ProofForm } from '#app/ui/proof-form.tsx';
import { ReplyForm } from '#app/ui/reply-form.tsx';
import { WhatIf } from '#app/ui/what-if.tsx';

export const meta = titled;

function criterionOf(id: string | undefined): Criterion {
  const criterion = findCriterion(id ?? '');
  if (!criterion) throw new NotFound(`criterion ${id}`);
  return criterion;
}

export const loader = answerStall('supplier.$slug.proofs.$criterion', (visit, { supplier }, { params }) => {
  const criterion = criterionOf(params.criterion);
  const fr = visit.locale === 'fr';
  const held = findFact(visit, supplier.id, criterion.id);
  const evidence = listEvidence(visit, supplier.id, criterion.id);
  const steps = listEvidenceSteps(
    visit,
    evidence.map((one) => one.id),
  );
  const { searchParams } = visit.url;
  return {
    ...stallHead(supplier, fr ? criterion.label_fr : criterion.label_en),
    today: today(visit.now),
    moved: searchParams.get('moved'),
    told: searchParams.get('told'),
    criterion: {
      id: criterion.id,
      unit: criterion.unit,
      measures: fr ? criterion.measures_fr : criterion.measures_en,
      validity: criterion.validity_months,
      sizeRule: criterion.small_operator_rule !== undefined,
      anchors: criterion.anchors,
      guard: fr ? criterion.guard : '',
      accepted: Object.entries(visit.t.criteria.accepted[criterion.id] ?? criterion.evidence),
      weights: method.evidence_tiers.map(({ id, gamma }) => ({ id, gamma })),
    },
    fact: held
      ? {
          value: held.value,
          level: held.level,
          datedOn: held.datedOn,
          freshness: freshnessOf(held, today(visit.now)),
          ...endsOf(held),
        }
      : null,
    tried: tryOut(visit, supplier, criterion),
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
        visit,
        steps.map((step) => step.actor),
      ),
    ),
    words: listWords(visit, supplier.id).filter((word) => word.criterionId === criterion.id),
  };
});

/** "What if": a value and a level in the address; the score now and then. */
function tryOut(visit: Visit, supplier: Supplier, criterion: Criterion) {
  const value = readValue(visit.url.searchParams.get('value') ?? '', criterion);
  const level = evidenceLevels.find((known) => known === visit.url.searchParams.get('level')) ?? 'L2';
  if (value === null || level === 'L0') return null;
  const facts = ownFacts(visit, supplier);
  return {
    value,
    level,
    from: score(facts).proven,
    to: whatIf(facts, criterion.id, { value, evidence: level, date: facts.asOf }),
  };
}

export const action = actStall('supplier.$slug.proofs.$criterion', {
  async submit(visit, { supplier }, form, { params }) {
    const criterion = criterionOf(params.criterion);
    const read = await readProofForm(form, criterion, visit.now, visit.hall.storage, visit.t);
    if (!read.ok) return data({ errors: read.errors, values: read.values }, { status: 422 });
    const before = score(ownFacts(visit, supplier)).proven;
    submitEvidence(visit, { ...read.submission, supplierId: supplier.id });
    const after = score(ownFacts(visit, supplier)).proven;
    const told = read.submission.kind === 'declaration' ? 'declared' : 'sent';
    return redirect(
      `/supplier/${supplier.slug}/proofs/${criterion.id}?told=${told}&moved=${before.toFixed(1)}:${after.toFixed(1)}`,
      303,
    );
  },
  withdraw(visit, { supplier }, form, { params }) {
    const criterion = criterionOf(params.criterion);
    withdrawEvidence(visit, supplier.id, String(form.get('evidence')));
    return redirect(`/supplier/${supplier.slug}/proofs/${criterion.id}`, 303);
  },
  reply(visit, { supplier }, form, { params }) {
    const criterion = criterionOf(params.criterion);
    const text = String(form.get('text') ?? '')
      .trim()
      .slice(0, 1000);
    if (!text)
      return data(
        { errors: { text: visit.t.proofDesk.errors.text }, values: {} as Record<string, string> },
        { status: 422 },
      );
    replyToClaim(visit, supplier.id, criterion.id, text);
    return redirect(`/supplier/${supplier.slug}/proofs/${criterion.id}#words`, 303);
  },
});

export default function CriterionPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const p = useMessages().proofDesk;
  const locale = useLocale();
  const [from, to] = (page.moved ?? '').split(':');
  return (
    <Desk stall={page.stall}>
      {page.told && !refused && (
        <p className="notice" role="status">
          {page.told === 'sent' ? p.sent : p.declared}{' '}
          {from !== to ? p.moved(formatNumber(Number(from), locale, 1), formatNumber(Number(to), locale, 1)) : p.still}
        </p>
      )}
      <div className="split">
        <div className="grid gap-5">
          <CriterionHelp criterion={page.criterion} />
          <ProofForm criterion={page.criterion} refused={refused} day={page.today} />
        </div>
        <div className="grid gap-5">
          <FactNow fact={page.fact} unit={page.criterion.unit} />
          <WhatIf criterion={page.criterion} tried={page.tried} />
          <ReplyForm words={page.words} error={refused?.errors.text} />
        </div>
      </div>
      <EvidenceList evidence={page.evidence} unit={page.criterion.unit} names={page.names} />
    </Desk>
  );
}
