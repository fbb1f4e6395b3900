// The band of a piece that is priced by the kilogram, with the prices of the lightest and the heaviest.
import { type PieceWeight, weighedPrices } from '#app/domain/catalogue/piece-weight.ts';
import { multiplyPrice, type Price, type PriceReading } from '#app/domain/shared/price.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { usePriceText } from './price-amounts.tsx';

/** "De 1,2 à 1,8 kg la pièce, de 8,40 € à 12,60 €", or of several pieces together; `reading`: of an order's buyer. */
export function WeightBand({
  weight,
  vatBasisPoints,
  pieces,
  reading,
}: {
  weight: PieceWeight;
  vatBasisPoints: number;
  /** Of a line; absent for one piece. */
  pieces?: number;
  reading?: PriceReading;
}) {
  const { weighed } = useMessages();
  const locale = useLocale();
  const say = usePriceText(reading);
  const { min, max } = weighedPrices(weight, vatBasisPoints);
  const kilograms = (grams: number) => formatWeight(grams * (pieces ?? 1), locale);
  const price = (one: Price) => say(multiplyPrice(one, pieces ?? 1));
  const describe = pieces === undefined ? weighed.band : weighed.ofLine;
  return <>{describe(kilograms(weight.minGrams), kilograms(weight.maxGrams), price(min), price(max))}</>;
}
