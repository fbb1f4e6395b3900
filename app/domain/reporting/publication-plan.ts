// Which pending lines the next publication takes, in which rows, and which of their columns are hidden. Each
// publication is a set of lines of its own, so that what it moves is a sum over those lines alone: never fewer than
// five orders, three sellers and three buyers, and never enough sums to solve for one seller.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { Disclosure, type Equation } from './disclosure.ts';
import { type Block, type BlockValues, blocks, complementOf, slackOf } from './published-columns.ts';
import { cellFault, dominantCo2Share } from './small-cells.ts';

/** A line as it changes the figures: a correction is the difference between the new line and the published one. */
export type PendingLine = {
  /** `orderId line`, as in `lineKey`. */
  key: string;
  order: string;
  seller: string;
  /** See `buyerParty`. */
  buyer: string;
  values: BlockValues;
  /** The rows in which it would count. */
  category: string;
  month: string;
  soldIn: string;
  boughtIn: string;
};

/** `town` has one row, the whole. */
export const tables = ['town', 'categories', 'months', 'sold', 'bought'] as const;
export type Table = (typeof tables)[number];
/** The row of each table a line counts in; an empty one counts in no row, only in the town's total. */
export type Rows = Record<Table, string>;
/** Columns that a row no longer shows, for good: what it showed before stays known. */
export type HiddenColumns = Record<Table, Record<string, Block[]>>;
export type PublicationPlan = { rows: Map<string, Rows>; hidden: HiddenColumns };

/** `rested`: rows of categories that have not moved for so long that they no longer wait for all of their columns. */
export type PublishedRows = { categories: ReadonlySet<string>; rested: ReadonlySet<string>; hidden: HiddenColumns };

const other = 'other';
/** The row of the table `town`. */
export const wholeTown = 'all';
/** Those of one row. */
export function hiddenIn(hidden: HiddenColumns, table: Table, row: string): readonly Block[] {
  return findOwnValue(hidden[table], row) ?? [];
}

export const nothingHidden = (): HiddenColumns => ({
  town: {},
  categories: {},
  months: {},
  sold: {},
  bought: {},
});

/** Null when nothing can be published without disclosing an order or a seller: everything waits. */
export function planPublication(pending: readonly PendingLine[], known: PublishedRows): PublicationPlan | null {
  const plan = planOnce(pending, known);
  if (!plan) return null;
  if (known.categories.size > 0 && isLosing(plan, known, 'town', wholeTown)) return null;
  const losing = [...known.categories].filter(
    (row) => !known.rested.has(row) && isLosing(plan, known, 'categories', row),
  );
  if (losing.length === 0) return plan;
  return planPublication(
    pending.filter(({ key }) => !losing.includes(plan.rows.get(key)?.categories ?? '')),
    known,
  );
}

/** Whether a row would no longer show a column that it has: then it rather waits. */
function isLosing({ hidden }: PublicationPlan, known: PublishedRows, table: Table, row: string): boolean {
  return hiddenIn(hidden, table, row).length > hiddenIn(known.hidden, table, row).length;
}

function planOnce(pending: readonly PendingLine[], known: PublishedRows): PublicationPlan | null {
  const taken = takeLines(pending, known);
  if (taken.size === 0) return null;
  const batch = [...taken.keys()];
  const months = mergeMonths(batch);
  const [sold, bought] = [groupPlaces(batch, 'soldIn'), groupPlaces(batch, 'boughtIn')];
  const rows = new Map(
    batch.map((line) => [
      line,
      {
        town: wholeTown,
        categories: taken.get(line)!,
        months: months.get(line)!,
        sold: sold.get(line)!,
        bought: bought.get(line)!,
      },
    ]),
  );
  const hidden = chooseColumns(rows, known.hidden);
  return hidden && { rows: new Map([...rows].map(([line, of]) => [line.key, of])), hidden };
}

/** Whether a sum over some lines, and what is left of the spending beside it, may be published. */
function isPublishable(lines: readonly PendingLine[], block: Block): boolean {
  const of = (part: (values: BlockValues) => number) =>
    cellFault(lines.map(({ order, seller, buyer, values }) => ({ order, seller, buyer, value: part(values) })));
  const complement = complementOf(block);
  return of((values) => values[block][0]!) === null && (complement === null || of(complement) === null);
}

/** Whether one party makes more than half of the CO2e that the town's total would gain: it waits for that of others. */
function isCo2Dominated(lines: readonly PendingLine[]): boolean {
  const parts = lines.map(({ order, seller, buyer, values }) => ({ order, seller, buyer, value: values.delta[0]! }));
  return cellFault(parts, dominantCo2Share) !== null;
}

/**
 * The lines of the next publication with their row of the categories. Lines whose part of a column is too small for
 * the whole town wait, and so does a category that is too small by itself, unless others are small with it.
 */
function takeLines(pending: readonly PendingLine[], known: PublishedRows): Map<PendingLine, string> {
  for (let lines = pending; lines.length > 0; ) {
    const rows = groupCategories(lines, known);
    const batch = [...rows.keys()];
    const unseen = hiddenIn(known.hidden, 'town', wholeTown);
    const waits = (block: Block) => !isPublishable(batch, block) || (block === 'delta' && isCo2Dominated(batch));
    const faulty = blocks.find((block) => !unseen.includes(block) && waits(block));
    if (!faulty) return rows;
    if (faulty === 'spent') return new Map();
    const complement = complementOf(faulty);
    const contributes = isPublishable(
      batch.filter(({ values }) => values[faulty][0] !== 0),
      'spent',
    )
      ? ({ values }: PendingLine) => complement !== null && complement(values) !== 0
      : ({ values }: PendingLine) => values[faulty][0] !== 0;
    const waiting = new Set(batch.filter(contributes));
    if (waiting.size === 0) return new Map();
    lines = batch.filter((line) => !waiting.has(line));
  }
  return new Map();
}

function groupCategories(lines: readonly PendingLine[], known: PublishedRows): Map<PendingLine, string> {
  const rows = new Map<PendingLine, string>();
  const small: PendingLine[] = [];
  for (const [category, own] of Map.groupBy(lines, (line) => line.category)) {
    const hidden = hiddenIn(known.hidden, 'categories', category);
    const shown = known.categories.has(category) && !known.rested.has(category) ? blocks : (['spent'] as const);
    const movable = shown.every((block) => hidden.includes(block) || isPublishable(own, block));
    if (movable) for (const line of own) rows.set(line, category);
    else if (category === other || !known.categories.has(category) || known.rested.has(category)) small.push(...own);
  }
  if (isPublishable(small, 'spent')) for (const line of small) rows.set(line, other);
  else absorbSmallest(rows, small);
  return rows;
}

/** Small categories that are too small together as well wait; the first publication merges a larger one with them. */
function absorbSmallest(rows: Map<PendingLine, string>, small: readonly PendingLine[]): void {
  if (small.length === 0) return;
  const groups = [...Map.groupBy(rows.keys(), (line) => rows.get(line)!)].sort(([, a], [, b]) => a.length - b.length);
  const [smallest] = groups;
  if (smallest?.[0] !== other) return;
  for (const line of small) rows.set(line, other);
}

/** Each month that is large enough, with those before it that are not; the last ones join the month before. */
function mergeMonths(batch: readonly PendingLine[]): Map<PendingLine, string> {
  const rows = new Map<PendingLine, string>();
  let waiting: PendingLine[] = [];
  let last = '';
  for (const [month, own] of [...Map.groupBy(batch, (line) => line.month)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    waiting = [...waiting, ...own];
    if (!isPublishable(waiting, 'spent')) continue;
    for (const line of waiting) rows.set(line, month);
    [waiting, last] = [[], month];
  }
  for (const line of waiting) rows.set(line, last);
  return rows;
}

/** Communes that are large enough; what is left must be too, since it is the difference to the town's total. */
function groupPlaces(batch: readonly PendingLine[], side: 'soldIn' | 'boughtIn'): Map<PendingLine, string> {
  const groups = [...Map.groupBy(batch, (line) => line[side])].sort(([, a], [, b]) => b.length - a.length);
  const shown = groups.filter(([place, own]) => place !== '' && isPublishable(own, 'spent'));
  const rest = () => {
    const places = new Set(shown.map(([place]) => place));
    return batch.filter((line) => !places.has(line[side]));
  };
  while (shown.length > 0 && !isPublishable(rest(), 'spent')) shown.pop();
  const places = new Set(shown.map(([place]) => place));
  return new Map(batch.map((line) => [line, places.has(line[side]) ? line[side] : '']));
}

type Cell = { table: Table; row: string; block: Block; lines: readonly PendingLine[] };

/** The hidden columns after this publication; null when the town's total alone discloses something. */
function chooseColumns(rows: ReadonlyMap<PendingLine, Rows>, before: HiddenColumns): HiddenColumns | null {
  const batch = [...rows.keys()];
  const lines = new Map(
    batch.map((line) => [line, { ...line, atom: Object.values(rows.get(line)!).join(' '), size: sizeOf(line) }]),
  );
  const equations = (block: Block, own: readonly PendingLine[]): Equation<AuditedPending>[] =>
    own.length === 0
      ? []
      : own[0]!.values[block].map((_, i) => {
          const values = new Map(own.map((line) => [lines.get(line)!, line.values[block][i]!]));
          const sum = [...values.values()].reduce((all, one) => all + one, 0);
          return { values, slack: slackOf(block, sum) };
        });
  const shown: Cell[] = [];
  const add = (disclosure: Disclosure<AuditedPending>, cells: readonly Cell[]): Disclosure<AuditedPending> => {
    if (cells.length === 0) return disclosure;
    const next = disclosure.with(cells.flatMap(({ block, lines: own }) => equations(block, own)));
    if (!next.isDisclosing()) {
      shown.push(...cells);
      return next;
    }
    if (cells.length === 1) return disclosure;
    const half = cells.length >> 1;
    return add(add(disclosure, cells.slice(0, half)), cells.slice(half));
  };
  add(Disclosure.of([...lines.values()]), candidateCells(rows, before));
  if (!shown.some(({ table, block }) => table === 'town' && block === 'spent')) return null;
  return hideComplements(rows, shown, before);
}

type AuditedPending = PendingLine & { atom: string; size: number };

/** The more important first: what a later one would disclose is hidden. */
function candidateCells(rows: ReadonlyMap<PendingLine, Rows>, before: HiddenColumns): Cell[] {
  const groups = tables.map((table) => [table, groupsOf(rows, table)] as const);
  const cells = blocks.flatMap((block) =>
    groups.flatMap(([table, own]) =>
      own.flatMap(([row, lines]): Cell[] => {
        const possible = block === 'spent' || (table !== 'sold' && table !== 'bought');
        const hidden = hiddenIn(before, table, row).includes(block);
        return possible && !hidden && isPublishable(lines, block) ? [{ table, row, block, lines }] : [];
      }),
    ),
  );
  const isTown = ({ table }: Cell) => table === 'town';
  return [...cells.filter(isTown), ...cells.filter((cell) => !isTown(cell))];
}

/** Rows of a table, the larger first; lines without a row are none. */
function groupsOf(rows: ReadonlyMap<PendingLine, Rows>, table: Table): [string, PendingLine[]][] {
  return [...Map.groupBy(rows.keys(), (line) => rows.get(line)![table])]
    .filter(([row]) => row !== '')
    .sort(([, a], [, b]) => b.length - a.length);
}

/**
 * The hidden rows of a column together are the difference to the town's total: further rows are hidden until that is no
 * small cell.
 */
function hideComplements(
  rows: ReadonlyMap<PendingLine, Rows>,
  shown: readonly Cell[],
  before: HiddenColumns,
): HiddenColumns {
  const hidden = structuredClone(before);
  for (const table of tables)
    for (const block of table === 'sold' || table === 'bought' ? (['spent'] as const) : blocks) {
      const visible = shown.filter((cell) => cell.table === table && cell.block === block);
      const rest = () => {
        const own = new Set(visible.flatMap(({ lines }) => lines));
        return [...rows.keys()].filter((line) => !own.has(line));
      };
      while (!isPublishable(rest(), block)) {
        const smallest = visible.findLastIndex(({ lines }) => lines.some(({ values }) => values[block][0] !== 0));
        if (smallest < 0) break;
        visible.splice(smallest, 1);
      }
      const names = new Set(visible.map(({ row }) => row));
      for (const [row] of groupsOf(rows, table))
        if (!names.has(row))
          hidden[table] = { ...hidden[table], [row]: [...new Set([...hiddenIn(hidden, table, row), block])] };
    }
  return hidden;
}

/** Euros that changed hands, or were corrected; grams where only they were. */
function sizeOf({ values }: PendingLine): number {
  return Math.max(1, Math.abs(values.spent[0]!));
}
