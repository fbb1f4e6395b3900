// A class of food counts by the supplier's certificate, not by the word of its offer.
import { certifiedClasses } from './food.ts';
import type { OfferRow } from './offers.server.ts';

/**
 * The EGalim class of an offer: one that a certificate gives only while its supplier holds it, else as an offer without a
 * label. `labels`: those in force on the day, by supplier (`validLabels`).
 */
export function egalimInForce(
  { egalim, supplierId }: Pick<OfferRow, 'egalim' | 'supplierId'>,
  labels: ReadonlyMap<string, readonly string[]>,
): OfferRow['egalim'] {
  if (!certifiedClasses.some((one) => one === egalim)) return egalim;
  return labels.get(supplierId)?.includes(egalim ?? '') ? egalim : 'none';
}

/** The seller's statements for declarations of its buyers, frozen with an order: a certificate may come later. */
export function statedFood({ egalim, foodFamily, repairedThing }: OfferRow) {
  return { egalim, foodFamily, repairedThing };
}
