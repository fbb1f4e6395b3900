// The cooperative's contribution: a share of the goods excl. VAT, with its own VAT. Of a delivery, the
// cooperative keeps only the price of its own round.
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';

/** Share of the goods excl. VAT. An order keeps the rate it was placed under. */
export const contributionBasisPoints = 300;
/** The contribution is a service of the cooperative, at the French standard VAT rate. */
export const contributionVatBasisPoints = 2000;

/** Contribution of a part excl. VAT: its share of the goods, plus a delivery by the own round unless refunded. */
export function contributionOf(supplierPart: SupplierPart): number {
  const { choice, contributionBasisPoints, deliveryCents, deliveryRefunded } = supplierPart.part;
  const carried = choice === 'round' && !deliveryRefunded ? deliveryCents : 0;
  return applyRate(goodsCents(supplierPart), contributionBasisPoints) + carried;
}

/** Goods of a part excl. VAT, as delivered and not returned. */
function goodsCents({ lines, outcomes }: Pick<SupplierPart, 'lines' | 'outcomes'>): number {
  const became = new Map(outcomes.map((outcome) => [outcome.line, outcome.htCents]));
  return sum(lines.map(({ line, htCents }) => became.get(line) ?? htCents));
}
