// Webhooks get lost: the provider is asked for its events since the last time, and what was missed is settled.
import { knownEvents, moveCursor, readCursor } from '#app/domain/payments/events.server.ts';
import { applyProviderEvent, ownEvents, type ProviderEvent } from './provider-events.server.ts';
import type { SettlementCtx } from './sync-payment.server.ts';

/** Events can be listed a little after they were made. */
const overlapSeconds = 300;
const firstLookSeconds = 3 * 24 * 3600;

/**
 * Settles every event that no webhook brought, the oldest first. One that cannot be settled is told and asked for again
 * the next time, without holding up the others. Returns how many were new. Throws when the provider does not answer.
 */
export async function pollEvents(
  ctx: SettlementCtx,
  onError: (error: unknown, eventId: string) => void,
): Promise<number> {
  const now = Math.floor(ctx.now.getTime() / 1000);
  const since = readCursor(ctx) ?? now - firstLookSeconds;
  const made: (ProviderEvent & { created: number })[] = [];
  const asked = { types: [...ownEvents], created: { gte: since - overlapSeconds }, limit: 100 };
  for await (const { id, type, created, data } of ctx.payments.stripe.events.list(asked)) {
    const objectId = (data.object as { id?: unknown }).id;
    if (typeof objectId === 'string') made.push({ id, type, created, objectId });
  }
  const ids = made.map(({ id }) => id);
  const known = knownEvents(ctx, ids);
  const missed = made.filter(({ id }) => !known.has(id));
  let until = now;
  for (const { created, ...event } of missed.reverse()) {
    try {
      await applyProviderEvent(ctx, event);
    } catch (error) {
      until = Math.min(until, created);
      onError(error, event.id);
    }
  }
  moveCursor(ctx, until);
  return missed.length;
}
