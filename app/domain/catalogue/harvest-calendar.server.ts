// The harvest calendar of the town: all produce on sale with a season, by family, with the months and those who sell it.
import { mondayOf, mondayOfWeek, weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { liveSuppliersById } from '#app/domain/suppliers/live-suppliers.server.ts';
import { integer, jsonOf, listRows, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import type { FoodFamily } from './food.ts';
import { categories } from './offer.ts';
import { isInSeason, isSeason, isWeekInSeason, type SeasonToday, seasonToday } from './season.ts';
import { thingOf } from './things.server.ts';

/** Something that grows here: the offers of one thing. `months`: January first. */
export type Produce = {
  thing: string;
  name: string;
  months: boolean[];
  today: SeasonToday;
  offers: { slug: string; name: string; supplier: string; supplierSlug: string }[];
};
export type ProduceFamily = { family: FoodFamily | null; produce: Produce[] };

const seasonalOffer = {
  id: integer,
  slug: text,
  supplierId: text,
  category: oneOf(categories),
  thing: text,
  name: sourceText,
  season: jsonOf('a season', isSeason),
};
type SeasonalOffer = Row<typeof seasonalOffer> & { supplier: string; supplierSlug: string };

/** By family, then by name. */
export function readHarvestCalendar(ctx: Pick<Ctx, 'db' | 'now' | 'town' | 'locale'>): ProduceFamily[] {
  const day = localDay(ctx.now, ctx.town);
  const months = weeksByMonth(weekOfDay(day).year);
  const collator = new Intl.Collator(ctx.locale);
  const produce = [...Map.groupBy(listSeasonal(ctx), ({ thing }) => thing)].map(([thing, offers]) =>
    toProduce(ctx, thing, offers, { day, months }),
  );
  const families = Map.groupBy(produce, ({ thing }) => thingOf(thing).declaration.family);
  return [...families]
    .map(([family, produce]) => ({
      family,
      produce: produce.sort((a, b) => collator.compare(a.name, b.name)),
    }))
    .sort((a, b) => b.produce.length - a.produce.length);
}

function toProduce(
  { locale }: Pick<Ctx, 'locale'>,
  thing: string,
  offers: readonly SeasonalOffer[],
  { day, months }: { day: string; months: readonly number[][] },
): Produce {
  const { isOther, name } = thingOf(thing);
  const today = offers.map(({ season }) => seasonToday(season, day)!);
  const returns = today.flatMap((one) => one.returns ?? []).sort();
  const ends = today.flatMap((one) => one.ends ?? []).sort();
  const inSeason = offers.some(({ season }) => isInSeason(season, day));
  return {
    thing,
    // Produce that no thing names is called as its first seller does.
    name: isOther ? translated(offers[0]!.name, locale) : capital(translated(name, locale)),
    months: months.map((weeks) => weeks.some((week) => offers.some(({ season }) => isWeekInSeason(season, week)))),
    today: { inSeason, returns: inSeason ? null : (returns[0] ?? null), ends: inSeason ? (ends.at(-1) ?? null) : null },
    offers: offers.map(({ slug, name, supplier, supplierSlug }) => ({
      ...{ slug, supplier, supplierSlug },
      name: translated(name, locale),
    })),
  };
}

function listSeasonal({ db }: Pick<Ctx, 'db'>): SeasonalOffer[] {
  const rows = listRows(
    db,
    seasonalOffer,
    `select id, slug, supplier_id as supplierId, category, thing, name, season
     from offers
     where status = 'live' and season is not null
     order by id`,
  );
  const suppliers = liveSuppliersById(
    { db },
    rows.map(({ supplierId }) => supplierId),
  );
  return rows.flatMap((row) => {
    const supplier = suppliers.get(row.supplierId);
    return supplier ? [{ ...row, supplier: supplier.name, supplierSlug: supplier.slug }] : [];
  });
}

/** The weeks of each month of a year; a week belongs to the month of its Thursday. */
function weeksByMonth(year: number): number[][] {
  const months: number[][] = Array.from({ length: 12 }, () => []);
  const after = mondayOfWeek({ year: year + 1, week: 1 });
  for (let monday = mondayOf(mondayOfWeek({ year, week: 1 })); monday < after; monday = addDays(monday, 7))
    months[Number(addDays(monday, 3).slice(5, 7)) - 1]!.push(weekOfDay(monday).week);
  return months;
}

function capital(name: string): string {
  return name.slice(0, 1).toLocaleUpperCase() + name.slice(1);
}
