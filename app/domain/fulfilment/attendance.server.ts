// The people of a session: those who come, those who were there, and the refund of every seat where it does not take place.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import {
  decideSession,
  findSessions,
  listCalledOff,
  listSessionsToDecide,
  markDecisionAsked,
} from '#app/domain/catalogue/offer-dates.server.ts';
import { lacksPeople, type OfferSession, timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { getSupplierPart, transitionPart } from '#app/domain/orders/parts.server.ts';
import {
  type BookedSeats,
  hasBegun,
  listBookedSeats,
  listSeats,
  markPresent,
} from '#app/domain/orders/seats.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { applyLineChanges, effectiveLines, reduceLine, returnToStock } from './line-changes.server.ts';

/** A seat that is paid for, with its name if it has one. */
export type Participant = Pick<
  BookedSeats,
  'orderId' | 'line' | 'number' | 'buyerName' | 'contactName' | 'contactEmail' | 'contactPhone'
> & {
  seat: number;
  name: string;
  present: boolean;
};

/** Everybody who has a paid seat, by order. The caller has authorised it: these are a supplier's own guests. */
export function listParticipants(ctx: Pick<Ctx, 'db'>, time: BookedTime): Participant[] {
  const booked = listBookedSeats(ctx, time);
  const named = listSeats(
    ctx,
    booked.map(({ orderId }) => orderId),
  );
  const bySeat = new Map(named.map((seat) => [`${seat.orderId}/${seat.line}/${seat.seat}`, seat]));
  return booked.flatMap(({ quantity, ...line }) =>
    Array.from({ length: quantity }, (_, i) => {
      const known = bySeat.get(`${line.orderId}/${line.line}/${i + 1}`);
      return { ...line, seat: i + 1, name: known?.name ?? '', present: known?.present === 1 };
    }),
  );
}

/** The key of a seat in a form. */
export function seatKey({ orderId, line, seat }: Pick<Participant, 'orderId' | 'line' | 'seat'>): string {
  return `${orderId}.${line}.${seat}`;
}

/** Writes who was there, once the session has begun. Names may be put right at the door. */
export function savePresence(
  ctx: Ctx,
  session: OfferSession,
  seats: ReadonlyMap<string, { name: string; present: boolean }>,
): Result<object, { reason: 'not-begun' }> {
  const time = timeOfSession(session);
  if (!hasBegun(ctx, time)) return refused('not-begun');
  return inTransaction(ctx, () => {
    for (const guest of listParticipants(ctx, time)) {
      const typed = seats.get(seatKey(guest));
      const { orderId, line, seat } = guest;
      if (typed && (typed.name !== guest.name || typed.present !== guest.present))
        markPresent(ctx, { orderId, line, seat }, typed.name, typed.present);
    }
    recordAudit(ctx, 'savePresence', String(session.id));
    return done();
  });
}

/** The seller calls a session off: every paid seat is refunded in whole, with a letter to its buyer. `not-now`: it is over. */
export function callOffSession(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  session: OfferSession,
): Result<{ orders: number }, { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    if (hasBegun(ctx, timeOfSession(session)) || !decideSession(ctx, session.id, 'called-off'))
      return refused('not-now');
    recordAudit(ctx, 'callOffSession', String(session.id));
    return done({ orders: refundSeats(ctx, supplierId, session) });
  });
}

/** Refunds what is paid of a session that is called off; returns how many lines. */
function refundSeats(ctx: LedgerCtx & ActiveRules, supplierId: string, session: OfferSession): number {
  const booked = listBookedSeats(ctx, timeOfSession(session));
  // Each refund is of its own order, with its own entries: there is no statement for several.
  return booked.filter(({ orderId, line }) => refundLine(ctx, supplierId, orderId, line)).length;
}

/** False while a hand-over of the part can still be undone: it is tried again then. */
function refundLine(ctx: LedgerCtx & ActiveRules, supplierId: string, orderId: string, lineNumber: number): boolean {
  const supplierPart = getSupplierPart(ctx, supplierId, orderId);
  const { state } = supplierPart.part;
  const lines = effectiveLines(supplierPart);
  const own = lines.find(({ line }) => line.line === lineNumber);
  if (!own || own.is.quantity === 0 || state === 'handing-over') return false;
  const isLast = lines.every((other) => other === own || other.is.quantity === 0);
  if (isLast && isPartOpen(state)) transitionPart(ctx, orderId, supplierId, 'refuse', 'supplier', { closedReason: '' });
  const change = reduceLine(own.line, own.is, 0, 'refused');
  returnToStock(ctx, [change]);
  const occasion = `called-off:${orderId}:${lineNumber}`;
  const refundCents = applyLineChanges(ctx, supplierPart, [change], { reason: 'refused', occasion });
  const letter = { template: 'session-called-off', orderId, supplierId, line: lineNumber, refundCents };
  enqueue(ctx, 'mail', `mail:${occasion}`, letter);
  return true;
}

const slice = 50;

/**
 * Asks the sellers of sessions that lack people on their day of deciding, once; and refunds the seats of sessions that were
 * called off while a buyer was paying.
 */
export function* eachSessionUpkeep(context: () => LedgerCtx & ActiveRules): Slices {
  while (askDecisions(context(), slice) === slice) yield;
  for (const { sessionId, supplierId } of listCalledOff(context())) {
    const ctx = context();
    inTransaction(ctx, () => {
      const [session] = findSessions(ctx, [sessionId]);
      if (session) refundSeats(ctx, supplierId, session);
    });
    yield;
  }
}

function askDecisions(ctx: LedgerCtx & ActiveRules, limit: number): number {
  return inTransaction(ctx, () => {
    const sessions = listSessionsToDecide(ctx, limit);
    const offers = findOffers(
      ctx,
      sessions.map(({ offerId }) => offerId),
    );
    const sellers = new Map(offers.map(({ id, supplierId }) => [id, supplierId]));
    for (const session of sessions) {
      if (!markDecisionAsked(ctx, session.id) || !lacksPeople(session)) continue;
      const letter = { template: 'session-short', supplierId: sellers.get(session.offerId), sessionId: session.id };
      enqueue(ctx, 'mail', `mail:session-short:${session.id}:${session.decideOn}`, letter);
    }
    return sessions.length;
  });
}
