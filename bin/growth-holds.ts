// How long each piece of background work holds the process: every job of the table is made due by itself, so that no other
// one runs beside it.
import { setTimeout } from 'node:timers/promises';
import type { Db } from '#db/client.ts';

/** `cpuMs`: CPU of the thread between two turns of the event loop, at most; `wallMs`: by the clock, with other programs. */
export type Hold = { name: string; cpuMs: number; wallMs: number; turns: number };

const tomorrow = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+1 day')";

/** The hold of an idle tick, of each job as it is on a new day, and of the first search after a rebuild. */
export async function measureHolds(
  db: Db,
  tick: () => Promise<unknown>,
  search: () => Promise<unknown>,
): Promise<Hold[]> {
  const names = db.$client.prepare('select name from jobs order by rowid').pluck().all() as string[];
  const isWaiting = db.$client.prepare('select 1 from jobs where taken_by is not null');
  const finish = async () => {
    for (let i = 0; i < 1200 && isWaiting.get(); i++) await setTimeout(50);
  };
  makeNewDay(db);
  const holds: Hold[] = [];
  db.$client.prepare(`update jobs set due_at = ${tomorrow}, last_run_at = null`).run();
  holds.push(await watch('nothing due', tick));
  for (const name of names) {
    db.$client.prepare(`update jobs set due_at = ${tomorrow}, last_run_at = null`).run();
    db.$client.prepare("update jobs set due_at = '2000-01-01T00:00:00.000Z' where name = ?").run(name);
    // Letters and imports run beside the tick that starts them.
    holds.push(await watch(name, async () => [await tick(), await finish()]));
  }
  db.$client.prepare(`update jobs set due_at = ${tomorrow}, last_run_at = null`).run();
  holds.push(await watch('first search after a rebuild', search));
  return holds.sort((a, b) => b.cpuMs - a.cpuMs);
}

/** Lines that the night publishes, at most. */
const newLines = 1000;

/** Scores, index and publication as the day before left them, in a town that is thrown away after. */
function makeNewDay(db: Db): void {
  for (const table of ['town_publications_stay', 'published_entries_kept']) db.$client.exec(`drop trigger ${table}`);
  db.$client.exec(`
    update search_state set built_at = strftime('%Y-%m-%dT%H:%M:%fZ', built_at, '-1 day');
    update supplier_scores set as_of = date(as_of, '-1 day');
    delete from score_leaves where as_of = (select max(as_of) from score_leaves);
    update town_publications set published_at = strftime('%Y-%m-%dT%H:%M:%fZ', published_at, '-1 day');
    delete from published_entries
    where idx in (select idx from published_entries order by idx desc limit ${newLines});`);
}

async function watch(name: string, work: () => Promise<unknown>): Promise<Hold> {
  let [cpuMs, wallMs, turns, isOver] = [0, 0, 0, false];
  let [last, lastAt] = [threadMs(), performance.now()];
  const look = () => {
    const [now, at] = [threadMs(), performance.now()];
    [cpuMs, wallMs, turns] = [Math.max(cpuMs, now - last), Math.max(wallMs, at - lastAt), turns + 1];
    [last, lastAt] = [now, at];
    if (!isOver) setImmediate(look);
  };
  look();
  await work();
  isOver = true;
  look();
  return { name, cpuMs: round(cpuMs), wallMs: round(wallMs), turns };
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
