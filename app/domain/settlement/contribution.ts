// The cooperative's contribution: a share of the goods excl. VAT, with its own VAT. Of a delivery, the
// cooperative keeps only the price of its own round.
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { contributionVatBasisPoints } from '#app/domain/shared/contribution-rate.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';

/** Share of the goods excl. VAT. An order keeps the rate it was placed under. */
export const contributionBasisPoints = 300;

/** Contribution of a part excl. VAT: its share of the goods, plus a delivery by the own round unless refunded. */
export function contributionOf(supplierPart: SupplierPart): number {
  const { choice, contributionBasisPoints, deliveryCents, deliveryRefunded } = supplierPart.part;
  const carried = choice === 'round' && !deliveryRefunded ? deliveryCents : 0;
  return applyRate(goodsCents(supplierPart), contributionBasisPoints) + carried;
}

/** A sale of goods without delivery in cents, up to the payout of its seller: the example of the terms. */
export function exampleSale(htCents: number, goodsVatBasisPoints: number) {
  const vatCents = applyRate(htCents, goodsVatBasisPoints);
  const contributionCents = applyRate(htCents, contributionBasisPoints);
  const contributionVatCents = applyRate(contributionCents, contributionVatBasisPoints);
  const paidOutCents = htCents + vatCents - contributionCents - contributionVatCents;
  return { htCents, goodsVatBasisPoints, vatCents, contributionCents, contributionVatCents, paidOutCents };
}

/** Goods of a part excl. VAT, as delivered and not returned. */
function goodsCents({ lines, outcomes }: Pick<SupplierPart, 'lines' | 'outcomes'>): number {
  const became = new Map(outcomes.map((outcome) => [outcome.line, outcome.htCents]));
  return sum(lines.map(({ line, htCents }) => became.get(line) ?? htCents));
}
