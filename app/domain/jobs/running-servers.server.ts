// Owns running_servers: the servers that run on this data folder now, each with the settings that it was started with
// and its own steps that fail. A row is written four times a minute and counts for one.
import { isoUtc } from '#app/domain/shared/context.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { listRows, text } from '#db/rows.ts';

/** `address` is where it listens; `settings` are short hashes by name; `failing` are steps that failed three times running. */
export type RunningServer = { address: string; settings: Record<string, string>; failing: string[] };

/** Between two writes of a process, and how long the last one counts, in milliseconds. */
export const serverBeatMs = 15_000;
const countsMs = 60_000;

type Clock = { db: Pick<Db, '$client'>; now: Date };

/** Says that a process is alive, and forgets those that were killed. Its time is that of the machine, right or wrong. */
export function recordServer({ db, now }: Clock, { address, settings, failing }: RunningServer): void {
  const [from, to] = livingTimes(now);
  preparedSql(
    db,
    `insert into running_servers (address, seen_at, settings, failing)
     values (?, ?, ?, ?)
     on conflict (address) do update set
       seen_at = excluded.seen_at, settings = excluded.settings, failing = excluded.failing`,
  ).run(address, isoUtc(now), JSON.stringify(settings), JSON.stringify(failing));
  preparedSql(db, 'delete from running_servers where seen_at not between ? and ?').run(from, to);
}

/** A process that stops is not counted any more. */
export function removeServer(db: Pick<Db, '$client'>, address: string): void {
  preparedSql(db, 'delete from running_servers where address = ?').run(address);
}

/** The processes that run now, by their addresses. */
export function listServers({ db, now }: Clock): RunningServer[] {
  return listRows(
    db,
    { address: text, settings: text, failing: text },
    'select address, settings, failing from running_servers where seen_at between ? and ? order by address',
    ...livingTimes(now),
  ).map(({ address, settings, failing }) => ({
    address,
    settings: JSON.parse(settings) as Record<string, string>,
    failing: JSON.parse(failing) as string[],
  }));
}

/** Names of the settings that two living processes do not share, in order. */
export function differingSettings(processes: readonly Pick<RunningServer, 'settings'>[]): string[] {
  const tables = processes.map(({ settings }) => new Map(Object.entries(settings)));
  const names = new Set(tables.flatMap((table) => [...table.keys()]));
  return [...names].filter((name) => new Set(tables.map((table) => table.get(name))).size > 1).sort();
}

function livingTimes(now: Date): [from: string, to: string] {
  return [isoUtc(new Date(now.getTime() - countsMs)), isoUtc(new Date(now.getTime() + countsMs))];
}
