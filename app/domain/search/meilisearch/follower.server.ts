// When Meilisearch is brought up to date by this process, and when it may answer: its key is one that the app may have,
// it was filled, and it is behind the tables by seconds only.
import { setTimeout } from 'node:timers/promises';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import type { SearchFault } from '../search.ts';
import { reasonOf } from '../with-fallback.server.ts';
import { isScopedKey, RefusedDoor } from './client.server.ts';
import { isAsNoted, isFilled, isFollowed, type Remote, syncRemote } from './sync-remote.server.ts';

export type Follower = {
  /** Throws while the embedded engine must answer. */
  mustBeBelieved: () => void;
  /** Asks which key it is, and looks at the indexes. Throws RefusedDoor for a key that the app may not have. */
  start: () => Promise<void>;
  /** Resolves when everything is brought and checked. Throws once for a fault that lasts. */
  flush: () => Promise<void>;
  /** The indexes are checked by the next flush. */
  checkSoon: () => void;
  /** Why changes do not reach Meilisearch. */
  fault: () => SearchFault | null;
  close: () => void;
};

const checkMs = 60_000;
/** Longer behind than this, the embedded engine answers. */
const maxBehindMs = 10_000;
const busyMs = 100;

export function openFollower(remote: Remote, gatherMs: number): Follower {
  const { db, clients, uid } = remote;
  const closing = new AbortController();
  let [isKeyKnown, isBelieved, checkedAt, begunAt] = [false, false, 0, 0];
  let fault: SearchFault | null = null;
  let refused: RefusedDoor | null = null;
  /** Since when changes wait; as good as for ever before the first look. */
  let behindSince: number | null = Number.NEGATIVE_INFINITY;

  async function askKey(): Promise<void> {
    if (!isKeyKnown) isKeyKnown = await isScopedKey(clients, uid(sourceLocale));
  }

  async function bring(): Promise<void> {
    await askKey();
    while (!closing.signal.aborted) {
      const due = performance.now() - checkedAt > checkMs || checkedAt === 0;
      if (isFollowed(db) && !due) return;
      await setTimeout(Math.max(0, begunAt + gatherMs - performance.now()), undefined, { signal: closing.signal });
      begunAt = performance.now();
      const outcome = await syncRemote(remote);
      if (outcome === 'done') {
        checkedAt = performance.now();
        isBelieved = true;
        behindSince = null;
      } else if (isFollowed(db)) return;
      else await setTimeout(busyMs, undefined, { signal: closing.signal });
    }
  }

  return {
    mustBeBelieved() {
      if (refused) throw refused;
      if (!isKeyKnown) throw new Error('Meilisearch has not said yet which key it was given');
      if (!isBelieved) throw new Error('the indexes of Meilisearch are not checked yet');
      if (!isFilled(db)) throw new Error('Meilisearch is being filled');
      if (isFollowed(db)) behindSince = null;
      else behindSince ??= performance.now();
      if (behindSince !== null && performance.now() - behindSince > maxBehindMs)
        throw new Error('Meilisearch is behind the catalogue');
    },
    async start() {
      await askKey();
      isBelieved = isKeyKnown && (await isAsNoted(remote).catch(() => false));
    },
    async flush() {
      try {
        await bring();
        [fault, refused] = [null, null];
      } catch (error) {
        if (closing.signal.aborted) return;
        refused = error instanceof RefusedDoor ? error : null;
        const reason = reasonOf(error);
        checkedAt = 0;
        if (fault?.reason === reason) return;
        fault = { since: fault?.since ?? new Date().toISOString(), reason };
        throw error;
      }
    },
    checkSoon() {
      checkedAt = 0;
    },
    fault: () => fault,
    close: () => closing.abort(),
  };
}
