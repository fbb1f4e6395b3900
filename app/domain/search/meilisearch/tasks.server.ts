// The tasks of Meilisearch: indexes are made, offers and marks written in batches, and each is waited for.
import type { EnqueuedTaskPromise } from 'meilisearch';
import { type Locale, locales, perLocale, sourceLocale } from '#app/domain/shared/locale.ts';
import { markId } from './asked-terms.ts';
import { type Clients, codeOf } from './client.server.ts';
import type { Mark } from './mark.server.ts';
import { type RemoteChange, rowsAtOnce } from './remote-documents.server.ts';
import { settingsFor } from './settings.ts';

type Uid = (locale: Locale) => string;

/** Offers in one request: more would hold the process while its text is made. */
const documentsAtOnce = 2000;
const taskOptions = { timeout: 300_000, interval: 20 };

/** Waits for a task; throws with Meilisearch's own message if it failed. */
export async function waitFor({ worker }: Clients, task: EnqueuedTaskPromise | number): Promise<void> {
  const { status, error, type } = await worker.tasks.waitForTask(
    typeof task === 'number' ? task : await task,
    taskOptions,
  );
  if (status === 'succeeded') return;
  throw new Error(`Meilisearch ${type} ${status}: ${error?.message ?? 'no reason given'}`);
}

/** Empty indexes with our settings beside those in use, which exist from now on too. */
export async function createIndexes(clients: Clients, uid: Uid, beside: Uid): Promise<void> {
  const { worker } = clients;
  for (const locale of locales) {
    if (!(await exists(clients, uid(locale))))
      await waitFor(clients, worker.createIndex(uid(locale), { primaryKey: 'id' }));
    if (await exists(clients, beside(locale))) await waitFor(clients, worker.deleteIndex(beside(locale)));
    await waitFor(clients, worker.createIndex(beside(locale), { primaryKey: 'id' }));
    await waitFor(clients, worker.index(beside(locale)).updateSettings(settingsFor(locale)));
  }
}

export async function deleteIndexes(clients: Clients, uid: Uid): Promise<void> {
  for (const locale of locales) await waitFor(clients, clients.worker.deleteIndex(uid(locale)));
}

/**
 * Adds and removes offers in the indexes of all languages. When `mark` is given and all changes came in one slice, it is
 * written in the same request (`withMark`).
 */
export async function pushChanges(
  clients: Clients,
  uid: Uid,
  slices: AsyncIterable<RemoteChange[]>,
  mark: Mark | null,
): Promise<{ withMark: boolean }> {
  const tasks: EnqueuedTaskPromise[] = [];
  let lines = perLocale((): string[] => []);
  let gone: number[] = [];
  let [count, isOneSlice] = [0, true];
  const send = async (last: Mark | null) => {
    const removed = gone;
    const added = lines;
    [gone, lines] = [[], perLocale(() => [])];
    for (const locale of locales) {
      const index = clients.worker.index(uid(locale));
      if (removed.length > 0) tasks.push(index.deleteDocuments(removed));
      if (last) added[locale].push(JSON.stringify({ id: markId, mark: last }));
      if (added[locale].length > 0)
        tasks.push(
          index.addDocumentsFromString(added[locale].join('\n'), 'application/x-ndjson', { primaryKey: 'id' }),
        );
    }
    await Promise.all(tasks.slice(-4));
  };
  for await (const changes of slices) {
    count += changes.length;
    if (count >= rowsAtOnce) isOneSlice = false;
    for (const { id, documents } of changes)
      if (documents) for (const locale of locales) lines[locale].push(JSON.stringify(documents[locale]));
      else gone.push(id);
    if (lines[sourceLocale].length >= documentsAtOnce) await send(null);
  }
  const withMark = mark !== null && isOneSlice;
  await send(withMark ? mark : null);
  for (const task of tasks) await waitFor(clients, task);
  return { withMark };
}

export async function pushMark(clients: Clients, uid: Uid, mark: Mark): Promise<void> {
  const tasks = locales.map((locale) => clients.worker.index(uid(locale)).addDocuments([{ id: markId, mark }]));
  for (const task of tasks) await waitFor(clients, task);
}

/** Number of offers in the indexes, `marks` of whose documents are none. Throws if the languages differ. */
export async function offersIn({ worker }: Clients, uid: Uid, marks: number): Promise<number> {
  const counts = await Promise.all(
    locales.map(async (locale) => (await worker.index(uid(locale)).getStats()).numberOfDocuments - marks),
  );
  if (new Set(counts).size !== 1) throw new Error(`the languages of Meilisearch have ${counts.join(' and ')} offers`);
  return counts[0]!;
}

async function exists({ worker }: Clients, uid: string): Promise<boolean> {
  try {
    await worker.getRawIndex(uid);
    return true;
  } catch (error) {
    if (codeOf(error) === 'index_not_found') return false;
    throw error;
  }
}
