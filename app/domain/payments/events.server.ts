// Owns payment_events and payment_cursors: the provider's events already applied, and how far it was polled.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';

/** Records an event as applied. False when it already was: its id is unique. */
export function recordEvent(ctx: Ctx, event: { id: string; type: string }, sessionId: string): boolean {
  const insert = preparedSql(
    ctx.db,
    'insert into payment_events (id, type, session_id, received_at) values (?, ?, ?, ?) on conflict do nothing',
  );
  return insert.run(event.id, event.type, sessionId, isoUtc(ctx.now)).changes > 0;
}

/** The given events that were already applied. */
export function knownEvents({ db }: Pick<Ctx, 'db'>, eventIds: readonly string[]): Set<string> {
  const known = preparedSql(db, 'select id from payment_events where id in (select value from json_each(?))').pluck();
  return new Set(known.all(JSON.stringify(eventIds)) as string[]);
}

/** Time up to which the provider was polled, in Unix seconds; null before the first time. */
export function readCursor({ db }: Pick<Ctx, 'db'>): number | null {
  return (preparedSql(db, 'select seen_until from payment_cursors').pluck().get() as number | undefined) ?? null;
}

export function moveCursor({ db }: Pick<Ctx, 'db'>, seenUntil: number): void {
  preparedSql(
    db,
    'insert into payment_cursors (id, seen_until) values (1, ?) on conflict (id) do update set seen_until = excluded.seen_until',
  ).run(seenUntil);
}
