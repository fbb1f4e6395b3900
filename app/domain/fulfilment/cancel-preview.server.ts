// The refund that a buyer's cancelling would bring now: of goods all, until the supplier's cut-off; of a booking what the terms agreed
// with its line leave, until it begins.
import { cancellationFeeCents } from '#app/domain/calendar/cancellation.ts';
import { quarterStart } from '#app/domain/calendar/civil-time.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import { isBeforeCutoff, partSteps } from '#app/domain/orders/part.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { mayWithdraw } from '#app/domain/orders/withdrawal.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import {
  amountsUpTo,
  type EffectiveLine,
  effectiveLines,
  type LineChange,
  reduceLine,
  refundOf,
} from './line-changes.server.ts';

export type CancelRefusal = { reason: 'not-now' | 'too-late' };
/** Cents incl. VAT. `fees` has the bookings of which something is kept, by line. */
export type CancelPreview = { changes: LineChange[]; fees: ReadonlyMap<number, number>; refundCents: number };
export type PaidPart = Pick<SupplierPart, 'order' | 'part' | 'lines' | 'outcomes'>;
type Cutoff = { cutoffDays: number; cutoffHour: number };
type CancelCtx = Pick<Ctx, 'db' | 'now' | 'town'>;

/** The cancelling of a whole part; of one `line` of it, which is booked for a time, where it is given. */
export function previewCancel(
  ctx: CancelCtx,
  paid: PaidPart,
  cutoff: Cutoff,
  line: number | null,
): Result<CancelPreview, CancelRefusal> {
  if (partSteps[paid.part.state].cancel === undefined) return refused('not-now');
  const left = effectiveLines(paid).filter(({ is }) => is.quantity > 0);
  const given = line === null ? left : left.filter((own) => own.line.line === line && isBooked(own.is));
  if (given.length === 0 && (line !== null || left.length < paid.lines.length)) return refused('not-now');
  const open = given.every((own) =>
    isBooked(own.is) ? mayGiveUp(ctx, own) : isBeforeCutoff(paid.part, cutoff, ctx.now, ctx.town),
  );
  if (!open) return refused('too-late');
  const changes = given.map(({ line: own, is }) => cancelLine(ctx, paid, own, is));
  const fees = changes.flatMap(({ line: { line: number }, after }) => {
    const cents = after.htCents + after.vatCents;
    return cents > 0 ? [[number, cents] as const] : [];
  });
  return done({ changes, fees: new Map(fees), refundCents: refundOf(paid, changes) });
}

/** The lines of a part that can be cancelled by themselves now: bookings that have not begun. */
export function listCancellable(ctx: CancelCtx, paid: PaidPart): OrderLine[] {
  if (partSteps[paid.part.state].cancel === undefined) return [];
  return effectiveLines(paid).flatMap(({ line, is }) =>
    is.quantity > 0 && isBooked(is) && mayGiveUp(ctx, { line, is }) ? [{ ...line, name: is.name }] : [],
  );
}

function isBooked({ bookedTime, cancellation }: EffectiveLine): boolean {
  return bookedTime !== '' && cancellation !== null;
}

/** Until it begins, and only while its things were not handed out. */
function mayGiveUp(ctx: CancelCtx, { line: { orderId, line }, is }: { line: OrderLine; is: EffectiveLine }): boolean {
  if (!is.cancellation || ctx.now >= quarterStart(is.cancellation.startsAt)) return false;
  return listSpansOf(ctx, `${orderId}/${line}`).some(({ state }) => state === 'booked');
}

/**
 * A line that is not used any more: without a quantity, and of its price what is kept. The fee is counted on the price as its
 * buyer paid it, incl. VAT or without, and is rounded down there.
 *
 * It keeps its VAT. Money paid for a time that was reserved and not used is the price of having it reserved (CJEU C-250/14 Air
 * France-KLM, C-295/17 MEO, C-622/23 rhtb), not an indemnity outside VAT such as the down payment of a hotel (C-277/05
 * Eugénie-les-Bains). In doubt, VAT that was collected is passed on.
 */
function cancelLine({ now, town }: CancelCtx, { order }: PaidPart, line: OrderLine, is: EffectiveLine): LineChange {
  const change = reduceLine(line, is, 0, 'cancelled');
  if (!is.cancellation || mayWithdraw(order, now, town)) return change;
  const { tiers, startsAt } = is.cancellation;
  const paidCents = line.priceBasis === 'net' ? is.htCents : is.htCents + is.vatCents;
  const keptCents = cancellationFeeCents(paidCents, tiers, startsAt, now, town);
  return { ...change, after: { ...change.after, ...amountsUpTo(line, is, keptCents) } };
}

/** Cents incl. VAT that are kept of a part's cancelled lines. */
export function feesOf(paid: PaidPart): number {
  const cancelled = effectiveLines(paid).filter(({ is }) => is.quantity === 0);
  return sum(cancelled.flatMap(({ is: { htCents, vatCents } }) => [htCents, vatCents]));
}
