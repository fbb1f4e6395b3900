import { useLoaderData } from '@remix-run/react';
import { refreshPayeeAccount } from '#app/domain/checkout/provider-events.server.ts';
import { listContributionInvoices } from '#app/domain/invoicing/contribution-invoices.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { findPaymentAccount, openOnboarding } from '#app/domain/payments/payment-accounts.server.ts';
import { contributionBasisPoints } from '#app/domain/settlement/contribution.ts';
import { payoutsOf } from '#app/domain/settlement/payouts.server.ts';
import { listStatementMonths } from '#app/domain/settlement/supplier-statement.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatMoney, formatMonth } from '#app/i18n/format.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { PayoutsPage } from '#app/seller/payouts-page.tsx';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/payouts', async (ctx, { supplier, roles }) => {
  if (ctx.url.searchParams.has('back')) await lookAgain(ctx, supplier.id);
  const { transfers, ...payouts } = payoutsOf(ctx, supplier.id);
  const numbers = listOrderNumbers(
    ctx,
    transfers.map(({ reference }) => reference),
  );
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.payouts.title),
    owner: holdsSupplierRole(roles, 'own'),
    rate: contributionBasisPoints,
    months: listStatementMonths(ctx, supplier.id).map((month) => ({ month, name: formatMonth(month, ctx.locale) })),
    invoices: contributionLinks(ctx, supplier),
    ...payouts,
    transfers: transfers.map(({ id, reference, reverses, amountCents, state, createdAt, doneAt }) => ({
      id,
      orderId: reference,
      number: numbers.get(reference) ?? reference,
      state,
      cents: reverses ? -amountCents : amountCents,
      day: localDay(new Date(doneAt ?? createdAt), ctx.town),
    })),
  };
});

function contributionLinks(ctx: RequestContext, { id, slug }: OwnSupplier['supplier']) {
  const { payouts, invoices } = ctx.t;
  return listContributionInvoices(ctx, id).map(({ id, kind, number, month, totalCents }) => ({
    href: `/supplier/${slug}/contributions/${id}.pdf`,
    label: payouts.invoice(
      invoices.kinds[kind],
      number,
      formatMonth(month, ctx.locale),
      formatMoney(totalCents, ctx.locale),
    ),
  }));
}

/**
 * Refreshes the account after a return from the provider's pages, because its webhook event may not have come yet.
 */
async function lookAgain(ctx: RequestContext, supplierId: string): Promise<void> {
  const account = findPaymentAccount(ctx, supplierId);
  if (!account) return;
  try {
    await refreshPayeeAccount(ctx, account.accountId);
  } catch (err) {
    ctx.services.log.error({ err, requestId: ctx.requestId }, 'the payment account could not be asked about');
  }
}

export const action = supplierFormAction('seller/payouts', { schema: noFields, run: openAccount });

/** To the provider's pages, where the supplier opens or completes its account. */
async function openAccount(ctx: RequestContext, { supplier }: OwnSupplier) {
  const page = `${ctx.services.env.origin}/supplier/${supplier.slug}/payouts`;
  const payee = {
    party: supplier.id,
    name: supplier.name,
    email: supplier.email,
    site: `${ctx.services.env.origin}/suppliers/${supplier.slug}`,
  };
  try {
    const { url } = await openOnboarding(ctx, payee, { returnUrl: `${page}?back`, refreshUrl: `${page}?again` });
    return goTo(url);
  } catch (err) {
    ctx.services.log.error({ err, requestId: ctx.requestId }, 'the payment account could not be opened');
    return invalidForm(ctx.t.payouts.failed, 503);
  }
}

export default function SupplierPayoutsPage() {
  const { supplier, ...page } = useLoaderData<typeof loader>();
  return (
    <SellerLayout supplier={supplier}>
      <PayoutsPage page={{ ...page, supplier }} />
    </SellerLayout>
  );
}
