import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';

/** SQL: an impact line `l` that no reversal names. */
export const effectiveEntries = `l.kind = 'impact.line' and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed')`;

/** SQL: the same as it was when the ledger had `@size` entries. */
export const effectiveEntriesAt = `l.kind = 'impact.line' and l.idx < @size
  and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed' and r.idx < @size)`;

/** SQL: the line `n` of an order that an entry `l` is about, from its event, `order:line:number:…`; the cast ends at the colon. */
export const lineOfEntry = `n.order_id = l.reference and n.line = cast(substr(l.event, length(l.reference) + 7) as integer)`;

/** One entry of a statement, with where it stands in the log and what its parties know of it. */
export type StatementLine = {
  index: number;
  /** In hex. */
  leaf: string;
  entry: ImpactEntry;
  orderNumber: string;
  paidOn: string;
  supplier: string;
  category: string;
  nameFr: string;
  nameEn: string;
  /** It replaced what was written when the order was paid. */
  corrected: boolean;
};
