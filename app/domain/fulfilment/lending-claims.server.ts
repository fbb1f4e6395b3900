// The claim of a lender after looking at what came back, and the answer of its borrower. Each sum has its evidence: the price of
// being late the times of hand-out and return, a damage the condition that was found. A borrower pays on the provider's page.
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, openCase } from '#app/domain/payments/cases.server.ts';
import { latestSession } from '#app/domain/payments/payment-sessions.server.ts';
import {
  findClaim,
  findClaimOf,
  insertClaim,
  type LendingClaim,
  markClaim,
} from '#app/domain/settlement/claim-rows.server.ts';
import { answerDays, claimedCents } from '#app/domain/settlement/lending-claim.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { applyRate } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { getLentSpan, type LentSpan } from './lent-spans.server.ts';
import { getRecord } from './span-conditions.server.ts';

/** The sums that a lender can ask for now; null when there is none. Cents; late excl. VAT, damage outside VAT. */
export type Claimable = { lateHtCents: number; lateVatCents: number; vatBasisPoints: number; depositCents: number };

/** `evidence`: a damage that no inspection found, or without a word about it. `deposit`: more than was agreed. */
export type ClaimRefusal = { reason: 'not-now' | 'nothing' | 'deposit' | 'evidence' };

/** For a thing that was inspected or noted lost, of an order, and not claimed for yet. */
export function findClaimable(ctx: Ctx, { span, capacity, booked }: LentSpan): Claimable | null {
  if (!booked || (span.state !== 'inspected' && span.state !== 'lost') || findClaimOf(ctx, span.id)) return null;
  const line = findSupplierPart(ctx, capacity.owner, booked.orderId)?.lines.find((own) => own.line === booked.line);
  if (!line?.lending) return null;
  const { vatBasisPoints, lending } = line;
  const lateHtCents = getRecord(ctx, span.id).inspection?.lender.lateCents ?? 0;
  const depositCents = lending.depositCents * span.units;
  if (lateHtCents === 0 && !mayClaimDamage(ctx, { span }, depositCents)) return null;
  return { lateHtCents, lateVatCents: applyRate(lateHtCents, vatBasisPoints), vatBasisPoints, depositCents };
}

/** Lost, or found other than good. */
function mayClaimDamage(ctx: Ctx, { span }: Pick<LentSpan, 'span'>, depositCents: number): boolean {
  const found = getRecord(ctx, span.id).inspection?.lender.condition ?? 'good';
  return depositCents > 0 && (span.state === 'lost' || found !== 'good');
}

/** The lender asks for the price of being late and a damage, once for a booking. The borrower gets a letter. */
export function openClaim(
  ctx: Ctx,
  supplierId: string,
  spanId: string,
  { damageCents, reason }: { damageCents: number; reason: string },
): Result<{ claimId: string }, ClaimRefusal> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    const claimable = findClaimable(ctx, lent);
    if (!claimable || !lent.booked) return refused('not-now');
    if (damageCents + claimable.lateHtCents <= 0) return refused('nothing');
    if (damageCents > 0 && !mayClaimDamage(ctx, lent, claimable.depositCents)) return refused('evidence');
    if (damageCents > 0 && reason.trim() === '') return refused('evidence');
    if (damageCents > claimable.depositCents) return refused('deposit');
    const { orderId, line } = lent.booked;
    const answerBy = isoUtc(addMinutes(ctx.now, answerDays * 24 * 60));
    const asked = { ...claimable, damageCents, reason: reason.trim(), answerBy };
    const claimId = insertClaim(ctx, { ...asked, span: spanId, orderId, line, supplierId });
    const letter = { template: 'claim-asked', orderId, supplierId, spanId };
    enqueue(ctx, 'mail', `mail:claim-asked:${claimId}`, letter);
    recordAudit(ctx, 'openClaim', claimId);
    return done({ claimId });
  });
}

/** The lender asks no more; refused once it is paid, and while its payment page may still be open. */
export function dropClaim(ctx: Ctx, supplierId: string, spanId: string): Result<object, { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    getLentSpan(ctx, supplierId, spanId);
    const claim = findClaimOf(ctx, spanId);
    if (!claim || isBeingPaid(ctx, claim)) return refused('not-now');
    if (!markClaim(ctx, claim.id, ['open', 'contested'], 'dropped')) return refused('not-now');
    closeCase(ctx, claim.id, 'claim-contested');
    recordAudit(ctx, 'dropClaim', claim.id);
    return done();
  });
}

function isBeingPaid(ctx: Ctx, { id }: LendingClaim): boolean {
  const page = latestSession(ctx, id);
  if (page?.state === 'open') return page.expiresAt > isoUtc(ctx.now);
  return page?.state === 'processing' || page?.state === 'paid';
}

/** The borrower sees it differently, within seven days: a steward hears both, and the lender gets a letter. */
export function contestClaim(
  ctx: Ctx,
  orderId: string,
  claimId: string,
  reply: string,
): Result<object, { reason: 'not-now' }> {
  const claim = getOwnClaim(ctx, orderId, claimId);
  return inTransaction(ctx, () => {
    if (claim.answerBy <= isoUtc(ctx.now)) return refused('not-now');
    if (!markClaim(ctx, claimId, ['open'], 'contested', reply.trim())) return refused('not-now');
    const { supplierId, span: spanId } = claim;
    openCase(ctx, claimId, orderId, 'claim-contested', { amountCents: claimedCents(claim) });
    const letter = { template: 'claim-contested', orderId, supplierId, spanId };
    enqueue(ctx, 'mail', `mail:claim-contested:${claimId}`, letter);
    recordAudit(ctx, 'contestClaim', claimId);
    return done();
  });
}

/** A claim of an order that the actor may change. Throws NotFound for any other, so that it does not tell that there is one. */
export function getOwnClaim(ctx: Ctx, orderId: string, claimId: string): LendingClaim {
  getOrderToChange(ctx, orderId);
  const claim = findClaim(ctx, claimId);
  if (claim?.orderId !== orderId) throw new NotFound(`claim ${claimId}`);
  return claim;
}
