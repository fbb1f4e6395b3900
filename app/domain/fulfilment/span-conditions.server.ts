// Owns span_conditions and span_things: how lent things were at each hand-over, and which of them a borrower has.
import { asc, inArray } from 'drizzle-orm';
import { listSpansOfOrders } from '#app/domain/calendar/spans.server.ts';
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { hasRow, listRows, listValues, text } from '#db/rows.ts';
import { spanConditions } from '#db/schema/fulfilment.ts';
import {
  type ConditionKind,
  type ConditionWord,
  type conditionSides,
  type LendingRecord,
  recordOf,
} from './lending.ts';

type NewCondition = {
  kind: ConditionKind;
  side?: (typeof conditionSides)[number];
  condition?: ConditionWord | null;
  note?: string;
  acknowledgement?: { by: 'code' } | { by: 'signature'; name: string };
  lateCents?: number;
};

/** Adds a word, of the lender unless `side` is another. */
export function saveCondition(
  ctx: Ctx,
  span: string,
  { kind, side = 'lender', condition = null, note = '', acknowledgement, lateCents = 0 }: NewCondition,
): void {
  ctx.db
    .insert(spanConditions)
    .values({
      ...{ span, kind, side, condition, note: note.trim(), lateCents },
      acknowledgement: acknowledgement?.by ?? null,
      signedBy: acknowledgement?.by === 'signature' ? acknowledgement.name.trim() : null,
      recordedAt: isoUtc(ctx.now),
      recordedBy: recordedActor(ctx),
    })
    .run();
}

/** The words in force about each span; an empty record for a span without any. */
export function listRecords({ db }: Pick<Ctx, 'db'>, spans: readonly string[]): (span: string) => LendingRecord {
  if (spans.length === 0) return () => ({});
  const rows = db
    .select()
    .from(spanConditions)
    .where(inArray(spanConditions.span, [...spans]))
    .orderBy(asc(spanConditions.seq))
    .all();
  const bySpan = Map.groupBy(rows, (row) => row.span);
  return (span) => recordOf(bySpan.get(span) ?? []);
}

export function getRecord(ctx: Pick<Ctx, 'db'>, span: string): LendingRecord {
  return listRecords(ctx, [span])(span);
}

/** Gives things of a capacity to a span; false, without any change, when one of them is out already. */
export function giveThings(ctx: Ctx, span: string, capacity: number, numbers: readonly string[]): boolean {
  if (numbers.length === 0) return true;
  const given = { span, capacity, numbers: JSON.stringify(numbers), at: isoUtc(ctx.now) };
  const isOut = `select 1
    from span_things
    where capacity = ? and number in (select value from json_each(?)) and back_at is null`;
  if (hasRow(ctx.db, isOut, capacity, given.numbers)) return false;
  preparedSql(
    ctx.db,
    `insert into span_things (span, capacity, number, out_at)
     select @span, @capacity, value, @at from json_each(@numbers)
     where true
     on conflict (span, number) do update set out_at = excluded.out_at, back_at = null`,
  ).run(given);
  return true;
}

/** The things of a span are with their lender again. */
export function takeThings(ctx: Ctx, span: string): void {
  preparedSql(ctx.db, 'update span_things set back_at = ? where span = ? and back_at is null').run(
    isoUtc(ctx.now),
    span,
  );
}

/** The numbers that the spans have or had, in their order. */
export function listThings({ db }: Pick<Ctx, 'db'>, spans: readonly string[]): Map<string, string[]> {
  const rows = listRows(
    db,
    { span: text, number: text },
    'select span, number from span_things where span in (select value from json_each(?)) order by span, number',
    JSON.stringify(spans),
  );
  return new Map([...Map.groupBy(rows, ({ span }) => span)].map(([span, own]) => [span, own.map((one) => one.number)]));
}

/** Numbers of a capacity that were handed out before and are here now, in their order. */
export function listThingsHere({ db }: Pick<Ctx, 'db'>, capacity: number): string[] {
  return listValues(
    db,
    text,
    'select number from span_things where capacity = ? group by number having count(*) = count(back_at) order by number',
    capacity,
  );
}

/** Blanks names and notes of the spans of orders, in the caller's transaction. */
export function anonymiseConditions(ctx: Pick<Ctx, 'db'>, orderIds: readonly string[]): void {
  const spans = listSpansOfOrders(ctx, orderIds).map(({ id }) => id);
  if (spans.length === 0) return;
  preparedSql(
    ctx.db,
    `update span_conditions
     set signed_by = iif(signed_by is null, null, ''), note = ''
     where span in (select value from json_each(?))`,
  ).run(JSON.stringify(spans));
}

/** Deletes words recorded before `before`, at most `limit` rows; returns how many. */
export function eraseOldConditions(ctx: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    ctx.db,
    `delete from span_conditions
     where seq in (select seq from span_conditions where recorded_at < ? order by recorded_at limit ?)`,
  ).run(before, limit).changes;
}
