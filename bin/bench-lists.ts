// Benchmark of lists that are solved: eighty needs of forty suppliers with packs, tiers, minimum orders, free delivery and
// stock, by their wishes; and the plan of our own. CPU of this process. `node bin/bench-lists.ts`.
import { openHighs } from '#app/domain/buying/solving/highs-solver.ts';
import { type ListWishes, prepareList } from '#app/domain/buying/solving/list-problem.ts';
import { planQuickly } from '#app/domain/buying/solving/quick-plan.ts';
import { solveList } from '#app/domain/buying/solving/solve-list.ts';
import { generator } from '#tests/setup/generator.ts';
import { largeList } from '#tests/setup/random-lists.ts';

const lists = Number(process.argv[2] ?? 8);
const wishes: Record<string, ListWishes> = {
  'no wish': {},
  'at most 12 deliveries': { deliveries: 12 },
  '40 % from proven 60': { share: { permille: 400, tenths: 600 } },
  'mean of 60': { mean: 600 },
};
const solve = await openHighs();
solveList(largeList(generator(1), 20, 20, {}), solve); // warm-up

for (const [name, wished] of Object.entries(wishes)) {
  const solved: number[] = [];
  const quick: number[] = [];
  const above: number[] = [];
  const states: string[] = [];
  for (let seed = 1; seed <= lists; seed++) {
    const problem = largeList(generator(seed), 80, 40, wished);
    const prepared = prepareList(problem);
    const plan = cpuMs(quick, () => planQuickly(prepared, wished)).plan;
    const answer = cpuMs(solved, () => solveList(problem, solve));
    states.push(answer.state);
    if (answer.state === 'proved' && plan?.leftOut.length === answer.plan.leftOut.length)
      above.push((100 * plan.costCents) / answer.plan.costCents - 100);
  }
  const [solvedMs, quickMs, abovePercent] = [solved, quick, above].map(medianAndMax);
  console.log(
    `${name}: solved ${solvedMs} ms (${states.join(' ')}); quick ${quickMs} ms, above by ${abovePercent} % in ${above.length}`,
  );
}

function cpuMs<T>(into: number[], work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  into.push((user + system) / 1000);
  return result;
}

function medianAndMax(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
    .map((value) => value?.toFixed(1) ?? '-')
    .join(', at most ');
}
