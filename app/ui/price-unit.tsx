import { formatPriceUnit, type PriceUnitParts } from '#app/i18n/format-price-unit.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The unit of a price: "le kg", "la cagette de 10 kg". */
export function PriceUnit({ unit, orderUnit, packMilli }: PriceUnitParts) {
  const t = useMessages();
  const locale = useLocale();
  return <>{formatPriceUnit({ unit, orderUnit, packMilli }, t, locale)}</>;
}
