// The dates of the town's trainings: on coming days of the seed's clock, some seats already taken at the counter.
import { axisSpan, readQuarter } from '#app/domain/calendar/booked-time.ts';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { confirmSpans, holdSpan } from '#app/domain/calendar/spans.server.ts';
import { usualCancellation } from '#app/domain/catalogue/booking-cells.ts';
import { earliestDay } from '#app/domain/catalogue/bookings.server.ts';
import { type ListingCtx, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { addSession, listSessions, sessionSubject } from '#app/domain/catalogue/offer-dates.server.ts';
import { timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { getOffer, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { addDays, addMinutes, type Ctx, isoUtc, isoWeekday } from '#app/domain/shared/context.ts';
import { centsFromEuros, readRows } from './factories.ts';

/** So many dates of each, two weeks apart. */
const dates = 5;

/** After the past orders, which bought these trainings by agreement: from now on they are booked by seats. */
export function setSessions(ctx: ListingCtx): void {
  for (const row of readRows('sessions.psv')) {
    const [slug = '', seats = '', price = '', weekday = '', hours = '', minimum = '', place = ''] = row;
    const offer = getOffer(ctx, slug);
    const bookingTerms = {
      way: 'session' as const,
      prices: {},
      units: Number(seats),
      min: 1,
      max: 96,
      buffer: 0,
      hours: [],
      cancellation: usualCancellation,
    };
    const draft = { ...asDraft(offer), bookingTerms, priceCents: centsFromEuros(price), priceTiers: [] };
    updateOffer(ctx, offer, { ...draft, unit: 'person', stock: null }, 'table');
    const [start = 0, end = 0] = hours.split('-').map((clock) => readQuarter(clock) ?? 0);
    const first = nextWeekday(addDays(earliestDay(ctx, offer), 4), Number(weekday));
    for (let i = 0; i < dates; i++) {
      const day = addDays(first, 14 * i);
      const draft = { day, start, end, seats: Number(seats), minimum: Number(minimum), place };
      const added = addSession(ctx, offer, { ...draft, decideOn: addDays(day, -3) });
      if (!added.ok) throw new Error(`seeds: ${slug} ${day} ${added.problem}`);
    }
    takeSeats(ctx, offer);
  }
}

/** Half of the first date, and one or two seats of the second and third. */
function takeSeats(ctx: Ctx, offer: Offer): void {
  const [first, ...others] = listSessions(ctx, offer.id, earliestDay(ctx, offer));
  for (const [session, units] of [
    [first, Math.floor((first?.seats ?? 0) / 2)],
    [others[0], 2],
    [others[1], 1],
  ] as const) {
    const span = session && axisSpan(timeOfSession(session), ctx.town);
    const capacity = session && findCapacity(ctx, sessionSubject(session.id));
    if (!span || !capacity) continue;
    const booking = `own/${offer.id}/${session.id}`;
    const hold = { capacity, booking, fromT: span.from, toT: span.to, units, planVersion: null };
    if (holdSpan(ctx, { ...hold, until: isoUtc(addMinutes(ctx.now, 1)) }).ok) confirmSpans(ctx, booking);
  }
}

function nextWeekday(from: string, weekday: number): string {
  return addDays(from, (weekday - isoWeekday(from) + 7) % 7);
}
