// Which things have a drawing in public/things.svg, and with which badge: an id that it lacks would draw nothing at all.
import table from './thing-pictures.psv?raw';

const rows = table
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('|'));

/** Things without a drawing that fits: shown as a neutral pattern. */
export const undrawnThings: readonly string[] = rows.filter((row) => row[1] === '').map((row) => row[0]!);

/** The drawn things by their id. `badge`: a symbol badge-x, for what is a service; null for an article. */
export const drawnThings: ReadonlyMap<string, { badge: string | null }> = new Map(
  rows.filter((row) => row[1] !== '').map((row) => [row[0]!, { badge: row[3] || null }]),
);
