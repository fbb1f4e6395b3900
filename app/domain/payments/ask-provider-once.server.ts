import { isReplayedFailure, mayKeyHaveExpired, refusalCode } from './stripe.server.ts';

/** A request to the provider, with the way to find out whether it was done. Ids are the provider's. */
export type ProviderRequest = {
  /** UTC time of the first attempt, ISO 8601: the age of its idempotency key. */
  createdAt: string;
  /** The effect of an earlier attempt, looked up by our own id; undefined if there is none. */
  find: () => Promise<string | undefined>;
  /** Asks for the effect, under the key of the present attempt. */
  create: () => Promise<string>;
  /** Gives the next attempt a key of its own. */
  renewKey: () => void;
};

/**
 * Asks the payment provider for one effect, at most once, over any number of attempts:
 * 1. A key may have expired (20 hours): look for the effect before asking under it again.
 * 2. Ask under the key of the attempt. The provider answers a repeated key with its first answer.
 * 3. A definite refusal is a result: a retry cannot change it.
 * 4. A server error that the provider replays under its key would come back at each retry, although the effect may
 *    have happened: look for it, and if there is none, renew the key for the next attempt.
 * Throws while the outcome is unknown; the caller retries later.
 */
export async function askProviderOnce(
  { now }: { now: Date },
  { createdAt, find, create, renewKey }: ProviderRequest,
): Promise<{ id: string } | { refusal: string }> {
  try {
    const known = mayKeyHaveExpired({ now }, createdAt) ? await find() : undefined;
    return { id: known ?? (await create()) };
  } catch (error) {
    const refusal = refusalCode(error);
    if (refusal) return { refusal };
    if (!isReplayedFailure(error)) throw error;
    const known = await find();
    if (known) return { id: known };
    renewKey();
    throw error;
  }
}
