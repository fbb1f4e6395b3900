// The steps of a lender, who hands a thing out, takes it back, looks at it, or notes that it was not fetched or is lost. The
// calendar takes the step; the lender's words are kept beside it, and letters leave with it.
import { axisNow } from '#app/domain/calendar/axis.ts';
import { closeDays, type SpanStep } from '#app/domain/calendar/span.ts';
import { stepSpan } from '#app/domain/calendar/spans.server.ts';
import { undoMinutes } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { proveHandOut } from './hand-out-shown.server.ts';
import { type HandOverRefusal, undoHandOver } from './hand-over.server.ts';
import type { Acknowledgement } from './hand-over-rows.server.ts';
import type { ConditionWord, LendingRecord } from './lending.ts';
import { listBookedAtRisk, writeSafe, writeToBorrower } from './lending-letters.server.ts';
import { getLentSpan, isLent, isMissing, type LentSpan, lateCentsNow } from './lent-spans.server.ts';
import { getRecord, giveThings, saveCondition, takeThings } from './span-conditions.server.ts';

type NotNow = { reason: 'not-now' };
export type Condition = { condition: ConditionWord; note: string };
export type HandOut = Condition & {
  acknowledgement: Acknowledgement;
  /** Of the things where they have one; as many as are lent, or none. */
  numbers: readonly string[];
};
/**
 * `not-back`: too few of its things are here. `number-out`: another borrower has one of the numbers. `numbers`: there are
 * more of them than things.
 */
export type HandOutRefusal =
  | NotNow
  | { reason: 'before-its-day' | 'not-back' | 'number-out' | 'numbers' }
  | HandOverRefusal;

/**
 * The borrower has the thing, from its day on, and shows it by the code of the order or a signature. The hand-out of the last
 * thing of a part that has nothing else hands the part over too.
 */
export function handOutSpan(
  ctx: Ctx,
  supplierId: string,
  spanId: string,
  { acknowledgement, numbers, ...noted }: HandOut,
): Result<object, HandOutRefusal> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    const { span, capacity } = lent;
    if (!isLent(capacity) || span.state !== 'booked') return refused('not-now');
    if (!hasBegun(ctx, lent)) return refused('before-its-day');
    if (isMissing(ctx, lent)) return refused('not-back');
    if (numbers.length > span.units) return refused('numbers');
    const unproven = proveHandOut(ctx, lent, acknowledgement);
    if (unproven) return refused(unproven);
    if (!giveThings(ctx, spanId, capacity.id, numbers)) return refused('number-out');
    takeStep(ctx, lent, 'handOut');
    saveCondition(ctx, spanId, { kind: 'out', ...noted, acknowledgement });
    recordAudit(ctx, 'handOutSpan', spanId);
    return done();
  });
}

/**
 * The thing is with its lender again, late or in time, or found after it was lost. `lateCents`: what is owed on top for being
 * late, excl. VAT. Bookings that it no longer puts at risk are told.
 */
export function takeBackSpan(
  ctx: Ctx,
  supplierId: string,
  spanId: string,
  noted: Condition,
): Result<{ lateCents: number }, NotNow> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    const { span, capacity } = lent;
    if (!isLent(capacity) || (span.state !== 'out' && span.state !== 'lost')) return refused('not-now');
    const atRisk = listBookedAtRisk(ctx, capacity);
    const lateCents = lateCentsNow(ctx, lent);
    takeStep(ctx, lent, 'takeBack');
    takeThings(ctx, spanId);
    saveCondition(ctx, spanId, { kind: 'back', ...noted, lateCents });
    writeSafe(ctx, capacity, atRisk);
    recordAudit(ctx, 'takeBackSpan', spanId);
    return done({ lateCents });
  });
}

/** The lender looked at what came back; it can be handed out again, and the borrower reads how it was found. */
export function inspectSpan(ctx: Ctx, supplierId: string, spanId: string, noted: Condition): Result<object, NotNow> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    if (lent.span.state !== 'back') return refused('not-now');
    const atRisk = listBookedAtRisk(ctx, lent.capacity);
    const lateCents = getRecord(ctx, spanId).back?.lender.lateCents ?? 0;
    takeStep(ctx, lent, 'inspect');
    saveCondition(ctx, spanId, { kind: 'inspection', ...noted, lateCents });
    writeSafe(ctx, lent.capacity, atRisk);
    writeToBorrower(ctx, 'thing-inspected', lent);
    recordAudit(ctx, 'inspectSpan', spanId);
    return done();
  });
}

/** The thing was not fetched, or no one came to the room; from its day on. */
export function missSpan(
  ctx: Ctx,
  supplierId: string,
  spanId: string,
): Result<object, NotNow | { reason: 'before-its-day' }> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    if (!mayBeMissed(ctx, lent)) return refused('not-now');
    if (!hasBegun(ctx, lent)) return refused('before-its-day');
    takeStep(ctx, lent, 'miss');
    writeToBorrower(ctx, 'booking-missed', lent);
    recordAudit(ctx, 'missSpan', spanId);
    return done();
  });
}

/** Booked, or closed by the upkeep a few days ago. */
export function mayBeMissed({ now }: Pick<Ctx, 'now'>, { span }: LentSpan): boolean {
  const since = isoUtc(addMinutes(now, -closeDays * 24 * 60));
  return span.state === 'booked' || (span.state === 'closed' && span.movedAt > since);
}

/** It will not come back as it is: no later booking may count on it, until it is found or replaced. */
export function loseSpan(ctx: Ctx, supplierId: string, spanId: string): Result<object, NotNow> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    if (lent.span.state !== 'out' && lent.span.state !== 'back') return refused('not-now');
    takeStep(ctx, lent, 'lose');
    writeToBorrower(ctx, 'thing-lost', lent);
    recordAudit(ctx, 'loseSpan', spanId);
    return done();
  });
}

/** Another thing stands in for a lost one: as many can be lent as before. */
export function replaceSpan(ctx: Ctx, supplierId: string, spanId: string): Result<object, NotNow> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    if (lent.span.state !== 'lost') return refused('not-now');
    const atRisk = listBookedAtRisk(ctx, lent.capacity);
    takeStep(ctx, lent, 'close');
    writeSafe(ctx, lent.capacity, atRisk);
    recordAudit(ctx, 'replaceSpan', spanId);
    return done();
  });
}

/** Takes a wrong hand-out or return back for ten minutes, with the hand-over of the part that went with it. */
export function undoLendingStep(ctx: Ctx, supplierId: string, spanId: string): Result<object, NotNow> {
  return inTransaction(ctx, () => {
    const lent = getLentSpan(ctx, supplierId, spanId);
    const record = getRecord(ctx, spanId);
    const { state } = lent.span;
    if (undoableUntil(record, state) <= isoUtc(ctx.now)) return refused('not-now');
    const part = lent.booked && getSupplierPart(ctx, supplierId, lent.booked.orderId).part;
    // The part's hand-over that began with this hand-out takes the thing with it.
    if (state === 'out' && part?.state === 'handing-over' && part.handedOverAt === record.out?.lender.recordedAt)
      return undoHandOver(ctx, supplierId, part.orderId);
    takeStep(ctx, lent, state === 'out' ? 'undoHandOut' : 'undoTakeBack');
    takeThings(ctx, spanId);
    saveCondition(ctx, spanId, { kind: 'undone' });
    recordAudit(ctx, 'undoLendingStep', spanId);
    return done();
  });
}

/** Until when the last hand-out or return can be undone, ISO UTC; '' when there is none. */
export function undoableUntil({ out, back }: LendingRecord, state: LentSpan['span']['state']): string {
  const last = state === 'out' ? out : state === 'back' ? back : undefined;
  return last ? isoUtc(addMinutes(new Date(last.lender.recordedAt), undoMinutes)) : '';
}

function hasBegun({ now }: Pick<Ctx, 'now'>, { span, capacity }: LentSpan): boolean {
  return axisNow(capacity, now) >= span.fromT;
}

/** None of these steps takes a new place, so that the calendar cannot refuse one whose state allows it. */
function takeStep(ctx: Ctx, { span }: LentSpan, step: SpanStep): void {
  const stepped = stepSpan(ctx, span.id, step);
  invariant(stepped.ok, `${step} of ${span.id}, which is ${span.state}`);
}
