// Passwords that a page asks of a person who is signed in or opens a letter: ten in five minutes by account. A sign-in is
// slowed down in sign-in-guard.server.ts, and limits by address stand in app/http/limits.ts.
import { createHash } from 'node:crypto';
import { clearUse, countUse } from '#app/domain/security/limit-counts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

const tries = (email: string) => ({
  name: 'password-again',
  subject: createHash('sha256').update(email.toLowerCase()).digest('base64url'),
  max: 10,
  windowMs: 300_000,
});

/** Counts a try; false if this account has had too many. */
export function mayTryPassword(ctx: Pick<Ctx, 'db' | 'now'>, email: string): boolean {
  const limit = tries(email);
  return countUse(ctx, limit) <= limit.max;
}

/** A right password does not count. */
export function clearPasswordTries(ctx: Pick<Ctx, 'db'>, email: string): void {
  clearUse(ctx, tries(email));
}
