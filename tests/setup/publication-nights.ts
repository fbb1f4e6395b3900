// A made-up town that publishes night after night, and its strongest reader: an attacker who buys every day where a
// victim sells, who knows every supplier's public rates, which lines of whom are in which publication, and all that was
// ever published. Only the amounts of the others are unknown to them.
import loadHighs from 'highs';
import {
  type HiddenColumns,
  hiddenIn,
  nothingHidden,
  type PendingLine,
  planPublication,
  type Rows,
  type Table,
  tables,
} from '#app/domain/reporting/publication-plan.ts';
import {
  type Block,
  type BlockValues,
  blocks,
  publishedValue,
  slackOf,
} from '#app/domain/reporting/published-columns.ts';
import { cellFault } from '#app/domain/reporting/small-cells.ts';

type Seller = { id: string; category: string; commune: string; perCent: (cents: number) => BlockValues };
type PublishedLineOf = PendingLine & { night: number; rows: Rows };
/** A sum that the attacker read, and how far the true one may be from it. */
type ReadSum = {
  /** Of one column of one row. */
  cell: string;
  /** Those of the night. */
  lines: readonly PublishedLineOf[];
  block: Block;
  end: number;
  /** An exact sum: what it moved by; a rounded one: what it is, and how much of it are the attacker's orders. */
  value: number;
  slack: number;
};
export type Year = { publications: number; lines: PublishedLineOf[]; sums: ReadSum[]; moves: string[] };

const attacker = 'org attacker';
const categories = ['food', 'furniture', 'services', 'textiles', 'it'];
const communes = ['51454', '51183', '51329'];

function makeSellers(next: (below: number) => number, count: number): Seller[] {
  return Array.from({ length: count }, (_, i) => {
    const share = (most: number) => next(1000) / (1000 / most);
    const unknown = next(7) === 0;
    const [rate, spread] = [0.2 + share(0.6), [0.15, 0.08, 0.06][next(3)]!];
    const minutes = next(3) === 0 ? 0.01 + share(0.02) : 0;
    const kept = next(3) === 0 ? 0.1 + share(2) : 0;
    const delta = kept > 0 || next(4) === 0 ? -1 - share(5) : 0;
    return {
      id: `seller ${i}`,
      category: categories[i % categories.length]!,
      commune: communes[next(communes.length)]!,
      perCent: (cents) => ({
        spent: [cents],
        unknown: [unknown ? cents : 0],
        unreferenced: [delta === 0 ? cents : 0],
        retained: unknown ? [0, 0, 0] : [cents * rate, cents * (rate - spread), cents * (rate + spread)],
        kept: [cents * kept],
        delta: [cents * delta],
        inclusion: [cents * minutes, cents * minutes * 0.88, cents * minutes * 1.12],
      }),
    };
  });
}

/** Plays so many nights with some orders a day; the attacker orders five times a day beside one victim. */
export function playNights(next: (below: number) => number, nights: number): Year {
  const sellers = makeSellers(next, 26);
  const buyers = [...Array.from({ length: 8 }, (_, i) => `org ${i}`), 'people'];
  const year: Year = { publications: 0, lines: [], sums: [], moves: [] };
  let [pending, hidden]: [PendingLine[], HiddenColumns] = [[], nothingHidden()];
  const moved = new Map<string, number>();
  let orders = 0;
  const order = (buyer: string, from: readonly Seller[], night: number): PendingLine[] => {
    const name = `order ${++orders}`;
    const month = `2026-${String(1 + Math.floor(night / 31)).padStart(2, '0')}`;
    return from.map((seller, line) => ({
      key: `${name} ${line}`,
      order: name,
      seller: seller.id,
      buyer,
      values: seller.perCent(500 + next(20_000)),
      category: seller.category,
      month,
      soldIn: seller.commune,
      boughtIn: communes[buyers.indexOf(buyer) % communes.length] ?? communes[0]!,
    }));
  };
  for (let night = 0; night < nights; night++) {
    for (let n = 0; n < 12 + next(12); n++) {
      const chosen = new Set(Array.from({ length: 1 + next(3) }, () => sellers[next(sellers.length)]!));
      pending.push(...order(buyers[next(buyers.length)]!, [...chosen], night));
    }
    const rivals = sellers.filter(({ category }) => category === sellers[night % 3]!.category).slice(1);
    for (let n = 0; n < 5; n++) pending.push(...order(attacker, [rivals[n % rivals.length]!], night));
    const rested = [...moved].filter(([, last]) => night - last > 31).map(([category]) => category);
    const plan = planPublication(pending, { categories: new Set(moved.keys()), rested: new Set(rested), hidden });
    if (!plan) continue;
    hidden = plan.hidden;
    const taken = pending.flatMap((line) => {
      const rows = plan.rows.get(line.key);
      return rows ? [{ ...line, night, rows }] : [];
    });
    pending = pending.filter(({ key }) => !plan.rows.has(key));
    for (const { rows } of taken) moved.set(rows.categories, night);
    year.publications++;
    year.lines.push(...taken);
    readPublication(year, taken, hidden);
  }
  return year;
}

/** Every sum of the night that anybody can read; exact ones as the move since the last, rounded ones in all. */
function readPublication(year: Year, taken: readonly PublishedLineOf[], hidden: HiddenColumns): void {
  const cells: [string, Block, (line: PublishedLineOf) => boolean][] = [];
  for (const table of tables)
    for (const row of new Set(taken.map(({ rows }) => rows[table])))
      for (const block of blocksOf(table))
        if (row !== '' && !hiddenIn(hidden, table, row).includes(block))
          cells.push([`${table} ${row}`, block, ({ rows }) => rows[table] === row]);
  for (const [name, block, isIn] of cells) {
    const [move, all] = [taken.filter(isIn), year.lines.filter(isIn)];
    const fault = cellFault(move.map((line) => ({ ...line, value: line.values[block][0]! })));
    if (fault) year.moves.push(`${name} ${block}: ${fault}`);
    for (let end = 0; end < move[0]!.values[block].length; end++) {
      const total = sumOf(all, block, end);
      const slack = slackOf(block, total);
      const own = sumOf(
        all.filter(({ buyer }) => buyer === attacker),
        block,
        end,
      );
      const value = slack > 0 ? publishedValue(block, total) - own : sumOf(move, block, end);
      year.sums.push({ cell: `${name} ${block} ${end}`, lines: move, block, end, value, slack: slack * 1.0001 });
    }
  }
}

function blocksOf(table: Table): readonly Block[] {
  return table === 'sold' || table === 'bought' ? ['spent'] : blocks;
}

function sumOf(lines: readonly PendingLine[], block: Block, end: number): number {
  return lines.reduce((sum, { values }) => sum + values[block][end]!, 0);
}

/** `from`, `to`: the least and the largest sales of the seller that all that was published allows. */
export type Bounds = { seller: string; cents: number; from: number; to: number };

/** The figures that the attacker works out for each seller, by linear programming (HiGHS) over every sum of every night. */
export async function solveSales({ lines, sums }: Year): Promise<Bounds[]> {
  const highs = await loadHighs();
  const atoms = new Map<string, { seller: string; cents: number; lines: number }>();
  const atomOf = (line: PublishedLineOf) => `${line.night} ${line.seller} ${Object.values(line.rows).join(' ')}`;
  for (const line of lines) {
    if (line.buyer === attacker) continue;
    const atom = atoms.get(atomOf(line)) ?? { seller: line.seller, cents: 0, lines: atoms.size };
    atom.cents += line.values.spent[0]!;
    atoms.set(atomOf(line), atom);
  }
  const scale = 10_000;
  const last = new Map<string, number>();
  const bounds: string[] = [];
  const constraints = sums.flatMap(({ cell, lines: own, block, end, value, slack }, n) => {
    const weights = new Map<number, number>();
    let known = 0;
    for (const line of own) {
      const of = line.values[block][end]!;
      if (line.buyer === attacker) known += of;
      else {
        const atom = atoms.get(atomOf(line))!;
        weights.set(atom.lines, of / line.values.spent[0]!);
      }
    }
    const text = [...weights].filter(([, weight]) => weight !== 0).map(([atom, weight]) => term(weight, atom));
    if (slack === 0) return text.length === 0 ? [] : [` c${n}: ${text.join(' ')} = ${number((value - known) / scale)}`];
    // A rounded sum is an unknown of its own, between two bounds: the one before it and the lines of the night.
    const before = last.get(cell);
    last.set(cell, n);
    bounds.push(` ${number((value - slack) / scale)} <= s${n} <= ${number((value + slack) / scale)}`);
    return [` c${n}: s${n} ${before === undefined ? '' : `- s${before} `}${text.map(negated).join(' ')} = 0`];
  });
  const solve = (goal: 'Minimize' | 'Maximize', own: readonly number[]) => {
    const objective = own.map((atom) => term(1, atom)).join(' ');
    const result = highs.solve(
      `${goal}\n obj: ${objective}\nSubject To\n${constraints.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`,
      {
        primal_feasibility_tolerance: 1e-7,
      },
    );
    if (result.Status !== 'Optimal') throw new Error(`the attacker's equations: ${result.Status}`);
    return result.ObjectiveValue * scale;
  };
  return [...Map.groupBy(atoms.values(), ({ seller }) => seller)].map(([seller, own]) => {
    const indexes = own.map((atom) => atom.lines);
    const cents = own.reduce((sum, atom) => sum + atom.cents, 0);
    return { seller, cents, from: solve('Minimize', indexes), to: solve('Maximize', indexes) };
  });
}

function term(weight: number, atom: number): string {
  return `${weight < 0 ? '-' : '+'} ${Math.abs(weight).toFixed(9)} x${atom}`;
}

function negated(text: string): string {
  return text.startsWith('-') ? text.replace('-', '+') : text.replace('+', '-');
}

function number(value: number): string {
  return value.toFixed(9);
}
