// The season of an offer as its page shows it: the strip of a year, this week in it, and what of the forecast is left.
import { weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { listHarvests, type WeekHarvest } from '#app/domain/catalogue/harvests.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { type Season, type SeasonToday, seasonToday, stripOf } from '#app/domain/catalogue/season.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';

export type OfferSeason = {
  ranges: Season;
  today: SeasonToday;
  /** The ISO year of the strip, and the week of today in it. */
  year: number;
  week: number;
  strip: ReturnType<typeof stripOf>;
  /** The coming weeks with a forecast. */
  harvests: WeekHarvest[];
};

/** Null for an offer that is sold all year. */
export function readOfferSeason(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, offer: Offer): OfferSeason | null {
  const day = localDay(ctx.now, ctx.town);
  const today = seasonToday(offer.season, day);
  if (!offer.season || !today) return null;
  const { year, week } = weekOfDay(day);
  const harvests = listHarvests(ctx, offer).filter(({ expected }) => expected > 0);
  return { ranges: offer.season, today, year, week, strip: stripOf(offer.season, year), harvests };
}
