// Sessions of a training, a course or a tasting: dates that a seller sets, each with its seats. Pure.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';

/** `confirmed`: it takes place whatever is booked; `called-off`: it does not, and every seat is refunded. */
export const sessionStates = ['open', 'confirmed', 'called-off'] as const;
export type SessionState = (typeof sessionStates)[number];

/** The hours of a session; `start` and `end` in quarters of the clock. */
export type SessionHours = { day: string; start: number; end: number };
export type SessionDraft = SessionHours & {
  seats: number;
  /** Seats that must be booked by the day `decideOn`; 0: it takes place in any case. */
  minimum: number;
  decideOn: string;
  /** Empty: at the supplier's. */
  place: string;
};
export type OfferSession = SessionDraft & {
  id: number;
  offerId: number;
  state: SessionState;
  /** Booked, or kept while a buyer pays. */
  taken: number;
};

/** The time that a seat of a session is booked for. */
export function timeOfSession({ id, day, start, end }: OfferSession): Extract<BookedTime, { way: 'session' }> {
  return { way: 'session', session: id, day, start, end };
}

/** Whether a time names this very session: its offer, its number and its hours. */
export function isSessionAt({ id, offerId, day, start, end }: OfferSession, offer: number, time: BookedTime): boolean {
  return (
    time.way === 'session' &&
    offerId === offer &&
    time.session === id &&
    time.day === day &&
    time.start === start &&
    time.end === end
  );
}

/** Whether fewer seats are booked than the session needs. */
export function lacksPeople({ state, minimum, taken }: Pick<OfferSession, 'state' | 'minimum' | 'taken'>): boolean {
  return state === 'open' && taken < minimum;
}

export type SessionProblem = 'past' | 'minimum' | 'decide-on';

/** Why a session cannot be set; null if it can. `today`: the town's day. */
export function findSessionProblem(
  { day, seats, minimum, decideOn }: SessionDraft,
  today: string,
): { field: 'day' | 'minimum' | 'decide_on'; problem: SessionProblem } | null {
  if (day < today) return { field: 'day', problem: 'past' };
  if (minimum > seats) return { field: 'minimum', problem: 'minimum' };
  if (decideOn > day || (minimum > 0 && decideOn < today)) return { field: 'decide_on', problem: 'decide-on' };
  return null;
}
