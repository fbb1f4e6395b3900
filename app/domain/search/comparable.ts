// Whether one offer can stand in for another: the same thing, had in the same way, priced by the same unit and not ten times
// apart, and no attribute that decides the use is another one. In doubt it cannot: a seller is named in public. Pure.
import type { Category } from '#app/domain/catalogue/offer.ts';
import type { ComparedUnit } from '#app/domain/catalogue/unit-of-comparison.ts';
import { wayOf } from './indexed-facts.ts';
import type { OfferSummary } from './offer-summaries.server.ts';

/** Attributes of which another value is another use: raw beetroot is no cooked one. */
const decisive = ['colour', 'cooked', 'grind', 'animal', 'base', 'use', 'voltage', 'diagonal'] as const;
/** Here another colour is a matter of taste; a red cabbage is another dish, a red pen another use. */
const ofTaste: ReadonlySet<Category> = new Set(['furniture', 'it']);
/** Unit prices further apart are of goods that a buyer does not choose between; nearer ones are said side by side. */
const maxRatio = 10;

export type Attributes = Readonly<Record<string, string>>;
export type ComparableOffer = { card: OfferSummary; attributes: Attributes };

export function canStandIn(one: ComparableOffer, other: ComparableOffer): boolean {
  if (one.card.thing !== other.card.thing || one.card.thing.startsWith('other-')) return false;
  if (wayOf(one.card.kind) !== wayOf(other.card.kind)) return false;
  const keys = ofTaste.has(one.card.category) ? decisive.filter((key) => key !== 'colour') : decisive;
  if (keys.some((key) => differs(one.attributes[key], other.attributes[key]))) return false;
  const prices = unitPrices(one.card, other.card);
  return prices !== null && Math.max(...prices) <= maxRatio * Math.min(...prices);
}

/** Texts that leave the choice ("bleu ou noir") differ from those alone with which they share nothing. */
function differs(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const choices = (text: string) =>
    text
      .toLowerCase()
      .split(/,| ou | or |\//)
      .map((choice) => choice.trim());
  const others = choices(other);
  return !choices(one).some((choice) => others.includes(choice));
}

/** Cents excl. VAT for one of a unit in which both are compared, or else priced; null without one. */
function unitPrices(one: OfferSummary, other: OfferSummary): [number, number] | null {
  if (one.onQuote || other.onQuote) return null;
  if (wholeOf(one).unit !== wholeOf(other).unit) return null;
  const perUnit = (card: OfferSummary) => (card.price.netCents * 1000) / wholeOf(card).milli;
  return [perUnit(one), perUnit(other)];
}

/** The content of one pack in the unit in which it is compared, else priced. */
export function wholeOf({ compared, unit, packMilli }: OfferSummary): ComparedUnit {
  return compared ?? { unit, milli: packMilli };
}
