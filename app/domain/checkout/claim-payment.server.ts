// The payment of a lender's claim, on the provider's page: no card is kept, so nothing is taken that its buyer did not pay.
import type Stripe from 'stripe';
import { postEntry } from '#app/domain/books/books.server.ts';
import { issueLateInvoice } from '#app/domain/invoicing/invoices.server.ts';
import type { Order } from '#app/domain/orders/orders.server.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase } from '#app/domain/payments/cases.server.ts';
import { isPayableOnline } from '#app/domain/payments/online-limits.ts';
import {
  markProcessing,
  markSession,
  openPaymentSession,
  type PaymentCtx,
  type PaymentSession,
} from '#app/domain/payments/payment-sessions.server.ts';
import { recordCharge } from '#app/domain/settlement/charges.server.ts';
import { findClaim, type LendingClaim, markClaim } from '#app/domain/settlement/claim-rows.server.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { claimedCents } from '#app/domain/settlement/lending-claim.ts';
import { claimPaidEntry } from '#app/domain/settlement/postings.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';

/** Stripe requires at least thirty minutes when the request arrives. */
const pageMinutes = 31;

/** Opens the payment page of a claim that waits. `name`: of its one line, in the buyer's language. Throws Stripe's errors. */
export async function startClaimPayment(
  ctx: PaymentCtx,
  claim: LendingClaim,
  { contactEmail: email, locale }: Pick<Order, 'contactEmail' | 'locale'>,
  { origin, name }: { origin: string; name: string },
): Promise<Result<{ url: string }, { reason: 'amount' | 'not-payable' | 'payment-under-way' }>> {
  const amountCents = claimedCents(claim);
  if (!isPayableOnline(amountCents)) return refused('amount');
  if (claim.state !== 'open' && claim.state !== 'contested') return refused('not-payable');
  const page = `${origin}/orders/${claim.orderId}`;
  const opened = await openPaymentSession(ctx, {
    reference: claim.id,
    amountCents,
    lines: [{ name, amountCents }],
    email,
    locale,
    successUrl: `${page}/return?session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: page,
    lifetimeMinutes: pageMinutes,
    cardOnly: true,
  });
  return opened.ok ? done({ url: opened.session.url }) : opened;
}

type ClaimOutcome = 'paid' | 'already-paid' | 'failed' | 'waiting';

/** Enters what became of a claim's page, in the caller's transaction: money, books, invoice and letter once. */
export function applyClaimPayment(
  ctx: Ctx,
  { reference }: PaymentSession,
  truth: Stripe.Checkout.Session,
): ClaimOutcome {
  const claim = findClaim(ctx, reference);
  invariant(claim, `session ${truth.id} pays for a claim that is not there`);
  if (truth.payment_status === 'paid') return confirmClaim(ctx, claim, truth);
  if (truth.status === 'expired') {
    markSession(ctx, truth.id, 'expired');
    return 'failed';
  }
  if (truth.status === 'complete') markProcessing(ctx, truth.id);
  return 'waiting';
}

function confirmClaim(ctx: Ctx, claim: LendingClaim, truth: Stripe.Checkout.Session): ClaimOutcome {
  // A claim that was dropped while its page was open is paid all the same: the money is the lender's to give back.
  if (!markClaim(ctx, claim.id, ['open', 'contested', 'dropped'], 'paid')) return 'already-paid';
  const { id, orderId, supplierId, span } = claim;
  recordCharge(ctx, id, truth);
  postEntry(ctx, claimPaidEntry(claim, claimedCents(claim)));
  const supplierPart = findSupplierPart(ctx, supplierId, orderId);
  if (supplierPart) issueLateInvoice(ctx, supplierPart, claim);
  closeCase(ctx, id, 'claim-contested');
  enqueueSettlement(ctx, id, supplierId, 'paid');
  enqueue(ctx, 'mail', `mail:claim-paid:${id}`, { template: 'claim-paid', orderId, supplierId, spanId: span });
  recordAudit(ctx, 'payClaim', id);
  return 'paid';
}
