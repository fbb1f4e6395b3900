import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { countOffers, countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { whySupplierHidden } from '#app/domain/catalogue/visibility.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { attestedItems } from '#app/domain/suppliers/checklist.ts';
import { checkRegistry, findRegistryResult } from '#app/domain/suppliers/company-registry.server.ts';
import {
  attestItem,
  getChecklist,
  listSteps,
  replyToDecision,
  transitionSupplier,
} from '#app/domain/suppliers/lifecycle.server.ts';
import { lifeOf } from '#app/domain/suppliers/lifecycle.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierIntentAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { SupplierStatus } from '#app/seller/supplier-status.tsx';
import { todayTasks } from '#app/seller/today-tasks.server.ts';
import { TodayTasks } from '#app/seller/today-tasks.tsx';
import { WhyHidden } from '#app/seller/why-hidden.tsx';
import { Checklist } from '#app/ui/joining-checklist.tsx';
import { RegistryPanel } from '#app/ui/registry-panel.tsx';
import { SupplierHistory } from '#app/ui/supplier-history.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/_index', (ctx, { supplier, role }) => {
  const rows = getChecklist(ctx, supplier, countUnarchivedOffers(ctx, supplier.id));
  const steps = listSteps(ctx, supplier.id);
  const people = [...steps.map((step) => step.actor), ...rows.flatMap((row) => row.check?.actor ?? [])];
  return {
    ...sellerHeader(supplier, supplier.name, {
      page: ctx.t.seller.nav.home,
      state: ctx.t.seller.states[supplier.status],
    }),
    owner: role === 'owner',
    steps,
    rows,
    names: Object.fromEntries(personNames(ctx, people)),
    next: Object.keys(lifeOf[supplier.status]),
    why: whySupplierHidden(supplier, countOffers(ctx, supplier.id).live, localDay(ctx.now)),
    registry: findRegistryResult(ctx, supplier.id),
    mayAsk: ctx.services.env.companyDirectory !== null,
    today: todayTasks(ctx, supplier),
  };
});

const back = ({ supplier }: OwnSupplier) => redirect(`/supplier/${supplier.slug}`, 303);

function step(name: 'submit' | 'open' | 'pause') {
  return (ctx: RequestContext, own: OwnSupplier) => {
    const taken = transitionSupplier(ctx, own.supplier, name, countUnarchivedOffers(ctx, own.supplier.id));
    if (taken.ok) return back(own);
    const errors = ctx.t.seller.errors;
    return data({ error: (taken.reason === 'incomplete' ? errors.incomplete : errors.notNow)! }, { status: 422 });
  };
}

export const action = supplierIntentAction('seller/_index', {
  submit: step('submit'),
  open: step('open'),
  pause: step('pause'),
  attest(ctx, own, form) {
    const item = attestedItems.find((known) => known === form.get('item'));
    if (item) attestItem(ctx, own.supplier, item, form.get('yes') === '1');
    return redirect(`/supplier/${own.supplier.slug}#checklist`, 303);
  },
  reply(ctx, own, form) {
    const text = String(form.get('text') ?? '').trim();
    if (!text) return data({ error: ctx.t.seller.errors.required! }, { status: 422 });
    replyToDecision(ctx, own.supplier, text.slice(0, 2000));
    return back(own);
  },
  async registry(ctx, own) {
    await checkRegistry(ctx, ctx.services.env.companyDirectory, own.supplier);
    return redirect(`/supplier/${own.supplier.slug}#registry`, 303);
  },
});

export default function SellerHomePage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const open = page.rows.filter((row) => !row.done).length;
  return (
    <SellerLayout supplier={page.supplier}>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <SupplierStatus supplier={page.supplier} owner={page.owner} next={page.next} steps={page.steps} />
      {(page.supplier.status === 'live' || page.today.orders > 0) && (
        <TodayTasks today={page.today} slug={page.supplier.slug} />
      )}
      <WhyHidden reasons={page.why} title={t.seller.why.title} />
      {(open > 0 || page.supplier.status !== 'live') && (
        <Checklist rows={page.rows} owner={page.owner} names={page.names} slug={page.supplier.slug} />
      )}
      <RegistryPanel answer={page.registry} mayAsk={page.mayAsk && page.owner} />
      <SupplierHistory steps={page.steps} names={page.names} />
    </SellerLayout>
  );
}
