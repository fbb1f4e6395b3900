// Owns the sessions of offers. The seats of each are the units of a capacity of its own, which the database guards.
import { axisSpan } from '#app/domain/calendar/booked-time.ts';
import { listCapacitiesOf, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { sumTaken } from '#app/domain/calendar/loads.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, integer, listRows, listValues, oneOf, text } from '#db/rows.ts';
import { findSessionProblem, type OfferSession, type SessionDraft, sessionStates } from './offer-session.ts';
import type { OfferRow } from './offers.server.ts';

type CalendarCtx = Pick<Ctx, 'db' | 'now' | 'town'>;
const sessionRow = {
  id: integer,
  offerId: integer,
  day: text,
  start: integer,
  end: integer,
  seats: integer,
  minimum: integer,
  decideOn: text,
  place: text,
  state: oneOf(sessionStates),
};
const selectSession = `select id, offer_id as offerId, day, from_quarter as start, to_quarter as end, seats, minimum,
    decide_on as decideOn, place, state
  from offer_sessions`;

/** The subject of a session's capacity. */
export function sessionSubject(sessionId: number): string {
  return `session:${sessionId}`;
}

/** The sessions of an offer from a day on, by time, those that are called off among them. */
export function listSessions(ctx: CalendarCtx, offerId: number, fromDay: string): OfferSession[] {
  const rows = listRows(
    ctx.db,
    sessionRow,
    `${selectSession} where offer_id = ? and day >= ? order by day, from_quarter`,
    offerId,
    fromDay,
  );
  return withTaken(ctx, rows);
}

/** Those with some ids, by id. */
export function findSessions(ctx: CalendarCtx, ids: readonly number[]): OfferSession[] {
  if (ids.length === 0) return [];
  const rows = listRows(
    ctx.db,
    sessionRow,
    `${selectSession} where id in (select value from json_each(?)) order by id`,
    JSON.stringify(ids),
  );
  return withTaken(ctx, rows);
}

/** Those of some offers and days, both included, that take place and have a seat left. By time. */
export function listOpenSessions(
  ctx: CalendarCtx,
  { from, to }: { from: string; to: string },
  offerIds: readonly number[],
): OfferSession[] {
  const rows = listRows(
    ctx.db,
    sessionRow,
    `${selectSession}
     where offer_id in (select value from json_each(@ids)) and day between @from and @to and state <> 'called-off'
     order by day, from_quarter, id`,
    { from, to, ids: JSON.stringify(offerIds) },
  );
  return withTaken(ctx, rows).filter(({ seats, taken }) => taken < seats);
}

/** Two reads, whatever the number of sessions. */
function withTaken(ctx: CalendarCtx, rows: readonly Omit<OfferSession, 'taken'>[]): OfferSession[] {
  const capacities = listCapacitiesOf(
    ctx,
    rows.map(({ id }) => sessionSubject(id)),
  );
  const taken = sumTaken(
    ctx,
    capacities.map(({ id }) => id),
  );
  const bySubject = new Map(capacities.map(({ id, subject }) => [subject, taken.get(id) ?? 0]));
  return rows.map((row) => ({ ...row, taken: bySubject.get(sessionSubject(row.id)) ?? 0 }));
}

export type SessionRefusal =
  | NonNullable<ReturnType<typeof findSessionProblem>>
  | { field: 'start'; problem: 'skipped' }
  | { field: 'day'; problem: 'twice' };

/** Sets a date of an offer. The caller has authorised it. `twice`: the offer has a session that begins then. */
export function addSession(
  ctx: Ctx,
  offer: Pick<OfferRow, 'id' | 'supplierId'>,
  draft: SessionDraft,
): Result<{ sessionId: number }, { reason: 'refused' } & SessionRefusal> {
  const fault = findSessionProblem(draft, localDay(ctx.now, ctx.town));
  if (fault) return refused('refused', fault);
  if (!axisSpan({ way: 'slot', ...draft }, ctx.town)) return refused('refused', { field: 'start', problem: 'skipped' });
  return inTransaction(ctx, () => {
    const sessionId = findValue(
      ctx.db,
      integer,
      `insert into offer_sessions (offer_id, day, from_quarter, to_quarter, seats, minimum, decide_on, place, state)
       values (@offerId, @day, @start, @end, @seats, @minimum, @decideOn, @place, 'open')
       on conflict do nothing
       returning id`,
      { offerId: offer.id, ...draft },
    );
    if (sessionId === undefined) return refused('refused', { field: 'day', problem: 'twice' });
    const saved = saveSeats(ctx, offer, sessionId, draft);
    invariant(saved.ok, 'a new capacity has nothing booked');
    return done({ sessionId });
  });
}

function saveSeats(
  ctx: Ctx,
  { supplierId }: Pick<OfferRow, 'supplierId'>,
  sessionId: number,
  { start, end, seats }: Pick<SessionDraft, 'start' | 'end' | 'seats'>,
) {
  return saveCapacity(ctx, {
    subject: sessionSubject(sessionId),
    owner: supplierId,
    grain: 'quarter',
    zone: ctx.town.timeZone,
    units: seats,
    // An hour more, for the night in which one comes twice.
    longest: end - start + 4,
    bufferBefore: 0,
    bufferAfter: 0,
    openRule: 'none',
    worksHolidays: true,
  });
}

export type SessionChange = Pick<SessionDraft, 'seats' | 'minimum' | 'decideOn' | 'place'>;

/** Changes all but the hours of a session. `booked`: more seats are; `not-now`: it is called off. */
export function changeSession(
  ctx: Ctx,
  offer: Pick<OfferRow, 'id' | 'supplierId'>,
  sessionId: number,
  change: SessionChange,
): Result<object, { reason: 'booked' | 'not-now' } | ({ reason: 'refused' } & SessionRefusal)> {
  return inTransactionOrRollback(ctx, (refuse: (refusal: { reason: 'booked' }) => never) => {
    const [session] = findSessions(ctx, [sessionId]);
    if (session?.offerId !== offer.id || session.state === 'called-off') return refused('not-now');
    const draft = { ...session, ...change };
    const fault = findSessionProblem(draft, localDay(ctx.now, ctx.town));
    if (fault) return refused('refused', fault);
    if (!saveSeats(ctx, offer, sessionId, draft).ok) refuse({ reason: 'booked' });
    preparedSql(
      ctx.db,
      `update offer_sessions
       set seats = @seats, minimum = @minimum, decide_on = @decideOn, place = @place,
         asked_at = iif(decide_on = @decideOn and minimum >= @minimum, asked_at, null)
       where id = @sessionId`,
    ).run({ ...change, sessionId });
    return done();
  });
}

/** It takes place, or it does not: false when it was called off before, or is over. */
export function decideSession(ctx: Ctx, sessionId: number, state: 'confirmed' | 'called-off'): boolean {
  return (
    preparedSql(
      ctx.db,
      `update offer_sessions
       set state = @state
       where id = @sessionId and state <> 'called-off' and day >= @today`,
    ).run({ sessionId, state, today: localDay(ctx.now, ctx.town) }).changes > 0
  );
}

/** Open sessions whose day of deciding has come and whose seller was not asked yet, by day. */
export function listSessionsToDecide(ctx: CalendarCtx, limit: number): OfferSession[] {
  const ids = listValues(
    ctx.db,
    integer,
    `select id
     from offer_sessions
     where state = 'open' and asked_at is null and decide_on <= ?
     order by decide_on
     limit ?`,
    localDay(ctx.now, ctx.town),
    limit,
  );
  return findSessions(ctx, ids);
}

/** Notes that a session's day of deciding was looked at, and its seller asked. */
export function markDecisionAsked(ctx: Ctx, sessionId: number): boolean {
  return (
    preparedSql(ctx.db, 'update offer_sessions set asked_at = ? where id = ? and asked_at is null').run(
      isoUtc(ctx.now),
      sessionId,
    ).changes > 0
  );
}

/** Sessions that are called off and have not come yet: a seat that was being paid for then is refunded too. */
export function listCalledOff({ db, now, town }: CalendarCtx): { sessionId: number; supplierId: string }[] {
  return listRows(
    db,
    { sessionId: integer, supplierId: text },
    `select s.id as sessionId, o.supplier_id as supplierId
     from offer_sessions s
     join offers o on o.id = s.offer_id
     where s.state = 'called-off' and s.day >= ?`,
    localDay(now, town),
  );
}
