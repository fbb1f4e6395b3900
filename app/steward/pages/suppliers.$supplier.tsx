import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { certifiedClasses } from '#app/domain/catalogue/food.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { verifiedItems } from '#app/domain/suppliers/checklist.ts';
import { findRegistryResult } from '#app/domain/suppliers/company-registry.server.ts';
import { getChecklist, listSteps } from '#app/domain/suppliers/lifecycle.server.ts';
import { lifeOf, stewardSteps } from '#app/domain/suppliers/lifecycle.ts';
import { isSupplierMember } from '#app/domain/suppliers/members.server.ts';
import { getAnySupplier, listExemptions, listFacts, listLabels } from '#app/domain/suppliers/suppliers.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { isoDay, optionalText, requiredText, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CertificateList } from '#app/steward/certificate-list.tsx';
import { viewDecisions } from '#app/steward/decision-entries.server.ts';
import { DecisionEntryList } from '#app/steward/decision-entries.tsx';
import { Exemptions } from '#app/steward/exemption-list.tsx';
import { ReviewChecklist } from '#app/steward/review-checklist.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import {
  certifySupplier,
  checkItem,
  endSupplierExemption,
  exemptCriterion,
  takeSupplierStep,
} from '#app/steward/supplier-actions.server.ts';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { RegistryPanel } from '#app/ui/registry-panel.tsx';
import { ScoreBars, ScoreHeadline } from '#app/ui/score-bars.tsx';
import { SupplierHistory } from '#app/ui/supplier-history.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/suppliers.$supplier', (ctx, { params }: LoaderFunctionArgs) => {
  const supplier = getAnySupplier(ctx, params.supplier ?? '');
  const rows = getChecklist(ctx, supplier, countUnarchivedOffers(ctx, supplier.id));
  const steps = listSteps(ctx, supplier.id);
  const { slug, name, status, legalName, legalForm, siret, email, phone, contactName, address } = supplier;
  return {
    title: name,
    pageTitle: pageTitle(name, { state: ctx.t.seller.states[status], of: ctx.t.steward.title }),
    slug,
    status,
    identity: [
      legalName,
      legalForm,
      `SIRET ${siret}`,
      `${address}, ${communeName(supplier.insee)}`,
      `${contactName}, ${email}, ${phone}`,
    ],
    story: supplier.story.fr,
    rows,
    steps,
    names: Object.fromEntries(
      personNames(ctx, [...steps.map((step) => step.actor), ...rows.flatMap((row) => row.check?.actor ?? [])]),
    ),
    decisions: viewDecisions(ctx, supplier.id),
    registry: findRegistryResult(ctx, supplier.id),
    score: score(ownFacts(ctx, supplier), ctx.method),
    ...exemptionsOf(ctx, supplier.id),
    labels: listLabels(ctx, supplier.id),
    own: isSupplierMember(ctx, requireUser(ctx).id, supplier.id),
    next: stewardSteps.filter((step) => lifeOf[status][step]),
  };
});

/** Exemptions granted, and those that the method allows unless a fact shows that the criterion applies. */
function exemptionsOf(ctx: RequestContext, supplierId: string) {
  const facts = new Set(listFacts(ctx, supplierId).map((fact) => fact.criterionId));
  const exemptions = new Map(listExemptions(ctx, supplierId).map((row) => [row.criterionId, row]));
  const all = ctx.method.criteria.flatMap((criterion) =>
    criterion.not_applicable_when.map((reason) => ({
      criterionId: criterion.id,
      label: shownCriterionName(criterion, ctx),
      reason,
    })),
  );
  return {
    exempted: all.flatMap((row) => {
      const exemption = exemptions.get(row.criterionId);
      return exemption?.reason === row.reason ? [{ ...row, until: exemption.until }] : [];
    }),
    exemptable: all.filter((row) => !exemptions.has(row.criterionId) && !facts.has(row.criterionId)),
  };
}

const reasoned = z.object({ reason: optionalText(1000) });
const item = z.enum(verifiedItems, 'choice');
/** A criterion with one of the reasons that the method gives for it. */
const exemption = requiredText(200).transform((text) => {
  const [criterionId = '', reason = ''] = text.split('|');
  return { criterionId, reason };
});

const certificate = z.object({
  label: z.enum(certifiedClasses, 'choice'),
  certifier: requiredText(160),
  number: requiredText(80),
  from: isoDay,
  until: isoDay,
});

export const action = formAction('steward/suppliers.$supplier', {
  approve: {
    schema: reasoned,
    run: (ctx, { reason }, { supplier }) => takeSupplierStep(ctx, supplier, 'approve', reason),
  },
  'send-back': {
    schema: reasoned,
    run: (ctx, { reason }, { supplier }) => takeSupplierStep(ctx, supplier, 'send-back', reason),
  },
  suspend: {
    schema: reasoned,
    run: (ctx, { reason }, { supplier }) => takeSupplierStep(ctx, supplier, 'suspend', reason),
  },
  lift: { schema: reasoned, run: (ctx, { reason }, { supplier }) => takeSupplierStep(ctx, supplier, 'lift', reason) },
  exempt: {
    schema: z.object({ exemption }),
    run: (ctx, input, { supplier }) => exemptCriterion(ctx, supplier, input.exemption),
  },
  unexempt: {
    schema: z.object({ criterion: rowId }),
    run: (ctx, { criterion }, { supplier }) => endSupplierExemption(ctx, supplier, criterion),
  },
  certify: { schema: certificate, run: (ctx, input, { supplier }) => certifySupplier(ctx, supplier, input) },
  verify: { schema: z.object({ item }), run: (ctx, input, { supplier }) => checkItem(ctx, supplier, input.item, null) },
  waive: {
    schema: z.object({ item, waiver: requiredText(500) }),
    run: (ctx, input, { supplier }) => checkItem(ctx, supplier, input.item, input.waiver),
  },
});

export default function StewardSupplier() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.steward;
  return (
    <StewardLayout title={page.title}>
      {page.own && <p className="notice">{messages.ownStall}</p>}
      <fieldset className="split" disabled={page.own}>
        <div className="grid gap-5">
          <div className="panel">
            <p>
              <span className={`state state-${page.status}`}>{t.seller.states[page.status]}</span>
              {page.status === 'live' && <a href={`/suppliers/${page.slug}`}>{messages.suppliers.public}</a>}
            </p>
            <ul className="mt-2">
              {page.identity.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className="mt-3">{page.story}</p>
          </div>
          <ReviewChecklist rows={page.rows} names={page.names} />
          <Exemptions granted={page.exempted} possible={page.exemptable} />
          <CertificateList labels={page.labels} />
          <RegistryPanel answer={page.registry} mayAsk={false} />
        </div>
        <div className="grid gap-5">
          {page.next.length > 0 && (
            <PostForm intents={page.next} className="panel grid gap-4">
              <h2>{messages.decision}</h2>
              <AreaField
                name="reason"
                label={messages.reason}
                hint={messages.reasonHint}
                maxLength={1000}
                optional={false}
              />
              <div className="flex flex-wrap gap-3">
                {page.next.map((name) => (
                  <button
                    key={name}
                    type="submit"
                    className={name === 'approve' || name === 'lift' ? 'button main' : 'button'}
                    name="intent"
                    value={name}
                  >
                    {messages.suppliers[name as 'approve' | 'send-back' | 'suspend' | 'lift']}
                  </button>
                ))}
              </div>
            </PostForm>
          )}
          <section className="panel">
            <h2>{messages.suppliers.scoreNow}</h2>
            <ScoreHeadline score={page.score} />
            <ScoreBars score={page.score} />
          </section>
          <SupplierHistory steps={page.steps} names={page.names} />
          <DecisionEntryList entries={page.decisions} />
        </div>
      </fieldset>
    </StewardLayout>
  );
}
