// The coming sessions of an offer as its page shows them.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { earliestDay } from '#app/domain/catalogue/bookings.server.ts';
import { listSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type ShownSession = {
  id: number;
  time: BookedTime;
  /** Empty: at the supplier's. */
  place: string;
  seats: number;
  /** 0: full. */
  free: number;
  /** Null where it takes place in any case. */
  needs: { minimum: number; decideOn: string } | null;
  isCalledOff: boolean;
};

/** Those that can be asked for, by time; null for an offer that is not booked by seats. */
export function readOfferSessions(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, offer: Offer): ShownSession[] | null {
  if (offer.bookingTerms?.way !== 'session') return null;
  return listSessions(ctx, offer.id, earliestDay(ctx, offer)).map((session) => ({
    id: session.id,
    time: timeOfSession(session),
    place: session.place,
    seats: session.seats,
    free: session.state === 'called-off' ? 0 : Math.max(0, session.seats - session.taken),
    needs:
      session.state === 'open' && session.minimum > session.taken
        ? { minimum: session.minimum, decideOn: session.decideOn }
        : null,
    isCalledOff: session.state === 'called-off',
  }));
}
