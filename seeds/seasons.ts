// Reads seasons.psv: the weeks in which the town's farms sell their produce, and what some of them expect of each.
import { saveForecast, saveSeason } from '#app/domain/catalogue/harvests.server.ts';
import { findPublishedOffers } from '#app/domain/catalogue/offers.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { readRows } from './factories.ts';

/** Enters them as the sellers do today: what was ordered before has no season to heed. */
export function enterSeasons(ctx: Ctx): void {
  const today = localDay(ctx.now, ctx.town);
  const rows = readRows('seasons.psv');
  const offers = findPublishedOffers(
    ctx,
    rows.map(([slug = '']) => slug),
  );
  for (const [slug = '', weeks = '', packs = ''] of rows) {
    const offer = offers.find((one) => one.slug === slug);
    if (!offer) throw new Error(`seeds: no offer ${slug}`);
    const season = weeks.split(' ').map((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return { from, to };
    });
    const saved = saveSeason(ctx, offer, season);
    if (!saved.ok) throw new Error(`seeds: ${slug}: ${saved.reason}`);
    if (packs) saveForecast(ctx, { ...offer, season }, { from: today, to: addDays(today, 360), packs: Number(packs) });
  }
}
