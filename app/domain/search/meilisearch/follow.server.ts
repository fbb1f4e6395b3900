// Brings Meilisearch up to date with the tables that every engine is fed through: changes by their number, a new
// generation as an index built beside and swapped. One process at a time, by a lease.
import { type EnqueuedTaskPromise, type Meilisearch, MeilisearchApiError } from 'meilisearch';
import { addMinutes, type Locale, utc } from '#app/domain/shared/context.ts';
import { type Db, prepared } from '#db/client.ts';
import { readState } from '../index-tables.server.ts';
import { changesPast, type RemoteChange } from './documents.server.ts';
import { settingsFor, settingsHash } from './settings.ts';

export type Remote = { db: Db; client: Meilisearch; uid: (locale: Locale) => string };
type RemoteState = { generation: number | null; seq: number; settings: string };

const locales = ['fr', 'en'] as const;
const documentsAtOnce = 5000;
const leaseMinutes = 10;
const taskOptions = { timeout: 300_000, interval: 20 };

/** True when nothing is left to bring; false when another process is at it. Throws when Meilisearch fails. */
export async function follow(remote: Remote): Promise<boolean> {
  const { db } = remote;
  if (isFollowed(db)) return true;
  if (!takeLease(db)) return false;
  try {
    const held = remoteState(db);
    // Read before the rows: what changes meanwhile is brought by the next call.
    const { generation, seq } = readState(db);
    if (held.generation !== generation) await rebuild(remote, generation);
    else {
      if (held.settings !== settingsHash()) await pushSettings(remote);
      await push(remote, changesPast(db, generation, held.seq), remote.uid);
    }
    prepared(db, 'update search_remote set generation = ?, seq = ?, settings = ? where id = 1').run(
      generation,
      seq,
      settingsHash(),
    );
  } finally {
    prepared(db, "update search_remote set leased_until = '' where id = 1").run();
  }
  return isFollowed(db);
}

/** Meilisearch lost its index: everything is to be brought again. */
export function forgetRemote(db: Db): void {
  prepared(db, 'update search_remote set generation = null where id = 1').run();
}

function isFollowed(db: Db): boolean {
  const [own, held] = [readState(db), remoteState(db)];
  return held.generation === own.generation && held.seq >= own.seq && held.settings === settingsHash();
}

function remoteState(db: Db): RemoteState {
  return prepared(db, 'select generation, seq, settings from search_remote where id = 1').get() as RemoteState;
}

/** A guarded update, so that of two processes one works. A process that died leaves it after ten minutes. */
function takeLease(db: Db): boolean {
  const now = new Date();
  return (
    prepared(db, 'update search_remote set leased_until = ? where id = 1 and leased_until < ?').run(
      utc(addMinutes(now, leaseMinutes)),
      utc(now),
    ).changes === 1
  );
}

async function rebuild(remote: Remote, generation: number): Promise<void> {
  const { client } = remote;
  const next = (locale: Locale) => `${remote.uid(locale)}_next`;
  for (const locale of locales) {
    if (!(await exists(client, remote.uid(locale))))
      await done(client.createIndex(remote.uid(locale), { primaryKey: 'id' }));
    if (await exists(client, next(locale))) await done(client.deleteIndex(next(locale)));
    await done(client.createIndex(next(locale), { primaryKey: 'id' }));
    await done(client.index(next(locale)).updateSettings(settingsFor(locale)));
  }
  await push(remote, changesPast(remote.db, generation, -1), next);
  await done(
    client.swapIndexes(locales.map((locale) => ({ indexes: [remote.uid(locale), next(locale)], rename: false }))),
  );
  for (const locale of locales) await done(client.deleteIndex(next(locale)));
}

async function pushSettings({ client, uid }: Remote): Promise<void> {
  for (const locale of locales) await done(client.index(uid(locale)).updateSettings(settingsFor(locale)));
}

async function push({ client }: Remote, changes: readonly RemoteChange[], uid: Remote['uid']): Promise<void> {
  for (let i = 0; i < changes.length; i += documentsAtOnce) {
    const some = changes.slice(i, i + documentsAtOnce);
    const gone = some.filter(({ removed }) => removed).map(({ id }) => id);
    await Promise.all(
      locales.map(async (locale) => {
        const index = client.index(uid(locale));
        const here = some.flatMap(({ documents }) => (documents ? [documents[locale]] : []));
        if (here.length > 0) await done(index.addDocuments(here, { primaryKey: 'id' }));
        if (gone.length > 0) await done(index.deleteDocuments(gone));
      }),
    );
  }
}

async function exists(client: Meilisearch, uid: string): Promise<boolean> {
  try {
    await client.getRawIndex(uid);
    return true;
  } catch (error) {
    if (isMissingIndex(error)) return false;
    throw error;
  }
}

export function isMissingIndex(error: unknown): boolean {
  return error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found';
}

/** Waits for a task; throws with Meilisearch's own message when it failed. */
async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error, type } = await task.waitTask(taskOptions);
  if (status !== 'succeeded') throw new Error(`Meilisearch ${type} ${status}: ${error?.message ?? 'no reason given'}`);
}
