import { beforeAll, expect, test } from 'vitest';
import type { ListAnswer } from '#app/domain/buying/list-answer.ts';
import { generator } from '#tests/setup/generator.ts';
import { smallList } from '#tests/setup/random-lists.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { openHighs } from './highs-solver.ts';
import { type BoundedOffer, type ListProblem, type ListWishes, prepareList } from './list-problem.ts';
import { planQuickly } from './quick-plan.ts';
import { explainList, type ProgramSolver, solveList } from './solve-list.ts';

let solve: ProgramSolver;
beforeAll(async () => {
  solve = await openHighs();
});

const lists = repetitions('LISTS', 50, 2000);

test(`small lists cost what the cheapest of all plans costs, seed ${seed}`, () => {
  const next = generator(seed);
  const seen = { proved: 0, impossible: 0, leftOut: 0 };
  for (let i = 0; i < lists; i++) {
    const problem = smallList(next);
    const answer = solveList(problem, solve);
    const [expected, isPart] = bestOfAll(problem);
    const found = 'plan' in answer ? answer.plan.costCents : null;
    expect([i, answer.state, found]).toEqual([i, expected === null ? 'impossible' : 'proved', expected]);
    if ('plan' in answer) expectLawful(problem, answer);
    const quick = planQuickly(prepareList(problem), problem.wishes);
    if (found !== null && !isPart) expect([i, quick.boundCents <= found]).toEqual([i, true]);
    if (quick.plan?.leftOut.length === 0) expect([i, quick.plan.costCents >= (found ?? Number.NaN)]).toEqual([i, true]);
    seen[answer.state === 'impossible' ? 'impossible' : 'proved']++;
    if (isPart) seen.leftOut++;
  }
  expect(seen.proved).toBeGreaterThan(lists / 4);
  expect(seen.impossible).toBeGreaterThan(lists / 50);
});

test(`a wish never makes a list cheaper, and what is dropped helps, seed ${seed}`, () => {
  const next = generator(seed + 1);
  for (let i = 0; i < Math.ceil(lists / 5); i++) {
    const problem = smallList(next);
    const answer = solveList(problem, solve);
    const { prices, drops, nearest } = explainList(problem, answer, solve);
    for (const cents of Object.values(prices)) expect([i, cents >= 0]).toEqual([i, true]);
    if (answer.state !== 'impossible') continue;
    expect([i, drops.length > 0]).toEqual([i, true]);
    for (const { wishes, costCents } of drops) {
      const kept = Object.entries(problem.wishes).filter(([name]) => !wishes.some((one) => one === name));
      expect([i, bestOfAll({ ...problem, wishes: Object.fromEntries(kept) })[0]]).toEqual([i, costCents]);
    }
    for (const [name, value] of Object.entries(nearest)) {
      const wish = name === 'share' ? { permille: value, tenths: problem.wishes.share!.tenths } : value;
      const [cost] = bestOfAll({ ...problem, wishes: { ...problem.wishes, [name]: wish } });
      expect([i, name, value, cost !== null]).toEqual([i, name, value, true]);
    }
  }
});

const shop = { maxGrams: 1000, provenTenths: 0, round: null };
const [s, t] = [
  { ...shop, id: 's', feeCents: 500, freeFromCents: 9000, minimumCents: 0 },
  { ...shop, id: 't', feeCents: 0, freeFromCents: null, minimumCents: 0 },
];
const free = { ...t, id: 'free' };
const offer = (id: number, supplier: number, pack: number, priceCents: number, more: object = {}) => ({
  ...{ id, supplier, pack, priceCents, priceTiers: [], minQuantity: 1, orderStep: 1, stock: null, grams: 0 },
  ...{ isReused: false, ...more },
});
const from10 = { priceTiers: [{ from: 10, priceCents: 80 }] };
const cases: [
  title: string,
  amount: number,
  suppliers: ListProblem['suppliers'],
  offers: BoundedOffer[],
  ListAnswer,
][] = [
  ['ten pass the free delivery', 10, [s, t], [offer(1, 0, 1, 1000), offer(2, 1, 1, 1050)], [[1, 10]], 10_000],
  ['below it the fee decides', 8, [s, t], [offer(1, 0, 1, 1000), offer(2, 1, 1, 1050)], [[2, 8]], 8400],
  [
    'ten at the lower price are cheaper than nine',
    9,
    [free, t],
    [offer(1, 0, 1, 100, from10), offer(2, 1, 5, 470)],
    [[1, 10]],
    800,
  ],
  [
    'packs of two suppliers',
    7,
    [free, t],
    [offer(1, 0, 5, 450), offer(2, 1, 2, 200, { stock: 1 })],
    [
      [1, 1],
      [2, 1],
    ],
    650,
  ],
].map(([title, amount, suppliers, offers, quantities, costCents]) => [
  title,
  amount,
  suppliers,
  offers,
  { state: 'proved', plan: { quantities, leftOut: [], costCents } },
]) as never;

test.each(cases)('%s', (_title, amount, suppliers, offers, answer) => {
  expect(solveList({ needs: [{ id: 1, amount, offers }], suppliers, rounds: [], wishes: {} }, solve)).toEqual(answer);
});

test('nothing is bought to reach a minimum order: the need is named as left out', () => {
  const suppliers = [{ ...free, minimumCents: 5000 }];
  const needs = [{ id: 1, amount: 3, offers: [offer(1, 0, 1, 1000)] }];
  const answer = solveList({ needs, suppliers, rounds: [], wishes: {} }, solve);
  expect(answer).toEqual({ state: 'proved', plan: { quantities: [], leftOut: [1], costCents: 0 } });
});

test('a plan of the solver that the shop would price otherwise is an error', () => {
  const dearer: ProgramSolver = (program, seconds) => {
    const solution = solve(program, seconds);
    return { ...solution, objective: solution.objective + 1 };
  };
  const needs = [{ id: 1, amount: 3, offers: [offer(1, 0, 1, 1000)] }];
  const problem = { needs, suppliers: [free], rounds: [], wishes: {} };
  expect(() => solveList(problem, dearer)).toThrow('costs 3000 cents in the shop, and not 3001');
  const nothing: ProgramSolver = () => ({ status: 'optimal', objective: 0, valueAt: () => 0 });
  expect(() => solveList(problem, nothing)).toThrow('breaks cover');
});

test('stopped by time it says what nothing can cost less than', () => {
  const needs = [{ id: 1, amount: 3, offers: [offer(1, 0, 1, 1000)] }];
  const late: ProgramSolver = (program, seconds) =>
    program.includes('General')
      ? { status: 'time', objective: Number.POSITIVE_INFINITY, valueAt: () => 0 }
      : solve(program, seconds);
  const plan = { quantities: [[1, 3]], leftOut: [], costCents: 3500 };
  const answer = solveList({ needs, suppliers: [s], rounds: [], wishes: {} }, late);
  expect(answer).toEqual({ state: 'stopped', plan, boundCents: 3000 + Math.ceil((500 * 3) / 3 - 500 / 3) });
});

/** Never above stock, never below the least or beside the step, never of what is not needed. */
function expectLawful({ needs }: ListProblem, answer: ListAnswer): void {
  if (!('plan' in answer)) return;
  const known = new Map(needs.flatMap(({ offers }) => offers).map((one) => [one.id, one]));
  for (const [id, packs] of answer.plan.quantities) {
    const { stock, minQuantity, orderStep } = known.get(id)!;
    expect(packs).toBeGreaterThanOrEqual(Math.max(1, minQuantity));
    expect(packs % orderStep).toBe(0);
    expect(packs).toBeLessThanOrEqual(stock ?? 9999);
  }
}

/** The cost of the cheapest of all plans, each tried; null where none keeps the wishes. `isPart`: needs had to be left out. */
function bestOfAll(problem: ListProblem): [cost: number | null, isPart: boolean] {
  const needs = prepareList(problem).needs.filter(({ amount }) => amount > 0);
  for (let out = 0; out <= needs.length; out++) {
    const sets = Array.from({ length: 2 ** needs.length }, (_, set) =>
      needs.filter((_need, bit) => !(set & (1 << bit))),
    );
    const some = sets.filter(({ length }) => length === needs.length - out);
    const wishless = some.map((kept) => tryAll({ ...problem, wishes: {} }, kept)).filter((cost) => cost !== null);
    if (wishless.length === 0) continue;
    const costs = some.map((kept) => tryAll(problem, kept)).filter((cost) => cost !== null);
    return [costs.length > 0 ? Math.min(...costs) : null, out > 0];
  }
  throw new Error('buying nothing is always possible');
}

type Kept = ReturnType<typeof prepareList>['needs'];
type Choice = { offer: BoundedOffer; packs: number };

function tryAll(problem: ListProblem, kept: Kept): number | null {
  const ways = kept.map(({ amount, maxAmount, offers }) => {
    let plans: Choice[][] = [[]];
    for (const one of offers) {
      const quantities = Array.from({ length: one.bound + 1 }, (_, packs) => packs).filter(
        (packs) => packs === 0 || (packs >= one.minQuantity && packs % one.orderStep === 0),
      );
      plans = plans.flatMap((plan) => quantities.map((packs) => (packs ? [...plan, { offer: one, packs }] : plan)));
    }
    return plans.filter((plan) => {
      const had = plan.reduce((all, { offer: { pack }, packs }) => all + pack * packs, 0);
      return had >= amount && had <= maxAmount;
    });
  });
  let best: number | null = null;
  const go = (i: number, plan: Choice[]) => {
    if (i < ways.length) {
      for (const way of ways[i]!) go(i + 1, [...plan, ...way]);
      return;
    }
    const cost = costOf(problem, kept, plan);
    if (cost !== null && (best === null || cost < best)) best = cost;
  };
  go(0, []);
  return best;
}

/** Read by itself: nothing of it is the product's. Null where a rule or a wish does not hold. */
function costOf({ suppliers, rounds, wishes }: ListProblem, kept: Kept, plan: readonly Choice[]): number | null {
  const goods = suppliers.map(() => 0);
  const grams = suppliers.map(() => 0);
  const used = suppliers.map(() => false);
  for (const { offer: one, packs } of plan) {
    const tier = [...one.priceTiers].reverse().find(({ from }) => packs >= from);
    goods[one.supplier]! += packs * (tier ? tier.priceCents : one.priceCents);
    grams[one.supplier]! += packs * one.grams;
    used[one.supplier] = true;
  }
  let cost = goods.reduce((a, b) => a + b, 0);
  const total = cost;
  let trips = 0;
  const riders = rounds.map(() => ({ grams: 0, rides: false }));
  for (const [i, supplier] of suppliers.entries()) {
    if (!used[i]) continue;
    if (goods[i]! < supplier.minimumCents || grams[i]! > supplier.maxGrams) return null;
    if (supplier.round === null) {
      trips++;
      cost += supplier.freeFromCents !== null && goods[i]! >= supplier.freeFromCents ? 0 : supplier.feeCents;
    } else {
      riders[supplier.round]!.rides = true;
      riders[supplier.round]!.grams += grams[i]!;
    }
  }
  for (const [i, round] of riders.entries()) {
    if (!round.rides) continue;
    if (round.grams > rounds[i]!.maxGrams) return null;
    trips++;
    cost += rounds[i]!.feeCents;
  }
  return keeps(wishes, { suppliers, goods, total, trips, cost, kept, plan }) ? cost : null;
}

type Outcome = {
  suppliers: ListProblem['suppliers'];
  goods: readonly number[];
  total: number;
  trips: number;
  cost: number;
  kept: Kept;
  plan: readonly Choice[];
};

function keeps(wishes: ListWishes, { suppliers, goods, total, trips, cost, kept, plan }: Outcome): boolean {
  const { deliveries, share, mean, reused, budget } = wishes;
  const proven = goods.reduce(
    (all, cents, i) => all + (suppliers[i]!.provenTenths >= (share?.tenths ?? 0) ? cents : 0),
    0,
  );
  const points = goods.reduce((all, cents, i) => all + cents * suppliers[i]!.provenTenths, 0);
  if (deliveries !== undefined && trips > deliveries) return false;
  if (share && proven * 1000 < share.permille * total) return false;
  if (mean !== undefined && points < mean * total) return false;
  if (budget !== undefined && cost > budget) return false;
  if (!reused) return true;
  return kept.every(({ offers, amount }) => {
    const own = offers.filter(({ isReused }) => isReused);
    const exists = own.reduce((all, { pack, bound }) => all + pack * bound, 0);
    const had = plan.reduce((all, { offer: one, packs }) => all + (own.includes(one) ? one.pack * packs : 0), 0);
    return had >= Math.min(amount, exists);
  });
}
