// Goods and a story for the home page: goods each of another supplier, and the story of one supplier a day.
import { findFirstGoods, findFirstThings } from '#app/domain/catalogue/listed-offers.server.ts';
import { isInSeason } from '#app/domain/catalogue/season.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { findSuppliers, listStoryTellers } from '#app/domain/suppliers/suppliers.server.ts';
import { listOfferSummaries, type OfferSummary, type SummaryReader } from './offer-summaries.server.ts';
import { nearestSupplierIds } from './supplier-summaries.server.ts';

export type SupplierStory = {
  slug: string;
  name: string;
  headline: string;
  headlineLang: Locale | undefined;
  story: string;
  /** The language of the story if it is not the page's; of the headline likewise. */
  storyLang: Locale | undefined;
  /** The thing of its first offer; null without one. */
  thing: string | null;
};

/** Suppliers among which goods and story are chosen: those that a list by distance would show first. */
const pool = 36;

/** Goods that can be had now, nearest first: each of another supplier, and of another category as far as there are. */
export function listShowcaseGoods(ctx: SummaryReader, near: Point, count: number): OfferSummary[] {
  const today = localDay(ctx.now, ctx.town);
  const nearest = findFirstGoods(ctx, nearestSupplierIds(ctx, near).slice(0, pool));
  const goods = nearest.filter(({ season }) => isInSeason(season, today));
  const first = goods.filter((good, i) => goods.findIndex(({ category }) => category === good.category) === i);
  const chosen = [...first, ...goods.filter((good) => !first.includes(good))].slice(0, count);
  return listOfferSummaries(
    ctx,
    chosen.map(({ id }) => id),
    near,
  );
}

/** The story of a supplier of the day: each in its turn, so that none is preferred. Null when none tells one. */
export function findStoryOfDay(ctx: SummaryReader & Pick<Ctx, 'now' | 'town'>, near: Point): SupplierStory | null {
  const tellers = listStoryTellers(ctx, nearestSupplierIds(ctx, near).slice(0, pool));
  const day = Date.parse(localDay(ctx.now, ctx.town)) / 86_400_000;
  const [supplier] = findSuppliers(ctx, tellers.slice(day % tellers.length).slice(0, 1));
  if (!supplier) return null;
  return {
    slug: supplier.slug,
    name: supplier.name,
    headline: translated(supplier.headline, ctx.locale),
    headlineLang: foreignLocale(supplier.headline, ctx.locale),
    story: translated(supplier.story, ctx.locale),
    storyLang: foreignLocale(supplier.story, ctx.locale),
    thing: findFirstThings(ctx, [supplier.id]).get(supplier.id) ?? null,
  };
}
