// A password is tried here: failures slow down, then only a known browser or a letter lets in.
import { setTimeout as sleep } from 'node:timers/promises';
import { authenticateUser, findUserId } from '#app/domain/accounts/accounts.server.ts';
import { readDevice } from '#app/domain/accounts/session.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { hasKnownDevice, isKnownDevice, rememberDevice } from '#app/domain/security/known-devices.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import {
  clearSignInFailures,
  findSignInGate,
  recordSignInFailure,
  secondsUntil,
} from '#app/domain/security/sign-in-tries.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { deviceCookie, readDeviceToken } from '#app/http/cookies.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export type PasswordRefusal = { reason: 'wrong' } | { reason: 'letter' } | { reason: 'wait'; seconds: number };

/** Tries a password. The right one from a browser that the person used before is never kept waiting. */
export async function tryPassword(
  ctx: RequestContext,
  email: string,
  password: string,
): Promise<Result<{ userId: string }, PasswordRefusal>> {
  const account = findUserId(ctx, email);
  if (!(account && isKnownDevice(ctx, account, readDeviceToken(ctx)))) {
    const gate = findSignInGate(ctx, email);
    if (gate.state !== 'open') {
      recordSecurityEvent(ctx, { kind: 'sign-in-delayed', userId: account, detail: gate.state });
      return gate.state === 'wait' ? refused('wait', { seconds: secondsUntil(ctx, gate.until) }) : refused('letter');
    }
    if (gate.delayMs > 0) await sleep(gate.delayMs);
  }
  const userId = await authenticateUser(ctx, email, password);
  if (userId) {
    clearSignInFailures(ctx, email);
    return done({ userId });
  }
  inTransaction(ctx, () => {
    recordSignInFailure(ctx, email);
    recordSecurityEvent(ctx, { kind: 'sign-in-failed', userId: account });
  });
  return refused('wrong');
}

/**
 * Records a sign-in and returns the cookie of a browser that is known from now on. In a new one the person is told by
 * letter, unless it is the first that they use.
 */
export function recordSignIn(ctx: RequestContext, userId: string, method: string): string {
  const token = readDeviceToken(ctx);
  return inTransaction(ctx, () => {
    const isNew = hasKnownDevice(ctx, userId) && !isKnownDevice(ctx, userId, token);
    const own = { ...ctx, actor: { kind: 'user', userId } as const };
    recordSecurityEvent(own, { kind: isNew ? 'signed-in-elsewhere' : 'signed-in', detail: method });
    if (isNew) {
      const { browser, system } = readDevice(ctx.userAgent);
      const at = isoUtc(ctx.now);
      enqueue(ctx, 'mail', newId('mail:new-device'), { template: 'new-device', userId, browser, system, at });
    }
    return deviceCookie(rememberDevice(ctx, userId, token), ctx.secure);
  });
}
