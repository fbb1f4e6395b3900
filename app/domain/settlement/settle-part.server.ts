// What a supplier's part of an order is owed now, less the cooperative's contribution: transferred, or taken back.
import { balancesOfParty, countEntriesOf, postEntry } from '#app/domain/books/books.server.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { hasOpenDispute } from '#app/domain/payments/dispute-rows.server.ts';
import { findPaymentAccount } from '#app/domain/payments/payment-accounts.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import {
  listTransfers,
  openTransfer,
  payTransfer,
  reopenRefusedTransfers,
  type Transfer,
  type TransferShare,
} from '#app/domain/payments/transfers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findOrderPayment } from './charges.server.ts';
import { contributionOf, contributionVatBasisPoints } from './contribution.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { contributionEntry, transferEntry } from './postings.ts';

/**
 * Brings a handed-over part to what it should be: the contribution on what was kept, then one transfer of what is still
 * owed, or reversals of what was sent too much. Run again, it finds nothing to do. Nothing is sent while the order is
 * disputed or the supplier's account cannot take money; what was sent too much is taken back all the same.
 */
export function settlePart(ctx: Ctx, orderId: string, supplierId: string): void {
  inTransaction(ctx, () => {
    const supplierPart = findSupplierPart(ctx, supplierId, orderId);
    if (supplierPart?.part.state !== 'handed-over') return;
    adjustContribution(ctx, orderId, supplierId, contributionOf(supplierPart));
    const transfers = listTransfers(ctx, orderId, supplierId);
    const split = outstandingShares(ctx, orderId, supplierId, transfers);
    const owedCents = sum(split.map(({ cents }) => cents));
    if (owedCents > 0) openPayout(ctx, orderId, supplierId, split, owedCents);
    if (owedCents < 0) openReversals(ctx, transfers, split, -owedCents);
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

/** What the books owe a supplier for this order, less what is on its way to it. */
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

function openPayout(ctx: Ctx, reference: string, party: string, split: TransferShare[], amountCents: number): void {
  const chargeId = findOrderPayment(ctx, reference)?.chargeId;
  if (!chargeId || !findPaymentAccount(ctx, party)?.transfers || hasOpenDispute(ctx, reference)) return;
  const id = openTransfer(ctx, { reference, party, reverses: null, amountCents, split, chargeId });
  enqueue(ctx, 'transfer', `transfer:${id}:0`, { transferId: id });
}

/** From the transfers that went out, the latest first. What is on its way out is taken back once it has arrived. */
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

/** Sends or takes back through the provider and enters it in the books, once. Throws as payTransfer. */
export function executeTransfer(ctx: PaymentCtx, transferId: string): Promise<void> {
  return payTransfer(ctx, transferId, (done) => {
    postEntry(ctx, transferEntry(done));
    enqueueSettlement(ctx, done.reference, done.party, `after:${done.id}`); // something may have changed while it was on its way
  });
}

/** Asks again for what the provider refused, such as an account without the money to give back. Returns how many. */
export function retryTransfers(ctx: Ctx): number {
  return inTransaction(ctx, () => {
    const again = reopenRefusedTransfers(ctx);
    for (const { id, attempt } of again) enqueue(ctx, 'transfer', `transfer:${id}:${attempt}`, { transferId: id });
    return again.length;
  });
}
