// The thread of one reading: opens the database again, reads, posts what it found and ends. Started by its path.
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openExistingDb } from '#db/client.ts';
import { loadRules } from './domain/reporting/active-rules.server.ts';
import { sourceLocale } from './domain/shared/locale.ts';
import { loadTown } from './domain/towns/towns.server.ts';
import { type ReadingName, readings } from './readings.server.ts';

const { file, name, now } = z
  .object({
    file: z.string(),
    name: z.enum(Object.keys(readings) as [ReadingName, ...ReadingName[]]),
    now: z.date(),
  })
  .parse(workerData);
const db = openExistingDb(file);
const ctx = {
  db,
  actor: { kind: 'system', name: 'reading' } as const,
  now,
  locale: sourceLocale,
  town: loadTown({ db }),
  ...loadRules(db).current,
};
/** Between two transactions of a thread another one can write. */
const pauseMs = 5;
const result = await readings[name](ctx, () => setTimeout(pauseMs));
db.$client.close();
parentPort!.postMessage(result);
