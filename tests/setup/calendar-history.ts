// One random history of a calendar, held against the model at each step and compared with it at the end.
import { deepStrictEqual } from 'node:assert';
import { dayStart } from '#app/domain/calendar/axis.ts';
import { type CapacityTerms, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber } from '#app/domain/calendar/civil-time.ts';
import { listFree } from '#app/domain/calendar/free-time.server.ts';
import { type Grain, openRules } from '#app/domain/calendar/span.ts';
import { addDays, addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import type { Db } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { type Below, freeAt, type History, type ModelCapacity, openCells } from './calendar-model.ts';
import { changePlan } from './calendar-plan-steps.ts';
import { historySteps } from './calendar-steps.ts';

/** Both changes of the clock, Christmas and week 53, a leap day, a month's end; the days before are for the past. */
const windows = ['2026-10-23', '2027-03-26', '2027-10-29', '2028-02-26', '2026-12-23', '2026-12-30', '2026-11-28'];
const stepsOfOne = 24;
const town = { ...demoTown, timeZone: 'Europe/Paris', hub: { ...demoTown.hub, insee: '51454' } };

/** Runs a history in a transaction that is rolled back; counts what happened in `seen`. Throws where they differ. */
export function runHistory(db: Db, below: Below, seen: Map<string, number>): void {
  db.$client.exec('begin immediate');
  try {
    const history = openHistory(db, below);
    for (let i = 0; i < stepsOfOne; i++) {
      const [name, step] = historySteps[below(historySteps.length)]!;
      const outcome = step(history);
      seen.set(`${name}: ${outcome}`, (seen.get(`${name}: ${outcome}`) ?? 0) + 1);
      if (below(4) === 0) compareSpans(history);
    }
    compareSpans(history);
    for (const capacity of history.capacities)
      seen.set('free cells: compared', (seen.get('free cells: compared') ?? 0) + compareFree(history, capacity));
    compareMovements(history);
  } finally {
    db.$client.exec('rollback');
  }
}

function openHistory(db: Db, below: Below): History {
  const firstDay = windows[below(windows.length)]!;
  const now = addMinutes(new Date(`${firstDay}T00:00:00Z`), below(2 * 24 * 60));
  const ctx = { db, now, actor: { kind: 'system', name: 'history' }, locale: 'fr', town } satisfies Ctx;
  const grain: Grain = below(2) === 0 ? 'day' : 'quarter';
  const closures = below(3) === 0 ? [{ from: addDays(firstDay, 2), to: addDays(firstDay, 2 + below(2)) }] : [];
  const days = grain === 'day' ? 16 : 5;
  const history: History = { ctx, below, capacities: [], spans: [], closures, firstDay, days };
  for (let i = 0; i <= below(2); i++) {
    const terms: CapacityTerms = {
      ...{
        subject: `offer:${i}`,
        owner: 'sup',
        grain,
        zone: town.timeZone,
        units: 1 + below(3),
        longest: 3 + below(9),
      },
      ...{
        bufferBefore: below(2),
        bufferAfter: below(3),
        openRule: openRules[below(3)]!,
        worksHolidays: below(2) === 0,
      },
    };
    const saved = saveCapacity(ctx, terms);
    if (!saved.ok) throw new Error(saved.reason);
    history.capacities.push({ ...saved.capacity, weekly: [], exceptions: [] });
    if (below(5) > 0) changePlan(history, history.capacities[i]!);
  }
  return history;
}

/** The table holds what the model does. */
function compareSpans({ ctx, spans }: History): void {
  const rows = ctx.db.$client
    .prepare(
      `select id, capacity, booking, from_t as fromT, to_t as toT, busy_from as busyFrom, busy_to as busyTo, late_to as lateTo,
         units, state, hold_until as holdUntil
       from spans
       order by id`,
    )
    .all();
  deepStrictEqual(
    rows,
    [...spans].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** The last movement of each span is the span. */
function compareMovements({ ctx, spans }: History): void {
  const rows = ctx.db.$client
    .prepare(
      `select span, state, capacity, from_t as fromT, to_t as toT, busy_to as busyTo, late_to as lateTo, units,
         hold_until as holdUntil
       from span_movements
       where seq in (select max(seq) from span_movements group by span)
       order by span`,
    )
    .all();
  const kept = [...spans].sort((a, b) => (a.id < b.id ? -1 : 1));
  deepStrictEqual(
    rows,
    kept.map(({ id, state, capacity, fromT, toT, busyTo, lateTo, units, holdUntil }) => ({
      ...{ span: id, state, capacity, fromT, toT, busyTo, lateTo, units, holdUntil },
    })),
  );
}

/** Each cell of the window is open, and has units free, as the model says. Returns the number of cells. */
function compareFree({ ctx, spans, closures, firstDay, days }: History, capacity: ModelCapacity): number {
  const [from, to] = [dayNumber(firstDay), dayNumber(firstDay) + days];
  const stretch = { fromT: dayStart(capacity, from), toT: dayStart(capacity, to) };
  const shown = new Map<number, number>();
  for (const { fromT, toT, free } of listFree(ctx, capacity, stretch, closures))
    for (let t = fromT; t < toT; t++) shown.set(t, free);
  const open = openCells(capacity, from, to, closures);
  for (let t = stretch.fromT; t < stretch.toT; t++) {
    const expected = open.has(t) ? freeAt(capacity, t, spans, isoUtc(ctx.now)) : undefined;
    if (shown.get(t) !== expected) deepStrictEqual([t, shown.get(t)], [t, expected]);
  }
  return stretch.toT - stretch.fromT;
}
