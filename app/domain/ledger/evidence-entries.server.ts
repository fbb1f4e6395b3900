// Entries about evidence, opened. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { eachRow, integer, listRows, type Row, text } from '#db/rows.ts';
import type { Json } from './canonical.ts';
import { entryTextSql } from './entry-text.ts';

type EnteredValue = { criterion: string; dated_on: string; level: string | null; value_milli: number };
export type EvidenceEntry = {
  index: number;
  kind: string;
  at: string;
  /** `facts`: of an admission, which speaks of several values. */
  body: EnteredValue & { facts?: EnteredValue[] };
  /** Ids: `facts` are in the order of the body's. */
  names: { supplier: string; evidence?: string; fact?: string; facts?: string[]; files?: string[]; sheet?: Json };
};

const row = { index: integer, kind: text, at: text, bytes: text, names: text };
const columns = `l.idx as "index", l.kind, l.at, ${entryTextSql} as bytes, unpacked(p.canonical) as names`;

function opened({ bytes, names, ...entry }: Row<typeof row>): EvidenceEntry {
  return {
    ...entry,
    body: JSON.parse(bytes) as EvidenceEntry['body'],
    names: JSON.parse(names) as EvidenceEntry['names'],
  };
}

/** Rows of some kinds whose private part is there, in log order. */
function eachEntryOf({ db }: Pick<Ctx, 'db'>, kinds: readonly string[]): Iterable<Row<typeof row>> {
  return eachRow(
    db,
    row,
    `select ${columns}
     from ledger_entries l
     join ledger_private p on p.event = l.event
     where l.kind in (select value from json_each(?))
     order by l.idx`,
    JSON.stringify(kinds),
  );
}

/** Entries that establish a value, in log order. */
export function* eachEvidenceEntry(ctx: Pick<Ctx, 'db'>): Generator<EvidenceEntry> {
  for (const one of eachEntryOf(ctx, ['evidence.admitted', 'evidence.declared', 'evidence.accepted']))
    yield opened(one);
}

/** All entries about a supplier's evidence, in log order. */
export function listEvidenceEntries({ db }: Pick<Ctx, 'db'>, supplierId: string): EvidenceEntry[] {
  return listRows(
    db,
    row,
    `select ${columns}
     from ledger_entries l
     join ledger_private p on p.event = l.event
     where l.kind in (
         'evidence.admitted', 'evidence.declared', 'evidence.accepted', 'evidence.withdrawn', 'evidence.expired'
       )
       and unpacked(p.canonical) ->> '$.supplier' = ?
     order by l.idx`,
    supplierId,
  ).map(opened);
}

/** `until`: its last day. */
export type AdmittedExemption = { criterion: string; until: string; reason: string; stewards: string[] };

export type ExemptionEntry = {
  index: number;
  kind: string;
  body: { criterion: string; until?: string };
  /** `stewards`: the two of one that was granted; `exemptions`: those of an admission. */
  names: { supplier: string; reason?: string; stewards?: string[]; exemptions?: AdmittedExemption[] };
};

/** Entries about exemptions whose private part is there, in log order; admissions too, which speak of several. */
export function* eachExemptionEntry(ctx: Pick<Ctx, 'db'>): Generator<ExemptionEntry> {
  const kinds = ['evidence.admitted', 'exemption.granted', 'exemption.ended'];
  for (const { bytes, names, index, kind } of eachEntryOf(ctx, kinds))
    yield {
      index,
      kind,
      body: JSON.parse(bytes) as ExemptionEntry['body'],
      names: JSON.parse(names) as ExemptionEntry['names'],
    };
}
