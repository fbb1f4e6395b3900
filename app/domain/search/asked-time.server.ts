// A search by day and time of day as a filter for either engine: what is booked must be free then, by the calendar; what is
// not can be handed over on that day. The calendar is SQLite's, so both engines get ids; what was worked out is kept while
// nothing that decides it has changed.
import type { AskedHours } from '#app/domain/calendar/free-times.ts';
import { lastMovement } from '#app/domain/calendar/loads.server.ts';
import { type DaySpan, listFreeOffers } from '#app/domain/catalogue/free-offers.server.ts';
import { addDays, type Ctx } from '#app/domain/shared/context.ts';
import { choicesOf, leadDaysUntil } from '#app/domain/suppliers/supplier.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { Db } from '#db/client.ts';
import { readState } from './index-tables.server.ts';
import type { By } from './query.ts';
import type { Filter, SoonestOrder } from './search.ts';

export type TimeReader = Pick<Ctx, 'db' | 'now' | 'town'>;

export type AskedTime = {
  /** Any of them. */
  spans: readonly DaySpan[];
  /** Within these hours of each day; null: some time of it. */
  hours: AskedHours | null;
  /** Any of these days will do for what is handed over. */
  handOver: readonly string[];
  by: By | null;
  /** Leaves out what is not booked for a time: of a parcel no hour is promised. */
  isBookedOnly: boolean;
};

/** Offers that can be had at a time. */
export function offersAt(ctx: TimeReader, asked: AskedTime): Filter {
  const { filters } = keptTimesOf(ctx);
  const key = JSON.stringify(asked);
  const filter = filters.get(key) ?? filterOf(ctx, asked);
  filters.set(key, filter);
  return filter;
}

function filterOf(ctx: TimeReader, { spans, hours, handOver, by, isBookedOnly }: AskedTime): Filter {
  const { booked, free } = listFreeOffers(ctx, spans, hours);
  // A room is not delivered.
  const own = free.flat().filter(({ way }) => by !== 'delivery' || way === 'period');
  const ids = [...new Set(own.map(({ id }) => id))];
  if (isBookedOnly && by === null) return oneOf(ids);
  const isHandedOver: Filter = { any: handedOverOn(ctx, handOver, by) };
  // A way of handing over is asked of what is lent too.
  const isFree: Filter = by === null ? oneOf(ids) : { all: [oneOf(ids), isHandedOver] };
  return isBookedOnly ? isFree : freeOrHandedOver(booked, isFree, isHandedOver);
}

/** As `offersAt`, for each of the days. */
export function offersOnEach(
  ctx: TimeReader,
  days: readonly string[],
  { hours, isBookedOnly }: Pick<AskedTime, 'hours' | 'isBookedOnly'>,
): Filter[] {
  const spans = days.map((day) => ({ from: day, to: day }));
  const { booked, free } = listFreeOffers(ctx, spans, hours);
  const ids = free.map((own) => own.map(({ id }) => id));
  if (isBookedOnly) return ids.map(oneOf);
  return handedOverOn(ctx, days, null).map((isHandedOver, i) => freeOrHandedOver(booked, oneOf(ids[i]!), isHandedOver));
}

function oneOf(ids: readonly number[]): Filter {
  return { field: 'id', in: ids };
}

function freeOrHandedOver(booked: readonly number[], isFree: Filter, isHandedOver: Filter): Filter {
  if (booked.length === 0) return isHandedOver;
  return { any: [isFree, { all: [{ not: oneOf(booked) }, isHandedOver] }] };
}

/** Every day of some days. */
export function eachDay({ from, to }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Offers that can be delivered or collected on one of the days, without a look at the calendar: one filter for each day. */
function handedOverOn(ctx: TimeReader, days: readonly string[], by: By | null): Filter[] {
  const all = listSuppliers(ctx);
  return days.map((day) => thereOn(ctx, all, day, by));
}

/**
 * Offers that can be delivered or collected on a day: the supplier serves it, and the lead time is not longer than the
 * days that it works until then.
 */
function thereOn(ctx: TimeReader, all: ReturnType<typeof listSuppliers>, day: string, by: By | null): Filter {
  const leads = all.flatMap((supplier) => {
    const possible = choicesOf(supplier)
      .filter((choice) => by === null || choice.startsWith('pickup') === (by === 'pickup'))
      .flatMap((choice) => leadDaysUntil(supplier, choice, day, ctx.now, ctx.town) ?? []);
    return possible.length > 0 ? [{ slug: supplier.slug, max: Math.max(...possible) }] : [];
  });
  if (leads.length === 0) return { field: 'supplier', in: [] };
  const byLead = Map.groupBy(leads, ({ max }) => max);
  return {
    any: [...byLead].map(([max, own]) => ({
      all: [
        { field: 'supplier', in: own.map(({ slug }) => slug) },
        { field: 'leadDays', max },
      ],
    })),
  };
}

type KeptTimes = { of: string; filters: Map<string, Filter>; soonest?: SoonestOrder };
const keptTimes = new WeakMap<Db, KeptTimes>();
const maxKept = 100;

/**
 * The filters and the order that were worked out of this database: until a booking moves, until what decides when offers can be had
 * changes, and a minute at most, because holds end and hours pass.
 */
export function keptTimesOf(ctx: TimeReader): KeptTimes {
  const { generation, seq, timesSeq } = readState(ctx.db);
  const minute = Math.floor(ctx.now.getTime() / 60_000);
  const of = `${minute} ${lastMovement(ctx)} ${timesSeq} ${generation} ${seq}`;
  const known = keptTimes.get(ctx.db);
  if (known?.of === of && known.filters.size < maxKept) return known;
  const kept = { of, filters: new Map() };
  keptTimes.set(ctx.db, kept);
  return kept;
}
