import { afterEach, expect, test, vi } from 'vitest';
import { openTown } from '#tests/setup/test-town.ts';
import { findListPlan, keyOfProblem } from './domain/buying/kept-plans.server.ts';
import type { ListProblem } from './domain/buying/solving/list-problem.ts';
import { type ListSolver, openListSolver } from './list-solver.server.ts';

const supplier = {
  id: 's',
  feeCents: 500,
  freeFromCents: null,
  minimumCents: 0,
  maxGrams: 1000,
  provenTenths: 700,
  round: null,
};
const chair = { id: 7, supplier: 0, pack: 1, priceCents: 1000, priceTiers: [], minQuantity: 1, orderStep: 1 };
const problemOf = (wishes: ListProblem['wishes']): ListProblem => ({
  needs: [{ id: 1, amount: 3, offers: [{ ...chair, stock: 9, grams: 1, isReused: false }] }],
  suppliers: [supplier],
  rounds: [],
  wishes,
});
const open: ListSolver[] = [];
afterEach(() => Promise.all(open.splice(0).map((solver) => solver.close())));

async function openSolver(settings: { terminateMs?: number; file?: string } = {}) {
  const town = await openTown();
  const log = { info: vi.fn<() => void>(), error: vi.fn<() => void>() };
  const solver = openListSolver({ context: () => town.ctx(), log, ...settings });
  open.push(solver);
  const ask = (wishes: ListProblem['wishes'], asker = 'lst_1') => {
    const problem = problemOf(wishes);
    const key = keyOfProblem(problem, '2026-12-10');
    return { key, isTaken: solver.ask({ key, problem, asker }), kept: () => findListPlan(town.ctx(), key) };
  };
  return { ask, log };
}

const slow = 'tests/setup/slow-list-thread.ts';

test('keeps a proved plan, then what its wishes cost', async () => {
  const { ask } = await openSolver();
  const { kept, isTaken } = ask({ deliveries: 1 });
  expect([isTaken, kept()]).toEqual([true, undefined]);
  await vi.waitFor(() => expect(kept()?.explanation).toBeTruthy(), 60_000);
  expect(kept()).toMatchObject({
    answer: { state: 'proved', plan: { quantities: [[7, 3]], leftOut: [], costCents: 3500 } },
    explanation: { prices: { deliveries: 0 } },
  });
  const impossible = ask({ budget: 3000 });
  await vi.waitFor(() => expect(impossible.kept()?.explanation).toBeTruthy(), 60_000);
  expect(impossible.kept()).toMatchObject({
    answer: { state: 'impossible' },
    explanation: { drops: [{ wishes: ['budget'], costCents: 3500 }], nearest: { budget: 3500 } },
  });
});

test('ends a thread that takes too long, and goes on with the next question', async () => {
  const { ask } = await openSolver({ terminateMs: 300, file: slow });
  const [one, other] = [ask({}, 'lst_1'), ask({ deliveries: 1 }, 'lst_2')];
  await vi.waitFor(() => expect(other.kept()).toBeTruthy(), 60_000);
  expect([one, other].map(({ kept }) => kept()?.answer)).toEqual(Array(2).fill({ state: 'none', boundCents: null }));
});

test('a thread that dies half-way keeps nothing, and the question can be asked again', async () => {
  const { ask, log } = await openSolver({ file: slow });
  const { kept } = ask({ budget: 1 });
  const faulty = ask({ budget: 2 }, 'lst_2');
  await vi.waitFor(() => expect(log.error).toHaveBeenCalled(), 60_000);
  expect([kept(), faulty.kept()]).toEqual([undefined, undefined]);
  await vi.waitFor(() => expect(ask({ budget: 2 }).isTaken).toBe(false), 60_000);
  expect(ask({ budget: 1 }).isTaken).toBe(true);
});

test('a list that is asked about again waits once', async () => {
  const { ask } = await openSolver({ file: slow });
  expect(Array.from({ length: 80 }, (_, i) => ask({ budget: 10 + i }, 'lst_1').isTaken)).not.toContain(false);
  const others = Array.from({ length: 60 }, (_, i) => ask({}, `lst_x${i}`).isTaken);
  expect(others.every(Boolean)).toBe(true);
  const many = Array.from({ length: 60 }, (_, i) => ask({ deliveries: 100 + i }, `lst_${i}`).isTaken);
  expect(many.filter(Boolean).length).toBeLessThan(50);
});
