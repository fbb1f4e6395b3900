// Which offers are alcoholic drinks. The supplier's attribute `alcohol` decides; without it, the words of the name do.
import type { Translated } from '#app/domain/shared/translated.ts';
import type { OfferKind } from './offer.ts';

type Drink = { kind: OfferKind; category: string; name: Translated; attributes: Readonly<Record<string, string>> };

const drinks =
  /(?<!\p{L})(bi[èe]res?|vins?|cidres?|poir[ée]s?|champagnes?|cr[ée]mants?|ratafias?|hydromels?|liqueurs?|spiritueux|eaux?[- ]de[- ]vie|rhums?|whiskys?|whiskies|gins?|vodkas?|ap[ée]ritifs?)(?!\p{L})/iu;
const without = /sans alcool|d[ée]salcoolis|(?<!\p{L})(vinaigre|levure|verres?|gelée)(?!\p{L})/iu;
/** By volume, up to which a drink has no alcohol in law (Code de la santé publique, L3321-1, first group). */
const maxTraces = 1.2;
const consumed = new Set(['food', 'meals', 'events']);

/** Whether the law's sentences on alcohol belong to an offer. */
export function isAlcoholic({ kind, category, name, attributes }: Drink): boolean {
  const stated = attributes.alcohol?.trim().toLowerCase();
  if (stated) return isStrong(stated);
  const text = name.fr ?? '';
  return kind !== 'rental' && consumed.has(category) && drinks.test(text) && !without.test(text);
}

/** Of "5,8 %", "0.5", "non": a number says the part by volume in percent, any other text than a no that there is some. */
function isStrong(stated: string): boolean {
  const [, amount] = /^(\d{1,3}(?:[.,]\d{1,4})?)(?![\d.,])/.exec(stated) ?? [];
  return amount === undefined
    ? !/^(?:no|non|none|sans|without)\b/.test(stated)
    : Number(amount.replace(',', '.')) > maxTraces;
}
