import type { Db } from '#db/client.ts';
import { embeddedEngine } from './embedded.server.ts';
import { type MeilisearchOptions, meilisearchEngine } from './meilisearch/engine.server.ts';
import type { SearchEngine } from './search.ts';
import { withFallback } from './with-fallback.server.ts';

/**
 * The embedded engine, or Meilisearch with the embedded engine as fallback. `onError` receives each failure of
 * Meilisearch, but not the calls that skip it while the breaker is open.
 */
export function openSearch(db: Db, remote: MeilisearchOptions | null, onError: (error: unknown) => void): SearchEngine {
  const embedded = embeddedEngine(db);
  return remote ? withFallback(meilisearchEngine(db, remote), embedded, onError) : embedded;
}
