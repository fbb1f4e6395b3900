import { RateLimiterMemory } from 'rate-limiter-flexible';

// Passwords that are asked again, and letters that are asked for: per account and process. Limits by address stand in
// app/http/limits.ts, and a sign-in is slowed down in sign-in-guard.server.ts.
const byAccount = new RateLimiterMemory({ points: 10, duration: 300 });

/** False if this account has had too many attempts. */
export async function mayTryLogin(email: string, _address: string): Promise<boolean> {
  try {
    await byAccount.consume(email.toLowerCase());
    return true;
  } catch {
    return false; // the limiter rejects with its state; this is not an error
  }
}

/** A correct password does not count: only failed attempts lock an account. */
export async function clearLoginTries(email: string, _address: string): Promise<void> {
  await byAccount.delete(email.toLowerCase());
}
