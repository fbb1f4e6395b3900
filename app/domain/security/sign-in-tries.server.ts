// Counts wrong passwords, by account and by address, in the database. Accounts are named by a salted hash of the typed
// e-mail, so that an unknown one is answered like a known one and leaves no address.
import { createHash } from 'node:crypto';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { dailySalt, hashAddress } from './address-hash.server.ts';
import { clearUse, countUse, currentUse } from './limit-counts.server.ts';
import { accountWaitSeconds, addressDelayMs, letterAfter } from './sign-in-tries.ts';

const dayMs = 864e5;
const hourMs = 36e5;

/** `wait`: until then (ISO 8601); `letter`: too many failures today. `delayMs`: to be waited before the password is looked at. */
export type SignInGate = { state: 'open'; delayMs: number } | { state: 'wait'; until: string } | { state: 'letter' };

/** Whether a password for this e-mail may be tried now, by a browser that is not known. */
export function findSignInGate(ctx: Ctx, email: string): SignInGate {
  const subject = accountSubject(ctx, email);
  if (currentUse(ctx, { name: failures, subject }).count >= letterAfter) return { state: 'letter' };
  const { until } = currentUse(ctx, { name: waiting, subject });
  if (until) return { state: 'wait', until };
  const address = hashAddress(ctx);
  return {
    state: 'open',
    delayMs: address ? addressDelayMs(currentUse(ctx, { name: failures, subject: address }).count) : 0,
  };
}

/** Counts a wrong password; the account then waits longer each time. */
export function recordSignInFailure(ctx: Ctx, email: string): void {
  inTransaction(ctx, () => {
    const subject = accountSubject(ctx, email);
    const count = countUse(ctx, { name: failures, subject, windowMs: dayMs, max: letterAfter });
    const seconds = accountWaitSeconds(count);
    clearUse(ctx, { name: waiting, subject });
    if (seconds > 0) countUse(ctx, { name: waiting, subject, windowMs: seconds * 1000, max: 1 });
    const address = hashAddress(ctx);
    if (address) countUse(ctx, { name: failures, subject: address, windowMs: hourMs, max: 0 });
  });
}

/** After the right password, or a letter that was read: the account begins again. */
export function clearSignInFailures(ctx: Ctx, email: string): void {
  const subject = accountSubject(ctx, email);
  for (const name of [failures, waiting]) clearUse(ctx, { name, subject });
}

const failures = 'sign-in:failures';
const waiting = 'sign-in:wait';

/** The salt of the day: who was wrong yesterday begins again today. */
function accountSubject(ctx: Pick<Ctx, 'db' | 'now'>, email: string): string {
  const digest = createHash('sha256').update(dailySalt(ctx)).update('account').update(email.toLowerCase());
  return digest.digest('base64url').slice(0, 22);
}

/** Whole seconds until a time (ISO 8601), at least one. */
export function secondsUntil({ now }: Pick<Ctx, 'now'>, until: string): number {
  return Math.max(1, Math.ceil((Date.parse(until) - Date.parse(isoUtc(now))) / 1000));
}
