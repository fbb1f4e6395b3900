// The columns of what the town publishes, in blocks that are shown or hidden together.

/** Cents; cents without a known retention; cents without a reference; and the ends of the three intervals. */
export const blocks = ['spent', 'unknown', 'retained', 'delta', 'inclusion', 'kept', 'unreferenced'] as const;
export type Block = (typeof blocks)[number];
/** The first value of a block decides whether a line counts in it. */
export type BlockValues = Readonly<Record<Block, readonly number[]>>;

/** The rest of the spending beside a column, which anybody can subtract; null when there is none. */
export function complementOf(block: Block): ((values: BlockValues) => number) | null {
  return block === 'unknown' || block === 'unreferenced' ? (values) => values.spent[0]! - values[block][0]! : null;
}

/**
 * Published with two significant figures: estimates, whose ends would otherwise disclose the sales of the one seller with
 * another level of evidence, and the spending without a reference, which with CO2e would say who sold the rest.
 */
const roundedBlocks: ReadonlySet<Block> = new Set(['retained', 'kept', 'delta', 'inclusion', 'unreferenced']);

/** A sum of a block as it is published. */
export function publishedValue(block: Block, sum: number): number {
  if (!roundedBlocks.has(block)) return Math.round(sum);
  const step = stepOf(sum);
  return Math.round(sum / step) * step;
}

/** How far another sum may be from this one and be published as the same number, at least half of the time. */
export function slackOf(block: Block, sum: number): number {
  return roundedBlocks.has(block) ? stepOf(sum) / 2 : 0;
}

/** The unit of the second significant figure, at least 1. */
function stepOf(sum: number): number {
  return 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(sum)))) - 1);
}
