// The number of what public pages show: equal numbers, equal pages. It moves with the rows of `publicTables`, whichever
// process or command writes them, with the active method and factors, and with the clock.
import type { Db } from '#db/client.ts';
import { getValue, integer, listValues, text } from '#db/rows.ts';
import type { LoadedRules } from './active-rules.server.ts';
import { publicTables } from './public-tables.ts';

const prefix = 'public_version_';

/** Makes the triggers of `publicTables`, and drops those of tables that are public no more. Safe at each start. */
export function watchPublicTables(db: Db): void {
  const wanted = new Map(publicTables.flatMap(triggersOf));
  db.$client
    .transaction(() => {
      const found = listValues(
        db,
        text,
        'select name from sqlite_master where type = ? and name glob ?',
        ...['trigger', `${prefix}*`],
      );
      for (const name of found) if (!wanted.has(name)) db.$client.exec(`drop trigger ${name}`);
      for (const [name, sql] of wanted) if (!found.includes(name)) db.$client.exec(sql);
    })
    .immediate();
}

function triggersOf(table: string): [name: string, sql: string][] {
  return ['insert', 'update', 'delete'].map((change) => {
    const name = `${prefix}${table}_${change}`;
    const move = 'update public_version set number = number + 1';
    return [name, `create trigger ${name} after ${change} on ${table} begin ${move}; end`];
  });
}

/** Other processes on the data folder are looked for this often; what this one writes counts at once. */
const lookMs = 50;

/**
 * A function that tells the current number. `spanMs`: it moves by itself after so long, because pages show times and
 * days; a minute, or less where a search engine takes changes later than the database does.
 */
export function openPublicVersion(
  { db, rules }: { db: Db; rules: Pick<LoadedRules, 'current'> },
  { spanMs = 60_000, clock = () => Date.now() }: { spanMs?: number; clock?: () => number } = {},
): () => number {
  let current = 0;
  let seen = { stored: -1, method: rules.current.method, factors: rules.current.factors, span: -1 };
  // Asked before every answer: a statement of its own, without the checks of rows.ts.
  const countChanges = db.$client.prepare<[], number>('select total_changes()').pluck();
  let changes: number | undefined = -1;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = clock();
    const { method, factors } = rules.current;
    const made = countChanges.get();
    const mustLook = made !== changes || Math.abs(now - lookedAt) >= lookMs;
    const stored = mustLook ? getValue(db, integer, 'select number from public_version') : seen.stored;
    if (mustLook) [changes, lookedAt] = [made, now];
    const span = Math.floor(now / spanMs);
    if (stored === seen.stored && method === seen.method && factors === seen.factors && span === seen.span)
      return current;
    seen = { stored, method, factors, span };
    current++;
    return current;
  };
}
