// Restores on the command line: a set into the data folder of the settings, or what another program put there.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { admitCopy } from '#app/backup/admit-copy.server.ts';
import { describeManifest } from '#app/backup/backup-manifest.ts';
import { findNewestSet } from '#app/backup/find-set.server.ts';
import { withOpenSet } from '#app/backup/open-set.server.ts';
import { restoreTown } from '#app/backup/restore-town.server.ts';
import type { Restored } from '#app/domain/ledger/restored.server.ts';
import { readEnv } from '#app/env.server.ts';
import { openExistingDb } from '#db/client.ts';
import { requireMigrated } from '#db/migrate.ts';
import { SetupError } from '#db/setup-error.ts';
import { done, tellRefusals } from './backup-outcome.ts';

const options = { checkpoint: { type: 'string', multiple: true }, identity: { type: 'string' } } as const;

/** Puts the newest set of a folder back, and tells what is lost. */
export function restore(args: string[]): Promise<number> {
  return tellRefusals(async () => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new SetupError('db restore needs one FOLDER.');
    const env = readEnv();
    const begun = performance.now();
    const set = findNewestSet(folder);
    const orders = { env, now: new Date(), brought: readAll(values.checkpoint ?? []) };
    mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
    const { manifest, restored } = await withOpenSet(
      set,
      { identity: values.identity, scratch: env.dataDir },
      (opened) => restoreTown(opened, orders),
    );
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log([`${set} is in ${env.dataDir}, in ${seconds} s.`, ...describeManifest(manifest)].join('\n'));
    tellRestored(restored);
    return done;
  });
}

/** The same last step for a database that Litestream, a snapshot or a person put back. The server must not run. */
export function admit(args: string[]): Promise<number> {
  return tellRefusals(async () => {
    const { values } = parseArgs({ args, options: { checkpoint: options.checkpoint } });
    const env = readEnv();
    const db = openExistingDb(join(env.dataDir, 'halle.sqlite'));
    try {
      requireMigrated(db, 'db/migrations');
      const copy = { db, env, keys: join(env.dataDir, 'keys'), now: new Date() };
      tellRestored(await admitCopy(copy, readAll(values.checkpoint ?? [])));
    } finally {
      db.$client.close();
    }
    return done;
  });
}

function readAll(files: readonly string[]): string[] {
  return files.map((file) => readFileSync(file, 'utf8'));
}

function tellRestored(restored: Restored | null): void {
  if (!restored) {
    console.log('The ledger has no entries: nothing of it is lost.');
    return;
  }
  const { size, lost, origin, formerKey, newKey } = restored;
  console.log(`The ledger says that it was restored with ${size} entries; ${lost} that were signed later are lost.`);
  if (formerKey)
    console.log(
      `It goes on as ${origin}; ${formerKey} ends, and its receipts stay valid.\n` +
        `Give the new line, that of /ledger/key, to each witness, and say publicly what is lost:\n${newKey}`,
    );
  console.log(
    'At the next start the books are held against the provider, and again after 70 minutes: charges whose orders are lost become cases on /steward.',
  );
}
