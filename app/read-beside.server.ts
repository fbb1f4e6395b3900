// Runs a reading beside requests: in a thread of its own, or at once in a small town.
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Db } from '#db/client.ts';
import { getValue, integer } from '#db/rows.ts';
import type { ActiveRules } from './domain/scoring/rules.ts';
import type { Ctx } from './domain/shared/context.ts';
import { type ReadingName, type ReadingResult, readings } from './readings.server.ts';

export type ReadBeside = {
  read: <N extends ReadingName>(name: N) => Promise<ReadingResult<N>>;
  /** Ends the threads; who waits for one gets an error. */
  close: () => Promise<void>;
};

/** `smallBytes`: a smaller database is read at once, because a thread costs its start. */
export function openReadBeside(context: () => Ctx & ActiveRules, smallBytes = 32 * 1024 * 1024): ReadBeside {
  const threads = new Set<Worker>();
  return {
    read: (name) =>
      needsThread(context().db, smallBytes) ? inThread(threads, context(), name) : atOnce(context(), name),
    async close() {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

/** A database in memory has no second connection; Node's permission model may allow no threads. */
function needsThread({ $client }: Db, smallBytes: number): boolean {
  if ($client.memory || process.permission?.has('worker') === false) return false;
  const bytes = 'select page_count * page_size from pragma_page_count, pragma_page_size';
  return getValue({ $client }, integer, bytes) >= smallBytes;
}

function atOnce<N extends ReadingName>(ctx: Ctx & ActiveRules, name: N): Promise<ReadingResult<N>> {
  const read: (ctx: Ctx & ActiveRules, pause: () => Promise<unknown>) => Promise<unknown> = readings[name];
  return read(ctx, setImmediate) as Promise<ReadingResult<N>>;
}

function inThread<N extends ReadingName>(
  threads: Set<Worker>,
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  name: N,
): Promise<ReadingResult<N>> {
  const thread = new Worker(resolve('app/reading-thread.ts'), { workerData: { file: db.$client.name, name, now } });
  threads.add(thread);
  const { promise, resolve: answer, reject } = Promise.withResolvers<ReadingResult<N>>();
  thread.once('message', answer); // of the same map of readings
  thread.once('error', reject);
  thread.once('exit', () => {
    threads.delete(thread);
    reject(new Error(`the thread of ${name} ended before it answered`));
  });
  return promise;
}
