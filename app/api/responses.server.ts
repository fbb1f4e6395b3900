// Responses of the read API: stable snake_case names, money in cents, ETag.

import { writeQuarter } from '#app/domain/calendar/booked-time.ts';
import type { OfferAttribute } from '#app/domain/catalogue/attributes.server.ts';
import { type Audience, priceReading, seesPlaces } from '#app/domain/scoring/audience.ts';
import type { CriterionView } from '#app/domain/scoring/score-report.server.ts';
import type { CardScore, OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import type { FacetName, SearchPage } from '#app/domain/search/search.ts';
import type { SupplierSummary } from '#app/domain/search/supplier-summaries.server.ts';
import { findLocale, type Locale, sourceLocale } from '#app/domain/shared/locale.ts';
import { mainAmount, pricePerUnit } from '#app/domain/shared/price.ts';
import { withEtag } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';
import { criterionName } from '#app/i18n/criterion-texts.ts';
import { attributeLabel, formatAttribute } from '#app/i18n/format-attribute.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': publicPage,
};

export function jsonResponse(body: unknown): Response {
  return withEtag(JSON.stringify(body), headers);
}

/** The `lang` parameter, French by default: the API does not depend on cookies. */
export function apiLocale(params: URLSearchParams): Locale {
  return findLocale(params.get('lang')) ?? sourceLocale;
}

/** The `audience` parameter: a consumer unless a program says that it reads for a professional. */
export function apiAudience(params: URLSearchParams): Audience {
  return params.get('audience') === 'professional' ? 'professional' : 'consumer';
}

/** `price_cents` is the price that the audience reads. A public buyer gets no distance. */
export function apiOffer(card: OfferSummary, audience: Audience, origin: string) {
  return {
    slug: card.slug,
    url: `${origin}/offers/${card.slug}`,
    name: card.name,
    category: card.category,
    thing: card.thing,
    kind: card.kind,
    price_cents: mainAmount(card.price, priceReading(audience)),
    price_incl_vat_cents: card.price.grossCents,
    vat_basis_points: card.vatBasisPoints,
    unit: card.unit,
    order_unit: card.orderUnit,
    pack_size: card.packMilli / 1000,
    content: card.content && {
      count: card.content.count,
      amount: card.content.milli / 1000,
      unit: card.content.measure,
    },
    unit_price: apiUnitPrice(card, audience),
    on_quote: card.onQuote,
    stock: card.stock,
    variants: card.variants.map(({ slug, label, price, stock }) => ({
      slug,
      label,
      price_cents: mainAmount(price, priceReading(audience)),
      price_incl_vat_cents: price.grossCents,
      stock,
    })),
    next_free: card.nextFree && {
      day: card.nextFree.day,
      from: card.nextFree.hours && writeQuarter(card.nextFree.hours.from),
      to: card.nextFree.hours && writeQuarter(card.nextFree.hours.to),
    },
    availability: card.state,
    season: card.season && {
      in_season: card.season.inSeason,
      returns_on: card.season.returns,
      ends_on: card.season.ends,
    },
    supplier: {
      slug: card.supplier.slug,
      name: card.supplier.name,
      commune: card.supplier.commune,
      distance_m: seesPlaces(audience) ? card.supplier.distanceMeters : null,
    },
    score: card.score && apiScore(card.score),
  };
}

/** The price of one unit in which offers of the thing are compared; null where the pack does not say how many it holds. */
function apiUnitPrice(card: OfferSummary, audience: Audience) {
  if (!card.compared) return null;
  const { unit, milli } = card.compared;
  return { unit, price_cents: mainAmount(pricePerUnit(card.price, milli), priceReading(audience)) };
}

/** An attribute: `value` in the unit where there is one, `text` as a page shows it. */
export function apiAttribute(attribute: OfferAttribute, t: Messages, locale: Locale) {
  const { key, type, value } = attribute;
  return {
    key,
    label: attributeLabel(key, type, t),
    value,
    unit: type.kind === 'measure' ? type.unit : null,
    text: formatAttribute(attribute, t, locale),
  };
}

const facetNames: Record<FacetName, string> = {
  category: 'category',
  kind: 'kind',
  supplier: 'supplier',
  supplierType: 'supplier_type',
  label: 'label',
  evidence: 'evidence',
  inStock: 'in_stock',
  'proven.score': 'proven_score',
  'proven.eco': 'proven_eco',
  'proven.soc': 'proven_soc',
  'proven.env': 'proven_env',
  'declared.score': 'declared_score',
  'declared.eco': 'declared_eco',
  'declared.soc': 'declared_soc',
  'declared.env': 'declared_env',
};

/** Counts by value; for scores, counts by ten points, under keys "0" to "9". */
export function apiFacets(facets: SearchPage['facets']): Record<string, Record<string, number>> {
  return Object.fromEntries(Object.entries(facets).map(([name, counts]) => [facetNames[name as FacetName], counts]));
}

export function apiSupplier(summary: SupplierSummary, origin: string) {
  return {
    slug: summary.slug,
    url: `${origin}/suppliers/${summary.slug}`,
    name: summary.name,
    headline: summary.headline,
    commune: summary.commune,
    lat: summary.lat,
    lon: summary.lon,
    distance_m: summary.distanceMeters,
    offers: summary.offers,
    score: summary.score && apiScore(summary.score),
  };
}

/** `label`: its plain name, as pages say it; `/api/v1/method` has the exact one. */
export function apiCriterion(criterion: CriterionView, locale: Locale) {
  const { id, unit, status, fact, expiresOn } = criterion;
  return {
    id,
    label: criterionName(criterion, catalogues[locale], locale),
    unit,
    status,
    value: fact?.value ?? null,
    evidence: fact?.level ?? null,
    dated_on: fact?.datedOn ?? null,
    valid_until: expiresOn,
    score: criterion.score === null ? null : two(criterion.score),
  };
}

function apiScore(score: CardScore) {
  const pillar = (id: 'eco' | 'soc' | 'env') => ({
    proven: two(score.pillars[id].proven),
    declared: two(score.pillars[id].declared),
  });
  return {
    proven: two(score.proven),
    declared: two(score.declared),
    documented: score.documented,
    reviewed: score.reviewed,
    applicable: score.applicable,
    pillars: { eco: pillar('eco'), soc: pillar('soc'), env: pillar('env') },
  };
}

function two(value: number): number {
  return Math.round(value * 100) / 100;
}
