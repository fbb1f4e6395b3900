import type { OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The unit of a price: "le kg", "la cagette de 10 kg". */
export function PriceUnit({ unit, orderUnit, packMilli }: { unit: Unit; orderUnit: OrderUnit; packMilli: number }) {
  const t = useMessages();
  const locale = useLocale();
  if (orderUnit === 'each' && packMilli === 1000) return <>{t.perUnit[unit]}</>;
  const units = packMilli === 1000 ? t.units[unit] : t.unitsMany[unit];
  return <>{t.perPack(orderUnit, formatNumber(packMilli / 1000, locale, 3), units)}</>;
}
