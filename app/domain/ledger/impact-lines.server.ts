// Impact lines that no later entry has reversed. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { eachRow, getValue, integer, listRows, nullable, type Row, text } from '#db/rows.ts';
import type { EntryKind } from './entry-kinds.ts';

const impactLine = { index: integer, reference: text, at: text, canonical: text, leaf: text };
/** SQL: the text that `openedText` gives. */
const opened = `case when f.idx is null then cast(l.bytes as text)
            else substr(cast(l.bytes as text), 1, length(cast(l.bytes as text)) - 1) || ',' || substr(f.canonical, 2) end`;
/**
 * The entry of one order line with its opened figures as JSON, and its leaf in hex: texts, which are read faster than
 * blobs.
 */
export type ImpactLine = Row<typeof impactLine>;

/** All of them as of the time when the ledger had `size` entries, in log order. */
export function listImpactLines({ db }: Pick<Ctx, 'db'>, size: number): ImpactLine[] {
  return listRows(
    db,
    impactLine,
    `select l.idx as "index", l.reference, l.at, ${opened} as canonical, lower(hex(l.leaf)) as leaf
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.kind = 'impact.line' and l.idx < @size
       and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed' and r.idx < @size)
     order by l.idx`,
    { size },
  );
}

const impactHistoryLine = { ...impactLine, reversedAt: nullable(integer) };
/** `reversedAt`: the index of the entry that reversed the line. */
export type ImpactHistoryLine = Row<typeof impactHistoryLine>;

const historyOf = (lines: string) => `
  select l.idx as "index", l.reference, l.at, ${opened} as canonical, lower(hex(l.leaf)) as leaf,
         r.idx as reversedAt
  from ledger_entries l
  left join ledger_figures f on f.idx = l.idx
  left join ledger_entries r on r.event = l.event || ':reversed' and r.idx < @size
  where ${lines} and l.idx < @size
  order by l.idx`;

/** Every line that the first `size` entries have, also those that are reversed there, in log order. */
export function listImpactHistory({ db }: Pick<Ctx, 'db'>, size: number): ImpactHistoryLine[] {
  return listRows(db, impactHistoryLine, historyOf("l.kind = 'impact.line'"), { size });
}

/** Those of the given references alone. */
export function listImpactHistoryOf(
  { db }: Pick<Ctx, 'db'>,
  size: number,
  references: readonly string[],
): ImpactHistoryLine[] {
  const own = "l.reference in (select value from json_each(@references)) and +l.kind = 'impact.line'";
  return listRows(db, impactHistoryLine, historyOf(own), { size, references: JSON.stringify(references) });
}

/** Those of the given references, in log order; all of them, or a page. */
export function listImpactLinesOf(
  { db }: Pick<Ctx, 'db'>,
  references: readonly string[],
  { limit, offset } = { limit: -1, offset: 0 },
): ImpactLine[] {
  return listRows(
    db,
    impactLine,
    `select l.idx as "index", l.reference, l.at, ${opened} as canonical, lower(hex(l.leaf)) as leaf
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.reference in (select value from json_each(@references))
       and +l.kind = 'impact.line' -- the plus keeps the index of the reference: never the whole log
       and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed')
     order by l.idx
     limit @limit offset @offset`,
    { references: JSON.stringify(references), limit, offset },
  );
}

/** Index of the last entry of a kind; null without one. */
export function lastEntryOf({ db }: Pick<Ctx, 'db'>, kind: EntryKind): number | null {
  return getValue(db, nullable(integer), 'select max(idx) from ledger_entries where kind = ?', kind);
}

/** Every impact line, also the reversed ones, one after the other in log order. */
export function eachImpactLine({ db }: Pick<Ctx, 'db'>): Generator<ImpactLine> {
  return eachRow(
    db,
    impactLine,
    `select l.idx as "index", l.reference, l.at, ${opened} as canonical, lower(hex(l.leaf)) as leaf
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.kind = 'impact.line'
     order by l.idx`,
  );
}
