// Entries about evidence, opened. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { eachRow, integer, text } from '#db/rows.ts';

type EnteredValue = { criterion: string; dated_on: string; level: string | null; value_milli: number };
export type EvidenceEntry = {
  index: number;
  kind: string;
  at: string;
  body: EnteredValue & { facts: EnteredValue[] };
  /** Whom it concerns: `facts` are ids in the order of the body's. */
  names: { supplier: string; evidence?: string; fact?: string; facts?: string[] };
};

const row = { index: integer, kind: text, at: text, bytes: text, names: text };
const entriesSql = `select l.idx as "index", l.kind, l.at, cast(l.bytes as text) as bytes, p.canonical as names
     from ledger_entries l
     join ledger_private p on p.event = l.event
     where l.kind in ('evidence.admitted', 'evidence.declared', 'evidence.accepted')`;

/** Entries that establish a value, in log order. */
export function* eachEvidenceEntry({ db }: Pick<Ctx, 'db'>): Generator<EvidenceEntry> {
  for (const { bytes, names, ...entry } of eachRow(db, row, `${entriesSql} order by l.idx`))
    yield {
      ...entry,
      body: JSON.parse(bytes) as EvidenceEntry['body'],
      names: JSON.parse(names) as EvidenceEntry['names'],
    };
}
