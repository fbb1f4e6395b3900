// The first steps of a town that was put back from a copy, whichever program made the copy: its ledger says what is
// lost, and what the provider has beyond it is looked for at once.
import { join } from 'node:path';
import { recordBackup } from '#app/domain/jobs/backups.server.ts';
import { addJobs, hastenJobs } from '#app/domain/jobs/jobs.server.ts';
import { openLedgerKey } from '#app/domain/ledger/keys.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { enterRestored, listKnownHeads, type Restored } from '#app/domain/ledger/restored.server.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import { openWitnessPolicy } from '#app/witness-policy.server.ts';
import type { Db } from '#db/client.ts';

/** Jobs that hold the books and the payments against the provider. */
const comparisons = ['payment-events', 'books'] as const;

/**
 * Asks the witnesses for the heads they know, enters the restore into the ledger, and makes the comparisons with the
 * provider due. `keys` is the folder of the key and the saved checkpoint, `brought` are checkpoints kept elsewhere. Null
 * for a ledger without entries, where nothing is lost.
 */
export async function admitCopy(
  { db, env, keys, now }: { db: Db; env: Env; keys: string; now: Date },
  brought: readonly string[],
): Promise<Restored | null> {
  const begun = performance.now();
  const ctx = {
    db,
    actor: { kind: 'system', name: 'restore' } as const,
    now,
    locale: sourceLocale,
    town: loadTown({ db }),
    ledgerKey: openLedgerKey(db, keys, env.ledgerOrigin),
  };
  const kept = join(keys, 'ledger.checkpoint');
  const isSigned = ledgerSize(ctx) > 0;
  if (isSigned) openWitnessPolicy(ctx, env);
  const restored = isSigned ? enterRestored(ctx, await listKnownHeads(ctx, kept, brought), kept) : null;
  addJobs(ctx, comparisons);
  hastenJobs(ctx, comparisons);
  recordBackup(db, 'restore', { at: now, tookMs: performance.now() - begun, entries: restored?.size ?? 0 });
  return restored;
}
