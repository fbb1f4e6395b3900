// Impact lines that no later entry has reversed. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { unpackText } from '#db/packed.ts';
import { blob, eachRow, integer, listRows, nullable, type Row, text } from '#db/rows.ts';
import { openedText } from './log.server.ts';

const storedLine = {
  index: integer,
  event: text,
  reference: text,
  at: text,
  bytes: blob,
  figures: nullable(text),
  leaf: text,
};
const columns = `l.idx as "index", l.event, l.reference, l.at, l.bytes, f.canonical as figures,
       lower(hex(l.leaf)) as leaf`;

type Opened<Stored> = Omit<Stored, 'bytes' | 'event' | 'figures'> & { canonical: string };

/** The row with its opened figures as JSON. */
function opened<Stored extends Row<typeof storedLine>>({ bytes, event, figures, ...row }: Stored) {
  const canonical = openedText(unpackText(bytes, event, row.at), figures && unpackText(figures));
  return { ...row, canonical } satisfies Opened<Stored>;
}

/** The entry of one order line with its opened figures as JSON, and its leaf in hex. */
export type ImpactLine = Opened<Row<typeof storedLine>>;

/** All of them as of the time when the ledger had `size` entries, in log order. */
export function listImpactLines({ db }: Pick<Ctx, 'db'>, size: number): ImpactLine[] {
  return listRows(
    db,
    storedLine,
    `select ${columns}
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.kind = 'impact.line' and l.idx < @size
       and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed' and r.idx < @size)
     order by l.idx`,
    { size },
  ).map(opened);
}

const storedHistory = { ...storedLine, reversedAt: nullable(integer) };
/** `reversedAt`: the index of the entry that reversed the line. */
export type ImpactHistoryLine = Opened<Row<typeof storedHistory>>;

const historyOf = (lines: string) => `
  select ${columns}, r.idx as reversedAt
  from ledger_entries l
  left join ledger_figures f on f.idx = l.idx
  left join ledger_entries r on r.event = l.event || ':reversed' and r.idx < @size
  where ${lines} and l.idx < @size
  order by l.idx`;

/** Every line that the first `size` entries have, also those that are reversed there, in log order. */
export function listImpactHistory({ db }: Pick<Ctx, 'db'>, size: number): ImpactHistoryLine[] {
  return listRows(db, storedHistory, historyOf("l.kind = 'impact.line'"), { size }).map(opened);
}

/** Those of the given references alone. */
export function listImpactHistoryOf(
  { db }: Pick<Ctx, 'db'>,
  size: number,
  references: readonly string[],
): ImpactHistoryLine[] {
  const own = "l.reference in (select value from json_each(@references)) and +l.kind = 'impact.line'";
  return listRows(db, storedHistory, historyOf(own), { size, references: JSON.stringify(references) }).map(opened);
}

/** Those of the given references, in log order; all of them, or a page. */
export function listImpactLinesOf(
  { db }: Pick<Ctx, 'db'>,
  references: readonly string[],
  { limit, offset } = { limit: -1, offset: 0 },
): ImpactLine[] {
  return listRows(
    db,
    storedLine,
    `select ${columns}
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.reference in (select value from json_each(@references))
       and +l.kind = 'impact.line' -- the plus keeps the index of the reference: never the whole log
       and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed')
     order by l.idx
     limit @limit offset @offset`,
    { references: JSON.stringify(references), limit, offset },
  ).map(opened);
}

/** Every impact line, also the reversed ones, one after the other in log order. */
export function* eachImpactLine({ db }: Pick<Ctx, 'db'>): Generator<ImpactLine> {
  const rows = eachRow(
    db,
    storedLine,
    `select ${columns}
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.kind = 'impact.line'
     order by l.idx`,
  );
  for (const row of rows) yield opened(row);
}
