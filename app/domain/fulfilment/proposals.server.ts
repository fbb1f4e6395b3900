// Proposals: a supplier that cannot deliver a line proposes a smaller quantity or a substitute. Once the buyer
// accepts, money, stock, order and ledger change in one transaction; the refund is requested after commit.

import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { impactInput } from '#app/domain/basket/impact-input.server.ts';
import { egalimInForce, statedFood } from '#app/domain/catalogue/egalim.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { releaseStock, reserveStock } from '#app/domain/catalogue/stock.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { closeProposal, getSupplierPart, insertProposal, type Proposal } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { mainAmount, multiplyPrice, priceOf } from '#app/domain/shared/price.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { findSuppliers, listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import { nextEvent } from './corrections.server.ts';
import {
  amountsUpTo,
  applyLineChanges,
  type EffectiveLine,
  effectiveLines,
  reduceLine,
  returnToStock,
} from './line-changes.server.ts';
import { acceptTime, refuseTime } from './time-proposals.server.ts';

export type ProposeRefusal = {
  reason: 'not-now' | 'quantity' | 'not-yours' | 'other-rate' | 'weighed' | 'already-open' | 'no-stock';
};

/** Proposes a smaller quantity (`offerId` null) or the supplier's other offer. No change before the buyer accepts. */
export function proposeChange(
  ctx: Ctx,
  supplierId: string,
  orderId: string,
  input: { line: number; quantity: number; offerId: number | null; note: string },
): Result<{ proposalId: string }, ProposeRefusal> {
  const proposedBy = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const line = supplierPart.lines.find((own) => own.line === input.line);
    if (!line) throw new NotFound(`line ${input.line} of ${orderId}`);
    if (!isPartOpen(supplierPart.part.state)) return refused('not-now');
    const now = supplierPart.outcomes.find((outcome) => outcome.line === line.line)?.quantity ?? line.quantity;
    if (now === 0) return refused('not-now');
    const whole = Number.isInteger(input.quantity) && input.quantity >= 0 && input.quantity <= 9999;
    if (!whole || (input.offerId === null && input.quantity >= now) || (input.offerId !== null && input.quantity < 1))
      return refused('quantity');
    if (input.offerId !== null) {
      const [offer] = findOffers(ctx, [input.offerId]);
      if (offer?.supplierId !== supplierId || offer.status !== 'live' || offer.onQuote) return refused('not-yours');
      // Another time is agreed by cancelling and booking again: a proposal has no place for one.
      if (offer.bookingTerms || line.bookedTime) return refused('not-yours');
      // The invoice shows one VAT rate per line, and the buyer paid at that rate.
      if (offer.vatBasisPoints !== line.vatBasisPoints) return refused('other-rate');
      // Only the offer that was ordered has a band that the buyer agreed to.
      if (offer.pieceWeight) return refused('weighed');
      if (offer.stock !== null && offer.stock < input.quantity) return refused('no-stock');
    }
    const proposal: Proposal = {
      ...input,
      id: newId('prp'),
      orderId,
      supplierId,
      state: 'open',
      proposedBy,
      proposedAt: isoUtc(ctx.now),
      answeredAt: null,
      refundCents: null,
      bookedTime: '',
      answerBy: null,
    };
    if (!insertProposal(ctx, proposal)) return refused('already-open');
    enqueue(ctx, 'mail', `mail:proposal:${proposal.id}`, {
      template: 'proposal',
      orderId,
      supplierId,
      proposalId: proposal.id,
    });
    recordAudit(ctx, 'proposeChange', proposal.id);
    return done({ proposalId: proposal.id });
  });
}

/** The supplier withdraws an open proposal. False when it was already answered. */
export function withdrawProposal(ctx: Ctx, supplierId: string, orderId: string, proposalId: string): boolean {
  const supplierPart = getSupplierPart(ctx, supplierId, orderId);
  if (!supplierPart.proposals.some((proposal) => proposal.id === proposalId))
    throw new NotFound(`proposal ${proposalId}`);
  return closeProposal(ctx, proposalId, 'withdrawn');
}

export type AnswerRefusal = { reason: 'not-now' | 'no-stock' };

/**
 * The buyer accepts or refuses; of another time, refusing gives what it was for back. A substitute never costs more than the ordered goods: the supplier bears the
 * difference. An overpaid amount is refunded.
 */
export function answerProposal(
  ctx: LedgerCtx & ActiveRules,
  orderId: string,
  proposalId: string,
  yes: boolean,
): Result<{ refundCents: number }, AnswerRefusal> {
  const { lines } = getOrderToChange(ctx, orderId);
  return inTransactionOrRollback(ctx, (refuse: (refusal: AnswerRefusal) => never) => {
    const { proposal, supplierPart } = findOpenProposal(
      ctx,
      orderId,
      proposalId,
      new Set(lines.map((line) => line.supplierId)),
    );
    if (!proposal) return refused('not-now');
    if (!yes) {
      closeProposal(ctx, proposal.id, 'refused');
      notifySupplier(ctx, proposal, 'refused');
      return done(proposal.bookedTime ? refuseTime(ctx, supplierPart, proposal) : { refundCents: 0 });
    }
    if (proposal.bookedTime) {
      if (!acceptTime(ctx, supplierPart, proposal)) refuse({ reason: 'no-stock' });
      return accept(ctx, proposal, 0, refuse);
    }
    const { line, is: before } = effectiveLines(supplierPart).find((own) => own.line.line === proposal.line)!;
    const after = applyProposedStock(ctx, line, before, proposal) ?? refuse({ reason: 'no-stock' });
    const reason = proposal.offerId === null ? ('shorter' as const) : ('substitute' as const);
    const refundCents = applyLineChanges(ctx, supplierPart, [{ line, before, after }], {
      reason,
      occasion: proposal.id,
    });
    return accept(ctx, proposal, refundCents, refuse);
  });
}

function accept(
  ctx: Ctx,
  proposal: Proposal,
  refundCents: number,
  refuse: (refusal: AnswerRefusal) => never,
): Result<{ refundCents: number }, AnswerRefusal> {
  if (!closeProposal(ctx, proposal.id, 'accepted', refundCents)) refuse({ reason: 'not-now' });
  notifySupplier(ctx, proposal, 'accepted');
  const { id: proposalId, orderId, supplierId } = proposal;
  const letter = { template: 'change-confirmed', orderId, supplierId, proposalId, refundCents };
  enqueue(ctx, 'mail', `mail:change-confirmed:${proposalId}`, letter);
  recordAudit(ctx, 'acceptProposal', proposalId);
  return done({ refundCents });
}

function findOpenProposal(ctx: Ctx, orderId: string, proposalId: string, suppliers: Set<string>) {
  for (const supplierId of suppliers) {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const proposal = supplierPart.proposals.find((one) => one.id === proposalId);
    if (!proposal) continue;
    const open = proposal.state === 'open' && isPartOpen(supplierPart.part.state);
    return { proposal: open ? proposal : null, supplierPart };
  }
  throw new NotFound(`proposal ${proposalId}`);
}

/** Moves the stock and returns the changed line; null when the substitute is out of stock. */
function applyProposedStock(
  ctx: LedgerCtx & ActiveRules,
  line: OrderLine,
  before: EffectiveLine,
  proposal: Proposal,
): EffectiveLine | null {
  if (proposal.offerId === null) {
    const change = reduceLine(line, before, proposal.quantity, 'shorter');
    returnToStock(ctx, [change]);
    return change.after;
  }
  const input = before.impactInput;
  if (!reserveStock(ctx, proposal.offerId, proposal.quantity, proposal.orderId)) return null;
  if (before.quantity > 0) releaseStock(ctx, before.offerId, before.quantity, proposal.orderId);
  const [offer] = findOffers(ctx, [proposal.offerId]);
  const [supplier] = findSuppliers(ctx, [line.supplierId]);
  // On the basis of the sold line.
  const whole = multiplyPrice(priceOf(offer!.priceCents, line.vatBasisPoints), proposal.quantity);
  const { htCents, vatCents } = amountsUpTo(line, before, mainAmount(whole, line.priceBasis));
  const fresh = impactInput(
    ctx,
    offer!,
    proposal.quantity,
    supplier!,
    listFacts(ctx, line.supplierId),
    input.trip,
    localDay(ctx.now, ctx.town),
  );
  return {
    offerId: offer!.id,
    offerSlug: offer!.slug,
    name: offer!.name,
    bookedTime: '',
    cancellation: null,
    quantity: proposal.quantity,
    htCents,
    vatCents,
    event: nextEvent(before.event, 'substitute'),
    impactInput: {
      ...fresh,
      htCents,
      methodRef: input.methodRef,
      displacementPermille: input.displacementPermille,
      agec58: offer!.agec58,
      egalim: egalimInForce(offer!, validLabels(ctx, [line.supplierId], localDay(ctx.now, ctx.town))),
      stated: statedFood(offer!),
    },
  };
}

function notifySupplier(ctx: Ctx, proposal: Proposal, answer: 'accepted' | 'refused'): void {
  enqueue(ctx, 'mail', `mail:proposal-${answer}:${proposal.id}`, {
    template: `proposal-${answer}`,
    orderId: proposal.orderId,
    supplierId: proposal.supplierId,
    proposalId: proposal.id,
  });
}
