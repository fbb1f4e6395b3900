import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';

/** SQL: an impact line `l` without a reversal. */
export const effectiveEntries = `l.kind = 'impact.line' and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed')`;

/** SQL: the same, as of the time when the ledger had `@size` entries. */
export const effectiveEntriesAt = `l.kind = 'impact.line' and l.idx < @size
  and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed' and r.idx < @size)`;

/**
 * SQL: the order line `n` of an entry `l`, from its event `order:line:number:…`; the cast stops at the colon.
 */
export const lineOfEntry = `n.order_id = l.reference and n.line = cast(substr(l.event, length(l.reference) + 7) as integer)`;

/** One entry of a statement, with its position in the log and the details that only its parties know. */
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
  /** True when this entry replaced the one written at payment. */
  corrected: boolean;
};
