// Settles a supplier's part: the amount owed less the cooperative's contribution is transferred, or reversed.
import { balancesOfParty } from '#app/domain/books/balances.server.ts';
import { countEntriesOf, postEntry } from '#app/domain/books/books.server.ts';
import { isEarned } from '#app/domain/orders/part.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { hasOpenDispute } from '#app/domain/payments/dispute-rows.server.ts';
import { findPaymentAccount } from '#app/domain/payments/payment-accounts.server.ts';
import { listPaidSessions, type PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import {
  listTransfers,
  openTransfer,
  payTransfer,
  reopenRefusedTransfers,
  type Transfer,
  type TransferShare,
} from '#app/domain/payments/transfers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { contributionVatBasisPoints } from '#app/domain/shared/contribution-rate.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findOrderPayment } from './charges.server.ts';
import { contributionOf } from './contribution.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { isClaimReference } from './lending-claim.ts';
import { contributionEntry, transferEntry } from './postings.ts';
import { keptOf } from './supplier-shares.server.ts';

/**
 * Settles a part that was handed over, or of which a fee is kept: posts the contribution (none of what a dispute took), then opens one transfer of the amount owed, or reversals of
 * an overpayment. Idempotent. Until the part is released, while the order is disputed, or while the account cannot
 * receive transfers, nothing is sent; overpayments are still reversed. A claim of a lender, by its id, is settled once it is paid.
 */
export function settlePart(ctx: Ctx, orderId: string, supplierId: string): void {
  if (isClaimReference(orderId)) settleClaim(ctx, orderId, supplierId);
  else settleOrder(ctx, orderId, supplierId);
}

function settleOrder(ctx: Ctx, orderId: string, supplierId: string): void {
  inTransaction(ctx, () => {
    const supplierPart = findSupplierPart(ctx, supplierId, orderId);
    if (!supplierPart || !isEarned(supplierPart.part)) return;
    const contribution = keptOf(ctx, orderId, supplierId, contributionOf(supplierPart));
    adjustContribution(ctx, orderId, supplierId, contribution);
    const transfers = listTransfers(ctx, orderId, supplierId);
    const split = outstandingShares(ctx, orderId, supplierId, transfers);
    const owedCents = sum(split.map(({ cents }) => cents));
    if (owedCents > 0 && supplierPart.part.releasedAt)
      openPayout(ctx, orderId, supplierId, split, owedCents, transfers, findOrderPayment(ctx, orderId)?.chargeId);
    if (owedCents < 0) openReversals(ctx, transfers, split, -owedCents);
  });
}

/** Sends a lender what a paid claim brought, once; without a contribution. Waits for the account and the charge. */
function settleClaim(ctx: Ctx, claimId: string, supplierId: string): void {
  inTransaction(ctx, () => {
    const transfers = listTransfers(ctx, claimId, supplierId);
    const split = outstandingShares(ctx, claimId, supplierId, transfers);
    const owedCents = sum(split.map(({ cents }) => cents));
    const [paid] = listPaidSessions(ctx, [claimId]);
    if (owedCents > 0) openPayout(ctx, claimId, supplierId, split, owedCents, transfers, paid?.chargeId);
  });
}

function adjustContribution(ctx: Ctx, orderId: string, supplierId: string, wantedCents: number): void {
  const owedContribution = balancesOfParty(ctx, orderId, supplierId).find(({ account }) => account === 'contribution');
  const before = owedContribution?.owedCents ?? 0;
  if (before === wantedCents) return;
  const vatOf = (htCents: number) => applyRate(htCents, contributionVatBasisPoints);
  const n = countEntriesOf(ctx, 'contribution', orderId, supplierId);
  const change = {
    htCents: wantedCents - before,
    vatCents: vatOf(wantedCents) - vatOf(before),
    vatBasisPoints: contributionVatBasisPoints,
  };
  postEntry(ctx, contributionEntry({ orderId, supplierId, n }, change));
}

/** Amounts that the books owe the supplier for this order, less transfers and reversals not done yet. */
function outstandingShares(
  ctx: Ctx,
  orderId: string,
  supplierId: string,
  transfers: readonly Transfer[],
): TransferShare[] {
  const underWay = transfers.filter(({ state }) => state !== 'done').flatMap(({ split }) => split);
  return balancesOfParty(ctx, orderId, supplierId).flatMap(
    ({ account, vatBasisPoints, owedCents }): TransferShare[] => {
      if (account !== 'supplier' && account !== 'vat') return [];
      const going = underWay.filter((one) => one.account === account && one.vatBasisPoints === vatBasisPoints);
      const cents = owedCents - sum(going.map((one) => one.cents));
      return cents === 0 ? [] : [{ account, vatBasisPoints, cents }];
    },
  );
}

/**
 * Opens a transfer, drawn on the charge of the payment: it may be sent before that money is available. An amount
 * that was reversed and is owed again is sent from the balance: the charge does not pay twice, and its money has arrived.
 */
function openPayout(
  ctx: Ctx,
  reference: string,
  party: string,
  split: TransferShare[],
  amountCents: number,
  transfers: readonly Transfer[],
  charge: string | null | undefined,
): void {
  if (!charge || !findPaymentAccount(ctx, party)?.transfers || hasOpenDispute(ctx, reference)) return;
  const chargeId = transfers.some(({ reverses }) => reverses) ? null : charge;
  const id = openTransfer(ctx, { reference, party, reverses: null, amountCents, split, chargeId });
  enqueue(ctx, 'transfer', `transfer:${id}:0`, { transferId: id });
}

/**
 * Reverses completed transfers, the latest first. A transfer still on its way is reversed after it has arrived.
 */
function openReversals(
  ctx: Ctx,
  transfers: readonly Transfer[],
  split: readonly TransferShare[],
  amountCents: number,
): void {
  let left = amountCents;
  let vat = split.filter(({ account }) => account === 'vat');
  for (const sent of transfers.filter(({ reverses, state }) => !reverses && state === 'done').reverse()) {
    const back = sum(transfers.filter((one) => one.reverses === sent.id).map((one) => one.amountCents));
    const piece = Math.min(left, sent.amountCents - back);
    if (piece === 0) continue;
    const own = -piece - sum(vat.map(({ cents }) => cents));
    const transferShares: TransferShare[] = [
      ...vat,
      { account: 'supplier' as const, vatBasisPoints: null, cents: own },
    ];
    const { reference, party } = sent;
    const id = openTransfer(ctx, {
      reference,
      party,
      reverses: sent.id,
      amountCents: piece,
      split: transferShares.filter(({ cents }) => cents !== 0),
      chargeId: null,
    });
    enqueue(ctx, 'transfer', `transfer:${id}:0`, { transferId: id });
    left -= piece;
    vat = [];
  }
}

/** Makes a transfer or reversal at the provider and posts it, once. Throws like `payTransfer`. */
export function executeTransfer(ctx: PaymentCtx, transferId: string): Promise<void> {
  return payTransfer(ctx, transferId, (done) => {
    postEntry(ctx, transferEntry(done));
    enqueueSettlement(ctx, done.reference, done.party, `after:${done.id}`); // the amount owed may have changed since the transfer was opened
  });
}

/**
 * Retries transfers that were refused, such as a reversal from an account without funds, or held by a dispute.
 * Returns their number.
 */
export function retryTransfers(ctx: Ctx): number {
  return inTransaction(ctx, () => {
    const again = reopenRefusedTransfers(ctx);
    for (const { id, attempt } of again) enqueue(ctx, 'transfer', `transfer:${id}:${attempt}`, { transferId: id });
    return again.length;
  });
}
