// Reads the page of an offer's season: its ranges, the weeks that can be forecast, and the packs promised of them.
import { mondayOfWeek, weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { listHarvests } from '#app/domain/catalogue/harvests.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { stripOf, weeksInSeason } from '#app/domain/catalogue/season.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';

/** So far ahead a harvest is forecast. */
const forecastDays = 364;

export type SeasonPageData = ReturnType<typeof readSeasonPage>;

export function readSeasonPage(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, offer: Offer) {
  const today = localDay(ctx.now, ctx.town);
  const season = offer.season ?? [];
  return {
    values: Object.fromEntries(
      season.flatMap(({ from, to }, i) => [
        [`from_${i + 1}`, from],
        [`to_${i + 1}`, to],
      ]),
    ),
    /** The weeks of this year, by which a list says when each of them is. */
    strip: stripOf(season, weekOfDay(today).year).map(({ week, monday }) => ({ week, monday })),
    /** The Mondays of the coming weeks in season. */
    weeks: offer.season
      ? weeksInSeason(offer.season, today, addDays(today, forecastDays))
          .map(mondayOfWeek)
          .filter((monday) => monday > today)
      : [],
    harvests: listHarvests(ctx, offer),
  };
}
