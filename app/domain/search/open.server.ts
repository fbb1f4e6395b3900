import type { Db } from '#db/client.ts';
import { embeddedEngine } from './embedded.server.ts';
import { type MeilisearchOptions, meilisearchEngine } from './meilisearch/engine.server.ts';
import type { SearchEngine } from './search.ts';
import { withFallback } from './with-fallback.server.ts';

/** The embedded engine, or Meilisearch before it. `onError` hears of every search that Meilisearch did not answer. */
export function openSearch(db: Db, remote: MeilisearchOptions | null, onError: (error: unknown) => void): SearchEngine {
  const embedded = embeddedEngine(db);
  return remote ? withFallback(meilisearchEngine(db, remote), embedded, onError) : embedded;
}
