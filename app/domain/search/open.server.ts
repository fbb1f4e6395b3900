import type { Db } from '#db/client.ts';
import { embeddedEngine } from './embedded.server.ts';
import { type MeilisearchOptions, meilisearchEngine } from './meilisearch/engine.server.ts';
import type { SearchEngine, SearchFault } from './search.ts';
import { withFallback } from './with-fallback.server.ts';

/**
 * The embedded engine, or Meilisearch with the embedded engine as fallback, and for the order by the first free moment, which
 * Meilisearch cannot know: moments are no fields of documents. `report` hears when the
 * embedded engine begins to answer instead, and when Meilisearch answers again (null).
 */
export function openSearch(
  db: Db,
  remote: MeilisearchOptions | null,
  report: (fault: SearchFault | null) => void,
): SearchEngine {
  const embedded = embeddedEngine(db);
  if (!remote) return embedded;
  const both = withFallback(meilisearchEngine(db, remote), embedded, report);
  return { ...both, search: (query) => (query.sort === 'soonest' ? embedded : both).search(query) };
}
