// "Organic" counts by the supplier's certificate, not by the word of its offer.
import type { OfferRow } from './offers.server.ts';

/**
 * The EGalim class of an offer: organic only while its supplier holds the certificate, else as an offer without a label.
 * `labels`: those in force on the day, by supplier (`validLabels`).
 */
export function egalimInForce(
  { egalim, supplierId }: Pick<OfferRow, 'egalim' | 'supplierId'>,
  labels: ReadonlyMap<string, readonly string[]>,
): OfferRow['egalim'] {
  if (egalim !== 'organic') return egalim;
  return labels.get(supplierId)?.includes('organic') ? egalim : 'none';
}
