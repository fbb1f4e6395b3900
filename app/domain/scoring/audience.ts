// For whom the market is shown: which prices they read and whether they see composite scores. One rule, for pages,
// letters and API. A consumer sees no sustainability label without independent certification (Directive (EU)
// 2024/825), and a public buyer gives no preference by place, and the scores weigh places (Code de la commande publique,
// art. L. 3): neither ever sees, sorts by or filters by a composite score.
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import type { PriceReading } from '#app/domain/shared/price.ts';
import type { VisitorKind } from '#app/domain/shared/town.ts';
import type { PillarId } from './scoring-method.ts';

/** The kinds of buyers that the law tells apart. */
export const audiences = ['professional', 'consumer', 'public-buyer'] as const;
export type BuyerAudience = (typeof audiences)[number];
/** `undecided`: a visitor of a professional market who has not said for whom they buy. */
export type Audience = BuyerAudience | 'undecided';

/**
 * The audience of whoever buys: a public body is a public buyer, an organisation with a SIRET a professional, and
 * anybody else, above all a person, a consumer.
 */
export function audienceOf(buyer: Pick<Organisation, 'kind' | 'siret'> | null): BuyerAudience {
  if (buyer?.kind === 'public') return 'public-buyer';
  return buyer?.siret ? 'professional' : 'consumer';
}

/**
 * The audience of a request. Someone signed in is what they buy for (`buys`, null for a visitor), unless they chose to
 * buy for themselves; a visitor is what they chose, else what the town's record says.
 */
export function requestAudience(
  visitors: VisitorKind,
  buys: BuyerAudience | null,
  chosen: BuyerAudience | null,
): Audience {
  if (buys) return chosen === 'consumer' ? 'consumer' : buys;
  return chosen ?? (visitors === 'professional' ? 'undecided' : 'consumer');
}

/**
 * The audiences that a reader can choose instead. Someone signed in buys for themselves or as what they are (`buys`); a
 * visitor, for whom it is null, may buy for anybody.
 */
export function otherAudiences(audience: Audience, buys: BuyerAudience | null): BuyerAudience[] {
  const possible: BuyerAudience[] = buys ? ['consumer', buys] : ['consumer', 'professional', 'public-buyer'];
  const same = audience === 'undecided' ? 'professional' : audience;
  return [...new Set(possible)].filter((other) => other !== same);
}

/** The audience as it is stored: an undecided visitor counts as a consumer, with the most rights and no scores. */
export function buyerAudience(audience: Audience): BuyerAudience {
  return audience === 'undecided' ? 'consumer' : audience;
}

export function seesComposites(audience: Audience): boolean {
  return audience === 'professional' || audience === 'undecided';
}

/** Whether the place of a supplier may be shown and preferred. */
export function seesPlaces(audience: Audience): boolean {
  return audience !== 'public-buyer';
}

/** The prices that an audience reads: incl. VAT for consumers, excl. VAT for organisations, both while undecided. */
export function priceReading(audience: Audience): PriceReading {
  if (audience === 'undecided') return 'both';
  return audience === 'consumer' ? 'gross' : 'net';
}

/** The parameter of a parsed search that asks for a composite score which the audience may not see, or null. */
export function forbiddenComposite(
  audience: Audience,
  query: { sort: string; minimum: Partial<Record<'score' | PillarId, number>> },
): string | null {
  if (seesComposites(audience)) return null;
  const [filter] = Object.keys(query.minimum);
  return filter ? `${filter}_min` : query.sort === 'impact' ? 'sort' : null;
}

/**
 * `?audience=` of a page; null when it is absent. Any other value gives a consumer's page: an unknown spelling must
 * not show more.
 */
export function askedAudience(url: URL): BuyerAudience | null {
  const asked = new Set(url.searchParams.getAll('audience').filter((value) => value !== ''));
  if (asked.size === 0) return null;
  return audiences.find((audience) => asked.size === 1 && asked.has(audience)) ?? 'consumer';
}
