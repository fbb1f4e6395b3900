// Periods of at least five orders: a month with fewer is merged with those after it.

/** Figures of fewer orders are not published. */
export const smallCell = 5;

/** An order line of the town, with the month in which its order was paid. */
export type MonthLine = { month: string; order: string };
/** `key`: a month, or the first and the last of several: `2026-01/2026-02`. */
export type Period<L> = { key: string; lines: L[] };

/**
 * Periods from the first month on, each closed once it has five orders; `tail` has the lines of the last months,
 * which are still too few. A later month never changes an earlier period, so two publications reveal no single
 * order.
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
