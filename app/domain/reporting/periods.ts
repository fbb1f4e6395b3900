// Months of five orders or more; a quieter one is said together with those after it.

/** Fewer orders than this are not published. */
export const smallCell = 5;

/** A line of the town, in the month in which its order was paid. */
export type MonthLine = { month: string; order: string };
/** `key`: a month, or the first and the last of several, `2026-01/2026-02`. */
export type Period<L> = { key: string; lines: L[] };

/**
 * Months from the first on, each closed once it holds five orders; `tail` is what the last ones hold and is still too
 * little. Since no later month changes an earlier one, what was said of a period is not taken apart by the next night.
 */
export function periodsOf<L extends MonthLine>(lines: readonly L[]): { periods: Period<L>[]; tail: L[] } {
  const months = [...Map.groupBy(lines, ({ month }) => month)].sort(([a], [b]) => (a < b ? -1 : 1));
  const periods: Period<L>[] = [];
  let from: string | null = null;
  let waiting: L[] = [];
  for (const [month, own] of months) {
    from ??= month;
    waiting = [...waiting, ...own];
    if (new Set(waiting.map(({ order }) => order)).size < smallCell) continue;
    periods.push({ key: from === month ? month : `${from}/${month}`, lines: waiting });
    [from, waiting] = [null, []];
  }
  return { periods, tail: waiting };
}
