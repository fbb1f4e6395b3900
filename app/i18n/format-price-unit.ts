// The unit of a price as text: "le kg", "la cagette de 10 kg".
import type { OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatNumber } from './format.ts';
import type { Messages } from './messages.ts';

export type PriceUnitParts = { unit: Unit; orderUnit: OrderUnit; packMilli: number };

/** `packMilli`: content of a pack in thousandths of a unit. */
export function formatPriceUnit({ unit, orderUnit, packMilli }: PriceUnitParts, t: Messages, locale: Locale): string {
  if (orderUnit === 'each' && packMilli === 1000) return t.perUnit[unit];
  const units = packMilli === 1000 ? t.units[unit] : t.unitsMany[unit];
  return t.perPack(orderUnit, formatNumber(packMilli / 1000, locale, 3), units);
}
