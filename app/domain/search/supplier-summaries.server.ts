import { countLiveOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { seesPlaces } from '#app/domain/scoring/audience.ts';
import { findScores } from '#app/domain/scoring/scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import { languageOf } from '#app/domain/shared/locale.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { listLiveSuppliers, listLiveSuppliersBySlug } from '#app/domain/suppliers/live-suppliers.server.ts';
import { type CardScore, nowhere, type OfferSummary, type SummaryReader, scoreFor } from './offer-summaries.server.ts';

export type SupplierSummary = {
  slug: string;
  name: string;
  trade: string;
  headline: string;
  commune: string;
  lat: number;
  lon: number;
  distanceMeters: number;
  offers: number;
  evidence: OfferSummary['evidence'];
  /** Null for consumers. */
  score: CardScore | null;
};

/** Every live supplier, nearest to `near` first; for a public buyer by name, without places. */
export function nearestSuppliers(ctx: SummaryReader, near: Point): SupplierSummary[] {
  const suppliers = listLiveSuppliers(ctx);
  const ids = suppliers.map(({ id }) => id);
  const offers = countLiveOffers(ctx, ids);
  const scores = findScores(ctx, ids);
  return suppliers
    .map((supplier) => ({
      slug: supplier.slug,
      name: supplier.name,
      trade: supplier.trade,
      headline: translated(supplier.headline, ctx.locale),
      ...(seesPlaces(ctx.audience)
        ? {
            commune: communeName(supplier.insee),
            lat: supplier.lat,
            lon: supplier.lon,
            distanceMeters: distanceMeters(supplier, near),
          }
        : nowhere),
      offers: offers.get(supplier.id) ?? 0,
      ...scoreFor(ctx.audience, scores.get(supplier.id)),
    }))
    .sort((a, b) => a.distanceMeters - b.distanceMeters || a.name.localeCompare(b.name, languageOf(ctx.locale).tag));
}

/** Positions of the suppliers on the map; `offers`: number of found offers by supplier slug. */
export function listSupplierDots(ctx: Pick<Ctx, 'db'>, offers: Readonly<Record<string, number>>) {
  return listLiveSuppliersBySlug(ctx, Object.keys(offers)).map(({ slug, name, lat, lon }) => ({
    slug,
    name,
    lat,
    lon,
    offers: offers[slug] ?? 0,
  }));
}
