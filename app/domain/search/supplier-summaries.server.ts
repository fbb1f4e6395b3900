import { countLiveOffers, findFirstThings } from '#app/domain/catalogue/listed-offers.server.ts';
import { seesPlaces } from '#app/domain/scoring/audience.ts';
import { findScores } from '#app/domain/scoring/scores.server.ts';
import { findTownScores } from '#app/domain/scoring/town-scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import { type Locale, languageOf, perLocale } from '#app/domain/shared/locale.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import {
  listLivePlaces,
  listLiveSuppliersBySlug,
  liveSuppliersById,
  validLabels,
} from '#app/domain/suppliers/live-suppliers.server.ts';
import { type CardScore, nowhere, type OfferSummary, type SummaryReader, scoreFor } from './offer-summaries.server.ts';

export type SupplierSummary = {
  slug: string;
  name: string;
  /** The thing of its first offer, which stands for it; null without one. */
  thing: string | null;
  headline: string;
  /** The language of the headline, where it is not the reader's. */
  headlineLang?: Locale | undefined;
  commune: string;
  lat: number;
  lon: number;
  distanceMeters: number;
  offers: number;
  evidence: OfferSummary['evidence'];
  /** Controlled labels that are valid today. */
  labels: string[];
  /** Null for consumers. */
  score: CardScore | null;
};

/** Every live supplier, nearest to `near` first; for a public buyer by name, without places. */
export function nearestSuppliers(ctx: SummaryReader, near: Point): SupplierSummary[] {
  return pageOfSuppliers(ctx, near, { limit: Number.MAX_SAFE_INTEGER, offset: 0 }).suppliers;
}

/** A page of `nearestSuppliers`, of which only its own suppliers are read whole, and how many there are in all. */
export function pageOfSuppliers(
  ctx: SummaryReader,
  near: Point,
  { limit, offset }: { limit: number; offset: number },
): { total: number; suppliers: SupplierSummary[] } {
  const all = nearestSupplierIds(ctx, near);
  const ids = all.slice(offset, offset + limit);
  return { total: all.length, suppliers: listSummaries(ctx, near, ids) };
}

/** One live supplier as the lists show it; undefined if it is not live. */
export function findSupplierSummary(ctx: SummaryReader, near: Point, id: string): SupplierSummary | undefined {
  return listSummaries(ctx, near, [id])[0];
}

function listSummaries(ctx: SummaryReader, near: Point, ids: readonly string[]): SupplierSummary[] {
  const read = liveSuppliersById(ctx, ids);
  const shown = ids.flatMap((id) => read.get(id) ?? []);
  const offers = countLiveOffers(ctx, ids);
  const things = findFirstThings(ctx, ids);
  const scores = findScores(ctx, ids);
  const town = findTownScores(ctx);
  const labels = validLabels(ctx, ids, localDay(ctx.now, ctx.town));
  return shown.map((supplier) => ({
    slug: supplier.slug,
    name: supplier.name,
    thing: things.get(supplier.id) ?? null,
    headline: translated(supplier.headline, ctx.locale),
    headlineLang: foreignLocale(supplier.headline, ctx.locale),
    ...(seesPlaces(ctx.audience)
      ? {
          commune: communeName(supplier.insee),
          lat: supplier.lat,
          lon: supplier.lon,
          distanceMeters: distanceMeters(supplier, near),
        }
      : nowhere),
    offers: offers.get(supplier.id) ?? 0,
    labels: labels.get(supplier.id) ?? [],
    ...scoreFor(ctx.audience, scores.get(supplier.id), town),
  }));
}

/** Ids of the live suppliers in the order of `nearestSuppliers`. */
export function nearestSupplierIds(ctx: SummaryReader, near: Point): string[] {
  const { compare } = collators[ctx.locale];
  return listLivePlaces(ctx)
    .map((supplier) => ({ ...supplier, away: seesPlaces(ctx.audience) ? distanceMeters(supplier, near) : 0 }))
    .sort((a, b) => a.away - b.away || compare(a.name, b.name))
    .map(({ id }) => id);
}

const collators = perLocale((locale) => new Intl.Collator(languageOf(locale).tag));

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
