import type { Unit } from '#app/domain/catalogue/offer.ts';
import type { PieceWeight } from '#app/domain/catalogue/piece-weight.ts';
import { type ComparedUnit, comparedPrice } from '#app/domain/catalogue/unit-of-comparison.ts';
import { type Price, priceOf } from '#app/domain/shared/price.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { usePriceText } from './price-amounts.tsx';

/**
 * "soit 12,00 € TTC le litre": the price of one unit in which offers of the thing are compared, else of the unit that the
 * pack is priced by; null where the price itself says it.
 */
export function useComparedPrice(pack: {
  price: Price;
  unit: Unit;
  packMilli: number;
  compared: ComparedUnit | null;
  pieceWeight: PieceWeight | null;
  vatBasisPoints: number;
}): string | null {
  const t = useMessages();
  const say = usePriceText();
  if (pack.pieceWeight) return t.weighed.kilo(say(priceOf(pack.pieceWeight.kiloCents, pack.vatBasisPoints)));
  const whole = pack.compared ?? { unit: pack.unit, milli: pack.packMilli };
  if (whole.milli === 1000) return null;
  return t.offer.unitPrice(say(comparedPrice(pack.price, whole)), t.perComparedUnit[whole.unit]);
}
