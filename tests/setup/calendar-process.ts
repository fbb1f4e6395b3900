// One of the four processes of tests/calendar-processes.test.ts. For each race it is told, it holds, confirms, moves and
// cancels without a pause, each in its own transaction together with a line of what came of it; it answers after the commit.
import { getCapacity } from '#app/domain/calendar/capacities.server.ts';
import { confirmSpans, holdSpan, moveSpan, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { generator } from './generator.ts';

export type Race = { race: number; capacity: number; seed: number; from: number };
/** A line of the log, by which the race is run again. */
export type RaceOp = {
  kind: 'hold' | 'confirm' | 'cancel' | 'move';
  now: string;
  booking: string;
  spanId: string;
  fromT: number;
  toT: number;
  units: number;
  until: string;
  outcome: string;
};

const stepsOfOne = 4;
const file = process.argv[2]!;
const db = openDb(file);
db.$client.pragma('busy_timeout = 60000'); // the machine may be busy with other tests
const log = db.$client.prepare('insert into race_log (id, capacity, op) values (?, ?, ?)');

process.on('message', (race: Race) => {
  runRace(race);
  process.send?.({ ended: race.race });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

function runRace({ race, capacity: id, seed, from }: Race): void {
  const below = generator(seed);
  const spanIds: string[] = [];
  for (let i = 0; i < stepsOfOne; i++) {
    // Each process has its own clock, a little off.
    const ctx: Ctx = {
      ...{ db, town: demoTown, locale: 'fr', actor: { kind: 'system', name: `race ${race}` } },
      now: addMinutes(new Date('2026-11-30T10:00:00Z'), below(30)),
    };
    const capacity = getCapacity(ctx, id);
    const fromT = from + below(5);
    const booking = `${race}-${process.pid}/${below(2)}`;
    const op: RaceOp = {
      kind: (['hold', 'hold', 'confirm', 'cancel', 'move'] as const)[i === 0 ? 0 : below(5)]!,
      ...{ now: isoUtc(ctx.now), booking, spanId: spanIds[below(spanIds.length || 1)] ?? '' },
      ...{ fromT, toT: fromT + 1 + below(3), units: 1 + below(2), until: isoUtc(addMinutes(ctx.now, below(40))) },
      outcome: '',
    };
    const logId = `${race}-${process.pid}-${i}`;
    inTransaction(ctx, () => {
      if (op.kind === 'hold') {
        const result = holdSpan(ctx, { ...op, capacity, planVersion: null });
        op.outcome = result.ok ? 'ok' : result.reason;
        op.spanId = result.ok ? result.spanId : '';
        if (result.ok) spanIds.push(result.spanId);
      } else if (op.kind === 'cancel') op.outcome = String(releaseSpans(ctx, booking, 'cancelled'));
      else {
        const result = op.kind === 'move' ? moveSpan(ctx, op.spanId, op) : confirmSpans(ctx, booking);
        op.outcome = result.ok ? 'ok' : result.reason;
      }
      log.run(logId, id, JSON.stringify(op));
    });
    process.send?.({ answered: logId });
  }
}
