// Polls the provider for events since the last time, because webhooks get lost, and applies the missed ones.
import { z } from 'zod';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { knownEvents, moveCursor, readCursor } from '#app/domain/payments/events.server.ts';
import { applyProviderEvent, ownEvents, type ProviderEvent } from './provider-events.server.ts';
import type { SettlementCtx } from './sync-payment.server.ts';

/** The provider may list an event some time after its creation. */
const overlapSeconds = 300;
const firstLookSeconds = 3 * 24 * 3600;

/**
 * Applies every event that no webhook delivered, the oldest first. A failing event is passed to `onError` and waits in
 * the outbox: it blocks neither the others nor the cursor, which always moves on. Returns the number of new events.
 * Throws when the provider does not answer.
 */
export async function pollEvents(
  ctx: SettlementCtx,
  onError: (error: unknown, eventId: string) => void,
): Promise<number> {
  const now = Math.floor(ctx.now.getTime() / 1000);
  const since = readCursor(ctx) ?? now - firstLookSeconds;
  const made: ProviderEvent[] = [];
  const asked = { types: [...ownEvents], created: { gte: since - overlapSeconds }, limit: 100 };
  for await (const { id, type, data } of ctx.payments.stripe.events.list(asked)) {
    const objectId = (data.object as { id?: unknown }).id;
    if (typeof objectId === 'string') made.push({ id, type, objectId });
  }
  const ids = made.map(({ id }) => id);
  const known = knownEvents(ctx, ids);
  const missed = made.filter(({ id }) => !known.has(id));
  for (const event of missed.reverse()) {
    try {
      await applyProviderEvent(ctx, event);
    } catch (error) {
      enqueue(ctx, 'event', `event:${event.id}`, event);
      onError(error, event.id);
    }
  }
  moveCursor(ctx, now);
  return missed.length;
}

const failedEvent = z.object({ id: z.string(), type: z.string(), objectId: z.string() });

/** Applies an event of the outbox, which failed when it was polled. Throws while it still fails. */
export async function retryEvent(ctx: SettlementCtx, payload: unknown): Promise<void> {
  await applyProviderEvent(ctx, failedEvent.parse(payload));
}
