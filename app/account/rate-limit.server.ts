import { RateLimiterMemory } from 'rate-limiter-flexible';

// One process, so memory is enough. Limits per account stop password lists; limits per address stop account lists.
const byAccount = new RateLimiterMemory({ points: 10, duration: 300 });
const byAddress = new RateLimiterMemory({ points: 60, duration: 300 });

/** False if this account or address has had too many attempts. */
export async function mayTryLogin(email: string, address: string): Promise<boolean> {
  try {
    await Promise.all([byAccount.consume(email.toLowerCase()), byAddress.consume(address)]);
    return true;
  } catch {
    return false; // the limiter rejects with its state; this is not an error
  }
}

/** A correct password does not count: only failed attempts lock an account or an address. */
export async function clearLoginTries(email: string, address: string): Promise<void> {
  await Promise.all([byAccount.delete(email.toLowerCase()), byAddress.reward(address)]);
}
