// Polls the provider for events since the last time, because webhooks get lost, and applies the missed ones.
import { knownEvents, moveCursor, readCursor } from '#app/domain/payments/events.server.ts';
import { applyProviderEvent, ownEvents, type ProviderEvent } from './provider-events.server.ts';
import type { SettlementCtx } from './sync-payment.server.ts';

/** The provider may list an event some time after its creation. */
const overlapSeconds = 300;
const firstLookSeconds = 3 * 24 * 3600;

/**
 * Applies every event that no webhook delivered, the oldest first. A failing event is passed to `onError`, does not
 * block the others and is polled again. Returns the number of new events. Throws when the provider does not answer.
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
