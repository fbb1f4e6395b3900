// Promises of entries to buyers, and whether they were kept. Owns ledger_promises.
import { verify } from 'node:crypto';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { blob, findRow, findValue, getValue, integer, listRows, listValues, nullable, text } from '#db/rows.ts';
import type { LedgerCtx } from './log.server.ts';
import { type Checker, signNote } from './note.server.ts';
import { parseNote } from './note.ts';
import type { OutsideFault } from './outside.ts';
import { parsePromise, promiseBody } from './promise.ts';

/** The longest time between payment and entry, as a promise says it. */
const delayMinutes = 24 * 60;

/** The number that this buyer's next order gets: one more than the last, from 1 on. */
export function nextPromiseNumber({ db }: Pick<Ctx, 'db'>, buyer: string): number {
  return (getValue(db, nullable(integer), 'select max(number) from ledger_promises where buyer = ?', buyer) ?? 0) + 1;
}

/** Promises the entries of an order to its buyer, in the transaction of its payment. */
export function promiseEntries(
  ctx: LedgerCtx,
  { order, buyer }: { order: string; buyer: string },
  indexes: readonly number[],
): void {
  if (indexes.length === 0) return;
  const seconds = (time: Date) => `${isoUtc(time).slice(0, 19)}Z`;
  preparedSql(
    ctx.db,
    `insert into ledger_promises (order_id, buyer, number, at, due_at, first_idx, leaves)
     select ?, ?, ?, ?, ?, min(idx), unhex(group_concat(hex(leaf), '' order by idx))
     from ledger_entries
     where idx in (select value from json_each(?))`,
  ).run(
    order,
    buyer,
    nextPromiseNumber(ctx, buyer),
    seconds(ctx.now),
    seconds(addMinutes(ctx.now, delayMinutes)),
    JSON.stringify(indexes),
  );
}

const leafBytes = 32;
const promised = { order: text, number: integer, at: text, by: text, first: integer, leaves: blob };
const promisedColumns = 'order_id as "order", number, at, due_at as by, first_idx as "first", leaves';

function entriesIn({ first, leaves }: { first: number; leaves: Buffer }): { index: number; leaf: string }[] {
  return Array.from({ length: leaves.length / leafBytes }, (_, n) => ({
    index: first + n,
    leaf: leaves.toString('base64', n * leafBytes, (n + 1) * leafBytes),
  }));
}

/** The signed promise of an order as a text; null without one. The same promise has the same signature each time. */
export function findPromise(ctx: LedgerCtx, orderId: string): string | null {
  const row = findRow(ctx.db, promised, `select ${promisedColumns} from ledger_promises where order_id = ?`, orderId);
  if (!row) return null;
  const { order, number, at, by } = row;
  const { origin } = ctx.ledgerKey;
  return signNote(ctx.ledgerKey, promiseBody({ origin, order, number, at, by, entries: entriesIn(row) }));
}

/** The number of an order among its buyer's; null for one without a promise. */
export function findPromiseNumber({ db }: Pick<Ctx, 'db'>, orderId: string): number | null {
  return findValue(db, integer, 'select number from ledger_promises where order_id = ?', orderId) ?? null;
}

/** Promises whose entries are not where they were promised, and buyers whose orders are not numbered without a gap. */
export function checkPromises({ db }: Pick<Ctx, 'db'>): OutsideFault[] {
  const broken = listRows(
    db,
    { order: text, index: integer, found: nullable(integer) },
    `with recursive promised(order_id, leaves, "index", n) as (
       select order_id, leaves, first_idx, 0 from ledger_promises
       union all
       select order_id, leaves, "index" + 1, n + 1 from promised where (n + 1) * 32 < length(leaves)
     )
     select p.order_id as "order", p."index", l.idx as found
     from promised p
     left join ledger_entries l on l.idx = p."index"
     where l.idx is null or l.leaf <> substr(p.leaves, p.n * 32 + 1, 32)`,
  ).map(({ order, index, found }) => ({
    index,
    reason: `it was promised to the order ${order}, and ${found === null ? 'was never entered' : 'another stands there'}`,
  }));
  const gaps = listValues(
    db,
    text,
    'select buyer from ledger_promises group by buyer having max(number) <> count(*) or min(number) <> 1',
  ).map((buyer) => ({ index: null, reason: `the orders of the buyer ${buyer} are not numbered without a gap` }));
  return [...broken, ...gaps];
}

export type PromiseVerdict = { state: 'kept' | 'due' | 'broken' | 'unsigned' | 'form' };

/** Whether this log kept a promise, as its holder shows it: `due` while its day is not over. */
export function judgePromise(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  keys: readonly Checker[],
  text: string,
): PromiseVerdict {
  const note = parseNote(text);
  const promise = parsePromise(text);
  if (!note || !promise) return { state: 'form' };
  const own = keys.filter(({ name, type }) => type === 'log' && name === promise.origin);
  const isSigned = own.some(({ id, key }) =>
    note.signatures.some((one) => one.id === id && verify(null, Buffer.from(note.body), key, one.bytes)),
  );
  if (!isSigned) return { state: 'unsigned' };
  const isKept = promise.entries.every(({ index, leaf }) =>
    findRow(db, { leaf: blob }, 'select leaf from ledger_entries where idx = ?', index)?.leaf.equals(leaf),
  );
  if (isKept) return { state: 'kept' };
  return { state: promise.by > isoUtc(now) ? 'due' : 'broken' };
}
