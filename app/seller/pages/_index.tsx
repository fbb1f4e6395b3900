import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
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
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import type { Flash } from '#app/http/flash.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { noFields, requiredText } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { unansweredForSeller } from '#app/http/unanswered-rows.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { supplierBudget } from '#app/seller/supplier-budget.server.ts';
import { SupplierStatus } from '#app/seller/supplier-status.tsx';
import { todayTasks } from '#app/seller/today-tasks.server.ts';
import { TodayTasks } from '#app/seller/today-tasks.tsx';
import { UnansweredSearches } from '#app/seller/unanswered-searches.tsx';
import { WhyHidden } from '#app/seller/why-hidden.tsx';
import { BudgetPanel } from '#app/ui/budget-panel.tsx';
import { Checklist } from '#app/ui/joining-checklist.tsx';
import { RegistryPanel } from '#app/ui/registry-panel.tsx';
import { SupplierHistory } from '#app/ui/supplier-history.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/_index', async (ctx, { supplier, roles }) => {
  const rows = getChecklist(ctx, supplier, countUnarchivedOffers(ctx, supplier.id));
  const steps = listSteps(ctx, supplier.id);
  const people = [...steps.map((step) => step.actor), ...rows.flatMap((row) => row.check?.actor ?? [])];
  return {
    ...sellerHeader({ supplier, roles }, supplier.name, {
      page: ctx.t.seller.nav.home,
      state: ctx.t.seller.states[supplier.status],
    }),
    owner: holdsSupplierRole(roles, 'own'),
    steps,
    rows,
    names: Object.fromEntries(personNames(ctx, people)),
    next: Object.keys(lifeOf[supplier.status]),
    why: whySupplierHidden(supplier, countOffers(ctx, supplier.id).live, localDay(ctx.now, ctx.town)),
    registry: findRegistryResult(ctx, supplier.id),
    mayAsk: ctx.services.env.companyDirectory !== null,
    budget: supplierBudget(ctx, supplier),
    today: todayTasks(ctx, { supplier, roles }),
    missed: supplier.status === 'live' ? await unansweredForSeller(ctx, supplier.trade) : [],
  };
});

const attested = z.object({ item: z.enum(attestedItems, 'choice'), yes: z.enum(['0', '1'], 'choice') });

export const action = supplierFormAction('seller/_index', {
  submit: { schema: noFields, run: (ctx, own) => takeStep(ctx, own, 'submit') },
  open: { schema: noFields, run: (ctx, own) => takeStep(ctx, own, 'open') },
  pause: { schema: noFields, run: (ctx, own) => takeStep(ctx, own, 'pause') },
  attest: { schema: attested, run: attest },
  reply: { schema: z.object({ text: requiredText(2000) }), run: reply },
  registry: { schema: noFields, run: askRegistry },
});

function takeStep(ctx: RequestContext, own: OwnSupplier, step: 'submit' | 'open' | 'pause'): FormAnswer {
  const taken = transitionSupplier(ctx, own.supplier, step, countUnarchivedOffers(ctx, own.supplier.id));
  if (taken.ok) return toHome(own);
  return taken.reason === 'incomplete'
    ? invalidForm(ctx.t.seller.errors.incomplete)
    : toHome(own, '', ['supplier.not-now']);
}

function attest(ctx: RequestContext, own: OwnSupplier, { item, yes }: z.infer<typeof attested>) {
  attestItem(ctx, own.supplier, item, yes === '1');
  return toHome(own, '#checklist');
}

function reply(ctx: RequestContext, own: OwnSupplier, { text }: { text: string }) {
  replyToDecision(ctx, own.supplier, text);
  return toHome(own);
}

async function askRegistry(ctx: RequestContext, own: OwnSupplier) {
  await checkRegistry(ctx, ctx.services.env.companyDirectory, own.supplier);
  return toHome(own, '#registry');
}

function toHome({ supplier }: OwnSupplier, mark = '', flash: Flash | null = null) {
  return goTo(`/supplier/${supplier.slug}${mark}`, flash);
}

export default function SellerHomePage() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages();
  const open = page.rows.filter((row) => !row.done).length;
  return (
    <SellerLayout supplier={page.supplier}>
      <SupplierStatus supplier={page.supplier} owner={page.owner} next={page.next} steps={page.steps} />
      {(page.supplier.status === 'live' || page.today.orders > 0) && (
        <TodayTasks today={page.today} supplier={page.supplier} />
      )}
      <UnansweredSearches rows={page.missed} supplier={page.supplier} />
      <WhyHidden reasons={page.why} title={t.seller.why.title} />
      {(open > 0 || page.supplier.status !== 'live') && (
        <Checklist rows={page.rows} owner={page.owner} names={page.names} slug={page.supplier.slug} />
      )}
      <RegistryPanel answer={page.registry} mayAsk={page.mayAsk && page.owner} />
      <BudgetPanel uses={page.budget.uses} next={t.limits.budgets.supplierNext[page.budget.trust]} />
      <SupplierHistory steps={page.steps} names={page.names} />
    </SellerLayout>
  );
}
