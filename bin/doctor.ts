// The health of an instance on the command line, part by part. The server need not run; a running one writes what it
// alone knows, its own steps that fail, into the database.
import { readClock } from '#app/domain/fulfilment/money-clock.server.ts';
import { openSearch } from '#app/domain/search/open.server.ts';
import { openStorage } from '#app/domain/shared/storage.server.ts';
import { isDemonstration, loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import { watchHealth } from '#app/health/health.server.ts';
import { healthParts } from '#app/health/health-parts.ts';
import { openMailer } from '#app/wiring.server.ts';
import type { Db } from '#db/client.ts';

/** A line a part, with its reason. Returns 1 unless every part is well. */
export async function examine(db: Db, env: Env): Promise<number> {
  const search = openSearch(
    db,
    env.search.kind === 'meilisearch' ? { ...env.search, owner: env.origin } : null,
    () => {},
  );
  const health = watchHealth({
    ...{ db, search, dataDir: env.dataDir },
    storage: openStorage(env.storage, env.dataDir),
    mailer: openMailer(env, loadTown({ db })),
    clock: { state: () => readClock({ db, now: new Date() }) },
    failures: new Map(),
    isDemonstration: isDemonstration({ db }),
  });
  await health.askOutside();
  const { state, parts } = await health.read();
  await search.close();
  for (const name of healthParts) {
    const { state, reason, ...details } = parts[name];
    const known = Object.entries(details).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
    console.log(
      [name.padEnd(9), state.padEnd(7), [reason, ...known].filter((part) => part !== null).join(', ')].join(' '),
    );
  }
  console.log(state);
  return state === 'green' ? 0 : 1;
}
