// The steps of a random history of a calendar: each is taken by the real one and by the model, and both must answer the same.
import { deepStrictEqual } from 'node:assert';
import { axisNow, dayAt } from '#app/domain/calendar/axis.ts';
import { type SpanStep, spanSteps } from '#app/domain/calendar/span.ts';
import { closePastSpans, lapseHolds, markLateSpan } from '#app/domain/calendar/span-upkeep.server.ts';
import {
  askSpan,
  confirmSpans,
  extendHolds,
  holdSpan,
  moveSpan,
  releaseSpans,
  saveServiceSpan,
  stepSpan,
} from '#app/domain/calendar/spans.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import {
  cellsOf,
  type History,
  isAllowed,
  isCounting,
  type ModelCapacity,
  type ModelSpan,
  nowOf,
  nowT,
  one,
  openCells,
  refusalOf,
} from './calendar-model.ts';
import { changeException, changePlan, changeTerms } from './calendar-plan-steps.ts';

/** A stretch near the window, mostly in the future. */
function stretchOf(history: History, capacity: ModelCapacity): { fromT: number; toT: number } {
  const { below } = history;
  const first = nowT(history, capacity) - (below(8) === 0 ? 1 : 0);
  const fromT = first + below(capacity.grain === 'day' ? 8 : 50);
  return { fromT, toT: fromT + 1 + below(capacity.longest + (below(6) === 0 ? 2 : 0)) };
}

function withBuffers(capacity: ModelCapacity, { fromT, toT }: { fromT: number; toT: number }, buffered = true) {
  const [before, after] = buffered ? [capacity.bufferBefore, capacity.bufferAfter] : [0, 0];
  return { fromT, toT, busyFrom: fromT - before, busyTo: toT + after };
}

function request(history: History, state: 'held' | 'asked' | 'service'): string {
  const { ctx, below, spans } = history;
  const capacity = one(history, history.capacities)!;
  const stretch = stretchOf(history, capacity);
  const units = 1 + below(2);
  const booking = `o${below(3)}/${below(2)}`;
  const planVersion = [capacity.planVersion, capacity.planVersion - 1, null, null, null][below(5)] ?? null;
  const until = isoUtc(addMinutes(ctx.now, 1 + below(600)));
  const real =
    state === 'service'
      ? saveServiceSpan(ctx, { capacity, booking, ...stretch, units })
      : (state === 'held' ? holdSpan : askSpan)(ctx, {
          ...{ capacity, booking, ...stretch, units, until, planVersion, closures: history.closures },
        });
  const service = state === 'service';
  const span: ModelSpan = {
    ...{ id: real.ok ? real.spanId : '', capacity: capacity.id, booking, ...withBuffers(capacity, stretch, !service) },
    ...{ lateTo: null, units, state, holdUntil: service ? null : until },
  };
  const broken = refusalOf(capacity, span, [...spans, span], nowOf(history));
  const refusals = [
    !service && stretch.fromT < nowT(history, capacity) && 'past',
    !service && planVersion !== null && !allows(history, capacity, stretch) && 'closed',
    broken === 'too-long' && broken,
    !service && planVersion !== null && planVersion !== capacity.planVersion && 'plan-changed',
    broken,
  ];
  const outcome = refusals.find(Boolean) || 'ok';
  deepStrictEqual(real.ok ? 'ok' : real.reason, outcome);
  if (real.ok) spans.push(span);
  return outcome;
}

function allows({ closures }: History, capacity: ModelCapacity, { fromT, toT }: { fromT: number; toT: number }) {
  const open = openCells(capacity, dayAt(capacity, fromT), dayAt(capacity, toT) + 1, closures);
  return isAllowed(capacity, open, fromT, toT);
}

/** Changes spans together, as one statement does: each must fit among what all of them become. */
export function changeSpans(
  history: Pick<History, 'ctx' | 'spans' | 'capacities'>,
  changes: Map<ModelSpan, Partial<ModelSpan>>,
): string {
  const { spans, capacities } = history;
  const after = spans.map((span) => ({ ...span, ...changes.get(span) }));
  for (const [i, span] of spans.entries()) {
    const next = after[i]!;
    if (!changes.has(span) || !isCounting(next)) continue;
    const grows =
      !isCounting(span) ||
      next.capacity !== span.capacity ||
      next.busyFrom < span.busyFrom ||
      next.busyTo > span.busyTo ||
      next.units > span.units ||
      (span.holdUntil !== null && next.holdUntil !== span.holdUntil);
    const capacity = capacities.find(({ id }) => id === next.capacity)!;
    const broken = grows && refusalOf(capacity, next, after, nowOf(history));
    if (broken) return broken;
  }
  for (const [span, to] of changes) Object.assign(span, to);
  return 'ok';
}

const endOfT = (capacity: ModelCapacity) => (capacity.grain === 'day' ? 2_932_896 : 2_932_896 * 96);

function stepOf(history: History): string {
  const span = one(history, history.spans);
  if (!span) return 'none';
  const names = Object.keys(spanSteps) as SpanStep[];
  const possible = names.filter((name) => (spanSteps[name].from as readonly string[]).includes(span.state));
  const step = one(history, history.below(4) > 0 && possible.length > 0 ? possible : names)!;
  const { from, to } = spanSteps[step];
  const capacity = history.capacities.find(({ id }) => id === span.capacity)!;
  const back = nowT(history, capacity) + 1 + capacity.bufferAfter;
  const late = { lost: endOfT(capacity), out: span.lateTo, back: back > span.busyTo ? back : null };
  const outcome = (from as readonly string[]).includes(span.state)
    ? changeSpans(history, new Map([[span, { state: to, holdUntil: null, lateTo: late[to as 'out'] ?? null }]]))
    : 'not-now';
  const real = stepSpan(history.ctx, span.id, step);
  deepStrictEqual(real.ok ? 'ok' : real.reason, outcome);
  return outcome;
}

function move(history: History): string {
  const { below, ctx } = history;
  const span = one(history, history.spans);
  if (!span) return 'none';
  const capacity = below(3) === 0 ? one(history, history.capacities)! : undefined;
  const place = capacity ?? history.capacities.find(({ id }) => id === span.capacity)!;
  const shorter = { fromT: span.fromT, toT: Math.max(span.fromT + 1, span.toT - 1) };
  const same = { fromT: span.fromT, toT: span.toT };
  const stretch = [shorter, same][below(4)] ?? stretchOf(history, place);
  const units = below(2) === 0 ? 1 + below(2) : span.units;
  const to = withBuffers(place, stretch, span.state !== 'service');
  const lateTo = span.lateTo !== null && span.lateTo > to.busyTo ? span.lateTo : null;
  const outcome = ['held', 'asked', 'booked', 'out', 'service'].includes(span.state)
    ? changeSpans(history, new Map([[span, { ...to, capacity: place.id, units, lateTo }]]))
    : 'not-now';
  const real = moveSpan(ctx, span.id, { ...stretch, units, ...(capacity && { capacity }) });
  deepStrictEqual(real.ok ? 'ok' : real.reason, outcome);
  return outcome;
}

/** A step with all of a booking: an order's, or a line's. */
function withBooking(history: History, kind: 'confirm' | 'extend' | 'cancelled' | 'lapsed'): string {
  const { below, ctx, spans } = history;
  const booking = below(2) === 0 ? `o${below(3)}` : `o${below(3)}/${below(2)}`;
  const own = spans.filter((span) => span.booking === booking || span.booking.startsWith(`${booking}/`));
  const until = isoUtc(addMinutes(ctx.now, 1 + below(600)));
  const steps = {
    confirm: { from: ['held', 'lapsed'], to: { state: 'booked', holdUntil: null, lateTo: null } },
    extend: { from: ['held', 'lapsed'], to: { state: 'held', holdUntil: until } },
    cancelled: {
      from: ['held', 'asked', 'booked', 'lapsed'],
      to: { state: 'cancelled', holdUntil: null, lateTo: null },
    },
    lapsed: { from: ['held', 'asked'], to: { state: 'lapsed', holdUntil: null, lateTo: null } },
  } as const;
  const { from, to } = steps[kind];
  const moving = own.filter(
    ({ state, holdUntil }) =>
      (from as readonly string[]).includes(state) && !(kind === 'extend' && holdUntil === until),
  );
  const outcome = changeSpans(history, new Map(moving.map((span) => [span, to])));
  if (kind === 'confirm' || kind === 'extend') {
    const real = kind === 'confirm' ? confirmSpans(ctx, booking) : extendHolds(ctx, booking, until);
    deepStrictEqual(real.ok ? 'ok' : real.reason, outcome);
    return moving.length === 0 ? 'none' : outcome;
  }
  deepStrictEqual(releaseSpans(ctx, booking, kind), moving.length);
  return moving.length === 0 ? 'none' : outcome;
}

/** Steps that time takes by itself. */
function upkeep(history: History): string {
  const { ctx, spans, capacities } = history;
  let changed = 0;
  const capacityOf = (span: ModelSpan) => capacities.find(({ id }) => id === span.capacity)!;
  for (const span of spans.filter(({ holdUntil }) => holdUntil !== null && holdUntil <= nowOf(history))) {
    Object.assign(span, { state: 'lapsed', holdUntil: null });
    changed++;
  }
  for (const span of spans) {
    const capacity = capacityOf(span);
    const isOver = span.busyTo <= nowT(history, capacity);
    const weekAgo = axisNow(capacity, addMinutes(ctx.now, -7 * 24 * 60));
    const isSettled = capacity.openRule === 'ends' && span.busyTo <= weekAgo;
    if (span.state === 'booked' && ((capacity.openRule === 'whole' && isOver) || isSettled)) {
      span.state = 'closed';
      changed++;
    }
    const today = dayAt(capacity, nowT(history, capacity));
    const isDue = span.toT <= nowT(history, capacity);
    if (span.state !== 'out' || !isDue || (span.lateTo ?? 0) >= firstCell(capacity, today + 2)) continue;
    const nextDay = firstCell(capacity, nextOpenDay(capacity, today + 1) + 1) + capacity.bufferAfter;
    span.lateTo = Math.max(nextDay, span.busyTo + 1);
    changed++;
  }
  let real = lapseHolds(ctx, 1000) + closePastSpans(ctx, 1000);
  while (markLateSpan(ctx)) real++;
  deepStrictEqual(real, changed);
  return changed > 0 ? 'ok' : 'none';
}

function firstCell({ grain }: ModelCapacity, day: number): number {
  return grain === 'day' ? day : cellsOf(day)[0]!;
}

function nextOpenDay(capacity: ModelCapacity, from: number): number {
  if (capacity.openRule === 'none') return from;
  for (let day = from; day < from + 60; day++) if (openCells(capacity, day, day + 1, []).size > 0) return day;
  return from;
}

/** Time goes on; a machine's clock also steps back. */
function moveClock(history: History): string {
  const { ctx, below } = history;
  const back = below(5) === 0;
  const ending = one(history, history.spans)?.holdUntil;
  const next = addMinutes(ctx.now, back ? -below(120) : below(10 * 60));
  history.ctx = { ...ctx, now: ending && below(3) === 0 ? new Date(ending) : next };
  return back ? 'back' : 'on';
}

const onCapacity = (step: (history: History, capacity: ModelCapacity) => string) => (history: History) =>
  step(history, one(history, history.capacities)!);
const hold = ['hold', (history: History) => request(history, 'held')] as const;
const forward = ['step', stepOf] as const;
const confirm = ['confirm', (history: History) => withBooking(history, 'confirm')] as const;

/** Each with its name; the frequent ones more than once. */
export const historySteps: readonly (readonly [name: string, step: (history: History) => string])[] = [
  ...[hold, hold, hold, hold, hold, forward, forward, forward, confirm, confirm],
  ['ask', (history) => request(history, 'asked')],
  ['service', (history) => request(history, 'service')],
  ['extend', (history) => withBooking(history, 'extend')],
  ['cancel', (history) => withBooking(history, 'cancelled')],
  ['lapse', (history) => withBooking(history, 'lapsed')],
  ['move', move],
  ['move', move],
  ['upkeep', upkeep],
  ['upkeep', upkeep],
  ['terms', changeTerms],
  ['plan', onCapacity(changePlan)],
  ['exception', onCapacity(changeException)],
  ['clock', moveClock],
  ['clock', moveClock],
];
