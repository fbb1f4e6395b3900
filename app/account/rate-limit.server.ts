import { RateLimiterMemory } from 'rate-limiter-flexible';

// One process, so memory is enough. Both by account and by address: neither a list of passwords nor a list of accounts.
const byAccount = new RateLimiterMemory({ points: 10, duration: 300 });
const byAddress = new RateLimiterMemory({ points: 60, duration: 300 });

/** False when this account or address has tried too often. */
export async function mayTryLogin(email: string, address: string): Promise<boolean> {
  try {
    await Promise.all([byAccount.consume(email.toLowerCase()), byAddress.consume(address)]);
    return true;
  } catch {
    return false; // the limiter rejects with its state, which is not an error of ours
  }
}

/** A right password does not count: only wrong ones lock an account or an address. */
export async function clearLoginTries(email: string, address: string): Promise<void> {
  await Promise.all([byAccount.delete(email.toLowerCase()), byAddress.reward(address)]);
}
