// The sessions of offers in a search by day and time: seats that are left at a date.
import { axisSpan } from '#app/domain/calendar/booked-time.ts';
import type { AskedHours } from '#app/domain/calendar/free-times.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { integer, listRows } from '#db/rows.ts';
import { earliestDay } from './bookings.server.ts';
import { listOpenSessions } from './offer-dates.server.ts';
import type { OfferSession } from './offer-session.ts';

type CalendarCtx = Pick<Ctx, 'db' | 'now' | 'town'>;

/** The offers that are ordered by the date of a session, with their lead days; `ids` null: all of them. */
export function listSessionOffers(
  { db }: Pick<Ctx, 'db'>,
  ids: readonly number[] | null,
): { id: number; leadDays: number }[] {
  return listRows(
    db,
    { id: integer, leadDays: integer },
    `select id, lead_days as leadDays
     from offers
     where booking_terms ->> '$.way' = 'session' and (@ids is null or id in (select value from json_each(@ids)))`,
    { ids: ids && JSON.stringify(ids) },
  );
}

/** Sessions of some days with a seat left that can still be booked, within the hours, by time. */
export function listFreeSessions(
  ctx: CalendarCtx,
  of: readonly { id: number; leadDays: number }[],
  days: { from: string; to: string },
  hours: AskedHours | null,
): (OfferSession & { at: number })[] {
  if (of.length === 0) return [];
  const leadDays = new Map(of.map((offer) => [offer.id, offer.leadDays]));
  const open = listOpenSessions(ctx, days, [...leadDays.keys()]);
  return open.flatMap((session) => {
    const at = axisSpan({ way: 'slot', ...session }, ctx.town)?.from;
    const isInTime = session.day >= earliestDay(ctx, { leadDays: leadDays.get(session.offerId) ?? 0 });
    const isFree = at !== undefined && isInTime && !hasBegun(ctx, at) && isWithin(session, hours);
    return isFree ? [{ ...session, at }] : [];
  });
}

function hasBegun({ now }: Pick<Ctx, 'now'>, at: number): boolean {
  return new Date(at * 900_000).toISOString() <= isoUtc(now);
}

/** Between two readings of the clock it lies as a whole; in a part of the day it begins. */
function isWithin({ start, end }: OfferSession, hours: AskedHours | null): boolean {
  if (!hours) return true;
  return hours.from <= start && (hours.whole ? end <= hours.to : start < hours.to);
}
