// What the cooperative keeps of a sale to run the hall: a share of the goods excl. VAT, with its own VAT. Of a delivery only what its own round makes.
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { applyRate, sum } from '#app/domain/shared/money.ts';

/** Of goods excl. VAT; an order keeps the one it was placed under. */
export const contributionBasisPoints = 300;
/** The contribution is a service of the cooperative, at the French standard rate. */
export const contributionVatBasisPoints = 2000;

/**
 * What the cooperative keeps of a part, excl. VAT: its share of the goods, and the delivery where its own round made it and it
 * was not given back.
 */
export function contributionOf(supplierPart: SupplierPart): number {
  const { choice, contributionBasisPoints, deliveryCents, deliveryRefunded } = supplierPart.part;
  const carried = choice === 'round' && !deliveryRefunded ? deliveryCents : 0;
  return applyRate(goodsCents(supplierPart), contributionBasisPoints) + carried;
}

/** A part's goods excl. VAT, as delivered and not returned. */
export function goodsCents({ lines, outcomes }: Pick<SupplierPart, 'lines' | 'outcomes'>): number {
  const became = new Map(outcomes.map((outcome) => [outcome.line, outcome.htCents]));
  return sum(lines.map(({ line, htCents }) => became.get(line) ?? htCents));
}
