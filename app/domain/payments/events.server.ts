// Owns payment_events and payment_cursors: the provider's events already applied, and how far it was polled.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, integer, listValues, text } from '#db/rows.ts';

/** Records an event as applied. False when it already was: its id is unique. */
export function recordEvent(ctx: Ctx, event: { id: string; type: string }, sessionId: string): boolean {
  const insert = preparedSql(
    ctx.db,
    `insert into payment_events (id, type, session_id, received_at)
     values (?, ?, ?, ?)
     on conflict do nothing`,
  );
  return insert.run(event.id, event.type, sessionId, isoUtc(ctx.now)).changes > 0;
}

/** The given events that were already applied. */
export function knownEvents({ db }: Pick<Ctx, 'db'>, eventIds: readonly string[]): Set<string> {
  const known = 'select id from payment_events where id in (select value from json_each(?))';
  return new Set(listValues(db, text, known, JSON.stringify(eventIds)));
}

/** Time up to which the provider was polled, in Unix seconds; null before the first time. */
export function readCursor({ db }: Pick<Ctx, 'db'>): number | null {
  return findValue(db, integer, 'select seen_until from payment_cursors') ?? null;
}

export function moveCursor({ db }: Pick<Ctx, 'db'>, seenUntil: number): void {
  preparedSql(
    db,
    `insert into payment_cursors (id, seen_until)
     values (1, ?)
     on conflict (id) do update set seen_until = excluded.seen_until`,
  ).run(seenUntil);
}
