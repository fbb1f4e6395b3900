// Random histories: holds, wishes, confirmations, moves, returns, repairs, plans, terms and the clock, by days and by
// quarter-hours, over changes of the clock, a leap day and week 53. The model looks at every cell.
import { expect, test } from 'vitest';
import { runHistory } from '#tests/setup/calendar-history.ts';
import { generator } from '#tests/setup/generator.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { testDb } from '#tests/setup/test-db.ts';

const histories = repetitions('CALENDAR_HISTORIES', 300, 100_000);

/** Each of them must have been seen, or the histories show less than they claim. */
const outcomes = [
  ...['hold: ok', 'hold: over-capacity', 'hold: too-long', 'hold: closed', 'hold: past', 'hold: plan-changed'],
  ...['ask: ok', 'service: ok', 'confirm: ok', 'confirm: over-capacity', 'extend: ok', 'extend: over-capacity'],
  ...['cancel: ok', 'lapse: ok', 'step: ok', 'step: not-now', 'move: ok', 'move: over-capacity', 'move: too-long'],
  ...['upkeep: ok', 'terms: ok', 'terms: more-booked', 'terms: longer-booked', 'exception: open', 'exception: shut'],
];

test(`refuses nothing wrongly and lets nothing in wrongly in ${histories} histories, seed ${seed}`, {
  timeout: 7_200_000,
}, () => {
  const db = testDb();
  const seen = new Map<string, number>();
  const isAllSeen = () => outcomes.every((outcome) => seen.has(outcome));
  for (let i = 0; i < histories || (i < 10 * histories && !isAllSeen()); i++) {
    try {
      runHistory(db, generator(seed * 20_011 + i), seen);
    } catch (error) {
      throw new Error(`history ${i} of seed ${seed} differs`, { cause: error });
    }
  }
  expect(outcomes.filter((outcome) => !seen.has(outcome))).toEqual([]);
});
