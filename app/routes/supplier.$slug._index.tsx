import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { countOffers } from '#app/domain/catalogue/offers.server.ts';
import { whySupplierHidden } from '#app/domain/catalogue/visibility.ts';
import { today } from '#app/domain/shared/context.ts';
import { attestedItems } from '#app/domain/suppliers/checklist.ts';
import { attest, listSteps, openChecklist, replyToDecision, takeStep } from '#app/domain/suppliers/lifecycle.server.ts';
import { lifeOf } from '#app/domain/suppliers/lifecycle.ts';
import type { Stall } from '#app/domain/suppliers/members.server.ts';
import { checkRegistry, findRegistryAnswer } from '#app/domain/suppliers/registry.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { stallToday } from '#app/http/stall-today.server.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Checklist } from '#app/ui/checklist.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { LifeHistory } from '#app/ui/life-history.tsx';
import { Registry } from '#app/ui/registry.tsx';
import { StallState } from '#app/ui/stall-state.tsx';
import { StallToday } from '#app/ui/stall-today.tsx';
import { WhyHidden } from '#app/ui/why-hidden.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug._index', (visit, { supplier, role }) => {
  const rows = openChecklist(visit, supplier);
  const steps = listSteps(visit, supplier.id);
  const people = [...steps.map((step) => step.actor), ...rows.flatMap((row) => row.check?.actor ?? [])];
  return {
    ...stallHead(supplier, supplier.name),
    owner: role === 'owner',
    steps,
    rows,
    names: Object.fromEntries(personNames(visit, people)),
    next: Object.keys(lifeOf[supplier.status]),
    why: whySupplierHidden(supplier, countOffers(visit, supplier.id).live, today(visit.now)),
    registry: findRegistryAnswer(visit, supplier.id),
    mayAsk: visit.hall.env.companyDirectory !== null,
    today: stallToday(visit, supplier),
  };
});

const back = ({ supplier }: Stall) => redirect(`/supplier/${supplier.slug}`, 303);

function step(name: 'submit' | 'open' | 'pause') {
  return (visit: Visit, stall: Stall) => {
    const taken = takeStep(visit, stall.supplier, name);
    if (taken.ok) return back(stall);
    const e = visit.t.desk.errors;
    return data({ error: (taken.reason === 'incomplete' ? e.incomplete : e.notNow)! }, { status: 422 });
  };
}

export const action = actStall('supplier.$slug._index', {
  submit: step('submit'),
  open: step('open'),
  pause: step('pause'),
  attest(visit, stall, form) {
    const item = attestedItems.find((known) => known === form.get('item'));
    if (item) attest(visit, stall.supplier, item, form.get('yes') === '1');
    return redirect(`/supplier/${stall.supplier.slug}#checklist`, 303);
  },
  reply(visit, stall, form) {
    const text = String(form.get('text') ?? '').trim();
    if (!text) return data({ error: visit.t.desk.errors.required! }, { status: 422 });
    replyToDecision(visit, stall.supplier, text.slice(0, 2000));
    return back(stall);
  },
  async registry(visit, stall) {
    await checkRegistry(visit, visit.hall.env.companyDirectory, stall.supplier);
    return redirect(`/supplier/${stall.supplier.slug}#registry`, 303);
  },
});

export default function StallHome() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const open = page.rows.filter((row) => !row.done).length;
  return (
    <Desk stall={page.stall}>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <StallState stall={page.stall} owner={page.owner} next={page.next} steps={page.steps} />
      {(page.stall.status === 'live' || page.today.orders > 0) && (
        <StallToday today={page.today} slug={page.stall.slug} />
      )}
      <WhyHidden reasons={page.why} title={t.desk.why.title} />
      {(open > 0 || page.stall.status !== 'live') && (
        <Checklist rows={page.rows} owner={page.owner} names={page.names} slug={page.stall.slug} />
      )}
      <Registry answer={page.registry} mayAsk={page.mayAsk && page.owner} />
      <LifeHistory steps={page.steps} names={page.names} />
    </Desk>
  );
}
