// Outside times in the log: cosignatures that are entries themselves, and so older than all that follows them. Between
// the last of those before an entry and the first cosignature over it, that entry was made.
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findRow, integer, listRows, listValues, text } from '#db/rows.ts';
import { entryTextSql } from './entry-text.ts';
import { appendEntries, type EntryDraft, type LedgerCtx, ledgerSize } from './log.server.ts';
import { parseHead, parseNote, parseSignature, readableTime } from './note.ts';

/** The longest that the log goes on without an outside time, in minutes, while it grows. */
const everyMinutes = 60;
/** How far a witness's clock may be off ours, in minutes. A cosignature further off bounds nothing. */
const clockMinutes = 10;

const minutesAgo = (now: Date, minutes: number) => isoUtc(addMinutes(now, -minutes));

/**
 * Enters the newest cosignatures, so that all that follows is younger than their time. Not while there are none, nor
 * when the last such entry is younger than an hour, nor when nothing was entered since. Returns whether it did.
 */
export function enterOutsideTime(ctx: LedgerCtx): boolean {
  return inTransaction(ctx, () => {
    const draft = outsideTimeDraft(ctx);
    if (draft) appendEntries(ctx, [draft]);
    return draft !== null;
  });
}

function outsideTimeDraft({ db, now }: Pick<Ctx, 'db' | 'now'>): EntryDraft | null {
  const newest = findRow(
    db,
    { size: integer, note: text, signed: text },
    `select c.size, h.note, h.at as signed
     from ledger_cosignatures c
     join ledger_checkpoints h on h.size = c.size
     order by c.size desc
     limit 1`,
  );
  if (!newest) return null;
  const last = findRow(
    db,
    { idx: integer, at: text, bytes: text },
    `select idx, at, ${entryTextSql} as bytes
     from ledger_entries l
     where kind = 'checkpoint.witnessed'
     order by idx desc
     limit 1`,
  );
  const { size, note, signed } = newest;
  if (
    last &&
    (last.at > minutesAgo(now, everyMinutes) ||
      ledgerSize({ db }) === last.idx + 1 ||
      (JSON.parse(last.bytes) as { size: number }).size >= size)
  )
    return null;
  const isNear = (seconds: number) =>
    seconds * 1000 >= Date.parse(signed) - clockMinutes * 60_000 &&
    seconds * 1000 <= now.getTime() + clockMinutes * 60_000;
  const lines = listRows(
    db,
    { line: text, seconds: integer },
    'select line, seconds from ledger_cosignatures where size = ?',
    size,
  );
  const near = lines.filter(({ seconds }) => isNear(seconds)).map(({ line }) => line.trim());
  const head = parseHead(parseNote(note)?.body ?? '');
  if (near.length === 0 || !head) return null;
  return {
    kind: 'checkpoint.witnessed',
    event: `checkpoint.witnessed:${size}`,
    body: {
      v: 1,
      at: `${isoUtc(now).slice(0, 19)}Z`,
      size,
      root: head.rootBase64,
      cosignatures: near.slice(0, 16),
      kept: listValues(db, integer, 'select count(*) from ledger_cosignatures where size <= ?', size)[0] ?? 0,
    },
  };
}

/** `entry`: the index of the entry that holds the cosignature; null where it is none. */
export type OutsideTime = { at: string; name: string; entry: number | null };

/** Null where there is none yet. */
export type OutsideTimes = { notBefore: OutsideTime | null; notAfter: OutsideTime | null };

/** Between which two outside times entries were signed, by the index of each entry. */
export function findOutsideTimes({ db }: Pick<Ctx, 'db'>, indexes: readonly number[]): (index: number) => OutsideTimes {
  const before = timesBefore(db, indexes);
  const after = timesAfter(db, indexes);
  return (index) => ({ notBefore: before.get(index) ?? null, notAfter: after.get(index) ?? null });
}

function timesBefore(db: Ctx['db'], indexes: readonly number[]): Map<number, OutsideTime | null> {
  const entries = listRows(
    db,
    { index: integer, idx: integer, bytes: text },
    `select j.value as "index", l.idx, ${entryTextSql} as bytes
     from json_each(?) j
     join ledger_entries l on l.idx = (
       select max(idx) from ledger_entries where kind = 'checkpoint.witnessed' and idx < j.value
     )`,
    JSON.stringify(indexes),
  );
  return new Map(entries.map(({ index, idx, bytes }) => [index, latestTime(idx, bytes)]));
}

function latestTime(idx: number, bytes: string): OutsideTime | null {
  const { cosignatures } = JSON.parse(bytes) as { cosignatures: string[] };
  const times = cosignatures.flatMap((line) => {
    const signature = parseSignature(line);
    if (!signature || signature.bytes.length < 72) return [];
    const seconds = readableTime(new DataView(signature.bytes.buffer, signature.bytes.byteOffset, 8).getBigUint64(0));
    return seconds === null ? [] : [{ name: signature.name, seconds }];
  });
  const latest = times.sort((a, b) => b.seconds - a.seconds)[0];
  return latest ? { at: isoUtc(new Date(latest.seconds * 1000)), name: latest.name, entry: idx } : null;
}

function timesAfter(db: Ctx['db'], indexes: readonly number[]): Map<number, OutsideTime> {
  const first = listRows(
    db,
    { index: integer, name: text, seconds: integer },
    `select j.value as "index", c.name, c.seconds
     from json_each(?) j
     join ledger_cosignatures c on (c.size, c.name, c.key_id) = (
       select n.size, n.name, n.key_id
       from ledger_cosignatures n
       join ledger_checkpoints h on h.size = n.size
       where n.size > j.value and n.seconds between unixepoch(h.at) - ? and unixepoch(h.at) + ?
       order by n.size, n.seconds
       limit 1
     )`,
    JSON.stringify(indexes),
    clockMinutes * 60,
    lateSeconds,
  );
  return new Map(
    first.map(({ index, name, seconds }) => [index, { at: isoUtc(new Date(seconds * 1000)), name, entry: null }]),
  );
}

/** A witness that was away may cosign late; beyond ten years its clock is odd. */
const lateSeconds = 10 * 366 * 86_400;
