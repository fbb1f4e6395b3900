// Brings Meilisearch up to date with the tables that every engine reads: what is past the mark of its indexes, or, when
// they cannot be believed, everything, as indexes built beside and swapped in. A lease ensures that one process does it.
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { getRow, integer, nullable, type Row, text } from '#db/rows.ts';
import { canFollow, countDocuments, readState } from '../index-tables.server.ts';
import { type Clients, RefusedDoor } from './client.server.ts';
import { type Lease, takeLease } from './lease.server.ts';
import { type Mark, readMark } from './mark.server.ts';
import { allDocuments, changesPast } from './remote-documents.server.ts';
import { settingsFor, settingsHash } from './settings.ts';
import { createIndexes, deleteIndexes, offersIn, pushChanges, pushMark, waitFor } from './tasks.server.ts';

export type Remote = {
  db: Db;
  clients: Clients;
  uid: (locale: Locale) => string;
  /** The town's own address: the indexes of another town are not touched. */
  owner: string;
};
const remoteRow = { generation: nullable(integer), seq: integer, settings: text, fill: text };
type RemoteState = Row<typeof remoteRow>;

/**
 * `done`: what the tables held at the call is in Meilisearch, and its marks and counts were right. `busy`: another
 * process has the lease. Throws when Meilisearch fails.
 */
export async function syncRemote(remote: Remote): Promise<'done' | 'busy'> {
  const lease = takeLease(remote.db);
  if (!lease) return 'busy';
  try {
    const mark = await ownMark(remote);
    if (mark === null) await fill(remote, lease);
    else if (!isFollowed(remote.db)) await follow(remote, lease, mark);
    return 'done';
  } finally {
    lease.release();
  }
}

/** Everything is brought again by the next sync. */
export function resetRemote(db: Db): void {
  preparedSql(db, 'update search_remote set generation = null where id = 1').run();
}

/** Whether Meilisearch has everything that the tables have, as far as this database knows. */
export function isFollowed(db: Db): boolean {
  const [own, state] = [readState(db), remoteState(db)];
  return state.generation === own.generation && state.seq >= own.seq && state.settings === settingsHash;
}

/** Whether Meilisearch has been filled, though changes may be missing. */
export function isFilled(db: Db): boolean {
  return remoteState(db).generation !== null;
}

/** Whether the indexes are in the state that this database knows. Needs no lease, and changes nothing. */
export async function isAsNoted({ db, clients, uid, owner }: Remote): Promise<boolean> {
  const mark = await readMark({ worker: clients.reader, uid, owner });
  const state = remoteState(db);
  return mark !== null && mark.fill === state.fill && mark.generation === state.generation && mark.seq === state.seq;
}

function remoteState(db: Db): RemoteState {
  return getRow(db, remoteRow, 'select generation, seq, settings, fill from search_remote where id = 1');
}

/** The mark from which changes can be brought; null when only a fill helps. An older copy that was put back will do. */
async function ownMark(remote: Remote): Promise<Mark | null> {
  const { db } = remote;
  const { clients, uid, owner } = remote;
  const mark = await readMark({ worker: clients.worker, uid, owner }).catch((error) => {
    if (error instanceof RefusedDoor) resetRemote(db);
    throw error;
  });
  const [own, state] = [readState(db), remoteState(db)];
  const isOwn = mark !== null && state.generation !== null && mark.fill === state.fill && mark.seq <= state.seq;
  if (!isOwn || !canFollow(own, mark.generation, mark.seq) || !hasAsMany(remote, mark)) {
    resetRemote(db);
    return null;
  }
  note(db, { ...state, generation: mark.generation, seq: mark.seq });
  return mark;
}

/** False if the index has another number of offers than the tables at the same sequence number. */
function hasAsMany({ db }: Remote, { generation, seq, documents }: Mark): boolean {
  const own = readState(db);
  return generation !== own.generation || seq !== own.seq || documents === countDocuments(db, generation);
}

function note(db: Db, { generation, seq, settings, fill }: RemoteState): void {
  preparedSql(db, 'update search_remote set generation = ?, seq = ?, settings = ?, fill = ? where id = 1').run(
    generation,
    seq,
    settings,
    fill,
  );
}

async function follow(remote: Remote, lease: Lease, mark: Mark): Promise<void> {
  const { db, clients, uid, owner } = remote;
  if (remoteState(db).settings !== settingsHash)
    for (const locale of locales)
      await waitFor(clients, clients.worker.index(uid(locale)).updateSettings(settingsFor(locale)));
  // Read before the rows: the next call pushes what changes in between.
  const { generation, seq } = readState(db);
  const next = { owner, fill: mark.fill, generation, seq };
  const changes = changesPast(db, generation, mark.seq);
  // Written with the offers when all are read in one step with their count, else after them.
  const documents = countDocuments(db, generation);
  const pushed = await pushChanges(clients, uid, changes, { ...next, documents });
  mustStillBe(db, generation);
  lease.mustHold();
  if (!pushed.withMark) await pushMark(clients, uid, { ...next, documents: await offersIn(clients, uid, 1) });
  note(db, { generation, seq, settings: settingsHash, fill: mark.fill });
}

async function fill({ db, clients, uid, owner }: Remote, lease: Lease): Promise<void> {
  const { generation, seq } = readState(db);
  const beside = (locale: Locale) => `${uid(locale)}_next`;
  await createIndexes(clients, uid, beside);
  await pushChanges(clients, beside, allDocuments(db, generation), null);
  mustStillBe(db, generation);
  const mark = { owner, fill: crypto.randomUUID(), generation, seq, documents: await offersIn(clients, beside, 0) };
  await pushMark(clients, beside, mark);
  lease.mustHold();
  // The task of a swap is of no single index and so hidden from a key that names indexes: Meilisearch works in order,
  // and the mark says whether the swap was made.
  await clients.worker.swapIndexes(
    locales.map((locale) => ({ indexes: [uid(locale), beside(locale)], rename: false })),
  );
  await deleteIndexes(clients, beside);
  const swapped = await readMark({ worker: clients.worker, uid, owner });
  if (swapped?.fill !== mark.fill) throw new Error('Meilisearch did not swap its indexes');
  note(db, { generation, seq, settings: settingsHash, fill: mark.fill });
}

/** A rebuild that was committed in between has deleted the rows of the generation that was read. */
function mustStillBe(db: Db, generation: number): void {
  if (readState(db).generation !== generation) throw new Error('the index was rebuilt meanwhile; once more');
}
