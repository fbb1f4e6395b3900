import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { endExemption, grantExemption } from '#app/domain/evidence/exemptions.server.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { verifiedItems } from '#app/domain/suppliers/checklist.ts';
import { findRegistryResult } from '#app/domain/suppliers/company-registry.server.ts';
import { getChecklist, listSteps, transitionSupplier, verifyItem } from '#app/domain/suppliers/lifecycle.server.ts';
import { type LifeStep, lifeOf, stewardSteps } from '#app/domain/suppliers/lifecycle.ts';
import { isSupplierMember } from '#app/domain/suppliers/members.server.ts';
import { getAnySupplier, listExemptions, listFacts, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Exemptions } from '#app/steward/exemption-list.tsx';
import { ReviewChecklist } from '#app/steward/review-checklist.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { RegistryPanel } from '#app/ui/registry-panel.tsx';
import { ScoreBars, ScoreHeadline } from '#app/ui/score-bars.tsx';
import { SupplierHistory } from '#app/ui/supplier-history.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/suppliers.$supplier', (ctx, { params }: LoaderFunctionArgs) => {
  const supplier = getAnySupplier(ctx, params.supplier ?? '');
  const rows = getChecklist(ctx, supplier, countUnarchivedOffers(ctx, supplier.id));
  const steps = listSteps(ctx, supplier.id);
  const { slug, name, status, legalName, legalForm, siret, email, phone, contactName, address, storyFr } = supplier;
  return {
    title: name,
    slug,
    status,
    identity: [
      legalName,
      legalForm,
      `SIRET ${siret}`,
      `${address}, ${communeName(supplier.insee)}`,
      `${contactName}, ${email}, ${phone}`,
    ],
    story: storyFr,
    rows,
    steps,
    names: Object.fromEntries(
      personNames(ctx, [...steps.map((step) => step.actor), ...rows.flatMap((row) => row.check?.actor ?? [])]),
    ),
    registry: findRegistryResult(ctx, supplier.id),
    score: score(ownFacts(ctx, supplier), ctx.method),
    ...exemptionsOf(ctx, supplier.id),
    own: isSupplierMember(ctx, ctx.user!.id, supplier.id),
    next: stewardSteps.filter((step) => lifeOf[status][step]),
  };
});

/** Exemptions granted, and those that the method allows unless a fact shows that the criterion applies. */
function exemptionsOf(ctx: RequestContext, supplierId: string) {
  const facts = new Set(listFacts(ctx, supplierId).map((fact) => fact.criterionId));
  const exemptions = new Map(listExemptions(ctx, supplierId).map((row) => [row.criterionId, row.reason]));
  const all = ctx.method.criteria.flatMap((criterion) =>
    criterion.not_applicable_when.map((reason) => ({
      criterionId: criterion.id,
      label: translatedField(criterion, 'label', ctx.locale),
      reason,
    })),
  );
  return {
    exempted: all.filter((row) => exemptions.get(row.criterionId) === row.reason),
    exemptable: all.filter((row) => !exemptions.has(row.criterionId) && !facts.has(row.criterionId)),
  };
}

const back = ({ slug }: Supplier) => redirect(`/steward/suppliers/${slug}`, 303);
const getRouteSupplier = (ctx: RequestContext, slug: string | undefined) => getAnySupplier(ctx, slug ?? '');

function step(name: LifeStep) {
  return (ctx: RequestContext, form: FormData, { params }: { params: Record<string, string | undefined> }) => {
    const supplier = getRouteSupplier(ctx, params.supplier);
    const reason = String(form.get('reason') ?? '')
      .trim()
      .slice(0, 1000);
    const taken = transitionSupplier(ctx, supplier, name, countUnarchivedOffers(ctx, supplier.id), reason || null);
    if (taken.ok) return back(supplier);
    const errors = ctx.t.steward.errors;
    const labels = {
      'not-now': errors['not-now'],
      incomplete: errors.incomplete,
      'reason-missing': errors['reason-missing'],
    }[taken.reason];
    return data({ error: labels, reason }, { status: 422 });
  };
}

export const action = intentAction('steward/suppliers.$supplier', {
  approve: step('approve'),
  'send-back': step('send-back'),
  suspend: step('suspend'),
  lift: step('lift'),
  exempt(ctx, form, { params }) {
    const supplier = getRouteSupplier(ctx, params.supplier);
    const [criterionId = '', reason = ''] = String(form.get('exemption') ?? '').split('|');
    const done = grantExemption(ctx, supplier.id, criterionId, reason);
    if (done.ok) return back(supplier);
    return data({ error: ctx.t.steward.exemptions.refusals[done.reason], reason: '' }, { status: 422 });
  },
  unexempt(ctx, form, { params }) {
    const supplier = getRouteSupplier(ctx, params.supplier);
    endExemption(ctx, supplier.id, String(form.get('criterion')));
    return back(supplier);
  },
  verify(ctx, form, { params }) {
    const supplier = getRouteSupplier(ctx, params.supplier);
    const item = verifiedItems.find((known) => known === form.get('item'));
    if (item) verifyItem(ctx, supplier, item, null);
    return back(supplier);
  },
  waive(ctx, form, { params }) {
    const supplier = getRouteSupplier(ctx, params.supplier);
    const item = verifiedItems.find((known) => known === form.get('item'));
    const reason = String(form.get('waiver') ?? '')
      .trim()
      .slice(0, 500);
    if (!reason) return data({ error: ctx.t.steward.errors['reason-missing'], reason: '' }, { status: 422 });
    if (item) verifyItem(ctx, supplier, item, reason);
    return back(supplier);
  },
});

export default function StewardSupplier() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.steward;
  return (
    <StewardLayout title={page.title}>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      {page.own && <p className="notice">{messages.ownStall}</p>}
      <fieldset className="split" disabled={page.own}>
        <div className="grid gap-5">
          <section className="panel">
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
          </section>
          <ReviewChecklist rows={page.rows} names={page.names} />
          <Exemptions granted={page.exempted} possible={page.exemptable} />
          <RegistryPanel answer={page.registry} mayAsk={false} />
        </div>
        <div className="grid gap-5">
          {page.next.length > 0 && (
            <Form method="post" className="panel grid gap-4">
              <h2>{messages.decision}</h2>
              <AreaField
                name="reason"
                label={messages.reason}
                hint={messages.reasonHint}
                maxLength={1000}
                defaultValue={refused?.reason ?? ''}
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
            </Form>
          )}
          <section className="panel">
            <h2>{messages.suppliers.scoreNow}</h2>
            <ScoreHeadline score={page.score} />
            <ScoreBars score={page.score} />
          </section>
          <SupplierHistory steps={page.steps} names={page.names} />
        </div>
      </fieldset>
    </StewardLayout>
  );
}
