// Publications of the town's figures: which entries of the ledger each of them took, and what it hides. Figures that
// changed with each order would reveal single orders. `publishTown` writes all but kept_figures.
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import {
  type ImpactHistoryLine,
  listImpactHistory,
  listImpactHistoryOf,
  listImpactLines,
} from '#app/domain/ledger/impact-lines.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { blob, findRow, findValue, integer, jsonOf, listRows, type Row, text } from '#db/rows.ts';
import { type HiddenColumns, nothingHidden, tables } from './publication-plan.ts';

/** `size`: how many entries the ledger had that night; 0 before the first. */
export type Publication = { size: number; at: string | null };

const hiddenColumns = jsonOf(
  'hidden columns',
  (value): value is HiddenColumns =>
    typeof value === 'object' && value !== null && tables.every((table) => Object.hasOwn(value, table)),
);
const publication = { size: integer, at: text, hidden: hiddenColumns, seed: blob };
/** `seed`: what the leaves of its sum tree are blinded with. */
export type PublicationRecord = Row<typeof publication>;

export function findLatestPublication({ db }: Pick<Ctx, 'db'>): PublicationRecord | undefined {
  return findRow(
    db,
    publication,
    `select size, published_at as at, hidden, seed
     from town_publications
     order by size desc
     limit 1`,
  );
}

export function latestPublication(ctx: Pick<Ctx, 'db'>): Publication {
  const { size, at } = findLatestPublication(ctx) ?? { size: 0, at: null };
  return { size, at };
}

/** Every publication, the oldest first. */
export function listTownPublications({ db }: Pick<Ctx, 'db'>): { size: number; at: string }[] {
  const shape = { size: integer, at: text };
  return listRows(db, shape, 'select size, published_at as at from town_publications order by size');
}

/** A file of the latest publication, as it was hashed into the ledger; null before the first night. */
export function findPublishedFile({ db }: Pick<Ctx, 'db'>, name: string): string | null {
  const newest = 'select data from published_files where name = ? order by size desc limit 1';
  return findValue(db, text, newest, name) ?? null;
}

/** Every file of a publication, by name. */
export function listPublishedFiles({ db }: Pick<Ctx, 'db'>, size: number): { name: string; data: string }[] {
  return listRows(
    db,
    { name: text, data: text },
    'select name, data from published_files where size = ? order by name',
    size,
  );
}

const publishedEntry = {
  index: integer,
  size: integer,
  categories: text,
  months: text,
  paidMonth: text,
  sold: text,
  bought: text,
};
export type PublishedRow = Row<typeof publishedEntry>;

/**
 * A published entry: `plus` is an order line, `minus` one that was taken out again by its reversal. It counts in the
 * rows it was published in.
 */
export type PublishedEntry = PublishedRow & { side: 'plus' | 'minus'; line: PublishedLine };
/** `index`, `leaf`: of its ledger entry. */
export type PublishedLine = { index: number; leaf: string; order: string; entry: ImpactEntry };
export type PublishedEntries = {
  entries: PublishedEntry[];
  /** The lines that count, in log order: published, and not taken out. */
  effective: PublishedLine[];
};

type PreparedEntries = { size: number; rows: readonly PublishedRow[]; hidden: HiddenColumns };
const readNow = new WeakMap<object, { size: number; entries: PublishedEntries; hidden: HiddenColumns }>();

/** Reads once, for all the readers that `work` calls, what would be published with a publication that is not there yet. */
export function withPublished<T>(ctx: Pick<Ctx, 'db'>, { size, rows, hidden }: PreparedEntries, work: () => T): T {
  const entries = matchTaken(listImpactHistory(ctx, size), [...listTaken(ctx, size), ...rows]);
  readNow.set(ctx.db.$client, { size, entries, hidden });
  try {
    return work();
  } finally {
    readNow.delete(ctx.db.$client);
  }
}

/** Everything that the publications up to the one of `size` took. */
export function readPublished(ctx: Pick<Ctx, 'db'>, size: number): PublishedEntries {
  const read = readNow.get(ctx.db.$client);
  if (read?.size === size) return read.entries;
  return matchTaken(listImpactHistory(ctx, size), listTaken(ctx, size));
}

/** The lines of these orders that count in the publication of `size`, in log order: rows of their own alone are read. */
export function listPublishedOf(ctx: Pick<Ctx, 'db'>, size: number, orders: readonly string[]): PublishedLine[] {
  const history = listImpactHistoryOf(ctx, size, orders);
  const indexes = history.flatMap(({ index, reversedAt }) => (reversedAt === null ? [index] : [index, reversedAt]));
  return matchTaken(history, listTaken(ctx, size, indexes)).effective;
}

function matchTaken(history: readonly ImpactHistoryLine[], rows: readonly PublishedRow[]): PublishedEntries {
  const taken = new Map(rows.map((one) => [one.index, one]));
  const entries: PublishedEntry[] = [];
  const effective: PublishedLine[] = [];
  for (const { index, leaf, reference: order, canonical, reversedAt } of history) {
    const plus = taken.get(index);
    if (!plus) continue;
    const line = { index, leaf, order, entry: parseEntry(canonical) };
    entries.push({ ...plus, side: 'plus', line });
    const minus = reversedAt === null ? undefined : taken.get(reversedAt);
    if (minus) entries.push({ ...minus, side: 'minus', line });
    else effective.push(line);
  }
  return { entries, effective };
}

/** Those of the given entries of the ledger; all of them without. */
function listTaken({ db }: Pick<Ctx, 'db'>, size: number, indexes?: readonly number[]): PublishedRow[] {
  return listRows(
    db,
    publishedEntry,
    `select idx as "index", size, category as categories, month as months, paid_month as paidMonth,
            sold_in as sold, bought_in as bought
     from published_entries
     where size <= @size ${indexes ? 'and idx in (select value from json_each(@indexes))' : ''}`,
    { size, ...(indexes && { indexes: JSON.stringify(indexes) }) },
  );
}

/** Each row of the categories, with the size of the publication that moved it last. */
export function listMovedCategories({ db }: Pick<Ctx, 'db'>): Map<string, number> {
  const moved = 'select category, max(size) as size from published_entries group by category';
  return new Map(listRows(db, { category: text, size: integer }, moved).map((row) => [row.category, row.size]));
}

/** The effective entries when the ledger had `size` entries, published or not. */
export function listEffectiveEntries(ctx: Pick<Ctx, 'db'>, size: number): ImpactEntry[] {
  return listImpactLines(ctx, size).map(({ canonical }) => parseEntry(canonical));
}

const kept = new WeakMap<object, Map<string, { of: string; result: unknown }>>();

/** A figure of the publication of `size` as it is stored; `value` is its JSON. */
export type KeptFigure = { size: number; name: string; rules: string; value: string };

/** Stores a figure of a publication; one that another process stored before stays. */
export function storeFigure({ db }: Pick<Ctx, 'db'>, { size, name, rules, value }: KeptFigure): void {
  preparedSql(db, 'insert into kept_figures (size, name, rules, value) values (?, ?, ?, ?) on conflict do nothing').run(
    size,
    name,
    rules,
    value,
  );
}

/**
 * A figure of a publication. `compute` makes what is stored of it, so that no page sums the whole log, and `computeMissing` that of
 * the latest publication, or null if it is there; without a stored one by the present rules it is computed by the reader. `name` changes with the figure's shape.
 */
export function keptByPublication<C extends Pick<Ctx, 'db'>, T>(
  { name, accepts, rules }: { name: string; accepts: (value: unknown) => value is T; rules?: (ctx: C) => string },
  work: (ctx: C, size: number) => T,
): {
  read: (ctx: C) => T;
  /** Null where it is not stored. */
  findStored: (ctx: C) => T | null;
  compute: (ctx: C, size: number) => { result: T; stored: KeptFigure };
  computeMissing: (ctx: C) => KeptFigure | null;
} {
  const column = jsonOf(`the kept figure ${name}`, accepts);
  const remember = (ctx: C, of: string, result: T): T => {
    const own = kept.get(ctx.db.$client) ?? new Map();
    kept.set(ctx.db.$client, own.set(name, { of, result }));
    return result;
  };
  const storedOf = (ctx: C, size: number, by: string) => {
    const sql = 'select value from kept_figures where size = ? and name = ? and rules = ?';
    return findValue(ctx.db, column, sql, size, name, by);
  };
  const compute = (ctx: C, size: number) => {
    const result = work(ctx, size);
    return { result, stored: { size, name, rules: rules?.(ctx) ?? '', value: JSON.stringify(result) } };
  };
  const readOr = <E>(ctx: C, otherwise: (size: number) => E): T | E => {
    const { size } = latestPublication(ctx);
    const by = rules?.(ctx) ?? '';
    const of = `${size} ${by}`;
    const known = kept.get(ctx.db.$client)?.get(name);
    if (known?.of === of) return known.result as T;
    const stored = storedOf(ctx, size, by);
    return stored === undefined ? otherwise(size) : remember(ctx, of, stored);
  };
  return {
    compute,
    read: (ctx) => readOr(ctx, (size) => remember(ctx, `${size} ${rules?.(ctx) ?? ''}`, work(ctx, size))),
    findStored: (ctx) => readOr(ctx, () => null),
    computeMissing(ctx) {
      const { size } = latestPublication(ctx);
      const isMissing = size > 0 && storedOf(ctx, size, rules?.(ctx) ?? '') === undefined;
      return isMissing ? compute(ctx, size).stored : null;
    },
  };
}

/** Computes a value of a publication, once per publication. */
export function cachedByPublication<C extends Pick<Ctx, 'db'>, T>(work: (ctx: C, size: number) => T): (ctx: C) => T {
  const known = new WeakMap<object, { size: number; result: T }>();
  return (ctx) => {
    const { size } = latestPublication(ctx);
    const cached = known.get(ctx.db.$client);
    if (cached?.size === size) return cached.result;
    const result = work(ctx, size);
    known.set(ctx.db.$client, { size, result });
    return result;
  };
}

/** The hidden columns of the publication of `size`. */
export function hiddenAt({ db }: Pick<Ctx, 'db'>, size: number): HiddenColumns {
  const read = readNow.get(db.$client);
  if (read?.size === size) return read.hidden;
  return findValue(db, hiddenColumns, 'select hidden from town_publications where size = ?', size) ?? nothingHidden();
}
