// The rows of ledger_witnesses: what each key of the policy last answered, when it is asked again, and the evidence kept.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { latestCopiedCheckpoint } from './checkpoints.server.ts';
import { latestCosigned, type WitnessAddress, type WitnessAnswer } from './cosignatures.server.ts';
import type { LedgerCtx } from './log.server.ts';
import type { Checker } from './note.server.ts';
import { activePolicy, type KnownWitness } from './policy.server.ts';
import { isWell, nextAskMs, type WitnessState, witnessStates } from './witness-state.ts';

const witnessRow = {
  state: oneOf(witnessStates),
  since: text,
  askedAt: nullable(text),
  nextAt: text,
  busyUntil: nullable(text),
  failures: integer,
  status: nullable(integer),
  answer: text,
  seenSize: nullable(integer),
};
export type WitnessRow = Row<typeof witnessRow>;

const columns = `state, since, asked_at as askedAt, next_at as nextAt, busy_until as busyUntil, failures, status, answer,
  seen_size as seenSize`;

function findWitnessRow({ db }: Pick<Ctx, 'db'>, { name, id }: Checker): WitnessRow | null {
  const sql = `select ${columns} from ledger_witnesses where name = ? and key_id = ?`;
  return findRow(db, witnessRow, sql, name, id) ?? null;
}

/** A witness of the policy in force, its row, and the latest head that it cosigned; a key that was not understood has neither. */
export type WitnessStatus = Pick<KnownWitness, 'name' | 'url'> & {
  keyName: string | null;
  keyId: string | null;
  algorithm: Checker['algorithm'] | null;
  row: WitnessRow | null;
  state: WitnessState;
  cosigned: { size: number; seconds: number } | null;
};

/** Each witness of the policy in force. */
export function listWitnesses(ctx: Pick<LedgerCtx, 'db'>): WitnessStatus[] {
  return activePolicy(ctx).known.map(({ name, url, checker }) => {
    const row = checker && findWitnessRow(ctx, checker);
    return {
      name,
      url,
      keyName: checker?.name ?? null,
      keyId: checker?.id ?? null,
      algorithm: checker?.algorithm ?? null,
      row,
      state: row?.state ?? 'waiting',
      cosigned: checker && latestCosigned(ctx, checker),
    };
  });
}

/** Makes every witness due at once: whoever starts the server may have mended what it refused. */
export function hurryWitnesses({ db, now }: Pick<Ctx, 'db' | 'now'>): void {
  preparedSql(db, 'update ledger_witnesses set next_at = ?, busy_until = null').run(isoUtc(now));
}

/** The witnesses of the policy in force by their address; a key without an address is never asked. */
export function listAddresses(ctx: Pick<LedgerCtx, 'db'>): WitnessAddress[] {
  const asked = activePolicy(ctx).known.flatMap(({ url, checker }) => (url && checker ? { url, checker } : []));
  return [...Map.groupBy(asked, ({ url }) => url)].map(([url, own]) => ({
    url,
    keys: own.map(({ checker }) => checker),
  }));
}

/** Whether a witness is to be asked now: it has not seen the newest head, or its time has come. */
function isDue(ctx: Pick<LedgerCtx, 'db' | 'now'>, { keys }: WitnessAddress, newest: number): boolean {
  const now = isoUtc(ctx.now);
  return keys.some((key) => {
    const row = findWitnessRow(ctx, key);
    if (!row) return true;
    if (row.busyUntil !== null && row.busyUntil > now) return false;
    if (row.nextAt <= now) return true;
    return isWell(row.state) && (latestCosigned(ctx, key)?.size ?? 0) < newest;
  });
}

/** Longer than a witness may take, so that two processes never ask the same one at once. */
const claimMs = 45_000;

/** Takes the witnesses that are due, for this process alone. Reads only, when none is. */
export function claimDueWitnesses(ctx: LedgerCtx): WitnessAddress[] {
  const newest = latestCopiedCheckpoint(ctx)?.size;
  if (newest === undefined) return [];
  const due = () => listAddresses(ctx).filter((address) => isDue(ctx, address, newest));
  if (due().length === 0) return [];
  return inTransaction(ctx, () => {
    const claimed = due();
    const now = isoUtc(ctx.now);
    const until = isoUtc(new Date(ctx.now.getTime() + claimMs));
    const claim = preparedSql(
      ctx.db,
      `insert into ledger_witnesses (name, key_id, state, since, next_at, busy_until, failures, answer)
       values (?, ?, 'waiting', ?, ?, ?, 0, '')
       on conflict (name, key_id) do update set busy_until = excluded.busy_until`,
    );
    for (const { keys } of claimed) for (const { name, id } of keys) claim.run(name, id, now, now, until);
    return claimed;
  });
}

/** Records an answer for each key of a witness. Returns the keys whose state it changed. */
export function recordAnswer(ctx: LedgerCtx, { keys }: WitnessAddress, answer: WitnessAnswer): Checker[] {
  const refreshMs = (activePolicy(ctx).maxAgeSeconds * 1000) / 3;
  const now = isoUtc(ctx.now);
  return inTransaction(ctx, () =>
    keys.filter((key) => {
      const before = findWitnessRow(ctx, key);
      const state = answer.ofKeys.get(key.id) ?? answer.state;
      const failures = isWell(state) ? 0 : (before?.failures ?? 0) + 1;
      const waitMs = nextAskMs(state, failures, { refreshMs, retryAfterMs: answer.retryAfterMs });
      preparedSql(
        ctx.db,
        `update ledger_witnesses
         set state = @state, since = iif(state = @state, since, @now), asked_at = @now, next_at = @nextAt,
             busy_until = null, failures = @failures, status = @status, answer = @answer, seen_size = @seenSize
         where name = @name and key_id = @keyId`,
      ).run({
        state,
        now,
        failures,
        nextAt: isoUtc(new Date(ctx.now.getTime() + waitMs)),
        status: answer.status,
        answer: answer.answer,
        seenSize: answer.seenSize,
        name: key.name,
        keyId: key.id,
      });
      return before?.state !== state;
    }),
  );
}

const refusedRow = {
  name: text,
  keyId: text,
  size: integer,
  at: text,
  note: text,
  answer: text,
  seenNote: nullable(text),
};
export type RefusedCheckpoint = Row<typeof refusedRow>;

/** Keeps a checkpoint that a witness refused because it holds another history, with the one it holds if it says so. */
export function keepRefusedCheckpoint(
  ctx: LedgerCtx,
  { keys }: WitnessAddress,
  { refused, answer }: WitnessAnswer,
  seenNote: string | null,
): void {
  if (!refused) return;
  const keep = preparedSql(
    ctx.db,
    `insert into ledger_refused_checkpoints (name, key_id, size, at, note, answer, seen_note)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  for (const { name, id } of keys) keep.run(name, id, refused.size, isoUtc(ctx.now), refused.note, answer, seenNote);
}

/** The refused checkpoints that are kept, the newest first; at most twenty. */
export function listRefusedCheckpoints({ db }: Pick<Ctx, 'db'>): RefusedCheckpoint[] {
  return listRows(
    db,
    refusedRow,
    `select name, key_id as keyId, size, at, note, answer, seen_note as seenNote
     from ledger_refused_checkpoints
     order by at desc, size desc, name
     limit 20`,
  );
}
