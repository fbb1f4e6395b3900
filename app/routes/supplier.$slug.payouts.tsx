import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { contributionBasisPoints } from '#app/domain/checkout/contribution.ts';
import { payoutsOf } from '#app/domain/checkout/payouts.server.ts';
import { lookAtAccount } from '#app/domain/checkout/take-event.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { findPaymentAccount, onboard } from '#app/domain/payments/accounts.server.ts';
import { today } from '#app/domain/shared/context.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { Desk } from '#app/ui/desk-nav.tsx';
import { PayoutsPage } from '#app/ui/payouts-page.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.payouts', async (visit, { supplier, role }) => {
  if (visit.url.searchParams.has('back')) await lookAgain(visit, supplier.id);
  const { transfers, ...payouts } = payoutsOf(visit, supplier.id);
  const numbers = listOrderNumbers(
    visit,
    transfers.map(({ reference }) => reference),
  );
  return {
    ...stallHead(supplier, visit.t.payouts.title),
    owner: role === 'owner',
    rate: contributionBasisPoints,
    ...payouts,
    transfers: transfers.map(({ id, reference, reverses, amountCents, state, createdAt, doneAt }) => ({
      id,
      orderId: reference,
      number: numbers.get(reference) ?? reference,
      state,
      cents: reverses ? -amountCents : amountCents,
      day: today(new Date(doneAt ?? createdAt)),
    })),
  };
});

/** Somebody comes back from the provider's pages: how does the account stand now? Its event may still be on its way. */
async function lookAgain(visit: Visit, supplierId: string): Promise<void> {
  const held = findPaymentAccount(visit, supplierId);
  if (!held) return;
  try {
    await lookAtAccount(visit, held.accountId);
  } catch (err) {
    visit.hall.log.error({ err, requestId: visit.requestId }, 'the payment account could not be asked about');
  }
}

export const action = answerStall('supplier.$slug.payouts', async (visit, { supplier }) => {
  const page = `${visit.hall.env.origin}/supplier/${supplier.slug}/payouts`;
  const payee = {
    party: supplier.id,
    name: supplier.name,
    email: supplier.email,
    site: `${visit.hall.env.origin}/suppliers/${supplier.slug}`,
  };
  try {
    const { url } = await onboard(visit, payee, { returnUrl: `${page}?back`, refreshUrl: `${page}?again` });
    return redirect(url, 303);
  } catch (err) {
    visit.hall.log.error({ err, requestId: visit.requestId }, 'the payment account could not be opened');
    return data({ failed: true }, { status: 503 });
  }
});

export default function Payouts() {
  const { stall, ...page } = useLoaderData<typeof loader>();
  return (
    <Desk stall={stall}>
      <PayoutsPage page={page} failed={useActionData<typeof action>() !== undefined} />
    </Desk>
  );
}
