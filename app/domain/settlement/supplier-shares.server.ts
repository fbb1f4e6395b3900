// The share that each supplier still has of an order, according to the books: earned, less refunds, less lost disputes.
import { listPostings, type PostedLine } from '#app/domain/books/books.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { allocate, sum } from '#app/domain/shared/money.ts';
import type { SaleShare } from './postings.ts';

/** Entries that change what an order earned; reversals count with the entry that they reverse. */
const earning = new Set<string>(['payment', 'refund-agreed']);
const losing = new Set<string>(['dispute-lost']);

/** Shares of the suppliers less their refunds and losses, by account and VAT rate; only positive ones. */
export function remainingShares(ctx: Pick<Ctx, 'db'>, orderId: string): SaleShare[] {
  const kept = shareLines(ctx, orderId).filter(
    ({ subjectCode }) => earning.has(subjectCode) || losing.has(subjectCode),
  );
  return [...Map.groupBy(kept, ({ party, vatBasisPoints }) => `${party} ${vatBasisPoints}`).values()].flatMap(
    (own): SaleShare[] => {
      const { party, account, vatBasisPoints } = own[0]!;
      const cents = creditedCents(own);
      if (cents <= 0) return [];
      const ht = account === 'supplier';
      return [
        { supplierId: party, htCents: ht ? cents : 0, vatCents: ht ? 0 : cents, vatBasisPoints: vatBasisPoints ?? 0 },
      ];
    },
  );
}

/** Cents incl. VAT that a supplier earned of an order after refunds, and those of them that lost disputes took. */
function lossOf(ctx: Pick<Ctx, 'db'>, orderId: string, supplierId: string): { earnedCents: number; lostCents: number } {
  const own = shareLines(ctx, orderId).filter(({ party }) => party === supplierId);
  return {
    earnedCents: creditedCents(own.filter(({ subjectCode }) => earning.has(subjectCode))),
    lostCents: 0 - creditedCents(own.filter(({ subjectCode }) => losing.has(subjectCode))),
  };
}

/** The buyer's bank took the supplier's whole payment back: nothing is left to hand goods over for. */
export function isTakenBack(ctx: Pick<Ctx, 'db'>, orderId: string, supplierId: string): boolean {
  const { earnedCents, lostCents } = lossOf(ctx, orderId, supplierId);
  return lostCents > 0 && lostCents >= earnedCents;
}

/** The part of an amount that is left after the supplier's loss, in proportion; all of it without a loss. */
export function keptOf(ctx: Pick<Ctx, 'db'>, orderId: string, supplierId: string, cents: number): number {
  const { earnedCents, lostCents } = lossOf(ctx, orderId, supplierId);
  if (lostCents <= 0) return cents;
  if (lostCents >= earnedCents) return 0;
  return allocate(cents, [earnedCents - lostCents, lostCents])[0]!;
}

/**
 * Shares that the suppliers earned beyond the goods that they sell today, by supplier: lines that were cancelled while the
 * buyer's bank had the money, and refunds that were undone for it.
 */
export function listOverearned(ctx: Pick<Ctx, 'db'>, { order, parts, lines }: WholeOrder): SaleShare[] {
  const outcomes = new Map(listOutcomes(ctx, [order.id]).map((outcome) => [outcome.line, outcome]));
  const earned = shareLines(ctx, order.id).filter(({ subjectCode }) => earning.has(subjectCode));
  return parts.flatMap(({ supplierId, ...part }) => {
    const goods = lines
      .filter((line) => line.supplierId === supplierId)
      .map((line) => ({ ...line, ...outcomes.get(line.line), vatBasisPoints: line.vatBasisPoints }));
    const sold = [...goods, ...(part.deliveryRefunded ? [] : part.deliveryByRate)];
    const own = earned.filter(({ party }) => party === supplierId);
    const over = (account: PostedLine['account'], rate: number | null, soldCents: number) =>
      creditedCents(own.filter((one) => one.account === account && one.vatBasisPoints === rate)) - soldCents;
    const rates = new Set(own.flatMap(({ account, vatBasisPoints }) => (account === 'vat' ? vatBasisPoints! : [])));
    return [
      { supplierId, htCents: over('supplier', null, sum(sold.map(({ htCents }) => htCents))), vatCents: 0, rate: 0 },
      ...[...rates].map((rate) => ({
        supplierId,
        htCents: 0,
        vatCents: over(
          'vat',
          rate,
          sum(sold.filter(({ vatBasisPoints }) => vatBasisPoints === rate).map(({ vatCents }) => vatCents)),
        ),
        rate,
      })),
    ].flatMap(({ rate, ...share }) =>
      share.htCents === 0 && share.vatCents === 0 ? [] : [{ ...share, vatBasisPoints: rate }],
    );
  });
}

function shareLines(ctx: Pick<Ctx, 'db'>, orderId: string): PostedLine[] {
  return listPostings(ctx, [orderId]).filter(
    ({ account, party }) => party !== '' && (account === 'supplier' || account === 'vat'),
  );
}

function creditedCents(lines: readonly PostedLine[]): number {
  return sum(lines.map(({ side, amountCents }) => (side === 'credit' ? amountCents : -amountCents)));
}
