// How Meilisearch is spoken to, and how its refusals are read.
import { Meilisearch, MeilisearchApiError, MeilisearchRequestError } from 'meilisearch';
import { SetupError } from '#db/setup-error.ts';

/** After this time the embedded engine answers instead. */
export const searchTimeoutMs = 300;
const workTimeoutMs = 30_000;

export type MeilisearchDoor = { url: string; apiKey: string; searchMs: number };
export type Clients = {
  /** For searches. */
  reader: Meilisearch;
  /** For everything that a search does not wait for. */
  worker: Meilisearch;
  /** Aborts every request, under way or to come. */
  close: () => void;
};

export function openClients({ url, apiKey, searchMs }: MeilisearchDoor): Clients {
  const closing = new AbortController();
  const open = (timeoutMs: number) =>
    new Meilisearch({
      host: url,
      apiKey,
      // Compressed answers come in small writes, each of which waits for an acknowledgement: 40 ms late on loopback.
      requestInit: { headers: { 'accept-encoding': 'identity' } },
      httpClient: (address, init) => request(address, init, timeoutMs, closing.signal),
    });
  return { reader: open(searchMs), worker: open(workTimeoutMs), close: () => closing.abort() };
}

/** The client's own time limit does not hold for a request that has a signal. */
async function request(
  address: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  timeoutMs: number,
  closing: AbortSignal,
): Promise<unknown> {
  const signals = [closing, AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])];
  const response = await fetch(address, { ...init, signal: AbortSignal.any(signals) });
  const body = await response.text();
  const answer = body === '' ? undefined : JSON.parse(body);
  if (!response.ok) throw new MeilisearchApiError(response, answer);
  return answer;
}

/** A refusal that only the operator can end: a key that may too little or too much, or the index of another town. */
export class RefusedDoor extends SetupError {}

/** The code that Meilisearch gives to a refusal; null for any other error. */
export function codeOf(error: unknown): string | null {
  // The client wraps what `request` throws.
  const refusal = error instanceof MeilisearchRequestError ? error.cause : error;
  return refusal instanceof MeilisearchApiError ? (refusal.cause?.code ?? '') : null;
}

/**
 * Whether the key is one that the app may have; false when Meilisearch could not be asked. Throws RefusedDoor for a key
 * that can manage keys, and for one that may not read the index `uid`.
 */
export async function isScopedKey({ reader }: Clients, uid: string): Promise<boolean> {
  try {
    await reader.getKeys({ limit: 1 });
  } catch (error) {
    return codeOf(error) === 'invalid_api_key' && (await mayReadIndex(reader, uid));
  }
  throw new RefusedDoor('MEILI_API_KEY can manage keys; give the app a key for its own indexes alone (docs/scale.md).');
}

async function mayReadIndex(reader: Meilisearch, uid: string): Promise<boolean> {
  try {
    await reader.index(uid).getStats();
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'index_not_found') return true;
    if (code === 'invalid_api_key')
      throw new RefusedDoor(
        `MEILI_API_KEY is wrong, or not a key for the indexes under MEILI_INDEX_PREFIX (${uid}); docs/scale.md says how to make one.`,
      );
    return false;
  }
}
