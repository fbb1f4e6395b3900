// Four processes book the same few days at once, and some are killed while they do. Every outcome is written in its own
// transaction and run again by the model in the order of the commits: nothing above capacity, nothing refused wrongly, and
// nothing lost that a process had answered.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getCapacity, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { type Db, openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { type History, type ModelCapacity, type ModelSpan, refusalOf } from './setup/calendar-model.ts';
import type { Race, RaceOp } from './setup/calendar-process.ts';
import { changeSpans } from './setup/calendar-steps.ts';
import { generator } from './setup/generator.ts';
import { repetitions, seed } from './setup/repetitions.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-calendar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const races = repetitions('CALENDAR_RACES', 40, 10_000);
const processes = 4;
/** One race in so many has a kill. */
const killOneIn = 20;
const from = 20_800; // 2026-12-13, in days

test(`four processes in ${races} races with kills (seed ${seed}): none above capacity, none lost`, {
  timeout: 7_200_000,
}, async () => {
  const file = join(folder, 'halle.sqlite');
  const db = openDb(file);
  migrateDb(db, 'db/migrations');
  db.$client.exec('create table race_log (seq integer primary key, id text unique, capacity integer, op text) strict');
  const below = generator(seed);
  const answered: string[] = [];
  const start = async () => {
    const child = fork('tests/setup/calendar-process.ts', [file], {
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    child.on('message', (message: { answered?: string }) => message.answered && answered.push(message.answered));
    await once(child, 'message');
    return child;
  };
  const children = await Promise.all(Array.from({ length: processes }, start));
  let kills = 0;
  for (let race = 0; race < races; race++) {
    const capacity = addCapacity(db, race, below);
    const ends = children.map((child, lane) =>
      runRace(child, { race, capacity, seed: seed * 31 + race * 7 + lane, from }),
    );
    if (race % killOneIn === 0) {
      const lane = below(processes);
      await new Promise((resolve) => setTimeout(resolve, below(12)));
      children[lane]!.kill('SIGKILL');
      await Promise.all(ends);
      if (children[lane]!.signalCode === null) await once(children[lane]!, 'exit');
      children[lane] = await start();
      kills++;
    } else await Promise.all(ends);
  }
  for (const child of children) child.disconnect();
  expect(kills).toBeGreaterThan(0);
  const logged = new Set(db.$client.prepare('select id from race_log').pluck().all());
  expect(answered.filter((id) => !logged.has(id))).toEqual([]);
  expect(answered.length).toBeGreaterThan(races * processes);
  const outcomes = replay(db);
  for (const outcome of ['hold: ok', 'hold: over-capacity', 'confirm: ok', 'move: ok', 'cancel: 1'])
    expect([outcome, outcomes.has(outcome)]).toEqual([outcome, true]);
  db.$client.close();
});

function addCapacity(db: Db, race: number, below: (below: number) => number): number {
  const ctx: Ctx = {
    db,
    now: new Date('2026-11-30T10:00:00Z'),
    actor: { kind: 'anonymous' },
    locale: 'fr',
    town: demoTown,
  };
  const saved = saveCapacity(ctx, {
    ...{ subject: `race:${race}`, owner: 'sup', grain: 'day', zone: 'Europe/Paris', units: 1 + below(3), longest: 4 },
    ...{ bufferBefore: 0, bufferAfter: below(2), openRule: 'none', worksHolidays: false },
  });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.capacity.id;
}

/** Resolves when the process has run the race, or has died of it. */
function runRace(child: ChildProcess, race: Race): Promise<void> {
  return new Promise((resolve) => {
    const onMessage = (message: { ended?: number }) => {
      if (message.ended === race.race) end();
    };
    const end = () => {
      child.off('message', onMessage);
      child.off('exit', end);
      resolve();
    };
    child.on('message', onMessage);
    child.on('exit', end);
    child.send(race, (error) => error && end());
  });
}

/** Runs all that was committed again, in the model; the tables must be what it makes of them. */
function replay(db: Db): Set<string> {
  const outcomes = new Set<string>();
  const lines = db.$client.prepare('select capacity, op from race_log order by seq').all() as {
    capacity: number;
    op: string;
  }[];
  for (const [id, own] of Map.groupBy(lines, ({ capacity }) => capacity)) {
    const capacity = { ...getCapacity({ db }, id), weekly: [], exceptions: [] };
    const spans: ModelSpan[] = [];
    for (const { op } of own) {
      const line = JSON.parse(op) as RaceOp;
      expect([id, line, outcomeOf(db, capacity, spans, line)]).toEqual([id, line, line.outcome]);
      outcomes.add(`${line.kind}: ${line.outcome}`);
    }
    const rows = db.$client
      .prepare('select id, from_t, to_t, units, state from spans where capacity = ? order by id')
      .all(id);
    const expected = spans.map((span) => ({
      id: span.id,
      from_t: span.fromT,
      to_t: span.toT,
      units: span.units,
      state: span.state,
    }));
    expect(rows).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }
  return outcomes;
}

function outcomeOf(db: Db, capacity: ModelCapacity, spans: ModelSpan[], op: RaceOp): string {
  const now = new Date(op.now);
  const history: Pick<History, 'ctx' | 'spans' | 'capacities'> = {
    ctx: { db, now, actor: { kind: 'anonymous' }, locale: 'fr', town: demoTown },
    capacities: [capacity],
    spans,
  };
  const place = {
    fromT: op.fromT,
    toT: op.toT,
    busyFrom: op.fromT,
    busyTo: op.toT + capacity.bufferAfter,
    units: op.units,
  };
  if (op.kind === 'hold') {
    const span: ModelSpan = {
      ...{ id: op.spanId, capacity: capacity.id, booking: op.booking, ...place },
      ...{ lateTo: null, state: 'held', holdUntil: op.until },
    };
    const refusal = refusalOf(capacity, span, [...spans, span], op.now);
    if (refusal) return refusal;
    spans.push(span);
    return 'ok';
  }
  const own = spans.filter(({ booking, id }) => (op.kind === 'move' ? id === op.spanId : booking === op.booking));
  if (op.kind === 'move') {
    const moving = own.filter(({ state }) => state === 'held' || state === 'booked');
    if (moving.length === 0) return 'not-now';
    return changeSpans(history, new Map(moving.map((span) => [span, place])));
  }
  const states = op.kind === 'confirm' ? ['held', 'lapsed'] : ['held', 'asked', 'booked', 'lapsed'];
  const moving = own.filter(({ state }) => states.includes(state));
  const to = { state: op.kind === 'confirm' ? ('booked' as const) : ('cancelled' as const), holdUntil: null };
  const outcome = changeSpans(history, new Map(moving.map((span) => [span, to])));
  return op.kind === 'cancel' ? String(moving.length) : outcome;
}
