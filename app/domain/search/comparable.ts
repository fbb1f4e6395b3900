// Whether one offer can stand in for another: the same thing, had in the same way, priced by the same unit and not far
// apart, and no attribute that decides the use is another one. In doubt it cannot: a seller is named in public. Pure.
import { wayOf } from './indexed-facts.ts';
import type { OfferSummary } from './offer-summaries.server.ts';

/** Attributes of which another value is another use: raw beetroot is no cooked one. */
const decisive = ['colour', 'cooked', 'grind', 'animal', 'base', 'use', 'voltage', 'diagonal'] as const;
/** Unit prices further apart are of goods that a buyer does not choose between. */
const maxRatio = 3;

export type Attributes = Readonly<Record<string, string>>;
export type ComparableOffer = { card: OfferSummary; attributes: Attributes };

export function canStandIn(one: ComparableOffer, other: ComparableOffer): boolean {
  if (one.card.thing !== other.card.thing || one.card.thing.startsWith('other-')) return false;
  if (wayOf(one.card.kind) !== wayOf(other.card.kind)) return false;
  if (decisive.some((key) => differs(one.attributes[key], other.attributes[key]))) return false;
  const prices = unitPrices(one.card, other.card);
  return prices !== null && Math.max(...prices) <= maxRatio * Math.min(...prices);
}

function differs(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Cents excl. VAT for one of a unit that both are priced by: of their content, else of their pack; null without one. */
function unitPrices(one: OfferSummary, other: OfferSummary): [number, number] | null {
  if (one.onQuote || other.onQuote) return null;
  const perPack = ({ price, packMilli }: OfferSummary) => (price.netCents * 1000) / packMilli;
  if (one.content && other.content) {
    if (one.content.measure !== other.content.measure) return null;
    const perMeasure = ({ price, content }: OfferSummary) => price.netCents / (content!.count * content!.milli);
    return [perMeasure(one), perMeasure(other)];
  }
  return one.unit === other.unit ? [perPack(one), perPack(other)] : null;
}
