import { createHash } from 'node:crypto';
import { countUse } from '#app/domain/security/limit-counts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

const hourMs = 3_600_000;
const perHour = 5;

/** False if five letters of sign-ups and passwords went to this address within an hour, so that no mailbox is filled. */
export function maySendAccountLetter(ctx: Pick<Ctx, 'db' | 'now'>, email: string): boolean {
  const subject = createHash('sha256').update(email.toLowerCase()).digest('base64url');
  return countUse(ctx, { name: 'account-letter', subject, max: perHour, windowMs: hourMs }) <= perHour;
}
