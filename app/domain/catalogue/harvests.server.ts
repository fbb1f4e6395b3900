// The forecast of an offer of produce: how many packs each coming week is expected to bring, and what is ordered of it in
// advance. A week is a capacity of the calendar with that many units, so its triggers refuse to promise one pack twice.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { listCapacitiesBelow, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber } from '#app/domain/calendar/civil-time.ts';
import { type IsoWeek, mondayOfWeek, readWeek, weekOfDay, writeWeek } from '#app/domain/calendar/iso-week.ts';
import { listLoads } from '#app/domain/calendar/loads.server.ts';
import type { Capacity } from '#app/domain/calendar/span.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { recordChange } from './offer-changes.server.ts';
import type { OfferRow } from './offers.server.ts';
import { findSeasonProblem, isInSeason, type Season, type SeasonProblem, weeksInSeason } from './season.ts';

type CalendarCtx = Pick<Ctx, 'db' | 'now' | 'town'>;
type GrownOffer = Pick<OfferRow, 'id' | 'supplierId' | 'season'>;

/** The subject of the capacity of one week's harvest. */
function harvestSubject({ id }: Pick<OfferRow, 'id'>, week: IsoWeek): string {
  return `${harvestsOf(id)}/${writeWeek(week)}`;
}

function harvestsOf(offerId: number): string {
  return `harvest:${offerId}`;
}

/** Whether a capacity is a week's harvest: its owner has fifty of each offer, and looks at them by offer. */
export function isHarvest({ subject }: Pick<Capacity, 'subject'>): boolean {
  return subject.startsWith('harvest:');
}

/** Packs of a week: expected, ordered or held for an order, and left. */
export type WeekHarvest = { monday: string; week: number; expected: number; promised: number; left: number };

/** The coming weeks of which a forecast is known, by time; this week's goods are in the stock. */
export function listHarvests(ctx: CalendarCtx, { id }: Pick<OfferRow, 'id'>): WeekHarvest[] {
  const today = localDay(ctx.now, ctx.town);
  const weeks = listCapacitiesBelow(ctx, harvestsOf(id)).flatMap((capacity) => {
    const week = readWeek(capacity.subject.split('/')[1] ?? '');
    const monday = week && mondayOfWeek(week);
    return week && monday && monday > today ? [{ capacity, week: week.week, monday }] : [];
  });
  if (weeks.length === 0) return [];
  const [first, last] = [dayNumber(weeks[0]!.monday), dayNumber(weeks.at(-1)!.monday) + 7];
  const ids = weeks.map(({ capacity }) => capacity.id);
  const loads = Map.groupBy(listLoads(ctx, ids, first, last), ({ capacity }) => capacity);
  return weeks.map(({ capacity, week, monday }) => {
    const promised = (loads.get(capacity.id) ?? []).reduce((packs, { units }) => packs + units, 0);
    return { monday, week, expected: capacity.units, promised, left: Math.max(0, capacity.units - promised) };
  });
}

/** `no-forecast`: its seller expects nothing then; `forecast-full`: all of it is promised. */
export type HarvestBlock = 'past' | 'out-of-season' | 'no-forecast' | 'forecast-full';

/** Why `packs` of an offer cannot be ordered of a week's harvest; null if they can. */
export function findHarvestBlock(
  ctx: CalendarCtx,
  offer: GrownOffer,
  { monday }: Extract<BookedTime, { way: 'week' }>,
  packs: number,
): HarvestBlock | null {
  if (monday <= localDay(ctx.now, ctx.town)) return 'past';
  if (!offer.season || !isInSeason(offer.season, monday)) return 'out-of-season';
  const week = listHarvests(ctx, offer).find((one) => one.monday === monday);
  if (!week || week.expected === 0) return 'no-forecast';
  return week.left >= packs ? null : 'forecast-full';
}

/** The weeks of a forecast to write, from that of one day to that of another, and the packs of each. */
export type Forecast = { from: string; to: string; packs: number };
export const maxForecast = 9999;

export type ForecastRefusal =
  | { reason: 'no-week' | 'packs' }
  /** More is ordered already than the new forecast has. */
  | { reason: 'promised'; monday: string; promised: number };

/**
 * Writes what each coming week in season between two days is expected to bring: all of them, or none. The caller has
 * authorised it.
 */
export function saveForecast(
  ctx: Ctx,
  offer: GrownOffer,
  { from, to, packs }: Forecast,
): Result<{ weeks: number }, ForecastRefusal> {
  if (!Number.isInteger(packs) || packs < 0 || packs > maxForecast) return refused('packs');
  const next = addDays(localDay(ctx.now, ctx.town), 1);
  const weeks = offer.season ? weeksInSeason(offer.season, from, to).filter((week) => mondayOfWeek(week) >= next) : [];
  if (weeks.length === 0) return refused('no-week');
  return inTransactionOrRollback(ctx, (refuse: (refusal: ForecastRefusal) => never) => {
    for (const week of weeks) if (!saveHarvest(ctx, offer, week, packs)) refuse(promisedIn(ctx, offer, week));
    recordChange(ctx, offer.id, 'form', {
      forecast: [null, `${writeWeek(weeks[0]!)}/${writeWeek(weeks.at(-1)!)} ${packs}`],
    });
    return done({ weeks: weeks.length });
  });
}

/** A week is not opened and shut: nothing but its units limits it. */
function saveHarvest(ctx: Ctx, offer: GrownOffer, week: IsoWeek, packs: number): boolean {
  return saveCapacity(ctx, {
    subject: harvestSubject(offer, week),
    owner: offer.supplierId,
    grain: 'day',
    zone: ctx.town.timeZone,
    units: packs,
    longest: 7,
    bufferBefore: 0,
    bufferAfter: 0,
    openRule: 'none',
    worksHolidays: false,
  }).ok;
}

function promisedIn(ctx: CalendarCtx, offer: GrownOffer, week: IsoWeek): ForecastRefusal {
  const monday = mondayOfWeek(week);
  const promised = listHarvests(ctx, offer).find((one) => one.monday === monday)?.promised ?? 0;
  return { reason: 'promised', monday, promised };
}

export type SeasonRefusal =
  | { reason: SeasonProblem }
  /** Packs are ordered of a week that would be in season no longer. */
  | { reason: 'promised'; monday: string; promised: number };

/** Sets the weeks in which an offer is sold; null: all year. The caller has authorised it, and reindexes it. */
export function saveSeason(ctx: Ctx, offer: GrownOffer, ranges: Season | null): Result<object, SeasonRefusal> {
  const problem = ranges && findSeasonProblem(ranges);
  if (problem) return refused(problem);
  const season = ranges && [...ranges].sort((a, b) => a.from - b.from);
  return inTransaction(ctx, () => {
    const lost = listHarvests(ctx, offer).find(
      ({ monday, promised }) => promised > 0 && (!season || !isInSeason(season, monday)),
    );
    if (lost) return refused('promised', { monday: lost.monday, promised: lost.promised });
    preparedSql(ctx.db, 'update offers set season = ? where id = ?').run(season && JSON.stringify(season), offer.id);
    recordChange(ctx, offer.id, 'form', { season: [offer.season, season] });
    return done();
  });
}

/** The subject and the days of a line that is ordered of a harvest. */
export function harvestOf(offer: Pick<OfferRow, 'id'>, { monday }: Extract<BookedTime, { way: 'week' }>): string {
  return harvestSubject(offer, weekOfDay(monday));
}
