// Marks in a data folder that holds a copy: a restore that is not finished, and a drill that must not reach anybody.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopback } from '#app/domain/shared/loopback.ts';
import type { Env } from '#app/env.server.ts';
import { SetupError } from '#db/setup-error.ts';

/** A restore works in this folder of the data folder, and removes it last. */
export const restoreDraft = 'restore.part';
/** The data folder of a drill holds this file. */
export const drillMark = 'drill';

/**
 * Throws SetupError for a folder whose restore was not finished, and for the copy of a drill under settings by which it
 * would write letters to people, ask the real provider, or show its history to witnesses.
 */
export function refuseUnfinishedCopy(env: Env): void {
  if (existsSync(join(env.dataDir, restoreDraft)))
    throw new SetupError(`A restore into ${env.dataDir} was not finished: run "halle db restore" again.`);
  if (!existsSync(join(env.dataDir, drillMark))) return;
  const isApart =
    env.payments.kind === 'stand-in' &&
    env.mail.kind === 'folder' &&
    env.storage.kind === 'folder' &&
    env.search.kind === 'embedded' &&
    env.witnesses === '' &&
    env.policyFile === null &&
    env.companyDirectory === null &&
    isLoopback(env.host) &&
    isLoopback(new URL(env.origin).hostname);
  if (!isApart)
    throw new SetupError(
      `${env.dataDir} is the copy of a drill: it starts on loopback alone, without the provider, the mail server, the bucket, the search server and the witnesses of the town.`,
    );
}
