import { type Content, measureOf } from '#app/domain/catalogue/content.ts';
import type { Unit } from '#app/domain/catalogue/offer.ts';
import { type Price, pricePerUnit } from '#app/domain/shared/price.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { usePriceText } from './price-amounts.tsx';

/** "soit 12,00 € TTC le litre", of a pack that is not itself one legal measure; null where none is known. */
export function usePricePerMeasure(pack: {
  price: Price;
  unit: Unit;
  packMilli: number;
  content: Content | null;
}): string | null {
  const t = useMessages();
  const say = usePriceText();
  const whole = measureOf(pack);
  if (!whole || whole.milli === 1000) return null;
  return t.offer.unitPrice(say(pricePerUnit(pack.price, whole.milli)), t.perUnit[whole.measure]);
}
