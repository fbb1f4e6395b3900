// Brings Meilisearch up to date with the tables that every engine reads: changes by sequence number; a new
// generation is built as a second index, then swapped in. A lease ensures that one process does it at a time.
import { type EnqueuedTaskPromise, type Meilisearch, MeilisearchApiError } from 'meilisearch';
import { isoUtc } from '#app/domain/shared/context.ts';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { getRow, integer, nullable, type Row, text } from '#db/rows.ts';
import { readState } from '../index-tables.server.ts';
import { changesPast, type RemoteChange } from './remote-documents.server.ts';
import { settingsFor, settingsHash } from './settings.ts';

export type Remote = { db: Db; client: Meilisearch; uid: (locale: Locale) => string };
const remoteRow = { generation: nullable(integer), seq: integer, settings: text };

const documentsAtOnce = 5000;
const leaseSeconds = 60;
const taskOptions = { timeout: 300_000, interval: 20 };

/**
 * True if nothing is left to push; false if another process has the lease or more changes came during the call.
 * Throws when Meilisearch fails.
 */
export async function syncRemote(remote: Remote): Promise<boolean> {
  const { db } = remote;
  if (isFollowed(db)) return true;
  const lease = takeLease(db);
  if (!lease) return false;
  try {
    const state = remoteState(db);
    // Read before the rows: the next call pushes what changes in between.
    const { generation, seq } = readState(db);
    // Adding documents to a lost index would create a new one with these documents only and without our settings.
    if (state.generation !== generation || !(await allExist(remote))) await rebuild(remote, generation, lease);
    else {
      if (state.settings !== settingsHash()) await pushSettings(remote);
      await push(remote, changesPast(db, generation, state.seq), remote.uid);
    }
    lease.mustHold();
    // Guarded: after a resetRemote in between, the generation must stay null.
    preparedSql(
      db,
      'update search_remote set generation = ?, seq = ?, settings = ? where id = 1 and generation is ?',
    ).run(generation, seq, settingsHash(), state.generation);
  } catch (error) {
    if (error instanceof LostIndex) resetRemote(db);
    throw error;
  } finally {
    lease.release();
  }
  return isFollowed(db);
}

/** Meilisearch lost its index: the next sync must push everything again. */
export function resetRemote(db: Db): void {
  preparedSql(db, 'update search_remote set generation = null where id = 1').run();
}

function isFollowed(db: Db): boolean {
  const [own, state] = [readState(db), remoteState(db)];
  return state.generation === own.generation && state.seq >= own.seq && state.settings === settingsHash();
}

function remoteState(db: Db): Row<typeof remoteRow> {
  return getRow(db, remoteRow, 'select generation, seq, settings from search_remote where id = 1');
}

type Lease = { mustHold: () => void; release: () => void };

/**
 * Takes the lease with a guarded update and renews it until release. The lease of a process that died ends in a
 * minute.
 */
function takeLease(db: Db): Lease | null {
  const owner = crypto.randomUUID();
  const until = () => isoUtc(new Date(Date.now() + leaseSeconds * 1000));
  const taken = preparedSql(
    db,
    'update search_remote set leased_by = ?, leased_until = ? where id = 1 and leased_until < ?',
  );
  if (taken.run(owner, until(), isoUtc(new Date())).changes === 0) return null;
  const renew = () =>
    preparedSql(db, 'update search_remote set leased_until = ? where id = 1 and leased_by = ?').run(until(), owner)
      .changes;
  const timer = setInterval(renew, (leaseSeconds * 1000) / 4);
  timer.unref();
  return {
    mustHold() {
      if (renew() === 0) throw new Error('another process brings Meilisearch up to date');
    },
    release() {
      clearInterval(timer);
      preparedSql(db, "update search_remote set leased_until = '' where id = 1 and leased_by = ?").run(owner);
    },
  };
}

async function rebuild(remote: Remote, generation: number, lease: Lease): Promise<void> {
  const { client, db } = remote;
  const next = (locale: Locale) => `${remote.uid(locale)}_next`;
  for (const locale of locales) {
    if (!(await exists(client, remote.uid(locale))))
      await done(client.createIndex(remote.uid(locale), { primaryKey: 'id' }));
    if (await exists(client, next(locale))) await done(client.deleteIndex(next(locale)));
    await done(client.createIndex(next(locale), { primaryKey: 'id' }));
    await done(client.index(next(locale)).updateSettings(settingsFor(locale)));
  }
  await push(remote, changesPast(db, generation, -1), next);
  lease.mustHold();
  // A rebuild of ours that was committed in between has deleted the rows of this generation.
  if (readState(db).generation !== generation) throw new Error('another generation is read since; once more');
  await done(
    client.swapIndexes(locales.map((locale) => ({ indexes: [remote.uid(locale), next(locale)], rename: false }))),
  );
  for (const locale of locales) await done(client.deleteIndex(next(locale)));
}

async function allExist({ client, uid }: Remote): Promise<boolean> {
  return (await Promise.all(locales.map((locale) => exists(client, uid(locale))))).every(Boolean);
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
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false;
    throw error;
  }
}

class LostIndex extends Error {}

/** True if the index is gone, or if Meilisearch created it by itself, without our settings. */
export function isLostIndex(error: unknown): boolean {
  if (!(error instanceof MeilisearchApiError)) return false;
  const code = error.cause?.code ?? '';
  return code === 'index_not_found' || code.startsWith('invalid_search_');
}

/** Waits for a task; throws with Meilisearch's own message if it failed. */
async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error, type } = await task.waitTask(taskOptions);
  if (status === 'succeeded') return;
  const message = `Meilisearch ${type} ${status}: ${error?.message ?? 'no reason given'}`;
  throw error?.code === 'index_not_found' ? new LostIndex(message) : new Error(message);
}
