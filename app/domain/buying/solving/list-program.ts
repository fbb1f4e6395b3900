// The cheapest split of a list as a linear program: its columns, and how a solution reads as packs of offers. Pure.
import { type LinearProgram, type ProgramTerm, ProgramWriter } from './linear-program.ts';
import {
  type BoundedNeed,
  type BoundedOffer,
  type ListWishes,
  type PreparedList,
  type PriceSegment,
  priceSegmentsOf,
} from './list-problem.ts';

/** A column that buys: `packs` of an offer for `cents` in all, each time that it counts. */
type BuyingColumn = { name: string; need: BoundedNeed; offer: BoundedOffer; packs: number; cents: number };
/** Packs by the id of their offer; none of zero. */
export type PackQuantities = ReadonlyMap<number, number>;
export type ListProgram = {
  program: LinearProgram;
  /** The packs of a solution. */
  read: (valueAt: (name: string) => number) => PackQuantities;
  /** The ids of needs that a solution leaves out. */
  readLeftOut: (valueAt: (name: string) => number) => number[];
};

/**
 * `cost`: the lowest cost that covers all needs, but `leftOut` of them at most. `fewest`: as few needs left out as can be;
 * minimum orders may keep the last cheap thing of a list from being had.
 */
export type Aim = { kind: 'cost'; leftOut: number } | { kind: 'fewest' };

/** Of a tiered offer with more lawful quantities than these, each tier has a column of its own instead of each quantity. */
const maxListedQuantities = 40;

export function programOf(list: PreparedList, wishes: ListWishes, aim: Aim): ListProgram {
  const writer = new ProgramWriter();
  const needs = list.needs.filter(({ amount }) => amount > 0);
  const used = list.suppliers.map(() => writer.column(1));
  const bought = needs.flatMap((need) =>
    need.offers.flatMap((offer) => buyingColumns(writer, need, offer, used[offer.supplier]!)),
  );
  const dropped = aim.kind === 'cost' && aim.leftOut === 0 ? null : needs.map(() => writer.column(1));
  coverNeeds(writer, needs, { bought, used, dropped });
  const bySupplier = Map.groupBy(bought, ({ offer }) => offer.supplier);
  const riding = list.rounds.map(() => writer.column(1));
  const fees = list.suppliers.flatMap((_, i) =>
    supplierRows(writer, list, i, { own: bySupplier.get(i) ?? [], used, riding }),
  );
  for (const [i, { maxGrams }] of list.rounds.entries())
    writer.addMaximum(bought.filter(({ offer }) => list.suppliers[offer.supplier]!.round === i).map(inGrams), maxGrams);
  const cost: ProgramTerm[] = [
    ...bought.map(inCents),
    ...fees,
    ...riding.map((name, i): ProgramTerm => [list.rounds[i]!.feeCents, name]),
  ];
  wishRows(writer, list, wishes, { bought, used, riding, cost, dropped, needs });
  const leftOut = (dropped ?? []).map((name): ProgramTerm => [1, name]);
  if (aim.kind === 'cost' && dropped) writer.addMaximum(leftOut, aim.leftOut);
  return {
    program: writer.minimise(aim.kind === 'fewest' ? leftOut : cost),
    read: (valueAt) => readQuantities(bought, valueAt),
    readLeftOut: (valueAt) =>
      needs.flatMap(({ id }, i) => (dropped && Math.round(valueAt(dropped[i]!)) === 1 ? [id] : [])),
  };
}

/** The columns of an offer: nothing of it is bought from a supplier that is not used. */
function buyingColumns(writer: ProgramWriter, need: BoundedNeed, offer: BoundedOffer, used: string): BuyingColumn[] {
  const segments = priceSegmentsOf(offer);
  const { minPacks, bound, orderStep } = offer;
  const column = (maxAmount: number, packs: number, priceCents: number) => ({
    ...{ name: writer.column(maxAmount), need, offer, packs },
    cents: packs * priceCents,
  });
  if (segments.length > 1 && (bound - minPacks) / orderStep < maxListedQuantities) {
    const each = segments.flatMap((segment) =>
      quantitiesOf(segment, orderStep).map((packs) => column(1, packs, segment.priceCents)),
    );
    writer.addMaximum([...each.map(({ name }): ProgramTerm => [1, name]), [-1, used]], 0);
    return each;
  }
  if (segments.length === 1 && minPacks === orderStep) {
    const steps = column(bound / orderStep, orderStep, segments[0]!.priceCents);
    writer.addMaximum(
      [
        [1, steps.name],
        [-bound / orderStep, used],
      ],
      0,
    );
    return [steps];
  }
  const chosen = segments.map(({ from, to, priceCents }) => {
    const [isIn, steps] = [writer.column(1), column(to / orderStep, orderStep, priceCents)];
    writer.addMinimum(
      [
        [1, steps.name],
        [-from / orderStep, isIn],
      ],
      0,
    );
    writer.addMaximum(
      [
        [1, steps.name],
        [-to / orderStep, isIn],
      ],
      0,
    );
    return { isIn, steps };
  });
  writer.addMaximum([...chosen.map(({ isIn }): ProgramTerm => [1, isIn]), [-1, used]], 0);
  return chosen.map(({ steps }) => steps);
}

function quantitiesOf({ from, to }: PriceSegment, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step);
}

type Columns = { bought: readonly BuyingColumn[]; used: readonly string[]; dropped: readonly string[] | null };

function coverNeeds(writer: ProgramWriter, needs: readonly BoundedNeed[], { bought, used, dropped }: Columns): void {
  const byNeed = Map.groupBy(bought, ({ need }) => need);
  for (const [i, need] of needs.entries()) {
    const own = (byNeed.get(need) ?? []).map(inAmount);
    const without = (times: number): ProgramTerm[] => (dropped ? [[times, dropped[i]!]] : []);
    writer.addMinimum([...own, ...without(need.amount)], need.amount);
    writer.addMaximum([...own, ...without(need.maxAmount)], need.maxAmount);
    // Follows from the others, and makes them much quicker to solve.
    const suppliers = [...new Set(need.offers.map(({ supplier }) => supplier))];
    writer.addMinimum([...suppliers.map((one): ProgramTerm => [1, used[one]!]), ...without(1)], 1);
  }
}

/** The rows of one supplier: its minimum order, its load, its round; gives the terms of its fee. */
function supplierRows(
  writer: ProgramWriter,
  { suppliers }: PreparedList,
  place: number,
  { own, used, riding }: { own: readonly BuyingColumn[]; used: readonly string[]; riding: readonly string[] },
): ProgramTerm[] {
  const { feeCents, freeFromCents, minimumCents, maxGrams, round } = suppliers[place]!;
  const name = used[place]!;
  const goods = own.map(inCents);
  // A supplier from which nothing is bought counts for nothing.
  writer.addMinimum([...own.map((one): ProgramTerm => [1, one.name]), [-1, name]], 0);
  if (minimumCents > 0) writer.addMinimum([...goods, [-minimumCents, name]], 0);
  const heaviest = own.reduce((all, { offer }) => all + offer.grams * offer.bound, 0);
  if (heaviest > maxGrams) writer.addMaximum(own.map(inGrams), maxGrams);
  if (round !== null)
    writer.addMaximum(
      [
        [1, name],
        [-1, riding[round]!],
      ],
      0,
    );
  if (freeFromCents === null || feeCents === 0) return [[feeCents, name]];
  const isFree = writer.column(1);
  writer.addMaximum(
    [
      [1, isFree],
      [-1, name],
    ],
    0,
  );
  writer.addMinimum([...goods, [-freeFromCents, isFree]], 0);
  return [
    [feeCents, name],
    [-feeCents, isFree],
  ];
}

type WishColumns = Columns & { riding: readonly string[]; cost: readonly ProgramTerm[]; needs: readonly BoundedNeed[] };

function wishRows(writer: ProgramWriter, list: PreparedList, wishes: ListWishes, columns: WishColumns): void {
  const { bought, used, riding, cost, dropped, needs } = columns;
  const { deliveries, share, mean, reused, budget } = wishes;
  const weighed = (weigh: (tenths: number) => number) =>
    bought.map(
      ({ name, cents, offer }): ProgramTerm => [weigh(list.suppliers[offer.supplier]!.provenTenths) * cents, name],
    );
  if (deliveries !== undefined) {
    const own = used.filter((_, i) => list.suppliers[i]!.round === null);
    writer.addMaximum(
      [...own, ...riding].map((name): ProgramTerm => [1, name]),
      deliveries,
    );
  }
  if (share) writer.addMinimum(smallest(weighed((tenths) => (tenths >= share.tenths ? 1000 : 0) - share.permille)), 0);
  if (mean !== undefined) writer.addMinimum(smallest(weighed((tenths) => tenths - mean)), 0);
  for (const [i, need] of needs.entries()) {
    if (!reused || need.reusedAmount === 0) continue;
    const own = bought.filter((column) => column.need === need && column.offer.isReused).map(inAmount);
    writer.addMinimum([...own, ...(dropped ? [[need.reusedAmount, dropped[i]!] as const] : [])], need.reusedAmount);
  }
  if (budget !== undefined) writer.addMaximum(cost, budget);
}

/** The same row of a right side of zero with the smallest whole numbers. */
function smallest(terms: readonly ProgramTerm[]): ProgramTerm[] {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const common = terms.reduce((of, [coefficient]) => divisor(of, Math.abs(coefficient)), 0) || 1;
  return terms.map(([coefficient, name]) => [coefficient / common, name]);
}

function readQuantities(bought: readonly BuyingColumn[], valueAt: (name: string) => number): PackQuantities {
  const packs = new Map<number, number>();
  for (const column of bought) {
    // The solver answers in floating point: 3 comes as 2.9999999998.
    const own = Math.round(valueAt(column.name)) * column.packs;
    if (own > 0) packs.set(column.offer.id, (packs.get(column.offer.id) ?? 0) + own);
  }
  return packs;
}

function inAmount({ name, offer, packs }: BuyingColumn): ProgramTerm {
  return [offer.pack * packs, name];
}

function inCents({ name, cents }: BuyingColumn): ProgramTerm {
  return [cents, name];
}

function inGrams({ name, offer, packs }: BuyingColumn): ProgramTerm {
  return [offer.grams * packs, name];
}
