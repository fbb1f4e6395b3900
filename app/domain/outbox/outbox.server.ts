// Owns the outbox: effects that must happen after commit. A row is written in the transaction that causes it, and
// is deleted when it was delivered long enough ago, or to erase personal data (`eraseDeliveries`). Letters leave by a
// lane of their own (letters.server.ts).

import { createHash } from 'node:crypto';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { hasRow, integer, listRows, listValues, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { awaitedTemplates, type OutboxKind, outboxKinds } from './outbox.ts';

/** The kind is checked at its delivery: an unknown one fails alone and must not stop the others. */
const outboxRow = { id: integer, kind: text, key: text, payload: text, attempts: integer };
export type OutboxRow = Row<typeof outboxRow>;

/** Runs the effect of one row. When it throws, the row is tried again under the same key. */
export type Deliver = (row: {
  kind: OutboxKind;
  key: string;
  payload: Record<string, unknown>;
}) => Promise<void> | void;

/** Twelve tries take about six hours. */
export const maxAttempts = 12;

/**
 * Idempotent by key: the same effect enqueued twice is one row, and a letter is written once for ever. It is not
 * delivered before `runAt`.
 */
export function enqueue(
  ctx: Ctx,
  kind: OutboxKind,
  key: string,
  payload: Record<string, unknown>,
  runAt: Date = ctx.now,
): void {
  if (kind === 'mail' && wasSent(ctx, key)) return;
  preparedSql(
    ctx.db,
    `insert into outbox (kind, key, payload, state, attempts, run_at, created_at, awaited)
     values (?, ?, ?, 'pending', 0, ?, ?, ?)
     on conflict (key) do nothing`,
  ).run(kind, key, JSON.stringify(payload), isoUtc(runAt), isoUtc(ctx.now), isAwaited(kind, payload) ? 1 : 0);
}

function isAwaited(kind: OutboxKind, { template }: Record<string, unknown>): boolean {
  return kind === 'mail' && awaitedTemplates.some((awaited) => awaited === template);
}

/** Whether this letter was enqueued before, sent or not; of another effect that was delivered this is forgotten in time. */
export function isEnqueued(ctx: Pick<Ctx, 'db'>, key: string): boolean {
  return hasRow(ctx.db, 'select 1 from outbox where key = ?', key) || wasSent(ctx, key);
}

function wasSent({ db }: Pick<Ctx, 'db'>, key: string): boolean {
  return hasRow(db, 'select 1 from outbox_sent where key_hash = ?', hashOfKey(key));
}

function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}

/** Whether a delivery other than a letter, and of no kind that waits, is due. */
export function hasDueDelivery(ctx: Ctx, waiting: readonly OutboxKind[] = []): boolean {
  const due = `select 1
     from outbox
     where state in ('pending', 'unknown') and kind <> 'mail' and run_at <= ?
       and kind not in (select value from json_each(?))
     limit 1`;
  return hasRow(ctx.db, due, isoUtc(ctx.now), JSON.stringify(waiting));
}

/**
 * Delivers the due rows other than letters, oldest first. A crash before the last statement delivers them again,
 * under the same keys. Rows of the kinds `waiting` stay. Returns the number delivered.
 */
export async function drainOutbox(ctx: Ctx, deliver: Deliver, waiting: readonly OutboxKind[] = []): Promise<number> {
  const due = listRows(
    ctx.db,
    outboxRow,
    `select id, kind, key, payload, attempts
     from outbox
     where state in ('pending', 'unknown') and kind <> 'mail' and run_at <= ?
       and kind not in (select value from json_each(?))
     order by run_at, id
     limit 100`,
    isoUtc(ctx.now),
    JSON.stringify(waiting),
  );
  const done: number[] = [];
  for (const row of due) {
    try {
      await deliver({ kind: requireKind(row), key: row.key, payload: JSON.parse(row.payload) });
      done.push(row.id);
    } catch (error) {
      postpone(ctx, row, error);
    }
  }
  if (done.length > 0) {
    preparedSql(
      ctx.db,
      `update outbox
       set state = 'done', attempts = attempts + 1, last_error = null
       where id in (select value from json_each(?))`,
    ).run(JSON.stringify(done));
  }
  return done.length;
}

function requireKind({ kind }: OutboxRow): OutboxKind {
  const known = outboxKinds.find((name) => name === kind);
  if (!known) throw new Error(`no delivery of the kind ${kind}`);
  return known;
}

/** Kinds retried until they succeed, such as money and invoice files; others are given up after `maxAttempts`. */
const patient: ReadonlySet<string> = new Set(['refund', 'settle', 'transfer', 'hand-over', 'document', 'event']);

/**
 * `unknown` because the effect may have happened: the retry uses the same key. Kinds that are given up become
 * `refused` after twelve tries in about six hours.
 */
function postpone(ctx: Ctx, row: OutboxRow, error: unknown): void {
  const attempts = row.attempts + 1;
  const state = attempts >= maxAttempts && !patient.has(row.kind) ? 'refused' : 'unknown';
  // Only while it still waits: another process may have delivered it.
  const postponed = preparedSql(
    ctx.db,
    `update outbox
     set state = ?, attempts = ?, run_at = ?, last_error = ?
     where id = ? and state in ('pending', 'unknown')`,
  );
  postponed.run(state, attempts, retryAt(ctx, attempts), String(error).slice(0, 500), row.id);
}

/** The next try after `attempts` failed ones: it doubles from twelve seconds to `longestMinutes`. */
export function retryAt({ now }: Pick<Ctx, 'now'>, attempts: number, longestMinutes = 180): string {
  return isoUtc(addMinutes(now, Math.min(longestMinutes, 0.1 * 2 ** Math.min(attempts, 20))));
}

const stuckDelivery = { kind: oneOf(outboxKinds), key: text, attempts: integer, lastError: nullable(text) };
export type StuckDelivery = Row<typeof stuckDelivery>;

/** Rows other than letters that failed at least ten times (more than an hour), the oldest first, for the stewards' books page. */
export function listStuckDeliveries({ db }: Pick<Ctx, 'db'>): StuckDelivery[] {
  return listRows(
    db,
    stuckDelivery,
    `select kind, key, attempts, last_error as lastError
     from outbox
     where kind <> 'mail' and state in ('unknown', 'refused') and attempts >= 10
     order by id
     limit 50`,
  );
}

/**
 * Deletes ended rows, and letters that wait, that contain the id of a subject in key or payload, in the caller's
 * transaction. Other effects that wait stay. Returns the keys of the letters, which name their files.
 */
export function eraseDeliveries({ db }: Pick<Ctx, 'db'>, subjects: readonly string[]): string[] {
  const concerned = `(state in ('done', 'refused') or kind = 'mail' and state in ('pending', 'unknown'))
       and exists (select 1 from json_each(?) s where instr(outbox.key, s.value) or instr(outbox.payload, s.value))`;
  const list = JSON.stringify(subjects);
  const keys = listValues(db, text, `select key from outbox where kind = 'mail' and ${concerned}`, list);
  preparedSql(db, `delete from outbox where ${concerned}`).run(list);
  return keys;
}

/**
 * Of ended letters that were written before `before`, at most `limit`, only the hash of the key stays, so that no letter
 * is written twice. Returns how many.
 */
export function compactLetters({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  const ended = listRows(
    db,
    { id: integer, key: text },
    `select id, key
     from outbox
     where kind = 'mail' and state in ('done', 'refused') and created_at < ?
     order by created_at
     limit ?`,
    before,
    limit,
  );
  return db.$client.transaction(() => {
    const sent = preparedSql(db, 'insert into outbox_sent (key_hash) values (?) on conflict do nothing');
    for (const { key } of ended) sent.run(hashOfKey(key));
    return deleteRows(db, ended);
  })();
}

/**
 * Deletes other effects that were delivered and are older than `before`, at most `limit`; returns how many. Each can be
 * delivered twice without harm, so that its key need not be known for ever.
 */
export function eraseDelivered({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  const delivered = listRows(
    db,
    { id: integer },
    `select id
     from outbox
     where kind <> 'mail' and state = 'done' and created_at < ?
     order by created_at
     limit ?`,
    before,
    limit,
  );
  return deleteRows(db, delivered);
}

function deleteRows(db: Db, rows: readonly { id: number }[]): number {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return preparedSql(db, 'delete from outbox where id in (select value from json_each(?))').run(ids).changes;
}
