// Which offers are alcoholic drinks. The supplier's attribute `alcohol` decides; without it, the words of the name do.
import type { Translated } from '#app/domain/shared/translated.ts';
import type { OfferKind } from './offer.ts';

type Drink = { kind: OfferKind; category: string; name: Translated; attributes: Readonly<Record<string, string>> };

const drinks =
  /(?<!\p{L})(bi[èe]res?|vins?|cidres?|poir[ée]s?|champagnes?|cr[ée]mants?|ratafias?|hydromels?|liqueurs?|spiritueux|eaux?[- ]de[- ]vie|rhums?|whiskys?|whiskies|gins?|vodkas?|ap[ée]ritifs?)(?!\p{L})/iu;
const without = /sans alcool|d[ée]salcoolis|(?<!\p{L})(vinaigre|levure|verres?|gelée)(?!\p{L})/iu;
const consumed = new Set(['food', 'meals', 'events']);

/** Whether the law's sentences on alcohol belong to an offer. */
export function isAlcoholic({ kind, category, name, attributes }: Drink): boolean {
  const stated = attributes.alcohol?.trim().toLowerCase();
  if (stated) return !/^(no|non|0([.,]0+)?)\b/.test(stated);
  const text = name.fr ?? '';
  return kind !== 'rental' && consumed.has(category) && drinks.test(text) && !without.test(text);
}
