// The mark of an index of Meilisearch: a document that is no offer, written with the last offers of each push. The state
// of an index is asked and counted there, not remembered here: it may be emptied, put back or another town's.
import type { Meilisearch } from 'meilisearch';
import { z } from 'zod';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { markId } from './asked-terms.ts';
import { codeOf, RefusedDoor } from './client.server.ts';

const markShape = z.object({
  /** The town whose offers these are. */
  owner: z.string(),
  /** The last time that everything was brought: numbers of another fill mean nothing. */
  fill: z.string(),
  generation: z.int(),
  seq: z.int(),
  /** Number of offers in the index with this mark. */
  documents: z.int(),
});
export type Mark = z.infer<typeof markShape>;

export type MarkedIndexes = { worker: Meilisearch; uid: (locale: Locale) => string; owner: string };

/**
 * The mark of the indexes of all languages; null when one is missing, has lost or gained offers, has none or another
 * one. Throws RefusedDoor for the index of another town.
 */
export async function readMark({ worker, uid, owner }: MarkedIndexes): Promise<Mark | null> {
  const asked = locales.map((locale) => ({ indexUid: uid(locale), filter: `id = ${markId}`, limit: 1 }));
  const answers = await orLost(() => worker.multiSearch({ queries: asked }));
  if (answers === null) return null;
  const marks = answers.results.map(({ hits }) => markShape.safeParse(hits[0]?.mark).data ?? null);
  const other = marks.find((mark) => mark !== null && mark.owner !== owner);
  if (other)
    throw new RefusedDoor(
      `The indexes ${asked.map(({ indexUid }) => indexUid).join(', ')} are those of ${other.owner}: give this town a MEILI_INDEX_PREFIX of its own, or delete them.`,
    );
  const [first] = marks;
  if (!first || marks.some((mark) => JSON.stringify(mark) !== JSON.stringify(first))) return null;
  const counts = await orLost(() => Promise.all(locales.map((locale) => countOffers(worker, uid(locale)))));
  return counts?.every((count) => count === first.documents) ? first : null;
}

/** Number of documents without the mark, which must be there. */
async function countOffers(worker: Meilisearch, uid: string): Promise<number> {
  return (await worker.index(uid).getStats()).numberOfDocuments - 1;
}

/** Null if an index is gone, or if Meilisearch made it by itself, without our settings. */
async function orLost<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'index_not_found' || code?.startsWith('invalid_search_')) return null;
    throw error;
  }
}
