import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';

/** One entry of a statement, with its position in the log and the details that only its parties know. */
export type StatementLine = {
  index: number;
  /** In hex. */
  leaf: string;
  entry: ImpactEntry;
  orderNumber: string;
  paidOn: string;
  supplier: string;
  supplierId: string;
  /** Day of the hand-over in the town; null until then. */
  deliveredOn: string | null;
  /** As the seller said it of the offer when it was ordered. */
  stated: { egalim: string | null; foodFamily: string | null; repairedThing: string | null };
  category: string;
  /** Kind of the offer when it was ordered: new, reused, repaired, service ... */
  kind: string;
  name: SourceText;
  /** True when this entry replaced the one written at payment. */
  corrected: boolean;
};
