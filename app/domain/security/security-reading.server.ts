// The events as stewards read them: pages of the newest, one kind or all, and the thresholds that were passed.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { getValue, integer, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { type SecurityEventKind, securityEventKinds } from './security-event.ts';
import { type SecurityThreshold, securityThresholds } from './security-thresholds.ts';

const eventRow = {
  id: integer,
  at: text,
  kind: oneOf(securityEventKinds),
  userId: nullable(text),
  actor: text,
  addressHash: nullable(text),
  detail: text,
};
export type SecurityEventRow = Row<typeof eventRow>;

export const eventsPerPage = 100;

/** At most a hundred events before `before` (an id), the newest first; of one kind, or of all for null. */
export function listSecurityEvents(
  { db }: Pick<Ctx, 'db'>,
  kind: SecurityEventKind | null,
  before = Number.MAX_SAFE_INTEGER,
): SecurityEventRow[] {
  return kind
    ? listRows(
        db,
        eventRow,
        `${selectEvents} where kind = ? and id < ? order by id desc limit ?`,
        kind,
        before,
        eventsPerPage,
      )
    : listRows(db, eventRow, `${selectEvents} where id < ? order by id desc limit ?`, before, eventsPerPage);
}

const selectEvents = `select id, at, kind, user_id as userId, actor, address_hash as addressHash, detail
     from security_events`;

/**
 * Every event that is kept, the oldest first, for a file. In pages, each read at once: a query that stays open while
 * the file is sent would stop every other writer of this process.
 */
export function* eachSecurityEvent({ db }: Pick<Ctx, 'db'>): Generator<SecurityEventRow> {
  for (let after = 0; ; ) {
    const page = listRows(db, eventRow, `${selectEvents} where id > ? order by id limit 1000`, after);
    yield* page;
    if (page.length < 1000) return;
    after = page.at(-1)!.id;
  }
}

/** The thresholds that are passed now, with the number of events in their window. One short query for each. */
export function listPassedThresholds({ db, now }: Pick<Ctx, 'db' | 'now'>): (SecurityThreshold & { count: number })[] {
  return securityThresholds
    .map((threshold) => ({
      ...threshold,
      count: getValue(
        db,
        integer,
        'select count(*) from security_events where kind = ? and at > ?',
        threshold.kind,
        isoUtc(new Date(now.getTime() - threshold.hours * 36e5)),
      ),
    }))
    .filter(({ count, max }) => count > max);
}
