// Decisions of stewards about orders on account: credit, and transfers that the cooperative's bank received or made.
// Each is for the amount that the page showed, so that a change since then is looked at first.
import { creditLimitOf, saveCreditLimit } from '#app/domain/accounts/credit-limits.server.ts';
import { balancesOfParty } from '#app/domain/books/balances.server.ts';
import { countEntriesOf, postEntry } from '#app/domain/books/books.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { bankPayoutEntry } from '#app/domain/settlement/account-postings.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type GateRefusal, passGate } from '#app/domain/suppliers/deciding.server.ts';
import { listBankPayouts, listReceivables, receiveTransfer } from './on-account.server.ts';

export type BankRefusal = GateRefusal | { reason: 'not-now' };

/** Sets a limit from 0 to 100,000 euros, else refuses with `amount`. Raising it is what a second person may be asked for. */
export function grantCreditLimit(
  ctx: Ctx,
  organisationId: string,
  limitCents: number,
): Result<object, GateRefusal | { reason: 'amount' }> {
  if (!Number.isInteger(limitCents) || limitCents < 0 || limitCents > 10_000_000) return refused('amount');
  return inTransaction(ctx, () => {
    const isHigher = limitCents > creditLimitOf(ctx, organisationId);
    const gate = passGate(ctx, {
      verb: 'credit-limit',
      parties: [{ kind: 'organisation', id: organisationId }],
      sumCents: isHigher ? limitCents : 0,
      facts: { organisation: organisationId, cents: limitCents },
    });
    if (gate.ok) saveCreditLimit(ctx, organisationId, limitCents);
    return gate;
  });
}

/** The amount owed for an order has arrived, once a day. `not-now` when the order owes a different amount. */
export function receiveByHand(ctx: Ctx, orderId: string, shownCents: number): Result<object, BankRefusal> {
  return inTransaction(ctx, () => {
    const [owed] = listReceivables(ctx, { orderId });
    if (shownCents <= 0 || owed?.owedCents !== shownCents) return refused('not-now');
    const gate = passGate(ctx, {
      verb: 'payment-received',
      parties: [{ kind: 'organisation', id: owed.organisationId }],
      sumCents: shownCents,
      facts: { order: orderId, cents: shownCents },
    });
    if (!gate.ok) return gate;
    const key = `by-hand:${orderId}:${shownCents}:${localDay(ctx.now, ctx.town)}`;
    return receiveTransfer(ctx, orderId, shownCents, key) ? done() : refused('not-now');
  });
}

/** The cooperative's bank refunded an overpaid order. */
export function payBackByBank(ctx: Ctx, orderId: string, shownCents: number): Result<object, BankRefusal> {
  return inTransaction(ctx, () => {
    const [owed] = listReceivables(ctx, { orderId });
    if (!owed || owed.owedCents >= 0 || -owed.owedCents !== shownCents) return refused('not-now');
    const gate = passGate(ctx, {
      verb: 'buyer-paid-back',
      parties: [{ kind: 'organisation', id: owed.organisationId }],
      sumCents: shownCents,
      facts: { order: orderId, cents: shownCents },
    });
    if (!gate.ok) return gate;
    const n = countEntriesOf(ctx, 'bank-payout', orderId, owed.organisationId);
    postEntry(
      ctx,
      bankPayoutEntry({ orderId, party: owed.organisationId, n }, [
        { account: 'receivables', vatBasisPoints: null, owedCents: shownCents },
      ]),
    );
    recordAudit(ctx, `payBackByBank:${shownCents}`, orderId);
    return done();
  });
}

/** The cooperative's bank paid a supplier for its part, or received back an overpayment. */
export function payOutByBank(
  ctx: Ctx,
  orderId: string,
  supplierId: string,
  shownCents: number,
): Result<object, BankRefusal> {
  return inTransaction(ctx, () => {
    const listed = listBankPayouts(ctx).find((one) => one.orderId === orderId && one.supplierId === supplierId);
    if (!listed || listed.owedCents !== shownCents) return refused('not-now');
    const gate = passGate(ctx, {
      verb: 'supplier-paid',
      parties: [{ kind: 'supplier', id: supplierId }],
      sumCents: Math.abs(shownCents),
      facts: { order: orderId, supplier: supplierId, cents: shownCents },
    });
    if (!gate.ok) return gate;
    const owed = balancesOfParty(ctx, orderId, supplierId).filter(
      ({ account, owedCents }) => (account === 'supplier' || account === 'vat') && owedCents !== 0,
    );
    const n = countEntriesOf(ctx, 'bank-payout', orderId, supplierId);
    postEntry(ctx, bankPayoutEntry({ orderId, party: supplierId, n }, owed));
    recordAudit(ctx, `payOutByBank:${shownCents}`, `${orderId}:${supplierId}`);
    return done();
  });
}
