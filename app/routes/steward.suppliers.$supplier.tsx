import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { endExemption, exempt } from '#app/domain/proving/exemptions.server.ts';
import { method } from '#app/domain/scoring/method.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { verifiedItems } from '#app/domain/suppliers/checklist.ts';
import { listSteps, openChecklist, takeStep, verify } from '#app/domain/suppliers/lifecycle.server.ts';
import { type LifeStep, lifeOf, stewardSteps } from '#app/domain/suppliers/lifecycle.ts';
import { isStallMember } from '#app/domain/suppliers/members.server.ts';
import { findRegistryAnswer } from '#app/domain/suppliers/registry.server.ts';
import { getAnySupplier, listExemptions, listFacts, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Exemptions } from '#app/ui/exemptions.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { LifeHistory } from '#app/ui/life-history.tsx';
import { Registry } from '#app/ui/registry.tsx';
import { ScoreBars, ScoreHeadline } from '#app/ui/score-bars.tsx';
import { StewardChecklist } from '#app/ui/steward-checklist.tsx';
import { StewardDesk } from '#app/ui/steward-nav.tsx';

export const meta = titled;

export const loader = answer('steward.suppliers.$supplier', (visit, { params }: LoaderFunctionArgs) => {
  const supplier = getAnySupplier(visit, params.supplier ?? '');
  const rows = openChecklist(visit, supplier);
  const steps = listSteps(visit, supplier.id);
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
      personNames(visit, [...steps.map((step) => step.actor), ...rows.flatMap((row) => row.check?.actor ?? [])]),
    ),
    registry: findRegistryAnswer(visit, supplier.id),
    score: score(ownFacts(visit, supplier)),
    ...exemptionsOf(visit, supplier.id),
    own: isStallMember(visit, visit.user!.id, supplier.id),
    next: stewardSteps.filter((step) => lifeOf[status][step]),
  };
});

/** What is exempt, and what the method would let be, unless a fact says that it applies. */
function exemptionsOf(visit: Visit, supplierId: string) {
  const facts = new Set(listFacts(visit, supplierId).map((fact) => fact.criterionId));
  const held = new Map(listExemptions(visit, supplierId).map((row) => [row.criterionId, row.reason]));
  const all = method.criteria.flatMap((criterion) =>
    criterion.not_applicable_when.map((reason) => ({
      criterionId: criterion.id,
      label: visit.locale === 'fr' ? criterion.label_fr : criterion.label_en,
      reason,
    })),
  );
  return {
    exempted: all.filter((row) => held.get(row.criterionId) === row.reason),
    exemptable: all.filter((row) => !held.has(row.criterionId) && !facts.has(row.criterionId)),
  };
}

const back = ({ slug }: Supplier) => redirect(`/steward/suppliers/${slug}`, 303);
const held = (visit: Visit, slug: string | undefined) => getAnySupplier(visit, slug ?? '');

function step(name: LifeStep) {
  return (visit: Visit, form: FormData, { params }: { params: Record<string, string | undefined> }) => {
    const supplier = held(visit, params.supplier);
    const reason = String(form.get('reason') ?? '')
      .trim()
      .slice(0, 1000);
    const taken = takeStep(visit, supplier, name, reason || null);
    if (taken.ok) return back(supplier);
    const e = visit.t.steward.errors;
    const words = { 'not-now': e['not-now'], incomplete: e.incomplete, 'reason-missing': e['reason-missing'] }[
      taken.reason
    ];
    return data({ error: words, reason }, { status: 422 });
  };
}

export const action = act('steward.suppliers.$supplier', {
  approve: step('approve'),
  'send-back': step('send-back'),
  suspend: step('suspend'),
  lift: step('lift'),
  exempt(visit, form, { params }) {
    const supplier = held(visit, params.supplier);
    const [criterionId = '', reason = ''] = String(form.get('exemption') ?? '').split('|');
    const done = exempt(visit, supplier.id, criterionId, reason);
    if (done.ok) return back(supplier);
    return data({ error: visit.t.steward.exemptions.refusals[done.reason], reason: '' }, { status: 422 });
  },
  unexempt(visit, form, { params }) {
    const supplier = held(visit, params.supplier);
    endExemption(visit, supplier.id, String(form.get('criterion')));
    return back(supplier);
  },
  verify(visit, form, { params }) {
    const supplier = held(visit, params.supplier);
    const item = verifiedItems.find((known) => known === form.get('item'));
    if (item) verify(visit, supplier, item, null);
    return back(supplier);
  },
  waive(visit, form, { params }) {
    const supplier = held(visit, params.supplier);
    const item = verifiedItems.find((known) => known === form.get('item'));
    const reason = String(form.get('waiver') ?? '')
      .trim()
      .slice(0, 500);
    if (!reason) return data({ error: visit.t.steward.errors['reason-missing'], reason: '' }, { status: 422 });
    if (item) verify(visit, supplier, item, reason);
    return back(supplier);
  },
});

export default function StewardSupplier() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const s = t.steward;
  return (
    <StewardDesk title={page.title}>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      {page.own && <p className="notice">{s.ownStall}</p>}
      <fieldset className="split" disabled={page.own}>
        <div className="grid gap-5">
          <section className="panel">
            <p>
              <span className={`state state-${page.status}`}>{t.desk.states[page.status]}</span>
              {page.status === 'live' && <a href={`/suppliers/${page.slug}`}>{s.suppliers.public}</a>}
            </p>
            <ul className="mt-2">
              {page.identity.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className="mt-3">{page.story}</p>
          </section>
          <StewardChecklist rows={page.rows} names={page.names} />
          <Exemptions held={page.exempted} possible={page.exemptable} />
          <Registry answer={page.registry} mayAsk={false} />
        </div>
        <div className="grid gap-5">
          {page.next.length > 0 && (
            <Form method="post" className="panel grid gap-4">
              <h2>{s.decision}</h2>
              <AreaField
                name="reason"
                label={s.reason}
                hint={s.reasonHint}
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
                    {s.suppliers[name as 'approve' | 'send-back' | 'suspend' | 'lift']}
                  </button>
                ))}
              </div>
            </Form>
          )}
          <section className="panel">
            <h2>{s.suppliers.scoreNow}</h2>
            <ScoreHeadline score={page.score} />
            <ScoreBars score={page.score} />
          </section>
          <LifeHistory steps={page.steps} names={page.names} />
        </div>
      </fieldset>
    </StewardDesk>
  );
}
