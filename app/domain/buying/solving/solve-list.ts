// A list solved: the cheapest plan, proved; or that there is none, and what would help. Pure but for the solver, which is given.

import type { ListAnswer, ListExplanation, ListPlan, WishName } from '#app/domain/buying/list-answer.ts';
import { type JudgedPlan, judgePlan } from './judge-plan.ts';
import { writeProgram } from './linear-program.ts';
import {
  type ListProblem,
  type ListWishes,
  namesOfWishes,
  type PreparedList,
  prepareList,
  withoutWishes,
} from './list-problem.ts';
import { type Aim, type PackQuantities, programOf } from './list-program.ts';
import { planQuickly } from './quick-plan.ts';

/** The solver's answer to the text of a program. `objective`: infinite where it has no plan. */
export type ProgramSolution = {
  status: 'optimal' | 'infeasible' | 'time';
  objective: number;
  valueAt: (name: string) => number;
};
/** Solves the text of a program within so many seconds. Throws when the solver does. */
export type ProgramSolver = (program: string, seconds: number) => ProgramSolution;

export const maxSolvingSeconds = 30;

/** The cheapest plan of a list. Throws an Error where the solver's plan breaks a rule of the shop or has another cost. */
export function solveList(problem: ListProblem, solve: ProgramSolver, seconds = maxSolvingSeconds): ListAnswer {
  const list = prepareList(problem);
  if (list.needs.every(({ amount }) => amount === 0))
    return { state: 'proved', plan: { quantities: [], leftOut: [], costCents: 0 } };
  const ends = performance.now() + seconds * 1000;
  const left = () => Math.max(0.1, (ends - performance.now()) / 1000);
  const whole = cheapest(list, problem.wishes, 0, solve, left());
  if (whole !== 'infeasible') return whole;
  const wishless = namesOfWishes(problem.wishes).length === 0 ? 'infeasible' : cheapest(list, {}, 0, solve, left());
  if (wishless !== 'infeasible') return { state: 'impossible', leftOut: 0 };
  const leftOut = fewestLeftOut(list, solve, left());
  if (leftOut === null) return { state: 'none', boundCents: null };
  const part = cheapest(list, problem.wishes, leftOut, solve, left());
  return part === 'infeasible' ? { state: 'impossible', leftOut } : part;
}

function cheapest(
  list: PreparedList,
  wishes: ListWishes,
  leftOut: number,
  solve: ProgramSolver,
  seconds: number,
): Exclude<ListAnswer, { state: 'impossible' }> | 'infeasible' {
  const aim: Aim = { kind: 'cost', leftOut };
  const { program, read, readLeftOut } = programOf(list, wishes, aim);
  const solution = solve(writeProgram(program), seconds);
  if (solution.status === 'infeasible') return 'infeasible';
  const own = Number.isFinite(solution.objective)
    ? requireRight(list, wishes, {
        quantities: read(solution.valueAt),
        leftOut: readLeftOut(solution.valueAt),
        objective: solution.objective,
      })
    : null;
  if (solution.status === 'optimal') {
    if (!own) throw new Error('the solver says it is done, and has no plan');
    return { state: 'proved', plan: own };
  }
  const quick = planQuickly(list, wishes).plan;
  const better = [own, quick && quick.leftOut.length <= leftOut ? quick : null]
    .flatMap((plan) => plan ?? [])
    .sort((a, b) => a.costCents - b.costCents)[0];
  const relaxed = solve(writeProgram(program, true), seconds);
  const boundCents = relaxed.status === 'optimal' ? Math.ceil(relaxed.objective - 1e-6) : null;
  return better && boundCents !== null ? { state: 'stopped', plan: better, boundCents } : { state: 'none', boundCents };
}

type Solved = { quantities: PackQuantities; leftOut: number[]; objective: number };

/** The plan of a solution, priced by the shop. A broken rule or another cost is a fault of ours, and nothing to show. */
function requireRight(list: PreparedList, wishes: ListWishes, { quantities, leftOut, objective }: Solved): ListPlan {
  const { costCents, broken }: JudgedPlan = judgePlan(list, wishes, { quantities, leftOut });
  if (broken.size > 0) throw new Error(`the solver's plan breaks ${[...broken.keys()].join(', ')}`);
  if (Math.round(objective) !== costCents)
    throw new Error(`the solver's plan costs ${costCents} cents in the shop, and not ${objective}`);
  return { quantities: [...quantities], leftOut, costCents };
}

function fewestLeftOut(list: PreparedList, solve: ProgramSolver, seconds: number): number | null {
  const { program } = programOf(list, {}, { kind: 'fewest' });
  const { status, objective } = solve(writeProgram(program), seconds);
  return status === 'optimal' ? Math.round(objective) : null;
}

/** Explains an answer within so many seconds; what there was no time for is absent. */
export function explainList(
  problem: ListProblem,
  answer: ListAnswer,
  solve: ProgramSolver,
  seconds = maxSolvingSeconds,
): ListExplanation {
  const list = prepareList(problem);
  const ends = performance.now() + seconds * 1000;
  const names = namesOfWishes(problem.wishes);
  const nothing: ListExplanation = { prices: {}, drops: [], nearest: {} };
  const leftOut = answer.state === 'impossible' ? answer.leftOut : 'plan' in answer ? answer.plan.leftOut.length : 0;
  /** The proved cost under these wishes; null where there is none, or no time. */
  const costOf = (wishes: ListWishes): number | null => {
    const left = (ends - performance.now()) / 1000;
    const found = left > 0 ? cheapest(list, wishes, leftOut, solve, left) : 'infeasible';
    return found !== 'infeasible' && found.state === 'proved' ? found.plan.costCents : null;
  };
  if (answer.state === 'proved') {
    const prices = names.flatMap((name) => {
      const cost = costOf(withoutWishes(problem.wishes, [name]));
      return cost === null ? [] : [[name, answer.plan.costCents - cost] as const];
    });
    return { ...nothing, prices: Object.fromEntries(prices) };
  }
  if (answer.state !== 'impossible') return nothing;
  const drops = smallestDrops(names, (dropped) => costOf(withoutWishes(problem.wishes, dropped)));
  const single = drops.flatMap(({ wishes: [name, other], costCents }) => (name && !other ? [{ name, costCents }] : []));
  const nearest = single.flatMap(({ name, costCents }) => {
    const value = nearestValue(problem, name, costCents, costOf);
    return value === null ? [] : [[name, value] as const];
  });
  return { ...nothing, drops, nearest: Object.fromEntries(nearest) };
}

/** The smallest sets of wishes to drop, the cheapest first. At most 31 solves for five wishes. */
function smallestDrops(
  names: readonly WishName[],
  costOf: (dropped: readonly WishName[]) => number | null,
): ListExplanation['drops'] {
  const sets = Array.from({ length: 2 ** names.length - 1 }, (_, set) =>
    names.filter((_name, bit) => (set + 1) & (1 << bit)),
  );
  for (let size = 1; size <= names.length; size++) {
    const found = sets
      .filter(({ length }) => length === size)
      .flatMap((wishes) => {
        const costCents = costOf(wishes);
        return costCents === null ? [] : [{ wishes, costCents }];
      });
    if (found.length > 0) return found.sort((a, b) => a.costCents - b.costCents);
  }
  return [];
}

/** `costWithout`: what the plan costs without this wish. In the unit of the wish's value. */
function nearestValue(
  { wishes, suppliers }: ListProblem,
  name: WishName,
  costWithout: number,
  costOf: (wishes: ListWishes) => number | null,
): number | null {
  const { deliveries, share, mean } = wishes;
  if (name === 'budget') return costWithout;
  if (name === 'deliveries' && deliveries !== undefined) {
    const possible = Array.from({ length: Math.max(0, suppliers.length - deliveries) }, (_, i) => deliveries + i + 1);
    return possible.find((more) => costOf({ ...wishes, deliveries: more }) !== null) ?? null;
  }
  if (name === 'share' && share)
    return highest(
      share.permille / 10,
      (percent) => costOf({ ...wishes, share: { ...share, permille: percent * 10 } }) !== null,
      10,
    );
  if (name === 'mean' && mean !== undefined)
    return highest(mean / 10, (points) => costOf({ ...wishes, mean: points * 10 }) !== null, 10);
  return null;
}

/** The highest whole number below `under` that holds, times `scale`, by bisection; zero always holds. */
function highest(under: number, holds: (value: number) => boolean, scale: number): number {
  let [low, high] = [0, Math.ceil(under)];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low * scale;
}
